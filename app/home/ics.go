package home

import (
	"context"
	"io"
	"time"

	ics "github.com/arran4/golang-ical"

	"rantau/app/ui"
	"rantau/app/widget"
)

// Calendar writes what is to come in the next three months as iCalendar (RFC 5545), for
// any other program. An entry has the same UID each time, so that reading a newer file
// replaces it.
func Calendar(ctx context.Context, env *ui.Env, to io.Writer) error {
	all, err := events(ctx, env, midnight(env.Now()), exported)
	if err != nil {
		return err
	}
	return writeCalendar(all, env.Now(), to)
}

func writeCalendar(all []event, now time.Time, to io.Writer) error {
	cal := ics.NewCalendarFor(programName)
	cal.SetMethod(ics.MethodPublish)
	for _, e := range all {
		v := cal.AddEvent(string(e.record) + "@rantau")
		v.SetDtStampTime(now.UTC())
		title := widget.Clean(e.title)
		if e.what != "" {
			title = e.what.Say() + ": " + title
		}
		if e.where != "" { // a calendar shows little more than the title, and every class has live classes
			title += " · " + widget.Clean(e.where)
			v.SetLocation(widget.Clean(e.where))
		}
		v.SetSummary(title)
		if e.link != "" {
			v.SetURL(e.link)
		}
		switch {
		case e.day:
			y, m, d := e.at.Date() // a day is the same day everywhere
			day := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
			v.SetAllDayStartAt(day)
			v.SetAllDayEndAt(day.AddDate(0, 0, 1))
		case e.to.IsZero():
			v.SetStartAt(e.at.UTC())
			v.SetEndAt(e.at.UTC())
		default:
			v.SetStartAt(e.at.UTC())
			v.SetEndAt(e.to.UTC())
		}
	}
	return cal.SerializeTo(to, ics.WithNewLineWindows) // as RFC 5545 asks, on every system
}

// save asks where to, and writes the calendar there.
func (c *calendar) save() {
	env := c.screen.env
	widget.SaveFile(env, "rantau.ics", func(ctx context.Context, to io.Writer) error { return Calendar(ctx, env, to) }, func(_ string, err error) {
		c.screen.trouble.Say(ui.Sentence(err))
		if c.note.Text = ""; err == nil {
			c.note.Text = weekSaved.Say()
		}
		c.fill()
	})
}
