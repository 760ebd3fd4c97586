package storage

import (
	"context"
	"encoding/json"
	"time"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// A server that went back in time gets again what is in the sent box. What this person
// wrote and is not there (on another computer of theirs, before a rescue, longer ago than
// the box reaches) gets a new set, each record one of its own, marked as made again: what
// the server has by then stands as it is.

// lostRecords tells which records r a person (twice) wrote, alone, that the server has no
// longer. Where other words stand beside one it stays as it is: a set could not bring them.
const lostRecords = `r.shelved>0 AND r.shelved<3 AND r.author=? AND r.editor=? AND r.deleted=0 AND r.waiting<2 AND r.body IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM versions v WHERE v.space=r.space AND v.id=r.id)
	AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.space=r.space AND o.state<>'refused' AND NOT (o.state='later' AND o.code='unknown')
		AND o.n=(SELECT min(n) FROM outbox WHERE space=r.space AND state<>'refused'))`

// notAgain are kinds that are not made anew: they ask for something or decide it, and
// asking or deciding twice is not the same as once.
var notAgain = map[string]bool{"joining": true, "joincode": true, "applicant": true, "report": true, "ruling": true, "receipt": true}

// reissue makes new sets for what the server lost. Where sets still wait for an answer,
// that comes first, unless the answer is that the server does not know what they change.
func (r *Replica) reissue(ctx context.Context) error {
	r.saving.Lock()
	defer r.saving.Unlock()
	who := r.Identity()
	if who.Device() == "" {
		return nil
	}
	n := campus.NewNotice()
	err := r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		lost, err := lostBy(tx, who.Person)
		if err != nil {
			return err
		}
		bySpace := map[campus.ID][]lostRecord{}
		for _, l := range lost {
			bySpace[l.Space] = append(bySpace[l.Space], l)
			n.Kinds[l.Kind], n.IDs[l.ID], n.Spaces[l.Space] = true, true, true
		}
		for space, records := range bySpace {
			made, err := r.reissueIn(tx, who, space, records)
			if err != nil {
				return err
			}
			n.Outbox = n.Outbox || made
		}
		return nil
	})
	if err == nil && n.Outbox {
		r.feed.tell(n)
	}
	return err
}

// lostRecord is one with the times of its making.
type lostRecord struct {
	campus.Record
	times campus.Times
}

// lostBy lists what the server has no longer, the oldest first. Files stand behind what
// they may hang on, which came in the same moment.
func lostBy(tx *sqlitedb.Tx, me campus.ID) ([]lostRecord, error) {
	var out []lostRecord
	err := tx.Rows(`SELECT space, id, kind, audience, created, written, body FROM records r WHERE `+lostRecords+` ORDER BY created, kind='document', id`,
		[]any{me, me}, func(scan func(...any) error) error {
			var l lostRecord
			var created int64
			var written string
			err := scan(&l.Space, &l.ID, &l.Kind, &l.Audience, &created, &written, (*[]byte)(&l.Body))
			l.Created = time.UnixMilli(created)
			l.times = madeAt(created, written)
			out = append(out, l)
			return err
		})
	return out, err
}

// madeAt gives the times by which the server comes to the same as it did: when it was
// made stays what it was, however late it is made again.
func madeAt(created int64, written string) campus.Times {
	t := campus.Times{Clock: created, Heard: created}
	var w campus.Written
	if written == "" || json.Unmarshal([]byte(written), &w) != nil {
		now := int64(0)
		t.Since = &now // it arrived as soon as it was made
		return t
	}
	t.Clock, t.Heard = w.Clock, w.From
	if w.From > 0 && w.From == w.To {
		now := int64(0)
		t.Since = &now
	}
	return t
}

// reissueIn makes the sets of one space, and puts them before those that wait for them.
func (r *Replica) reissueIn(tx *sqlitedb.Tx, who protocol.Identity, space campus.ID, lost []lostRecord) (bool, error) {
	sets := setsFor(space, lost, who.Person, r.role(tx, space))
	for _, l := range lost {
		// It is tried once for each time that the server loses it; what is not made anew is
		// not looked at again either.
		if _, err := tx.Exec(`UPDATE records SET shelved=3 WHERE space=? AND id=?`, space, l.ID); err != nil {
			return false, err
		}
	}
	if len(sets) == 0 {
		return false, nil
	}
	waiting, err := waitingIn(tx, space)
	if err == nil {
		err = rechain(tx, waiting)
	}
	if err != nil {
		return false, err
	}
	for _, s := range sets {
		if err := r.enqueueAt(tx, who, campus.Action{Space: space, Changes: s.changes}, s.times, s.times.Clock); err != nil {
			return false, err
		}
		for _, c := range s.changes {
			if err := r.uploadsOf(tx, space, c); err != nil {
				return false, err
			}
		}
	}
	for _, w := range waiting {
		if err := resign(tx, who, w.nr, w.set); err != nil {
			return false, err
		}
	}
	for _, s := range sets { // with what waits laid over it, in the order in which it goes
		for _, c := range s.changes {
			if err := replay(tx, who.Person, space, c.Record); err != nil {
				return false, err
			}
		}
	}
	return true, nil
}

func (r *Replica) role(tx *sqlitedb.Tx, space campus.ID) (role campus.Role) {
	_, _ = tx.Maybe(`SELECT role FROM spaces WHERE space=?`, []any{space}, &role)
	return role
}

// waitingSet is a set of the outbox that is going to have another number.
type waitingSet struct {
	nr  int64
	set campus.Set
}

// waitingIn lists the sets that wait in a space, in their order.
func waitingIn(tx *sqlitedb.Tx, space campus.ID) (out []waitingSet, err error) {
	err = tx.Rows(`SELECT nr, bytes FROM outbox WHERE space=? AND state<>'refused' ORDER BY n`, []any{space}, func(scan func(...any) error) error {
		var w waitingSet
		var b []byte
		if err := scan(&w.nr, &b); err != nil {
			return err
		}
		err := json.Unmarshal(b, &w.set)
		out = append(out, w)
		return err
	})
	return out, err
}

// rechain takes the chain of a space back to before what waits in it. The server has not
// settled these numbers, so they are free.
func rechain(tx *sqlitedb.Tx, waiting []waitingSet) error {
	if len(waiting) == 0 {
		return nil
	}
	first := waiting[0].set
	_, err := tx.Exec(`INSERT OR REPLACE INTO chains VALUES (?,?,?)`, first.Space, first.Number-1, first.Prev)
	return err
}

// uploadsOf has the files of a document brought again, the earlier ones too, as far as this
// computer has them whole: others bring the rest.
func (r *Replica) uploadsOf(tx *sqlitedb.Tx, space campus.ID, c campus.Change) error {
	if c.Kind != "document" {
		return nil
	}
	doc := campus.As[campus.Document](campus.Record{Body: campus.NewBody(c.Set)})
	for _, v := range append([]campus.FileVersion{{Manifest: doc.Manifest}}, doc.Versions...) {
		if !blob.ValidHash(v.Manifest) {
			continue
		}
		q := `INSERT OR REPLACE INTO uploads VALUES (?,?,?)`
		if m, err := r.blobs.Manifest(v.Manifest); err != nil || len(r.blobs.Missing(m)) > 0 {
			q = `DELETE FROM uploads WHERE space=? AND document=? AND manifest=?`
		}
		if _, err := tx.Exec(q, space, c.Record, v.Manifest); err != nil {
			return err
		}
	}
	return nil
}
