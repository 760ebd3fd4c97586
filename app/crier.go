package app

import (
	"context"
	"encoding/json"

	"fyne.io/fyne/v2"

	"rantau/app/news"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// crier has the desktop tell of important news that a sync brought: of each piece once,
// not on its writer's computer, and not of what was there when this copy was made.
type crier struct {
	shell   *shell
	guard   ui.Guard
	told    map[campus.ID]bool // in this session; what was told before is on the disk
	syncing bool
}

// toldPlace is where the copy keeps what was told.
const toldPlace = ui.NotePrefix + "told"

// mostTold is of how many pieces the copy remembers that they were told.
const mostTold = 300

func newCrier(s *shell) *crier {
	if s.env.Notify == nil {
		s.env.Notify = func(title, words string) { s.program.app.SendNotification(fyne.NewNotification(title, words)) }
	}
	return &crier{shell: s, told: map[campus.ID]bool{}}
}

func (c *crier) changed(n campus.Notice) {
	if n.Kinds == nil || n.Touches("article") {
		c.look()
	}
}

func (c *crier) line(st campus.Status) {
	ended := c.syncing && !st.Syncing
	if c.syncing = st.Syncing; ended {
		c.look()
	}
}

// heard is what is important now, and what was told before; first where this copy
// has told nothing yet.
type heard struct {
	important []campus.Record
	before    []campus.ID
	first     bool
}

func (c *crier) look() {
	env := c.shell.env
	if st := env.Link.Status(); st.Syncing || st.LastSync.IsZero() {
		return // all of it is to come, or coming
	}
	ui.Load(env, &c.guard, func(ctx context.Context) (h heard, err error) {
		if h.important, err = news.Important(ctx, env); err != nil {
			return h, err
		}
		kept, err := env.Replica.Draft(ctx, toldPlace)
		h.first = kept == "" || json.Unmarshal([]byte(kept), &h.before) != nil
		return h, err
	}, func(h heard, err error) {
		if err == nil {
			c.tell(h)
		}
	})
}

func (c *crier) tell(h heard) {
	for _, id := range h.before {
		c.told[id] = true
	}
	var fresh []campus.ID
	for _, r := range h.important {
		if c.told[r.ID] {
			continue
		}
		c.told[r.ID] = true
		fresh = append(fresh, r.ID)
		if !h.first {
			c.shell.env.Notify(importantNews.Say(), widget.Clean(campus.As[campus.Article](r).Title))
		}
	}
	if len(fresh) == 0 && !h.first {
		return
	}
	all := append(h.before, fresh...)
	all = all[max(0, len(all)-mostTold):]
	if all == nil {
		all = []campus.ID{}
	}
	b, _ := json.Marshal(all) // IDs
	env := c.shell.env
	ui.Do(env, func(ctx context.Context) error { return env.Replica.KeepDraft(ctx, toldPlace, string(b)) }, func(error) {}) // told once more at the worst
}
