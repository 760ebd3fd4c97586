package server

import (
	"fmt"
	"strconv"
	"strings"

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
	out := view + strconv.FormatInt(c.To, 10) + "." + c.Stamp
	if c.From == c.To {
		return out
	}
	return out + fmt.Sprintf(".%d.%d.%d", c.From, c.Class, c.Pos)
}

// stampSize is how long a stamp is, in characters.
const stampSize = 8

// parseCursor reads a cursor; one that makes no sense reads as the beginning,
// which is always safe.
func parseCursor(s string) (c cursor, ok bool) {
	if len(s) < 2 || len(s) > 120 || s[0] != 'm' && s[0] != 's' {
		return cursor{}, false
	}
	c.Led = s[0] == 's'
	parts := strings.Split(s[1:], ".")
	if len(parts) != 2 && len(parts) != 5 {
		return cursor{}, false
	}
	numbers := make([]int64, len(parts))
	for i, p := range parts {
		if i == 1 {
			continue // the stamp
		}
		n, err := strconv.ParseUint(p, 10, 63)
		if err != nil {
			return cursor{}, false
		}
		numbers[i] = int64(n) //nolint:gosec // it has 63 bits
	}
	c.To, c.Stamp = numbers[0], parts[1]
	if c.From = c.To; len(parts) == 5 {
		if numbers[3] >= campus.Classes {
			return cursor{}, false
		}
		c.From, c.Class, c.Pos = numbers[2], campus.Class(numbers[3]), numbers[4]
	}
	if c.Stamp == "" || len(c.Stamp) > stampSize || c.To < 1 || c.To < c.From {
		return cursor{}, false
	}
	return c, true
}

// at tells whether the cursor stands at the head of a space, or at its beginning.
func (c cursor) at(sp spaceHead) bool { return c.To == 0 || c.To == sp.seq && c.Stamp == sp.stamp }

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
