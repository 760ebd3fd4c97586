package app

import (
	"context"
	"strings"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// removed offers to bring back what was removed just now, wherever that was.
func (s *shell) removed(a campus.Action, what string) {
	words := removedSome.Say()
	if what = strings.Join(strings.Fields(widget.Clean(what)), " "); what != "" {
		if r := []rune(what); len(r) > mostCalled {
			what = string(r[:mostCalled]) + "…"
		}
		words = removedWhat.Say(what)
	}
	s.gone = &a
	s.undo.Say(words, s.bringBack)
}

// mostCalled is how many letters of a name the bar says: it is as wide as the window.
const mostCalled = 60

// bringBack takes the last removal back.
func (s *shell) bringBack() {
	if s.gone == nil {
		return
	}
	gone := s.gone
	a := gone.Revived()
	s.gone = nil
	ui.Do(s.env, func(ctx context.Context) error { return s.env.Replica.Save(ctx, a) }, func(err error) {
		if err != nil {
			s.gone = gone // it can be tried again
			s.undo.Say(ui.Sentence(err), s.bringBack)
			return
		}
		s.undo.Tell(broughtBack.Say())
	})
}
