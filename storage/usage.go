package storage

import (
	"context"
	"time"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// Used adds to what a day cost on the wire, and lets go of days that are long past.
func (r *Replica) Used(ctx context.Context, day string, sent, received int64) error {
	err := r.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		if _, err := tx.Exec(`INSERT INTO usage VALUES (?,?,?) ON CONFLICT (day) DO UPDATE SET sent=sent+excluded.sent, received=received+excluded.received`, day, sent, received); err != nil {
			return err
		}
		_, err := tx.Exec(`DELETE FROM usage WHERE day NOT IN (SELECT day FROM usage ORDER BY day DESC LIMIT ?)`, campus.KeepUsage)
		return err
	})
	return explain(err)
}

// Usage lists what the days cost, the newest first.
func (r *Replica) Usage(ctx context.Context) (out []campus.Usage, err error) {
	err = r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Rows(`SELECT day, sent, received FROM usage ORDER BY day DESC`, nil, func(scan func(...any) error) error {
			var u campus.Usage
			err := scan(&u.Day, &u.Sent, &u.Received)
			out = append(out, u)
			return err
		})
	})
	return out, explain(err)
}

// KeepSync puts a sync into the log, and lets go of the oldest beyond the last hundred.
func (r *Replica) KeepSync(ctx context.Context, n campus.SyncNote) error {
	err := r.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		if _, err := tx.Exec(`INSERT INTO syncs (at, took, sets, records, sent, received, trouble, files) VALUES (?,?,?,?,?,?,?,?)`,
			n.At.UnixMilli(), n.Took.Milliseconds(), n.Sets, n.Records, n.Sent, n.Received, n.Trouble, n.Files); err != nil {
			return err
		}
		_, err := tx.Exec(`DELETE FROM syncs WHERE nr <= (SELECT max(nr) FROM syncs) - ?`, campus.MaxSyncNotes)
		return err
	})
	return explain(err)
}

// Syncs is the log of syncs, the newest first.
func (r *Replica) Syncs(ctx context.Context) (out []campus.SyncNote, err error) {
	err = r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Rows(`SELECT at, took, sets, records, sent, received, trouble, files FROM syncs ORDER BY nr DESC`, nil, func(scan func(...any) error) error {
			var n campus.SyncNote
			var at, took int64
			err := scan(&at, &took, &n.Sets, &n.Records, &n.Sent, &n.Received, &n.Trouble, &n.Files)
			n.At, n.Took = time.UnixMilli(at), time.Duration(took)*time.Millisecond
			out = append(out, n)
			return err
		})
	})
	return out, explain(err)
}
