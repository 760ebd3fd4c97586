package documents

import (
	"context"

	"rantau/app/ui"
	"rantau/campus"
)

// state is where a document is, and whether another file stands beside it.
type state struct {
	campus.FileState
	beside bool
}

// states knows where the bytes of the documents in sight are. Only those are
// asked for: a list may have thousands. Use it on the goroutine that draws.
type states struct {
	env    *ui.Env
	show   func()
	known  map[campus.ID]state
	fresh  map[campus.ID]bool
	wanted map[campus.ID]bool
	busy   bool
}

func newStates(env *ui.Env, show func()) *states {
	s := &states{env: env, show: show}
	s.forget()
	return s
}

// forget lets go of all.
func (s *states) forget() {
	s.known, s.wanted = map[campus.ID]state{}, map[campus.ID]bool{}
	s.stale()
}

// stale asks again for what is looked at, and shows the old until then.
func (s *states) stale() { s.fresh = map[campus.ID]bool{} }

// get gives a state, nil while it is not known.
func (s *states) get(id campus.ID) *state {
	if !s.fresh[id] {
		s.fresh[id], s.wanted[id] = true, true
		s.ask()
	}
	if st, ok := s.known[id]; ok {
		return &st
	}
	return nil
}

func (s *states) ask() {
	if s.busy || len(s.wanted) == 0 {
		return
	}
	s.busy = true
	// The rows of one look come one by one: wait for the last of them.
	s.env.Main(func() {
		ask := s.wanted
		s.wanted = map[campus.ID]bool{}
		s.env.Work(func(ctx context.Context) {
			got := map[campus.ID]state{}
			for id := range ask {
				st, err := s.env.Files.State(ctx, id)
				if r, e := s.env.Replica.Record(ctx, id); e == nil && err == nil {
					got[id] = state{st, len(r.Versions) > 0}
				}
			}
			s.env.Main(func() { s.take(got) })
		})
	})
}

func (s *states) take(got map[campus.ID]state) {
	changed := false
	for id, st := range got {
		if old, ok := s.known[id]; !ok || old != st {
			s.known[id], changed = st, true
		}
	}
	s.busy = false
	if changed {
		s.show()
	}
	s.ask()
}
