package storage

import (
	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// What this computer deletes is kept as it was, for the server tells nobody what a
// tombstone held. It is this copy's own, and goes with the space.

// keepRemoved keeps what a change is about to delete, under the hash that the change
// names: whoever takes it back names the same.
func keepRemoved(tx *sqlitedb.Tx, space campus.ID, c campus.Change, at int64) error {
	if !c.Delete {
		return nil
	}
	l, err := row(tx, space, c.Record)
	if err != nil || !l.exists() || l.gone() {
		return err
	}
	_, err = tx.Exec(`INSERT OR REPLACE INTO removed (space, id, hash, at, body) VALUES (?,?,?,?,?)`, space, c.Record, c.Base["*"], at, string(l.asShown()))
	return err
}

// kept gives what was deleted and when, nil where this computer does not have it.
func kept(tx *sqlitedb.Tx, space campus.ID, c campus.Change) (body campus.Body, at int64, err error) {
	_, err = tx.Maybe(`SELECT body, at FROM removed WHERE space=? AND id=? AND hash=?`, []any{space, c.Record, c.Base["*"]}, (*[]byte)(&body), &at)
	return body, at, err
}

// revives tells what the rule of bringing back has to know, and puts into the line what
// comes back.
func (r *Replica) revives(tx *sqlitedb.Tx, space campus.ID, c campus.Change, l *line, me campus.ID) (*campus.Removal, error) {
	body, at, err := kept(tx, space, c)
	switch {
	case err != nil:
		return nil, err
	case body == nil:
		return nil, campus.Errorf(campus.NotFound, "this computer does not have what was removed any more")
	case at < r.now().Add(-campus.KeepRemoved).UnixMilli():
		return nil, campus.ErrRemovedLongAgo
	}
	by := me // the outbox deletes it
	if l.deleted {
		by = l.editor
	}
	l.shown = body
	return &campus.Removal{By: by}, nil
}

// showRevived lays a revival over the record. What is there stays as it is, and what
// this computer does not have comes with the server's answer.
func showRevived(tx *sqlitedb.Tx, space campus.ID, c campus.Change, l line) error {
	if !l.gone() || !l.exists() {
		return nil
	}
	body := l.asShown()
	if l.deleted {
		var err error
		if body, _, err = kept(tx, space, c); err != nil || body == nil {
			return err
		}
	}
	_, err := tx.Exec(`UPDATE records SET shown=?, deleted=0, waiting=1 WHERE space=? AND id=?`, string(body), space, c.Record)
	return err
}

// absorbRevived makes the tombstone a record again after the server has taken a revival,
// until the record itself comes: what is edited meanwhile has something to be laid over.
func absorbRevived(tx *sqlitedb.Tx, me, space campus.ID, c campus.Change) error {
	body, _, err := kept(tx, space, c)
	if err != nil || body == nil {
		return err
	}
	n, err := tx.Exec(`UPDATE records SET body=?, heard_deleted=0 WHERE space=? AND id=? AND heard_deleted=1`, string(body), space, c.Record)
	if err != nil || n == 0 {
		return err
	}
	return replay(tx, me, space, c.Record)
}
