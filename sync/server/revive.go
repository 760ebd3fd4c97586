package server

import "rantau/campus"

// removal is how a record was removed: by whom, when, and who had written it last. The
// body stays with the tombstone.
type removal struct {
	by     campus.ID
	at     int64
	editor campus.ID
	edited int64
}

func (t *taker) removalOf(space, id campus.ID) (*removal, error) {
	var g removal
	found, err := t.tx.Maybe(`SELECT by, at, editor, edited FROM removed WHERE space=? AND id=?`, []any{space, id}, &g.by, &g.at, &g.editor, &g.edited)
	if err != nil || !found {
		return nil, err
	}
	return &g, nil
}

// removed notes a deletion before it is applied. Of two the first counts, so that nobody
// makes the other's removal their own; but what the staff take away stays away, also
// where its author was quicker.
func (r *row) removed(who campus.Actor, now int64) {
	switch {
	case !r.rec.Deleted:
		r.removal = &removal{by: who.Person, at: now, editor: r.rec.Editor, edited: r.rec.Edited.UnixMilli()}
	case r.removal != nil && who.Role.Leads() && who.Person != r.rec.Author:
		r.removal.by = who.Person
	}
}

// revives gives what the rule of bringing back has to know. What is there is nobody's
// removal: who could have removed it may ask for it.
func (r *row) revives(who campus.Actor, now int64) (*campus.Removal, error) {
	switch {
	case !r.rec.Deleted:
		return &campus.Removal{By: who.Person}, nil
	case r.removal == nil || now-r.removal.at > campus.KeepRemoved.Milliseconds():
		return nil, campus.ErrRemovedLongAgo
	}
	return &campus.Removal{By: r.removal.by}, nil
}

// revive takes a deletion back. What a tombstone held is nobody's to guess: who may bring
// it back is asked before the hash is looked at. The record comes back as it was, with
// who had written it last: who removed it by mistake has written nothing.
func (t *taker) revive(r *row, c campus.Change, kind campus.Kind, w campus.Write) (campus.State, error) {
	if r.rec.Kind != c.Kind {
		_, err := campus.Merge(kind, r.rec, c, nil)
		return campus.Refused, err
	}
	var err error
	if w.Before, err = kind.Decode(r.rec.Body); err != nil {
		return campus.Refused, err
	}
	if w.Revives, err = r.revives(w.Actor, t.now); err != nil {
		return campus.Refused, err
	}
	if err := campus.Judge(kind, w, w.Before, r.rec.Audience); err != nil {
		return campus.Refused, err
	}
	if _, err := campus.Merge(kind, r.rec, c, nil); err != nil {
		return campus.Refused, err
	}
	r.mixed = true
	if r.rec.Deleted {
		r.rec.Deleted, r.rec.Editor, r.rec.Edited = false, r.removal.editor, ms(r.removal.edited)
		r.removal, r.returned = nil, true
	}
	return campus.Taken, nil
}

// keepRemoval keeps how a record was removed, or lets go of it, and has brought back
// what the server had taken away with it.
func (t *taker) keepRemoval(space campus.ID, r *row) error {
	switch {
	case r.rec.Deleted && r.removal != nil:
		g := r.removal
		_, err := t.tx.Exec(`INSERT OR REPLACE INTO removed (space, id, by, at, editor, edited) VALUES (?,?,?,?,?,?)`, space, r.rec.ID, g.by, g.at, g.editor, g.edited)
		return err
	case !r.rec.Deleted && r.returned:
		if _, err := t.tx.Exec(`DELETE FROM removed WHERE space=? AND id=?`, space, r.rec.ID); err != nil || r.rec.Kind != "post" {
			return err
		}
		t.owed = true
		_, err := t.tx.Exec(`INSERT OR REPLACE INTO errands (what, space, id, at) VALUES (?,?,?,?)`, campus.ErrandReturn, space, r.rec.ID, t.now)
		return err
	}
	return nil
}

// bringBack undoes tidy for a post that was brought back: the files that the server took
// away come back, not those that a person had removed.
func (t *taker) bringBack(e errand) error {
	if rec, found := t.record(e.space, e.id); !found || rec.Deleted {
		return nil
	}
	return t.each(e, `SELECT r.id FROM removed g JOIN records r ON r.space=g.space AND r.id=g.id
		WHERE g.space=? AND g.by='' AND r.kind='document' AND json_extract(r.body, '$.of')=? LIMIT ?`, campus.Revive)
}
