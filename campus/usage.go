package campus

import "time"

// Usage is what one day cost on the wire, in bytes, on one computer.
type Usage struct {
	Day            string // as in DayOf
	Sent, Received int64
}

// Bytes is what went both ways.
func (u Usage) Bytes() int64 { return u.Sent + u.Received }

// DayOf names the day of a time, where it is: 2026-11-25.
func DayOf(t time.Time) string { return t.Format(time.DateOnly) }

// Budget is the most that may go over the wire by itself. 0 is no bound.
type Budget struct {
	Day     int64 `json:"day,omitempty"`   // bytes
	Month   int64 `json:"month,omitempty"` // bytes
	Metered bool  `json:"metered,omitempty"`
}

// MaxBudget is the largest budget, in bytes: a terabyte.
const MaxBudget = 1 << 40

// Validate holds for what somebody sets.
func (b Budget) Validate() error {
	for field, n := range map[string]int64{"day": b.Day, "month": b.Month} {
		if n < 0 || n > MaxBudget {
			return fieldError(field, "the %s is a number from 0 to %d", "limit", MaxBudget>>20)
		}
	}
	return nil
}

// Bounded tells whether there is a bound at all.
func (b Budget) Bounded() bool { return b.Day > 0 || b.Month > 0 }

// LeastLeft is with how little left, in bytes, nothing is asked for any more: a page that is
// begun comes whole.
const LeastLeft = 48 << 10

// NoBound is what is left without a budget.
const NoBound = int64(-1)

// Left is what may still go today: what is left of the day or of the month, whichever is
// less, never below 0; NoBound where there is no bound. A day ahead of today, as a clock
// that was wrong leaves it, counts as any other of its month.
func (b Budget) Left(used []Usage, today string) int64 {
	if !b.Bounded() {
		return NoBound
	}
	var day, month int64
	for _, u := range used {
		if u.Day == today {
			day += u.Bytes()
		}
		if len(u.Day) >= 7 && len(today) >= 7 && u.Day[:7] == today[:7] {
			month += u.Bytes()
		}
	}
	left := NoBound
	for _, one := range []struct{ most, used int64 }{{b.Day, day}, {b.Month, month}} {
		if one.most <= 0 {
			continue
		}
		if rest := max(0, one.most-one.used); left == NoBound || rest < left {
			left = rest
		}
	}
	return left
}

// ForText is how much of what is left stays for text when files want to go: a tenth of the
// smaller bound, at least 64 KiB.
func (b Budget) ForText() int64 {
	if !b.Bounded() {
		return 0
	}
	least := b.Day
	if least == 0 || b.Month > 0 && b.Month < least {
		least = b.Month
	}
	return max(64<<10, least/10)
}

// LargeFile is from how many bytes on a file waits where the line is metered.
const LargeFile = 256 << 10

// SyncNote is one sync, for who looks what it moved.
type SyncNote struct {
	At             time.Time
	Took           time.Duration
	Sets           int // that were settled
	Records        int // that came
	Files          int // that went or came whole
	Sent, Received int64
	Trouble        string // what went wrong, in a sentence; "" if nothing
}

// Slow tells whether a line that moved so many bytes in a time is one to be patient with:
// under 128 kbit/s, or with a second and a half for a question and its answer.
func Slow(bytes int64, took time.Duration) bool {
	const patience, rate = 1500 * time.Millisecond, 16 << 10 // bytes a second
	return took >= patience && float64(bytes) < rate*took.Seconds()
}

// MaxSyncNotes is how many are kept.
const MaxSyncNotes = 100

// KeepUsage is how many days of usage are kept: this month and the one before.
const KeepUsage = 62
