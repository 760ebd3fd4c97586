package apptest

import (
	"sync"
	"time"

	"rantau/app/ui"
)

// Queue stands in for the goroutine that draws: workers put functions in, the
// test runs them on its own goroutine.
type Queue struct {
	mu    sync.Mutex
	queue []func()
}

// Main puts a function in; it is the Env's Main.
func (q *Queue) Main(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.queue = append(q.queue, f)
}

// Drain runs what is in the queue and tells whether there was anything.
func (q *Queue) Drain() bool {
	q.mu.Lock()
	todo := q.queue
	q.queue = nil
	q.mu.Unlock()
	for _, f := range todo {
		f()
	}
	return len(todo) > 0
}

// Settle runs the queue until no worker of the Env is under way and nothing is
// left to show. It gives up after a while and tells so by false.
func (q *Queue) Settle(e *ui.Env) bool {
	return q.Until(func() bool { return !e.Busy() && !q.Drain() })
}

// Until runs the queue until something holds.
func (q *Queue) Until(holds func() bool) bool {
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		q.Drain()
		if holds() {
			return true
		}
	}
	return false
}
