package app

import (
	"context"
	"encoding/json"

	"rantau/app/ui"
	"rantau/campus"
)

// remember notes the thing that is open, so that the first page leads back to it, after
// a restart too. Of a section in which nothing is open, nothing is noted.
func (s *shell) remember() {
	placed, ok := s.screen().(ui.Placed)
	if !ok {
		return
	}
	p := placed.Place()
	p.Again = nil
	if p.Section == "" || p.Space == "" && p.Record == "" || p == s.last {
		return
	}
	b, err := json.Marshal(p)
	if err != nil {
		return
	}
	s.last = p
	ui.Do(s.env, func(ctx context.Context) error { return s.env.Replica.KeepDraft(ctx, ui.LastPlace, string(b)) }, func(err error) {
		if first := s.sections[0].Key; err == nil && s.current == first && s.screen() != nil {
			s.screen().Changed(campus.Notice{Outbox: true}) // it has looked already
		}
	})
}
