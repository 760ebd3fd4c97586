package campus

import (
	"testing"
	"time"
)

func TestRemaining(t *testing.T) {
	for _, c := range []struct {
		took       time.Duration
		went, rest int64
		want       time.Duration
	}{
		{time.Second, 1000, 1000, 0}, // too early to tell
		{4 * time.Second, 1000, 1000, 4 * time.Second},
		{10 * time.Second, 100, 1900, 190 * time.Second},
		{10 * time.Second, 0, 100, 0},
		{10 * time.Second, 100, 0, 0},
	} {
		if got := Remaining(c.took, c.went, c.rest); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestIn(t *testing.T) {
	for _, c := range []struct {
		rate, bytes int64
		want        time.Duration
	}{{0, 1000, 0}, {1000, 0, 0}, {-1, 5, 0}, {8000, 480_000, time.Minute}, {8000, 1 << 42, 549_755_814 * time.Second}} {
		if got := (Moving{Rate: c.rate}).In(c.bytes); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
