package slowline

import (
	"sync"
	"sync/atomic"
	"time"
)

// way is one direction of a line: one queue for all connections.
type way struct {
	carried atomic.Int64

	mu   sync.Mutex
	rate int64     // bits a second; 0 is no limit
	free time.Time // when the last byte that was taken has left
	cut  int64     // bytes until a cut; below zero: none
}

func newWay(rate int64) *way { return &way{rate: rate, cut: -1} }

// Small pieces share a thin line fairly and arrive evenly; large ones cost less.
const (
	smallest = 256
	largest  = 32 << 10
)

// piece is how much is put on the way at once: what it carries in 10 ms.
func (w *way) piece() int {
	if w.rate == 0 {
		return largest
	}
	return int(min(max(w.rate/8/100, smallest), largest))
}

// reserve puts n bytes behind all that wait, and tells when the last has left.
// The times follow from one another, not from when a timer woke us: so the rate
// holds over any length, however coarse the system's clock.
func (w *way) reserve(n int) time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	if w.rate == 0 {
		return now
	}
	if w.free.Before(now) {
		w.free = now
	}
	w.free = w.free.Add(time.Duration(float64(n) * 8 / float64(w.rate) * float64(time.Second)))
	return w.free
}

func (w *way) cutAfter(n int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut = n
}

// allow tells how many of n bytes come out before a cut, and whether it is now.
func (w *way) allow(n int) (int, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cut < 0 || int64(n) < w.cut {
		if w.cut >= 0 {
			w.cut -= int64(n)
		}
		return n, false
	}
	n = int(w.cut)
	w.cut = -1
	return n, true
}
