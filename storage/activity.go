package storage

import (
	"context"
	"time"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// Activity implements campus.Replica. Where the newest post of a thread was taken away,
// the time is still that of the newest there ever was: the thread keeps its place.
func (r *Replica) Activity(ctx context.Context, spaces []campus.ID) (map[campus.ID]campus.Activity, error) {
	out := map[campus.ID]campus.Activity{}
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		for _, space := range spaces {
			err := tx.Rows(`SELECT topic, count, last FROM said WHERE space=? AND count>0`, []any{space}, func(scan func(...any) error) error {
				var topic campus.ID
				var last int64
				var a campus.Activity
				err := scan(&topic, &a.Count, &last)
				a.Last = time.UnixMilli(last)
				out[topic] = a
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return out, explain(err)
}
