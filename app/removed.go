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
	s.takenAway(what, func(ctx context.Context) error { return s.env.Replica.Save(ctx, a.Revived()) })
}

// gone is what was taken away last and can be brought back.
type gone struct {
	back  func(context.Context) error
	words string // what is said when it is back
	at    time.Time
}

// takenAway offers to bring back what has this name.
func (s *shell) takenAway(what string, back func(context.Context) error) {
	words := removedSome.Say()
	g := &gone{back: back, words: broughtBack.Say(), at: s.env.Now()}
	if what = strings.Join(strings.Fields(widget.Clean(what)), " "); what != "" {
		if r := []rune(what); len(r) > mostCalled {
			what = string(r[:mostCalled]) + "…"
		}
		words, g.words = removedWhat.Say(what), backWhat.Say(what)
	}
	s.gone = g
	s.undo.Say(words, s.bringBack)
}

// mostCalled is how many letters of a name the bar says: it is as wide as the window.
const mostCalled = 60

// recent is for how long the key brings back what was removed: later, whoever presses it
// means something else, and would not see what comes of it.
const recent = 2 * time.Minute

// bringBack takes the last removal back.
func (s *shell) bringBack() {
	g := s.gone
	if g == nil || s.env.Now().Sub(g.at) > recent {
		return
	}
	s.gone = nil
	ui.Do(s.env, g.back, func(err error) {
		if err != nil {
			s.gone = g // it can be tried again
			s.undo.Say(ui.Sentence(err), s.bringBack)
			return
		}
		s.undo.Tell(g.words)
	})
}
