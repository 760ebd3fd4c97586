package server

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"rantau/campus"
)

func ms(at int64) time.Time { return time.UnixMilli(at) }

// load reads the record that a change touches; the row has no ID where there is
// none.
func (t *taker) load(sp *openSpace, c campus.Change) (*row, error) {
	r := &row{keep: map[string]json.RawMessage{}}
	if !sp.exists {
		return r, nil
	}
	var created, edited int64
	found, err := t.tx.Maybe(`SELECT kind, class, seq, audience, author, created, editor, edited, deleted, body
		FROM records WHERE space=? AND id=?`, []any{sp.id, c.Record},
		&r.rec.Kind, &r.class, &r.prior, &r.rec.Audience, &r.rec.Author, &created, &r.rec.Editor, &edited, &r.rec.Deleted, (*[]byte)(&r.rec.Body))
	if err != nil || !found {
		return r, err
	}
	r.rec.ID, r.rec.Created, r.rec.Edited, r.was = c.Record, ms(created), ms(edited), r.rec.Audience
	if r.rec.Deleted {
		r.removal, err = t.removalOf(sp.id, c.Record)
	}
	return r, err
}

// kept finds a value that was replaced, or sent and merged.
func (t *taker) kept(space, id campus.ID, field, hash string) (json.RawMessage, bool) {
	var v []byte
	found, err := t.tx.Maybe(`SELECT value FROM kept WHERE space=? AND id=? AND field=? AND hash=?`, []any{space, id, field, hash}, &v)
	return v, found && err == nil
}

// append gives the set its sequence and writes what it does.
func (t *taker) append(sp *openSpace, set campus.Set, hash string, res result) (campus.Outcome, error) {
	if !sp.exists {
		sp.exists, sp.kind = true, res.kind
		if t.dev.id != "" {
			sp.role, sp.led = campus.Owner, true
		}
	}
	sp.seq++
	sp.stamp, sp.dirty = newStamp(), true
	t.moved[sp.id] = true
	out := res.outcome
	out.Seq, out.At = sp.seq, t.now
	for _, r := range res.rows {
		out.Mixed = out.Mixed || r.mixed
		if err := t.write(sp, set, r); err != nil {
			return out, err
		}
	}
	if _, err := t.tx.Exec(`INSERT INTO log VALUES (?,?,?,?,?,?,?,?)`,
		sp.id, sp.seq, sp.stamp, t.now, t.dev.id, set.Number, hash, out.Mixed); err != nil {
		return out, err
	}
	if t.asker != nil && !out.Mixed {
		t.asker.told(sp.id, sp.seq, res.rows)
	}
	return out, nil
}

func (t *taker) write(sp *openSpace, set campus.Set, r *row) error {
	var err error
	rec := r.rec
	if r.isNew {
		_, err = t.tx.Exec(`INSERT INTO records (space, id, kind, class, seq, audience, author, created, editor, edited, deleted, body, written) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)`,
			sp.id, rec.ID, rec.Kind, r.class, sp.seq, rec.Audience, rec.Author, rec.Created.UnixMilli(), rec.Editor, rec.Edited.UnixMilli(), rec.Deleted, string(rec.Body), writtenOf(set, t.now))
	} else {
		_, err = t.tx.Exec(`UPDATE records SET seq=?, audience=?, editor=?, edited=?, deleted=?, body=? WHERE space=? AND id=?`,
			sp.seq, rec.Audience, rec.Editor, rec.Edited.UnixMilli(), rec.Deleted, string(rec.Body), sp.id, rec.ID)
	}
	if err != nil {
		return err
	}
	if r.was != rec.Audience {
		if _, err := t.tx.Exec(`INSERT INTO past_audiences VALUES (?,?,?,?)`, sp.id, rec.ID, sp.seq, r.was); err != nil {
			return err
		}
	}
	for name, v := range r.keep {
		field, _, _ := strings.Cut(name, "\x00")
		if _, err := t.tx.Exec(`INSERT OR IGNORE INTO kept VALUES (?,?,?,?,?,?)`, sp.id, rec.ID, field, campus.HashValue(v), string(campus.Compact(v)), t.now); err != nil {
			return err
		}
	}
	if err := t.beside(sp, set, r); err != nil {
		return err
	}
	if err := t.owe(sp.id, rec); err != nil {
		return err
	}
	if err := t.keepRemoval(sp.id, r); err != nil {
		return err
	}
	if rec.Kind == "membership" {
		return t.member(sp, rec)
	}
	return nil
}

// beside keeps what was not chosen, and lets go of what a person has decided.
func (t *taker) beside(sp *openSpace, set campus.Set, r *row) error {
	for _, v := range r.drop {
		if _, err := t.tx.Exec(`DELETE FROM versions WHERE space=? AND id=? AND version=?`, sp.id, r.rec.ID, v); err != nil {
			return err
		}
	}
	if len(r.beside) == 0 {
		return nil
	}
	id := campus.DerivedID("version", t.dev.id, string(sp.id), fmt.Sprint(set.Number), string(r.rec.ID))
	_, err := t.tx.Exec(`INSERT OR REPLACE INTO versions VALUES (?,?,?,?,?,?,?)`,
		sp.id, r.rec.ID, id, string(campus.NewBody(r.beside)), t.dev.person, t.now, r.rec.Audience)
	return err
}

// member keeps the table of members in step with the record.
func (t *taker) member(sp *openSpace, rec campus.Record) error {
	m := campus.As[campus.Membership](rec)
	t.joined[m.Person] = true
	if m.Person == t.dev.person {
		sp.role = m.Role
	}
	_, err := t.tx.Exec(`INSERT INTO members VALUES (?,?,?,?)
		ON CONFLICT (space, person) DO UPDATE SET role=excluded.role, led=max(led, excluded.led)`,
		sp.id, m.Person, m.Role, m.Role.Leads())
	if err == nil && sp.kind == campus.InGroup && m.Role.In() {
		err = t.taken(sp.id, m.Person)
	}
	return err
}

// writtenOf is when the records of a set were made, as it is kept: JSON, "" where they
// were sent at once.
func writtenOf(set campus.Set, now int64) string {
	w := campus.WrittenBy(set.Times, ms(now))
	if w == nil {
		return ""
	}
	b, _ := json.Marshal(w) // three numbers
	return string(b)
}
