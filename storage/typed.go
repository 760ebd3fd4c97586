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
// becomes the post that it would have been, of a form or an editor a draft with its words.
func (r *Replica) keepTyped(tx *sqlitedb.Tx, space campus.ID) error {
	all, err := begunIn(tx, space)
	if err != nil {
		return err
	}
	who := r.Identity()
	for _, d := range all {
		set := campus.Set{Server: who.Server, Device: who.Device(), Space: space, Number: 1, Times: r.times()}
		if topic, is := strings.CutPrefix(d.place, "post/"+string(space)+"/"); is && campus.ID(topic).Valid() {
			text := strings.TrimSpace(typed(d.text))
			if text == "" {
				continue
			}
			set.Changes = campus.Say(space, campus.ID(topic), text).Changes
		} else {
			text := campus.Begun(d.text)
			if text == "" {
				continue
			}
			set.Changes = []campus.Change{campus.Create(campus.NewID(), "draft", &campus.Draft{Device: who.Device(), In: space, Of: d.of, Text: text, Rev: 1})}
		}
		b := set.Encode()
		if _, e := campus.DecodeSet(b); e != nil {
			continue // it stays a draft
		}
		if _, err := tx.Exec(`INSERT INTO outbox (space, n, bytes, signature, hash, saved, state, code, reason) VALUES (?,1,?,?,?,?,'refused',?,?)`,
			space, string(b), campus.SignSet(who.Key, b), campus.HashSet(b), d.at, errLeft.Code, errLeft.Message); err != nil {
			return err
		}
		if _, err := tx.Exec(`DELETE FROM drafts WHERE place=?`, d.place); err != nil {
			return err
		}
	}
	return nil
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
		for part := range strings.SplitSeq(d.place, "/") {
			id, one := campus.ID(part), 0
			if !id.Valid() {
				continue
			}
			here := id == space
			if !here {
				if here, err = tx.Maybe(`SELECT 1 FROM records WHERE space=? AND id=?`, []any{space, id}, &one); err != nil {
					return nil, err
				}
			}
			if here || d.of != "" {
				d.of = id
			}
		}
		if d.of != "" {
			out = append(out, d)
		}
	}
	return out, nil
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
