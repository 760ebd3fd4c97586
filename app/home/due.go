package home

import (
	"cmp"
	"context"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// mostDue is how much is shown of what is due, until all of it is asked for.
const mostDue = 6

// due is a duty and the class that it is in.
type due struct {
	campus.Duty
	class campus.Space
}

// loadDue looks at what the classes ask. It is no part of the look ahead: the first
// page does not wait for it.
func (s *Screen) loadDue() {
	type asked struct {
		duties []due
		todos  []todo
		asks   []asks
	}
	ui.Load(s.env, &s.dueGuard, func(ctx context.Context) (a asked, err error) {
		if a.duties, err = duties(ctx, s.env); err != nil {
			return a, err
		}
		if a.todos, err = todos(ctx, s.env); err != nil {
			return a, err
		}
		a.asks, err = asking(ctx, s.env)
		return a, err
	}, func(a asked, err error) {
		if err != nil {
			s.trouble.Say(ui.Sentence(err))
			return
		}
		s.dues = slices.Concat(s.askRows(a.asks), s.dueRows(a.duties), s.todoRows(a.todos))
		slices.SortStableFunc(s.dues, func(a, b dated) int { return cmp.Compare(a.by, b.by) })
		s.showDue()
	})
}

// dated is a row of what is due, and by when: what has no date comes last.
type dated struct {
	by  int64
	row fyne.CanvasObject
}

// showDue shows what is due first, or all of it.
func (s *Screen) showDue() {
	s.due.Objects = nil
	shown := s.dues
	if !s.allDue {
		shown = s.dues[:min(mostDue, len(s.dues))]
	}
	var rows []fyne.CanvasObject
	for _, d := range shown {
		rows = append(rows, d.row)
	}
	if n := len(s.dues) - len(shown); n > 0 {
		rows = append(rows, widget.Beside(0, widget.Plain(moreEvents.Count(n), nil, func() {
			s.allDue = true
			s.showDue()
		})))
	}
	if len(rows) > 0 {
		s.due.Objects = []fyne.CanvasObject{widget.Inset(s.section(dueTitle.Say(), rows), 0, 20, 0, 0)}
	}
	s.page.Refresh()
	s.scroll.Refresh()
}

func duties(ctx context.Context, env *ui.Env) (out []due, err error) {
	classes, err := env.Replica.Spaces(ctx, campus.InClass)
	if err != nil {
		return nil, err
	}
	for _, c := range classes {
		of := map[string][]campus.Record{}
		for _, kind := range []string{"assignment", "quiz", "submission", "answers", "mark", "membership"} {
			if of[kind], err = env.Replica.Records(ctx, campus.Query{Space: c.ID, Kind: kind}); err != nil {
				return nil, err
			}
			if kind == "quiz" && len(of["assignment"])+len(of["quiz"]) == 0 {
				break
			}
		}
		students := []campus.ID{env.Replica.Me()}
		if c.Role.Leads() {
			students = nil
			for _, r := range of["membership"] {
				if m := campus.As[campus.Membership](r); m.Role == campus.Member {
					students = append(students, m.Person)
				}
			}
		}
		book := campus.NewGradebook(append(of["assignment"], of["quiz"]...), append(of["submission"], of["answers"]...), of["mark"], students)
		for _, d := range campus.Duties(book, c.Role.Leads(), env.Now()) {
			out = append(out, due{d, c})
		}
	}
	return out, nil
}

// by sorts what is due over all classes: what is due first, and last what has no date.
func (d due) by() int64 {
	if at, dated := d.Assignment.DueAt(); dated {
		return at.UnixMilli()
	}
	return math.MaxInt64
}

func (s *Screen) dueRows(all []due) (rows []dated) {
	for _, d := range all {
		when := noDue.Say()
		if at, has := d.Assignment.DueAt(); has {
			when = dueBy.Say(ui.At(at, s.env.Now()))
		}
		if d.Overdue && d.ToMark == 0 {
			when = overdue.Say() + dot + when
		}
		if d.ToMark > 0 {
			when = toMark.Count(d.ToMark)
		}
		title := container.NewBorder(nil, nil, nil, widget.Quiet(when).Full(), widget.Bold(widget.Clean(d.Assignment.Title)))
		body := widget.Stackup(3, title, widget.Quiet(widget.Clean(d.class.Name)))
		rows = append(rows, dated{d.by(), s.card(body, ui.Place{Section: ui.SectionTraining, Space: d.class.ID, Record: d.Assignment.ID})})
	}
	return rows
}
