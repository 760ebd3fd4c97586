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

// patience is how many rounds Until goes without what it waits for. Rounds are counted
// and not seconds: a computer that is busy with other things has fewer of them in the
// same time, and a test must not fail for that.
const patience = 60_000

// Until runs the queue until something holds.
func (q *Queue) Until(holds func() bool) bool {
	for range patience {
		q.Drain()
		if holds() {
			return true
		}
		time.Sleep(time.Millisecond) // the workers' turn
	}
	return false
}
