package home

import (
	"context"
	"io"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
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
		v.SetSummary(title)
		if e.where != "" {
			v.SetLocation(widget.Clean(e.where))
		}
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

// SaveTo is asked where the calendar goes instead of a person; tests and what drives
// the window by command set it.
var SaveTo func() (io.WriteCloser, bool)

// save asks where to, and writes the calendar there.
func (c *calendar) save() {
	env := c.screen.env
	write := func(to io.WriteCloser, undo func()) {
		ui.Do(env, func(ctx context.Context) error {
			err := Calendar(ctx, env, to)
			if bad := to.Close(); err == nil {
				err = bad
			}
			if err != nil {
				undo() // half a calendar is none
			}
			return err
		}, func(err error) {
			c.screen.trouble.Say(ui.Sentence(err))
			if c.note.Text = ""; err == nil {
				c.note.Text = weekSaved.Say()
			}
			c.fill()
		})
	}
	if SaveTo != nil {
		if to, ok := SaveTo(); ok {
			write(to, func() {})
			return
		}
	}
	d := dialog.NewFileSave(func(to fyne.URIWriteCloser, err error) {
		if err != nil || to == nil {
			c.screen.trouble.Say(ui.Sentence(err))
			return
		}
		write(to, func() { _ = storage.Delete(to.URI()) })
	}, env.Window)
	d.SetTitleText(saveWeek.Say())
	d.SetFileName("rantau.ics")
	d.Show()
	d.Resize(fyne.NewSize(860, 560)) // Fyne's dialog has no size before it is shown
}
