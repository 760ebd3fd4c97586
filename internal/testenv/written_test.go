package testenv_test

import (
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
	"rantau/sync/server"
)

// TestWrittenOffline: what was written days before it could be sent says so to
// everybody, its author's other computer included, and a wrong clock is not believed.
func TestWrittenOffline(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	start := time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name  string
		clock time.Duration // how far the student's clock is from the truth
		at    time.Duration // when it was written, since the start; it arrives on day 5
		wrong bool
	}{
		{"right clock", 0, 48 * time.Hour, false},
		{"clock a year behind", -365 * 24 * time.Hour, 5 * 24 * time.Hour, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			now := start
			e := testenv.NewWith(t, server.Options{Clock: func() time.Time { return now }}, true, "teacher:siti", "dara")
			siti, dara := e.Device("siti"), e.Device("dara")
			class := newClass(e, siti, "dara")
			siti.Sync()
			dara.Clock = func() time.Time { return now.Add(c.clock) }
			dara.Restart()
			dara.Sync()
			dara.Restart() // what ran on since the server was heard is gone
			now = start.Add(48 * time.Hour)
			say := campus.Say(class, class, "from the bus")
			post := say.Changes[0].Record
			dara.Do(say)
			now = start.Add(5 * 24 * time.Hour)
			dara.Sync()
			siti.Sync()
			second := e.Device("dara")
			for _, d := range []*testenv.Device{dara, siti, second} {
				r := d.Get(post)
				if got := r.WrittenAt().Sub(start); got != c.at || r.Written.ClockWrong() != c.wrong || !r.Created.Equal(now) {
					t.Errorf("%s sees it written after %v (clock wrong %v), received %v; want %v, %v, %v", d.Name, got, r.Written.ClockWrong(), r.Created, c.at, c.wrong, now)
				}
			}
		})
	}
}
