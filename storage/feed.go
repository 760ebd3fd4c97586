package storage

import (
	gosync "sync"

	"rantau/campus"
)

// feed tells whoever watches what changed. It never blocks the writer and never
// drops: what comes while a watcher is busy is merged into the next notice.
type feed struct {
	mu       gosync.Mutex
	wake     *gosync.Cond
	pending  *campus.Notice
	watchers map[int]func(campus.Notice)
	next     int
	closed   bool
}

func newFeed() *feed {
	f := &feed{watchers: map[int]func(campus.Notice){}}
	f.wake = gosync.NewCond(&f.mu)
	go f.run()
	return f
}

func (f *feed) tell(n campus.Notice) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.pending == nil {
		p := campus.NewNotice()
		f.pending = &p
	}
	f.pending.Add(n)
	f.wake.Signal()
}

func (f *feed) run() {
	for {
		f.mu.Lock()
		for f.pending == nil && !f.closed {
			f.wake.Wait()
		}
		if f.closed {
			f.mu.Unlock()
			return
		}
		n := *f.pending
		f.pending = nil
		calls := make([]func(campus.Notice), 0, len(f.watchers))
		for _, w := range f.watchers {
			calls = append(calls, w)
		}
		f.mu.Unlock()
		for _, call := range calls {
			call(n)
		}
	}
}

func (f *feed) watch(w func(campus.Notice)) (cancel func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	id := f.next
	f.next++
	f.watchers[id] = w
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.watchers, id)
	}
}

func (f *feed) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	f.wake.Signal()
}

// Watch implements campus.Replica.
func (r *Replica) Watch(w func(campus.Notice)) (cancel func()) { return r.feed.watch(w) }
