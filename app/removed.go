package app

import (
	"context"
	"strings"
	"time"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// removed offers to bring back what was removed just now, wherever that was.
func (s *shell) removed(a campus.Action, what string) {
	words, back := removedSome.Say(), broughtBack.Say()
	if what = strings.Join(strings.Fields(widget.Clean(what)), " "); what != "" {
		if r := []rune(what); len(r) > mostCalled {
			what = string(r[:mostCalled]) + "…"
		}
		words, back = removedWhat.Say(what), backWhat.Say(what)
	}
	s.gone, s.goneWords, s.goneAt = &a, back, s.env.Now()
	s.undo.Say(words, s.bringBack)
}

// mostCalled is how many letters of a name the bar says: it is as wide as the window.
const mostCalled = 60

// recent is for how long the key brings back what was removed: later, whoever presses it
// means something else, and would not see what comes of it.
const recent = 2 * time.Minute

// bringBack takes the last removal back.
func (s *shell) bringBack() {
	if s.gone == nil || s.env.Now().Sub(s.goneAt) > recent {
		return
	}
	gone := s.gone
	a, words := gone.Revived(), s.goneWords
	s.gone = nil
	ui.Do(s.env, func(ctx context.Context) error { return s.env.Replica.Save(ctx, a) }, func(err error) {
		if err != nil {
			s.gone = gone // it can be tried again
			s.undo.Say(ui.Sentence(err), s.bringBack)
			return
		}
		s.undo.Tell(words)
	})
}
