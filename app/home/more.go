package home

import (
	"context"
	"encoding/json"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// more is what of the page comes a moment after its first look.
type more struct {
	since   time.Time
	fresh   []fresh
	waiting int
	refused []campus.WaitingSet
	// contested is how many things have two versions, and concern this person.
	contested int
	last      lastPlace
	events    []event
}

// lastPlace is where the person stopped.
type lastPlace struct {
	place        ui.Place
	title, below string
}

// loadMore looks at what is new, what waits, where the person stopped and the week. It
// is no part of the look ahead: the first page does not wait for it.
func (s *Screen) loadMore() {
	if !s.visited {
		s.arrive()
		return
	}
	since := s.since
	ui.Load(s.env, &s.moreGuard, func(ctx context.Context) (m more, err error) {
		m.since = since
		if !m.since.IsZero() {
			if m.fresh, err = sinceLast(ctx, s.env, m.since); err != nil {
				return m, err
			}
		}
		sets, err := s.env.Replica.Waiting(ctx)
		if err != nil {
			return m, err
		}
		for _, set := range sets {
			switch {
			case set.State == campus.Refused:
				m.refused = append(m.refused, set)
			case !set.IsNote(): // that something was read is nobody's worry
				m.waiting++
			}
		}
		contested, err := s.env.Replica.Contested(ctx)
		if err != nil {
			return m, err
		}
		m.contested = len(contested)
		if m.last, err = stopped(ctx, s.env); err != nil {
			return m, err
		}
		m.events, err = events(ctx, s.env, midnight(s.env.Now()), week)
		return m, err
	}, func(m more, err error) {
		if err != nil {
			s.trouble.Say(ui.Sentence(err))
			return
		}
		s.showMore(m)
	})
}

// arrive notes the visit, once: what it notes makes the page look again, and must not
// be taken for the visit before.
func (s *Screen) arrive() {
	if s.arriving {
		return
	}
	s.arriving = true
	var since time.Time
	ui.Do(s.env, func(ctx context.Context) (err error) {
		since, err = visit(ctx, s.env)
		return err
	}, func(err error) {
		if s.arriving = false; err != nil {
			s.trouble.Say(ui.Sentence(err))
			return
		}
		s.since, s.visited = since, true
		s.loadMore()
	})
}

func (s *Screen) showMore(m more) {
	s.above.Objects, s.below.Objects = nil, nil
	add := func(o fyne.CanvasObject) { s.above.Add(widget.Inset(o, 0, 20, 0, 0)) }
	if m.last.title != "" {
		add(s.lastCard(m.last))
	}
	if m.waiting > 0 || len(m.refused) > 0 || m.contested > 0 {
		add(s.waitingCard(m))
	}
	if len(m.fresh) > 0 {
		s.below.Add(widget.Inset(s.newSection(m), 0, 20, 0, 0))
	}
	s.week.show(m.events)
	s.page.Refresh()
	s.scroll.Refresh()
}

// lastCard leads back to where the person stopped.
func (s *Screen) lastCard(l lastPlace) fyne.CanvasObject {
	lines := widget.Stackup(2, widget.Quiet(goOn.Say()), widget.Bold(l.title))
	if l.below != "" {
		lines.Add(widget.Quiet(l.below))
	}
	body := container.NewBorder(nil, nil, nil, widget.Middle(widget.Icon(base.NavigateNextIcon(), base.ColorNamePrimary)), lines)
	return s.card(body, l.place)
}

// waitingCard says what is still to be sent and what came back, and leads to both.
func (s *Screen) waitingCard(m more) fyne.CanvasObject {
	lines := widget.Stackup(3)
	if n := len(m.refused); n > 0 {
		l := widget.Bold(refusedCount.Count(n))
		l.Color = base.ColorNameError
		lines.Add(l)
		if why := widget.Clean(ui.Reason(m.refused[0].Reason)); why != "" {
			lines.Add(widget.Quiet(why))
		}
	}
	if m.contested > 0 {
		l := widget.Bold(contestedCount.Count(m.contested))
		l.Color = theme.ColorNameWaiting
		lines.Add(l)
		lines.Add(widget.Quiet(contestedHint.Say()))
	}
	if m.waiting > 0 {
		l := widget.Bold(waitingCount.Count(m.waiting))
		l.Color = theme.ColorNameWaiting
		lines.Add(l)
		lines.Add(widget.Quiet(waitingHint.Say()))
	}
	return s.card(lines, ui.Place{Section: ui.SectionSync})
}

// stopped reads where the person stopped, and finds what it is called; what is no
// longer there is nowhere to go on.
func stopped(ctx context.Context, env *ui.Env) (l lastPlace, err error) {
	text, err := env.Replica.Draft(ctx, ui.LastPlace)
	if err != nil || text == "" || json.Unmarshal([]byte(text), &l.place) != nil {
		return lastPlace{}, err
	}
	var space, record campus.Record
	if l.place.Space != "" {
		if space, err = here(ctx, env.Replica, l.place.Space); err != nil || space.ID == "" {
			return lastPlace{}, err
		}
		l.title, l.below = called(space), ""
	}
	if l.place.Record != "" {
		if record, err = here(ctx, env.Replica, l.place.Record); err != nil || record.ID == "" {
			return lastPlace{}, err
		}
		if l.below = l.title; called(record) != "" {
			l.title = called(record)
		}
	}
	if space.Kind == string(campus.InCommons) {
		l.below = ""
	}
	return l, nil
}

// here gives a record, zero where it is not here or gone.
func here(ctx context.Context, r campus.Replica, id campus.ID) (campus.Record, error) {
	rec, err := r.Record(ctx, id)
	if campus.CodeOf(err) == campus.NotFound && err != nil || rec.Deleted {
		return campus.Record{}, nil
	}
	return rec, err
}

func called(r campus.Record) string {
	v := campus.As[struct{ Name, Title string }](r)
	if v.Title != "" {
		return short(widget.Clean(v.Title))
	}
	if v.Name == "" && r.Kind == string(campus.InTalk) {
		return placeTalk.Say()
	}
	return short(widget.Clean(v.Name))
}
