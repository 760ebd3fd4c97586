package mirror

import (
	"context"
	gosync "sync"

	"rantau/campus"
)

// getter fetches the bytes of documents behind a mirror, one after the other, so that what
// is saved in the folder does not wait for the line.
type getter struct {
	bytes  Bytes
	came   func()
	cancel context.CancelFunc
	done   gosync.WaitGroup
	wake   chan struct{}

	mu     gosync.Mutex
	wanted []campus.ID
	asked  map[campus.ID]bool
}

func newGetter(bytes Bytes, came func()) *getter {
	g := &getter{bytes: bytes, came: came, wake: make(chan struct{}, 1), asked: map[campus.ID]bool{}}
	ctx, cancel := context.WithCancel(context.Background())
	g.cancel = cancel
	g.done.Go(func() { g.run(ctx) })
	return g
}

func (g *getter) stop() {
	g.cancel()
	g.done.Wait()
}

// fetch says NotHere of what is not here, and has it come.
func (g *getter) fetch(ctx context.Context, document campus.ID) error {
	s, err := g.bytes.State(ctx, document)
	if err != nil || s.Whole() {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.asked[document] {
		g.asked[document] = true
		g.wanted = append(g.wanted, document)
		signal(g.wake)
	}
	return campus.Errorf(campus.NotHere, "this document is not here")
}

func (g *getter) next() (campus.ID, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.wanted) == 0 {
		return "", false
	}
	id := g.wanted[0]
	g.wanted = g.wanted[1:]
	return id, true
}

func (g *getter) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-g.wake:
		}
		for id, more := g.next(); more && ctx.Err() == nil; id, more = g.next() {
			err := g.bytes.Fetch(ctx, id)
			g.mu.Lock()
			delete(g.asked, id)
			g.mu.Unlock()
			if err == nil {
				g.came()
			}
		}
	}
}
