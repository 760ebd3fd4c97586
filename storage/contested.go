package storage

import (
	"context"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// Contested implements campus.Replica.
func (r *Replica) Contested(ctx context.Context) ([]campus.Record, error) {
	var out []campus.Record
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		var all []campus.Record
		err := tx.Rows(`SELECT `+prefixed+` FROM (SELECT DISTINCT space, id FROM versions) v JOIN records r ON r.space=v.space AND r.id=v.id
			WHERE `+visible+` ORDER BY r.edited DESC LIMIT ?`, []any{5 * campus.MaxContested}, func(scan func(...any) error) error {
			rec, err := scanRecord(scan)
			all = append(all, rec)
			return err
		})
		if err != nil {
			return err
		}
		actors := map[campus.ID]campus.Actor{}
		for _, rec := range all {
			who, known := actors[rec.Space]
			if !known {
				if who, err = actor(tx, r.Me(), rec.Space); err != nil {
					return err
				}
				actors[rec.Space] = who
			}
			if rec.Versions, err = versionsOf(tx, rec.Space, rec.ID); err != nil {
				return err
			}
			concerned := campus.Concerns(rec, who)
			if !concerned && len(rec.Versions) > 0 { // of what stands, others may have written the rest since
				var one int
				if concerned, err = tx.Maybe(`SELECT 1 FROM past WHERE space=? AND id=? AND editor=? LIMIT 1`, []any{rec.Space, rec.ID, r.Me()}, &one); err != nil {
					return err
				}
			}
			if concerned && len(out) < campus.MaxContested {
				out = append(out, rec)
			}
		}
		return nil
	})
	return out, explain(err)
}
