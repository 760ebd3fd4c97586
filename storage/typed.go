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
// where it was typed is not there any more, and nobody would find it.
func (r *Replica) keepTyped(tx *sqlitedb.Tx, space campus.ID) error {
	who := r.Identity()
	type draft struct {
		place, text string
		at          int64
	}
	var all []draft
	err := tx.Rows(`SELECT place, text, at FROM drafts WHERE place LIKE 'post/' || ? || '/%'`, []any{space}, func(scan func(...any) error) error {
		var d draft
		err := scan(&d.place, &d.text, &d.at)
		all = append(all, d)
		return err
	})
	for _, d := range all {
		text := strings.TrimSpace(typed(d.text))
		topic := campus.ID(d.place[strings.LastIndexByte(d.place, '/')+1:])
		if err != nil || text == "" || !topic.Valid() {
			continue
		}
		set := campus.Set{Server: who.Server, Device: who.Device(), Space: space, Number: 1, Times: r.times(), Changes: campus.Say(space, topic, text).Changes}
		b := set.Encode()
		if _, e := campus.DecodeSet(b); e != nil {
			continue // it stays a draft
		}
		if _, err = tx.Exec(`INSERT INTO outbox (space, n, bytes, signature, hash, saved, state, code, reason) VALUES (?,1,?,?,?,?,'refused',?,?)`,
			space, string(b), campus.SignSet(who.Key, b), campus.HashSet(b), d.at, errLeft.Code, errLeft.Message); err == nil {
			_, err = tx.Exec(`DELETE FROM drafts WHERE place=?`, d.place)
		}
	}
	return err
}

// moreThanText begins a draft that is more than its text: the rest is JSON. Nobody types it.
const moreThanText = "\x01"

// typed gives the text of a draft.
func typed(draft string) string {
	rest, more := strings.CutPrefix(draft, moreThanText)
	var w struct{ Text string }
	if !more || json.Unmarshal([]byte(rest), &w) != nil {
		return draft
	}
	return w.Text
}
