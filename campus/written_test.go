package campus

import (
	"testing"
	"time"
)

func TestWritten(t *testing.T) {
	minute := time.Minute.Milliseconds()
	day := 24 * 60 * minute
	since := func(ms int64) *int64 { return &ms }
	const now = int64(1_800_000_000_000)
	due := now - day
	for _, c := range []struct {
		name  string
		times Times
		at    int64 // 0: its arrival, with nothing kept beside
		wrong bool
		late  bool // due a day before it arrived
	}{
		{name: "sent at once", times: Times{Clock: now - 100, Heard: now - 5*minute, Since: since(5*minute - 100)}, at: now, late: true},
		{name: "sent at once, clock of another year", times: Times{Clock: 1000, Heard: now - 5*minute, Since: since(5*minute - 100)}, at: now, late: true},
		{name: "counted on since the server was heard", times: Times{Clock: now - 3*day, Heard: now - 4*day, Since: since(day)}, at: now - 3*day},
		{name: "counted on, clock wrong", times: Times{Clock: now + 9*day, Heard: now - 4*day, Since: since(day)}, at: now - 3*day, wrong: true},
		{name: "after a restart, by its clock", times: Times{Clock: now - 2*day, Heard: now - 4*day}, at: now - 2*day},
		{name: "after a restart, late by its clock", times: Times{Clock: now - day/2, Heard: now - 4*day}, at: now - day/2, late: true},
		{name: "clock before the server was heard: not trusted, not punished", times: Times{Clock: now - 9*day, Heard: now - 4*day}, at: now, wrong: true},
		{name: "clock after it arrived: late only if it must be", times: Times{Clock: now + 9*day, Heard: now - day/2}, at: now, wrong: true, late: true},
		{name: "a little slow", times: Times{Clock: now - 4*day - minute, Heard: now - 4*day}, at: now - 4*day},
		{name: "never heard from", times: Times{Clock: now - 2*day}, at: now - 2*day},
		{name: "the server's own", times: Times{}, at: now, late: true},
		{name: "counts beyond the arrival", times: Times{Clock: now, Heard: now - day, Since: since(9 * day)}, at: now, late: true},
	} {
		arrived := time.UnixMilli(now)
		r := Record{Created: arrived, Written: WrittenBy(c.times, arrived)}
		if got := r.WrittenAt().UnixMilli(); got != c.at || r.Written.ClockWrong() != c.wrong || r.WrittenAfter(time.UnixMilli(due)) != c.late {
			t.Errorf("%s: at %+d of its arrival, want %+d; clock wrong %v; late %v", c.name, got-now, c.at-now, r.Written.ClockWrong(), r.WrittenAfter(time.UnixMilli(due)))
		}
		if at := c.at == now && !c.wrong; at != (r.Written == nil) {
			t.Errorf("%s: kept %+v", c.name, r.Written)
		}
	}
}
