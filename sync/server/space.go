package server

import (
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
	var out []spaceHead
	err := tx.Rows(`SELECT `+headColumns+` FROM members m JOIN spaces s ON s.id=m.space WHERE m.person=? ORDER BY m.space`,
		[]any{person}, func(scan func(...any) error) error {
			var h spaceHead
			err := scan(h.dest()...)
			out = append(out, h)
			return err
		})
	return out, err
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
