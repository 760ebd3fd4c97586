package campus

import "time"

// Written tells when a record was made, as far as that can be known, where it was not
// sent at once. Times are in milliseconds since 1970.
type Written struct {
	From  int64 `json:"from,omitempty"` // not before; 0 where the server was never heard from
	To    int64 `json:"to"`             // not after
	Clock int64 `json:"clock"`          // what the device's clock said
}

// How far a clock may be from the truth before it is called wrong, and how long a record
// may be on its way before the time of its arrival is no longer that of its making.
const (
	ClockSlack = 10 * time.Minute
	atOnce     = time.Minute
)

// WrittenBy gives what the times of a set tell of a record that it makes; nil where it
// was sent at once. The server and the device that sent it come to the same.
func WrittenBy(t Times, arrived time.Time) *Written {
	if t.Clock == 0 { // the server's own
		return nil
	}
	from, to := t.Authored(arrived)
	if arrived.Sub(from) <= atOnce {
		return nil
	}
	w := &Written{To: to.UnixMilli(), Clock: t.Clock}
	if !from.IsZero() {
		w.From = from.UnixMilli()
	}
	return w
}

// ClockWrong tells that the device's clock cannot have been right.
func (w *Written) ClockWrong() bool {
	return w != nil && (w.Clock < w.From-ClockSlack.Milliseconds() || w.Clock > w.To+ClockSlack.Milliseconds())
}

// WrittenAt is when the record was made, as well as it is known: by the time that ran
// on since the server was heard from, else by the device's clock, else, where that
// can't be right, by its arrival.
func (r Record) WrittenAt() time.Time {
	w := r.Written
	switch {
	case w == nil:
		return r.Created
	case w.From == w.To || w.ClockWrong():
		return time.UnixMilli(w.To)
	}
	return time.UnixMilli(min(max(w.Clock, w.From), w.To))
}

// WrittenAfter tells whether the record was certainly made after a time: by its clock where
// that may be right, by the earliest time possible where it can't, for nobody is to pay
// for a wrong clock.
func (r Record) WrittenAfter(t time.Time) bool {
	if w := r.Written; w.ClockWrong() && w.From != w.To {
		return w.From > t.UnixMilli()
	}
	return r.WrittenAt().After(t)
}
