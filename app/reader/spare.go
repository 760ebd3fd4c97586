package reader

import (
	"sync"
	"time"
)

// A worker is this program with all its packages, and takes as long to start as a page to
// draw. So while somebody reads, another one is ready for the next document or for the page
// behind one that ended the first. It has seen no file yet.
const (
	spareAfter = 1500 * time.Millisecond // the first pages go first
	spareLasts = 5 * time.Minute
)

var spare struct {
	mu      sync.Mutex
	process *process
	coming  bool
	end     *time.Timer
}

// takeSpare gives a worker that was started ahead, or else a new one, and sees to the next.
func takeSpare() (*process, error) {
	spare.mu.Lock()
	p := spare.process
	spare.process = nil
	if spare.end != nil {
		spare.end.Stop()
	}
	spare.mu.Unlock()
	time.AfterFunc(spareAfter, Ready)
	if p != nil && !p.gone.Load() {
		return p, nil
	}
	return startProcess()
}

// Ready starts a worker ahead, unless there is one: somebody looks at a list of documents,
// or reads. It waits for the system, so it is not for the goroutine that draws.
func Ready() {
	spare.mu.Lock()
	if spare.process != nil || spare.coming {
		spare.mu.Unlock()
		return
	}
	spare.coming = true
	spare.mu.Unlock()
	p, err := startProcess()
	spare.mu.Lock()
	defer spare.mu.Unlock()
	spare.coming = false
	if err != nil {
		return
	}
	spare.process = p
	spare.end = time.AfterFunc(spareLasts, func() { dismiss(p) })
}

// Rest ends the worker that is ready.
func Rest() {
	spare.mu.Lock()
	p := spare.process
	spare.mu.Unlock()
	dismiss(p)
}

// dismiss ends a worker that nobody needed.
func dismiss(p *process) {
	spare.mu.Lock()
	defer spare.mu.Unlock()
	if p != nil && spare.process == p {
		spare.process = nil
		p.kill()
	}
}
