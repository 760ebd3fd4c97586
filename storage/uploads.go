package storage

import (
	"context"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// Uploads lists the files of documents whose bytes have to go to the server: those of
// sets that were taken, in the order in which they were added.
func (r *Replica) Uploads(ctx context.Context) ([]protocol.DocumentRef, error) {
	var out []protocol.DocumentRef
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Rows(`SELECT u.space, u.document, u.manifest FROM uploads u JOIN records r ON r.space=u.space AND r.id=u.document
			WHERE r.body IS NOT NULL AND r.heard_deleted=0 ORDER BY u.rowid`, nil, func(scan func(...any) error) error {
			var d protocol.DocumentRef
			err := scan(&d.Space, &d.Document, &d.Version)
			out = append(out, d)
			return err
		})
	})
	return out, explain(err)
}

// Uploaded notes that the server has all of a file, or that it is no longer wanted.
func (r *Replica) Uploaded(ctx context.Context, d protocol.DocumentRef) error {
	err := r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		_, err := tx.Exec(`DELETE FROM uploads WHERE space=? AND document=? AND manifest=?`, d.Space, d.Document, d.Version)
		return err
	})
	if err == nil {
		n := campus.NewNotice()
		n.Outbox, n.Kinds["document"], n.Spaces[d.Space], n.IDs[d.Document] = true, true, true, true
		r.feed.tell(n)
	}
	return explain(err)
}

// Setting and KeepSetting hold what the person chose on this computer.
func (r *Replica) Setting(ctx context.Context, name string) (value string, err error) {
	err = r.db.Read(ctx, func(tx *sqlitedb.Tx) error { return getMeta(tx, "setting:"+name, &value) })
	return value, explain(err)
}

// KeepSetting keeps a setting.
func (r *Replica) KeepSetting(ctx context.Context, name, value string) error {
	return explain(r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error { return putMeta(tx, "setting:"+name, value) }))
}
