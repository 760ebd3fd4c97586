package storage

import (
	"encoding/json"
	"strings"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// errLeft stands beside what a person wrote in a place that they are no longer in.
var errLeft = campus.Errorf(campus.Forbidden, "you are no longer a member there; your text is kept here")

// keepTyped puts what was begun in a space that is left among what was refused: the place
// where it was typed is not there any more, and nobody would find it. Of a conversation it
// becomes the post that it would have been, of a form or an editor a draft with its words;
// the files beside it come along, for their bytes may be here alone.
func (r *Replica) keepTyped(tx *sqlitedb.Tx, space campus.ID) error {
	all, err := begunIn(tx, space)
	if err != nil {
		return err
	}
	who := r.Identity()
	for _, d := range all {
		changes, err := d.changes(tx, space, who.Device())
		if err != nil {
			return err
		}
		if len(changes) == 0 {
			continue
		}
		set := campus.Set{Server: who.Server, Device: who.Device(), Space: space, Number: 1, Times: r.times(), Changes: changes}
		b := set.Encode()
		if _, e := campus.DecodeSet(b); e != nil {
			continue // it stays a draft
		}
		if _, err := tx.Exec(`INSERT INTO outbox (space, n, bytes, signature, hash, saved, state, code, reason) VALUES (?,1,?,?,?,?,'refused',?,?)`,
			space, string(b), campus.SignSet(who.Key, b), campus.HashSet(b), d.at, errLeft.Code, errLeft.Message); err != nil {
			return err
		}
		// Of an attempt most is ticked and not typed: who is taken in again goes on with it.
		if strings.HasPrefix(d.place, "quiz/attempt/") {
			continue
		}
		if _, err := tx.Exec(`DELETE FROM drafts WHERE place=?`, d.place); err != nil {
			return err
		}
	}
	return nil
}

// changes is what a draft is among what was refused, nothing where nobody typed anything.
func (d begun) changes(tx *sqlitedb.Tx, space campus.ID, device string) (out []campus.Change, err error) {
	files := campus.BegunFiles(d.text)
	var on campus.ID
	if topic, is := strings.CutPrefix(d.place, "post/"+string(space)+"/"); is && campus.ID(topic).Valid() {
		text := strings.TrimSpace(typed(d.text))
		if _, more := strings.CutPrefix(d.text, campus.MoreThanText); !more {
			files = nil // it is a text, whatever it looks like
		}
		if text == "" && len(files) > 0 {
			text = files[0].Name
		}
		if text != "" {
			out = campus.Say(space, campus.ID(topic), text).Changes
			on = out[0].Record
		}
	} else {
		var before []campus.Body
		if strings.HasPrefix(d.place, "versions/") { // of several texts one is made: they are not its author's
			if before, err = bodiesOf(tx, space, d.of); err != nil {
				return nil, err
			}
		}
		text := campus.Begun(d.text, before...)
		if text == "" && len(files) > 0 {
			text = files[0].Name
		}
		if text != "" {
			out = []campus.Change{campus.Create(campus.NewID(), "draft", &campus.Draft{Device: device, In: space, Of: d.of, Text: text, Rev: 1})}
		}
	}
	for _, f := range files {
		f.Of = on
		out = append(out, campus.Create(campus.NewID(), "document", &f))
	}
	return out, nil
}

// bodiesOf gives a record and the versions beside it.
func bodiesOf(tx *sqlitedb.Tx, space, id campus.ID) (out []campus.Body, err error) {
	err = tx.Rows(`SELECT coalesce(shown, body, '') FROM records WHERE space=?1 AND id=?2
		UNION ALL SELECT fields FROM versions WHERE space=?1 AND id=?2`, []any{space, id}, func(scan func(...any) error) error {
		var b []byte
		err := scan(&b)
		out = append(out, b)
		return err
	})
	return out, err
}

// begun is a draft that belongs to a space.
type begun struct {
	place, text string
	of          campus.ID // of what in the space: the last that its place names
	at          int64
}

// begunIn lists the drafts whose place names a space, or something in it.
func begunIn(tx *sqlitedb.Tx, space campus.ID) (out []begun, err error) {
	var all []begun
	err = tx.Rows(`SELECT place, text, at FROM drafts`, nil, func(scan func(...any) error) error {
		var d begun
		err := scan(&d.place, &d.text, &d.at)
		all = append(all, d)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, d := range all {
		elsewhere := false
		for part := range strings.SplitSeq(d.place, "/") {
			id := campus.ID(part)
			if !id.Valid() {
				continue
			}
			here, other, err := placed(tx, space, id)
			if err != nil {
				return nil, err
			}
			if elsewhere = elsewhere || other; here || d.of != "" {
				d.of = id
			}
		}
		if d.of != "" && !elsewhere {
			out = append(out, d)
		}
	}
	return out, nil
}

// placed tells whether an ID is a space or something in it, and whether it is in another
// that is here: anybody can make a record with an ID that is in use elsewhere, and what is
// written there has to stay.
func placed(tx *sqlitedb.Tx, space, id campus.ID) (here, elsewhere bool, err error) {
	if id == space {
		return true, false, nil
	}
	err = tx.Rows(`SELECT space FROM records WHERE id=?1 UNION SELECT space FROM spaces WHERE space=?1`, []any{id}, func(scan func(...any) error) error {
		var in campus.ID
		err := scan(&in)
		here, elsewhere = here || in == space, elsewhere || in != space
		return err
	})
	return here, elsewhere, err
}

// typed gives the text of a draft.
func typed(draft string) string {
	rest, more := strings.CutPrefix(draft, campus.MoreThanText)
	var w struct{ Text string }
	if !more || json.Unmarshal([]byte(rest), &w) != nil {
		return draft
	}
	return w.Text
}
