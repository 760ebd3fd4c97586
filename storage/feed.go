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

func newNotice() campus.Notice {
	return campus.Notice{Kinds: map[string]bool{}, Spaces: map[campus.ID]bool{}, IDs: map[campus.ID]bool{}}
}

// mostIDs is how many IDs a notice names; with more it names none, which means
// many.
const mostIDs = 500

func (f *feed) tell(n campus.Notice) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.pending == nil {
		p := newNotice()
		f.pending = &p
	}
	merge(f.pending, n)
	f.wake.Signal()
}

func merge(into *campus.Notice, n campus.Notice) {
	for k := range n.Kinds {
		into.Kinds[k] = true
	}
	for s := range n.Spaces {
		into.Spaces[s] = true
	}
	if n.IDs == nil || into.IDs == nil || len(n.IDs)+len(into.IDs) > mostIDs {
		into.IDs = nil
	}
	if into.IDs != nil {
		for id := range n.IDs {
			into.IDs[id] = true
		}
	}
	into.Outbox = into.Outbox || n.Outbox
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
