package server

import (
	"context"
	gosync "sync"
	"time"

	"rantau/campus"
	"rantau/sync/protocol"
)

// newsroom wakes those who wait when a space moves or a person joins one.
type newsroom struct {
	mu       gosync.Mutex
	waiting  map[*reader]bool
	expected map[string]expectation // device: what it has once it got everything
	closed   bool
}

// expectation is a table of cursors and its digest.
type expectation struct {
	digest  string
	cursors map[campus.ID]cursor
}

type reader struct {
	person campus.ID
	spaces map[campus.ID]bool
	wake   chan struct{}
}

func newNewsroom() *newsroom {
	return &newsroom{waiting: map[*reader]bool{}, expected: map[string]expectation{}}
}

func (n *newsroom) add(r *reader) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.waiting[r] = true
	if n.closed {
		r.ring()
	}
}

func (n *newsroom) remove(r *reader) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.waiting, r)
}

func (r *reader) ring() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// tell wakes whoever is in one of the spaces, and whoever joined one.
func (n *newsroom) tell(moved, joined map[campus.ID]bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for r := range n.waiting {
		if joined[r.person] {
			r.ring()
			continue
		}
		for space := range moved {
			if r.spaces[space] {
				r.ring()
				break
			}
		}
	}
}

func (n *newsroom) close() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.closed = true
	for r := range n.waiting {
		r.ring()
	}
}

// expect notes the table of cursors that a device has once it has all that was
// sent, so that it need not tell it before it asks for news.
func (n *newsroom) expect(device string, cursors map[campus.ID]cursor) {
	table := make(map[campus.ID]string, len(cursors))
	for space, c := range cursors {
		table[space] = c.String()
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.expected) > mostRemembered {
		clear(n.expected)
	}
	n.expected[device] = expectation{protocol.Digest(table), cursors}
}

// expects gives the cursors that a digest stands for; false for one that the
// server can't place.
func (n *newsroom) expects(device, digest string) (map[campus.ID]cursor, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	e, has := n.expected[device]
	return e.cursors, has && e.digest == digest
}

// News implements protocol.Service.
func (s *Server) News(ctx context.Context, token, digest string, wait time.Duration) (bool, error) {
	d, err := s.device(ctx, token)
	if err != nil {
		return false, err
	}
	r := &reader{person: d.person, wake: make(chan struct{}, 1)}
	if r.spaces, err = s.memberships(ctx, d.person); err != nil {
		return false, err
	}
	s.news.add(r)
	defer s.news.remove(r)
	cursors, known := s.news.expects(d.id, digest)
	if !known {
		return true, nil // it is to sync, and so to tell its table
	}
	behind, err := s.behind(ctx, d.person, cursors)
	if behind || err != nil {
		return behind, err
	}
	timer := time.NewTimer(waitFor(wait))
	defer timer.Stop()
	select {
	case <-r.wake:
		return true, nil
	case <-timer.C:
		return false, nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// waitFor bounds how long somebody wants to wait.
func waitFor(wait time.Duration) time.Duration {
	if wait <= 0 {
		return protocol.UsualWait
	}
	return min(wait, protocol.MostWait)
}

func (s *Server) memberships(ctx context.Context, person campus.ID) (map[campus.ID]bool, error) {
	out := map[campus.ID]bool{}
	heads, err := s.spacesOf(ctx, person)
	for _, h := range heads {
		out[h.id] = h.role.In()
	}
	return out, err
}

// behind tells whether a space has moved past the cursors.
func (s *Server) behind(ctx context.Context, person campus.ID, cursors map[campus.ID]cursor) (bool, error) {
	heads, err := s.spacesOf(ctx, person)
	for _, h := range heads {
		c, has := cursors[h.id]
		if h.role.In() != has || has && (c.To != h.seq || c.From != c.To || c.Led != h.role.Leads()) {
			return true, err
		}
	}
	return false, err
}
