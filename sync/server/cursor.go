package server

import (
	"fmt"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// cursor is how far a replica has read a space: everything up to From, and of
// the range From < seq <= To the classes below Class and of Class itself what is
// up to Pos. Where no range is being read, To is From. Led is the view that it
// was read with: that of the staff or that of a member. The stamp is the one of
// the sequence To. To a replica all of this is opaque.
type cursor struct {
	From, To int64
	Class    campus.Class
	Pos      int64
	Led      bool
	Stamp    string
}

func (c cursor) String() string {
	if c.To == 0 {
		return protocol.Start
	}
	view := "m"
	if c.Led {
		view = "s"
	}
	if c.From == c.To {
		return fmt.Sprintf("%s%d.%s", view, c.To, c.Stamp)
	}
	return fmt.Sprintf("%s%d.%s.%d.%d.%d", view, c.To, c.Stamp, c.From, c.Class, c.Pos)
}

// parseCursor reads a cursor; one that makes no sense reads as the beginning,
// which is always safe.
func parseCursor(s string) (c cursor, ok bool) {
	if len(s) < 2 || len(s) > 120 || s[0] != 'm' && s[0] != 's' {
		return cursor{}, false
	}
	c.Led = s[0] == 's'
	var class int
	if n, _ := fmt.Sscanf(s[1:], "%d.%8s.%d.%d.%d", &c.To, &c.Stamp, &c.From, &class, &c.Pos); n == 2 {
		c.From = c.To
	} else if n != 5 {
		return cursor{}, false
	}
	c.Class = campus.Class(class)
	if c.From < 0 || c.To < 1 || c.To < c.From || class < 0 || class >= campus.Classes || c.Pos < 0 {
		return cursor{}, false
	}
	return c, true
}

// fits tells whether the sequence that the cursor stands at is one that this
// server gave. Where it is not, the server went back in time.
func (c cursor) fits(tx *sqlitedb.Tx, sp spaceHead) (bool, error) {
	switch {
	case c.To == 0:
		return true, nil
	case c.To == sp.seq:
		return c.Stamp == sp.stamp, nil
	case c.To > sp.seq:
		return false, nil
	}
	var stamp string
	found, err := tx.Maybe(`SELECT stamp FROM log WHERE space=? AND seq=?`, []any{sp.id, c.To}, &stamp)
	return found && stamp == c.Stamp, err
}
