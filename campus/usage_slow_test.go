package campus

import (
	"testing"
	"time"
)

func TestSlow(t *testing.T) {
	for _, c := range []struct {
		bytes int64
		took  time.Duration
		slow  bool
	}{
		{400, 300 * time.Millisecond, false},
		{400, 1400 * time.Millisecond, false},
		{400, 1500 * time.Millisecond, true},
		{16 << 10, 1500 * time.Millisecond, true},
		{1 << 20, 60 * time.Second, false},
		{1 << 20, 130 * time.Second, true}, // 64 kbit/s
		{0, 0, false},
	} {
		if got := Slow(c.bytes, c.took); got != c.slow {
			t.Errorf("%d bytes in %v: %v", c.bytes, c.took, got)
		}
	}
}
