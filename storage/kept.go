package storage

import (
	"context"
	"regexp"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// Keep notes that a document or a folder is kept on this computer, or no longer.
func (r *Replica) Keep(ctx context.Context, space, id campus.ID, on bool) error {
	err := r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		q := `DELETE FROM kept WHERE space=? AND id=?`
		if on {
			q = `INSERT OR IGNORE INTO kept VALUES (?,?)`
		}
		_, err := tx.Exec(q, space, id)
		return err
	})
	if err == nil {
		n := campus.NewNotice()
		n.Kinds["document"], n.Spaces[space], n.IDs[id] = true, true, true
		r.feed.tell(n)
	}
	return explain(err)
}

// Kept lists what is kept on this computer.
func (r *Replica) Kept(ctx context.Context) (map[campus.ID]bool, error) {
	kept := map[campus.ID]bool{}
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Rows(`SELECT id FROM kept`, nil, func(scan func(...any) error) error {
			var id campus.ID
			err := scan(&id)
			kept[id] = true
			return err
		})
	})
	return kept, explain(err)
}

var hash64 = regexp.MustCompile(`[0-9a-f]{64}`)

// Wanted names the manifests of files that only this computer may have: those that
// wait to be brought, and all that is named by what is being written, by what waits
// and by what was sent lately, for a server put back to a backup loses that.
func (r *Replica) Wanted(ctx context.Context) (map[string]bool, error) {
	wanted := map[string]bool{}
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		for _, q := range []string{`SELECT manifest FROM uploads`, `SELECT text FROM drafts`, `SELECT bytes FROM outbox`, `SELECT bytes FROM sent`} {
			err := tx.Rows(q, nil, func(scan func(...any) error) error {
				var text []byte
				err := scan(&text)
				for _, h := range hash64.FindAll(text, -1) {
					wanted[string(h)] = true
				}
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return wanted, explain(err)
}
