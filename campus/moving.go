package campus

import "time"

// Moving is what goes over the line at a moment.
type Moving struct {
	What Way
	Name string // of a file
	// Done and All are bytes of a file; of changes and records they are how many, and All
	// is 0 where nobody knows.
	Done, All int64
	Rest      int64         // of records: about how many bytes are still to come; 0 where that is not known
	Left      time.Duration // at the rate so far; 0 where that is not known
	Rate      int64         // of files: bytes a second, as the last requests went; 0 where that is not known
}

// In is how long so many bytes of files take at that rate; 0 where it is not known.
func (m Moving) In(bytes int64) time.Duration {
	if m.Rate <= 0 || bytes <= 0 {
		return 0
	}
	return time.Duration(float64(bytes) / float64(m.Rate) * float64(time.Second)).Round(time.Second)
}

// Way says which way something goes.
type Way string

// The ways.
const (
	Still       Way = ""
	SendingFile Way = "sending"
	GettingFile Way = "fetching"
	SentChanges Way = "sent"
	GotRecords  Way = "received"
)

// Remaining is how long the rest takes at the rate of what went so far: 0 before there is
// enough to tell, which is two seconds.
func Remaining(took time.Duration, went, rest int64) time.Duration {
	if took < 2*time.Second || went <= 0 || rest <= 0 {
		return 0
	}
	return time.Duration(float64(took) / float64(went) * float64(rest)).Round(time.Second)
}
