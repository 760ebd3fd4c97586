package app

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// herald says what is new: in the navigation how much was not read, and to the desktop
// what came to what a person follows while they look elsewhere. After each sync it tells
// at most once.
type herald struct {
	shell   *shell
	counts  ui.Guard
	telling ui.Guard
	told    map[campus.Thread]time.Time // up to when of each thread; nil before there is anything to go by
	syncing bool
	begun   bool
}

func newHerald(s *shell) *herald {
	h := &herald{shell: s}
	s.env.Notify = s.program.notify
	s.env.Unread.OnSeen = func() { s.changed(campus.Notice{Kinds: map[string]bool{"readmark": true}}) }
	return h
}

// notify has the desktop tell of something, unless the person wants none of it.
func (p *Program) notify(title, words string) {
	if !p.drawer.now.Quiet {
		p.app.SendNotification(fyne.NewNotification(title, words))
	}
}

// followFocus notes whether the window is in front: what comes while it is not was not
// seen.
func (p *Program) followFocus() {
	p.app.Lifecycle().SetOnExitedForeground(func() { p.main(func() { p.behind = true }) })
	p.app.Lifecycle().SetOnEnteredForeground(func() {
		p.main(func() {
			if p.behind = false; p.shell != nil && !p.leaving {
				p.shell.changed(campus.Notice{Kinds: map[string]bool{"post": true}})
			}
		})
	})
}

// look counts anew what the navigation shows.
func (h *herald) look() {
	env := h.shell.env
	ui.Load(env, &h.counts, env.Unread.Get, func(all map[campus.Thread]campus.Unread, err error) {
		if err != nil {
			return
		}
		if h.told == nil && !env.Link.Status().LastSync.IsZero() {
			h.heard(all)
		}
		counts := ui.Sections(all)
		for i, c := range h.shell.choices {
			c.SetUnread(min(counts[h.shell.sections[i].Key], campus.MaxUnread))
		}
	})
	if !h.begun && !env.Link.Status().LastSync.IsZero() {
		h.begun = true
		ui.Do(env, env.Unread.Begin, func(err error) { h.begun = err == nil })
	}
}

// changed hears that records changed. What comes while a sync is under way is counted
// at its end: a first pull brings hundreds of pages.
func (h *herald) changed(n campus.Notice) {
	if h.syncing && !n.Outbox {
		return
	}
	if n.Kinds == nil || n.Touches("post", "topic", "readmark", "follow", "membership", "commons", "group", "class", "talk") {
		h.look()
	}
}

// line hears how the line is: at the end of a sync it is time to tell.
func (h *herald) line(st campus.Status) {
	ended := h.syncing && !st.Syncing
	h.syncing = st.Syncing
	if !ended {
		return
	}
	h.look()
	env := h.shell.env
	ui.Load(env, &h.telling, func(ctx context.Context) (map[campus.Thread]campus.Unread, error) { return env.Unread.Get(ctx) },
		func(all map[campus.Thread]campus.Unread, err error) {
			if err == nil {
				h.tell(all)
			}
		})
}

// heard notes what there is, and gives the threads of which there is something to tell.
func (h *herald) heard(all map[campus.Thread]campus.Unread) (news []campus.Thread) {
	first := h.told == nil
	if first {
		h.told = map[campus.Thread]time.Time{}
	}
	for t, u := range all {
		if u.Count == 0 || !u.Newest.After(h.told[t]) {
			continue
		}
		h.told[t] = u.Newest
		wanted := u.Level == campus.Followed || (u.Type == campus.InTalk || u.Calls) && u.Level != campus.Muted
		if wanted && !first && !h.inSight(t) {
			news = append(news, t)
		}
	}
	return news
}

// tell has the desktop tell of what is new.
func (h *herald) tell(all map[campus.Thread]campus.Unread) {
	news := h.heard(all)
	switch env := h.shell.env; len(news) {
	case 0:
	case 1:
		ui.Load(env, &h.telling, func(ctx context.Context) (campus.Record, error) { return env.Replica.Record(ctx, news[0].Of) },
			func(r campus.Record, err error) {
				name := campus.As[struct{ Title, Name string }](r)
				words := notifyTalk.Say()
				if title := widget.Clean(name.Title + name.Name); err == nil && title != "" {
					words = notifyOne.Say(title)
				}
				env.Notify(programTitle, words)
			})
	default:
		env.Notify(programTitle, notifyCount.Count(len(news)))
	}
}

// inSight tells whether the person looks at a thread.
func (h *herald) inSight(t campus.Thread) bool {
	placed, ok := h.shell.screen().(ui.Placed)
	if !ok || h.shell.program.behind {
		return false
	}
	at := placed.Place()
	return at.Record == t.Of || at.Space == t.Of && at.Record == ""
}
