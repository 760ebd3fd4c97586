package storage

import (
	"context"
	"time"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// What a record said before is kept when what is shown of it is replaced: by a page, by
// what became of a set, by the person. It is this copy's own; nothing is sent for it.

// mostPast is how many earlier bodies of one record are kept.
const mostPast = 50

// before is a record as it was shown, for keepPast; the zero value for none.
type before struct {
	kind campus.Kind
	line line
	seq  int64
	by   campus.ID
	at   int64
}

// shownNow reads a record before something is written to it. Kinds without a text are
// not looked at: there would be nothing to show. lately is from when the person's own words
// are, in ms, where their set has left the outbox already.
func shownNow(tx *sqlitedb.Tx, me, space, id campus.ID, kind string, lately int64) (b before, err error) {
	k, ok := campus.KindNamed(kind)
	if !ok || !k.KeepsPast() {
		return b, nil
	}
	if b.line, err = row(tx, space, id); err != nil || !b.line.exists() || b.line.gone() {
		return before{}, err
	}
	b.kind = k
	if err = tx.Row(`SELECT seq, editor, edited FROM records WHERE space=? AND id=?`, []any{space, id}, &b.seq, &b.by, &b.at); err != nil {
		return b, err
	}
	if b.line.waiting > 0 { // the outbox lies over it: the person wrote it
		var saved int64
		mine, err := tx.Maybe(`SELECT max(o.saved) FROM touched t JOIN outbox o ON o.nr=t.nr WHERE t.space=? AND t.id=? HAVING count(*)>0`, []any{space, id}, &saved)
		if err != nil {
			return b, err
		}
		if b.by, b.at = me, max(b.at, lately); mine {
			b.at = saved
		}
	}
	return b, nil
}

// keepPast keeps what was shown, if something else is shown by now. What is deleted has
// no past: who removes a text does not want it read.
func keepPast(tx *sqlitedb.Tx, space, id campus.ID, b before) error {
	if b.kind.Name == "" {
		return nil
	}
	now, err := row(tx, space, id)
	if err != nil {
		return err
	}
	if now.deleted {
		return dropPast(tx, space, id)
	}
	if now.gone() || !now.exists() || !saysElse(b.kind, b.line.asShown(), now.asShown()) {
		return nil
	}
	if _, err := tx.Exec(`INSERT INTO past (space, id, seq, editor, at, body) VALUES (?,?,?,?,?,?)`,
		space, id, b.seq, b.by, b.at, string(b.line.asShown())); err != nil {
		return err
	}
	_, err = tx.Exec(`DELETE FROM past WHERE space=? AND id=? AND nr NOT IN (SELECT nr FROM past WHERE space=? AND id=? ORDER BY nr DESC LIMIT ?)`,
		space, id, space, id, mostPast)
	return err
}

// saysElse tells whether two bodies differ in what people write.
func saysElse(k campus.Kind, a, b campus.Body) bool {
	x, err := a.Fields()
	if err != nil {
		return false
	}
	y, err := b.Fields()
	if err != nil {
		return false
	}
	for name, mode := range k.Fields {
		if mode != campus.ByServer && mode != campus.Most && campus.HashValue(x[name]) != campus.HashValue(y[name]) {
			return true
		}
	}
	return false
}

func dropPast(tx *sqlitedb.Tx, space, id campus.ID) error {
	_, err := tx.Exec(`DELETE FROM past WHERE space=? AND id=?`, space, id)
	return err
}

// Past implements campus.Replica.
func (r *Replica) Past(ctx context.Context, space, id campus.ID) ([]campus.Record, error) {
	var out []campus.Record
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		now, err := row(tx, space, id)
		if err != nil || !now.exists() || now.gone() {
			return err
		}
		later := now.asShown()
		return tx.Rows(`SELECT seq, editor, at, body FROM past WHERE space=? AND id=? ORDER BY nr DESC`, []any{space, id},
			func(scan func(...any) error) error {
				rec := campus.Record{Space: space, ID: id, Kind: now.kind, Audience: now.audience, Author: now.author}
				var at int64
				var body []byte
				err := scan(&rec.Seq, &rec.Editor, &at, &body)
				rec.Edited, rec.Body = time.UnixMilli(at), body
				// A refused change came and went: what it led back to is not a step.
				if campus.HashBody(rec.Body) != campus.HashBody(later) {
					out = append(out, rec)
				}
				later = rec.Body
				return err
			})
	})
	return out, explain(err)
}
