package storage

import (
	"context"
	"time"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// Mirrors lists the folders that are kept in step.
func (r *Replica) Mirrors(ctx context.Context) (out []campus.Mirror, err error) {
	err = r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Rows(`SELECT space, dir, mark FROM mirrors ORDER BY space`, nil, func(scan func(...any) error) error {
			var m campus.Mirror
			err := scan(&m.Space, &m.Dir, &m.Mark)
			out = append(out, m)
			return err
		})
	})
	return out, explain(err)
}

// KeepMirror keeps a folder in step from now on, from nothing. A space has one.
func (r *Replica) KeepMirror(ctx context.Context, m campus.Mirror) error {
	return explain(r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		if _, err := tx.Exec(`DELETE FROM mirrored WHERE space=?`, m.Space); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT OR REPLACE INTO mirrors VALUES (?,?,?)`, m.Space, m.Dir, m.Mark)
		return err
	}))
}

// DropMirror forgets a folder. What is in it stays.
func (r *Replica) DropMirror(ctx context.Context, space campus.ID) error {
	return explain(r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		if _, err := tx.Exec(`DELETE FROM mirrors WHERE space=?`, space); err != nil {
			return err
		}
		_, err := tx.Exec(`DELETE FROM mirrored WHERE space=?`, space)
		return err
	}))
}

// Mirrored lists what was the same on both sides.
func (r *Replica) Mirrored(ctx context.Context, space campus.ID) (out []campus.Mirrored, err error) {
	err = r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Rows(`SELECT document, path, place, manifest, size, modified, file FROM mirrored WHERE space=? ORDER BY document`, []any{space}, func(scan func(...any) error) error {
			var m campus.Mirrored
			var modified int64
			err := scan(&m.Document, &m.Path, &m.Place, &m.Manifest, &m.Size, &modified, &m.File)
			m.Modified = time.Unix(0, modified)
			out = append(out, m)
			return err
		})
	})
	return out, explain(err)
}

// KeepMirrored notes that a file and its document are the same; ForgetMirrored that there
// is no such pair any more.
func (r *Replica) KeepMirrored(ctx context.Context, space campus.ID, all ...campus.Mirrored) error {
	return explain(r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		for _, m := range all {
			if _, err := tx.Exec(`INSERT OR REPLACE INTO mirrored VALUES (?,?,?,?,?,?,?,?)`, space, m.Document, m.Path, m.Place, m.Manifest, m.Size, m.Modified.UnixNano(), m.File); err != nil {
				return err
			}
		}
		return nil
	}))
}

// ForgetMirrored notes that documents have no file any more.
func (r *Replica) ForgetMirrored(ctx context.Context, space campus.ID, documents ...campus.ID) error {
	return explain(r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		for _, id := range documents {
			if _, err := tx.Exec(`DELETE FROM mirrored WHERE space=? AND document=?`, space, id); err != nil {
				return err
			}
		}
		return nil
	}))
}
