package server

import (
	"fmt"
	"strconv"
	"strings"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// spaceHead is where a space stands and what one person is in it.
type spaceHead struct {
	id    campus.ID
	kind  campus.SpaceType
	seq   int64
	stamp string
	role  campus.Role // "" when never a member
	led   bool        // was once on the staff
}

const headColumns = `s.id, s.type, s.seq, s.stamp, coalesce(m.role,''), coalesce(m.led,0)`

func (h *spaceHead) dest() []any {
	return []any{&h.id, &h.kind, &h.seq, &h.stamp, &h.role, &h.led}
}

// spacesOf lists the spaces that the person is or was a member of.
func spacesOf(tx *sqlitedb.Tx, person campus.ID) ([]spaceHead, error) {
	// In one row: with two hundred spaces a row each is the larger part of a sync with
	// nothing to say.
	var all string
	err := tx.Row(`SELECT coalesce(group_concat(s.id || '|' || s.type || '|' || s.seq || '|' || s.stamp || '|' || m.role || '|' || m.led, char(10) ORDER BY m.space), '')
		FROM members m JOIN spaces s ON s.id=m.space WHERE m.person=?`, []any{person}, &all)
	if err != nil || all == "" {
		return nil, err
	}
	out := make([]spaceHead, 0, strings.Count(all, "\n")+1)
	for line := range strings.SplitSeq(all, "\n") {
		part := strings.Split(line, "|")
		if len(part) != 6 {
			return nil, fmt.Errorf("a space's head reads %q", line)
		}
		h := spaceHead{id: campus.ID(part[0]), kind: campus.SpaceType(part[1]), stamp: part[3], role: campus.Role(part[4]), led: part[5] == "1"}
		if h.seq, err = strconv.ParseInt(part[2], 10, 64); err != nil {
			return nil, err
		}
		out = append(out, h)
	}
	return out, nil
}

// spaceFor gives a space and what the person is there; false when there is none.
func spaceFor(tx *sqlitedb.Tx, space, person campus.ID) (spaceHead, bool, error) {
	var h spaceHead
	found, err := tx.Maybe(`SELECT `+headColumns+` FROM spaces s LEFT JOIN members m ON m.space=s.id AND m.person=? WHERE s.id=?`,
		[]any{person, space}, h.dest()...)
	return h, found, err
}

// actor gives what a person is in a space, with what follows from elsewhere.
func actor(tx *sqlitedb.Tx, person campus.ID, role campus.Role) (campus.Actor, error) {
	a := campus.Actor{Person: person, Role: role}
	var n int
	found, err := tx.Maybe(`SELECT 1 FROM members m JOIN spaces s ON s.id=m.space
		WHERE m.person=? AND m.role IN ('staff','owner') AND s.type IN ('commons','institution') LIMIT 1`, []any{person}, &n)
	a.Teacher = found
	return a, err
}
