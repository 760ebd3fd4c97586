package ui

import (
	"context"
	"sync"
)

// remembered is something that was fetched, until it is stale. Forgetting it and asking
// whether it is known never wait, also while it is being fetched: both are done on the
// goroutine that draws.
type remembered[T any] struct {
	mu       sync.Mutex // guards what follows; never held while somebody waits for the disk
	value    T
	known    bool
	stale    int        // how often it was forgotten
	fetching sync.Mutex // one fetch at a time
}

// get gives the value, and fetches it where it is not known. What was forgotten
// meanwhile is not remembered.
func (r *remembered[T]) get(ctx context.Context, fetch func(context.Context) (T, error)) (T, error) {
	if v, ok, _ := r.now(); ok {
		return v, nil
	}
	r.fetching.Lock()
	defer r.fetching.Unlock()
	v, ok, stale := r.now()
	if ok {
		return v, nil
	}
	v, err := fetch(ctx)
	if err != nil {
		return v, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stale == stale {
		r.value, r.known = v, true
	}
	return v, nil
}

func (r *remembered[T]) now() (v T, known bool, stale int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.value, r.known, r.stale
}

func (r *remembered[T]) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	var none T
	r.value, r.known = none, false
	r.stale++
}
