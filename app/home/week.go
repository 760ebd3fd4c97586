package home

import (
	"cmp"
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// How far the calendar looks, and how much it reads for that.
const (
	week         = 7
	exported     = 90 // days
	mostSessions = 2000
	mostRequests = 500
	mostArticles = 200
	mostEvents   = 9 // lines
)

// event is one entry of the calendar.
type event struct {
	at, to time.Time // to is zero for a moment and for a day
	day    bool      // all of the day
	what   lang.Text // what sort of date it is; "" for a lesson hour
	title  string
	where  string
	link   string
	record campus.ID
	place  ui.Place
}

// session is what of a class's hours is shown.
type session struct {
	Title, Link string
	Start, End  int64
	Cancelled   bool
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Local().Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.Local)
}

// events gathers what happens in so many days from a midnight on, first to last.
func events(ctx context.Context, env *ui.Env, from time.Time, days int) (out []event, err error) {
	until := from.AddDate(0, 0, days)
	in := func(t time.Time) bool { return !t.Before(from) && t.Before(until) }
	classes, err := env.Replica.Spaces(ctx, campus.InClass)
	if err != nil {
		return nil, err
	}
	for _, c := range classes {
		sessions, err := env.Replica.Records(ctx, campus.Query{Space: c.ID, Kind: "session", Order: campus.NewestFirst, Limit: mostSessions})
		if err != nil {
			return nil, err
		}
		for _, r := range sessions {
			v := campus.As[session](r)
			if at := time.UnixMilli(v.Start); !v.Cancelled && r.Audience == campus.Everyone && (in(at) || at.Before(from) && time.UnixMilli(v.End).After(from)) {
				out = append(out, event{at: at, to: time.UnixMilli(v.End), title: v.Title, where: c.Name, link: v.Link, record: r.ID,
					place: ui.Place{Section: ui.SectionTraining, Space: c.ID}})
			}
		}
		tasks, err := env.Replica.Records(ctx, campus.Query{Space: c.ID, Kind: "assignment"})
		if err != nil {
			return nil, err
		}
		quizzes, err := env.Replica.Records(ctx, campus.Query{Space: c.ID, Kind: "quiz"})
		if err != nil {
			return nil, err
		}
		for _, r := range append(tasks, quizzes...) {
			v := campus.As[campus.Assignment](r)
			if r.Kind == "quiz" {
				if campus.As[campus.Quiz](r).Practice {
					continue
				}
				v = campus.As[campus.Quiz](r).Assignment()
			}
			if at, has := v.DueAt(); has && in(at) && r.Audience == campus.Everyone {
				out = append(out, event{at: at, what: eventDue, title: v.Title, where: c.Name, record: r.ID,
					place: ui.Place{Section: ui.SectionTraining, Space: c.ID, Record: r.ID}})
			}
		}
	}
	if out, err = deadlines(ctx, env, in, out); err != nil {
		return nil, err
	}
	articles, err := env.Replica.Records(ctx, campus.Query{Kind: "article", Order: campus.NewestFirst, Limit: mostArticles})
	for _, r := range articles {
		v := campus.As[campus.Article](r)
		if at := time.UnixMilli(v.Publish); r.Audience == campus.StaffOnly && v.Publish > 0 && in(at) {
			out = append(out, event{at: at, what: eventNews, title: v.Title, record: r.ID, place: ui.Place{Section: ui.SectionNews, Space: r.Space, Record: r.ID}})
		}
	}
	slices.SortStableFunc(out, func(a, b event) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.title, b.title), cmp.Compare(a.record, b.record))
	})
	return out, err
}

// deadlines adds those of requests that I made or answered.
func deadlines(ctx context.Context, env *ui.Env, in func(time.Time) bool, out []event) ([]event, error) {
	requests, err := env.Replica.Records(ctx, campus.Query{Kind: "request", Order: campus.NewestFirst, Limit: mostRequests})
	if err != nil {
		return nil, err
	}
	for _, r := range requests {
		v := campus.As[campus.Request](r)
		at, err := time.ParseInLocation(time.DateOnly, v.Deadline, time.Local)
		if err != nil || !in(at) || v.State == campus.RequestClosed {
			continue
		}
		if r.Author != env.Replica.Me() {
			answer, err := here(ctx, env.Replica, campus.AnswerID(r.ID, env.Replica.Me()))
			if err != nil {
				return nil, err
			}
			if answer.ID == "" {
				continue
			}
		}
		out = append(out, event{at: at, day: true, what: eventDeadline, title: v.Title, record: r.ID, place: ui.Place{Section: ui.SectionCollaborate, Record: r.ID}})
	}
	return out, nil
}

// calendar shows seven days, and what happens on them.
type calendar struct {
	screen *Screen
	from   time.Time
	all    []event
	day    int // the one that is chosen; -1 for all
	box    *fyne.Container
	note   *widget.Line
}

func newCalendar(s *Screen) *calendar {
	return &calendar{screen: s, day: -1, box: widget.Stackup(8), note: widget.Quiet("")}
}

func (c *calendar) show(all []event) {
	from := midnight(c.screen.env.Now())
	if !from.Equal(c.from) {
		c.day = -1
	}
	c.from, c.all = from, all
	c.fill()
}

func (c *calendar) fill() {
	if c.from.IsZero() {
		return
	}
	save := widget.Plain(saveWeek.Say(), base.DocumentSaveIcon(), c.save)
	head := headed(weekTitle.Say(), save)
	strip := container.NewGridWithColumns(week)
	for i := range week {
		strip.Add(c.cell(i))
	}
	lines := widget.Stackup(0)
	shown, left := 0, 0
	for _, e := range c.all {
		if c.day >= 0 && c.dayOf(e) != c.day {
			continue
		}
		if shown == mostEvents {
			left++
			continue
		}
		shown++
		lines.Add(c.line(e))
	}
	switch {
	case shown == 0:
		lines.Add(widget.Inset(widget.QuietNote(nothingOn.Say()), 6, 2, 0, 0))
	case left > 0:
		lines.Add(widget.Inset(widget.Quiet(moreEvents.Count(left)), 4, 2, 0, 0))
	}
	c.box.Objects = []fyne.CanvasObject{head, widget.Card(widget.Stackup(6, strip, lines))}
	if c.note.Text != "" {
		c.box.Add(c.note)
	}
	c.box.Refresh()
}

// dayOf tells on which of the days something is; what began before is on the first.
func (c *calendar) dayOf(e event) int {
	for i := week - 1; i > 0; i-- {
		if !e.at.Before(c.from.AddDate(0, 0, i)) {
			return i
		}
	}
	return 0
}

// cell is one day: its name, its number, and a mark where something is on it. Enter
// and a tap show that day alone, and all of them again.
func (c *calendar) cell(i int) fyne.CanvasObject {
	at := c.from.AddDate(0, 0, i)
	name, number, mark := widget.Quiet(ui.Weekday(at)), widget.Bold(lang.Number(at.Day())), widget.Quiet("")
	for _, l := range []*widget.Line{name, number, mark} {
		l.Align = fyne.TextAlignCenter
	}
	if n := c.count(i); n > 0 {
		mark.Text, mark.Color = "•", base.ColorNamePrimary
		if n > 1 {
			mark.Text = "••"
		}
	}
	if i == 0 {
		number.Color = theme.ColorNameAccent
	}
	var body fyne.CanvasObject = widget.Pad(widget.Stackup(0, name, number, mark), 3, 2)
	if c.day == i {
		body = container.NewStack(widget.NewFill(theme.ColorNameTint, "", 6), body)
	}
	return widget.NewTap(body, func() {
		if c.day == i {
			c.day = -1
		} else {
			c.day = i
		}
		c.fill()
	})
}

func (c *calendar) count(day int) (n int) {
	for _, e := range c.all {
		if c.dayOf(e) == day {
			n++
		}
	}
	return n
}

// line is one thing that happens, with a way there.
func (c *calendar) line(e event) fyne.CanvasObject {
	when := ui.Weekday(e.at)
	if !e.day {
		when += " " + lang.Clock(e.at.Local())
	}
	what := short(widget.Clean(e.title))
	if e.what != "" {
		what = e.what.Say() + ": " + what
	}
	at := container.NewVBox(widget.Inset(widget.Wide(6.2, widget.Quiet(when)), 2, 0, 0, 0)) // in a line with what it is
	body := container.NewBorder(nil, nil, at, nil, widget.Stackup(0, widget.NewLine(what)))
	if e.where != "" {
		body = container.NewBorder(nil, nil, at, nil, widget.Stackup(0, widget.NewLine(what), widget.Quiet(widget.Clean(e.where))))
	}
	return widget.NewTap(widget.Pad(body, 4, 0), func() { c.screen.env.Go(e.place) })
}
