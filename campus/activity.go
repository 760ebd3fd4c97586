package campus

import "time"

// Activity is what was said in a thread: how often, and when last.
type Activity struct {
	Count int
	Last  time.Time
}
