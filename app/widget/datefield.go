package widget

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
)

// Moment adds a field of a day and a time: typed, or the day chosen in a calendar, with
// the hour that is usual where there is none yet. ui.Moment reads it.
func (f *Form) Moment(key, label, hint, hour string) *Entry {
	e := f.oneLine()
	f.dated(key, label, hint, e, e.Words, func(day time.Time) string {
		if _, clock, has := strings.Cut(strings.TrimSpace(e.Text), " "); has {
			hour = clock
		}
		return ui.WriteDay(day) + " " + hour
	})
	return e
}

// Day adds a field of a day, typed or chosen in a calendar. Its value is as records have
// days, however it was typed.
func (f *Form) Day(key, label, hint string) *Entry {
	e := f.oneLine()
	f.dated(key, label, hint, e, func() string {
		if day, ok := ui.ReadDay(strings.TrimSpace(e.Words())); ok {
			return ui.WriteDay(day)
		}
		return e.Words()
	}, ui.WriteDay)
	return e
}

// DayAs adds a field of a day that is written in a way of its own: read reads what was typed
// in that way, and write writes it.
func (f *Form) DayAs(key, label, hint string, read func(string) (time.Time, bool), write func(time.Time) string) *Entry {
	e := f.oneLine()
	f.dated(key, label, hint, e, func() string {
		words := e.Words()
		if _, is := read(words); is {
			return words
		}
		if day, is := ui.ReadDay(strings.TrimSpace(words)); is {
			return write(day)
		}
		return words
	}, write)
	return e
}

// dated adds a field with the button of a calendar; write puts a day into the field.
func (f *Form) dated(key, label, hint string, e *Entry, get func() string, write func(day time.Time) string) {
	open := func() {
		f.calendar(e, func(day time.Time) {
			e.SetText(write(day))
			Focus(e)
		})
	}
	e.OnKey = func(k fyne.KeyName) bool {
		if k == fyne.KeyDown {
			open()
		}
		return k == fyne.KeyDown
	}
	f.entry(key, label, hint, e, container.NewBorder(nil, nil, nil, Plain("", base.CalendarIcon(), open), OnPage(e, f.scroll)), get)
}

// calendar opens a calendar under a field, at the day that is in it.
func (f *Form) calendar(under *Entry, pick func(time.Time)) {
	now := f.env.Now().Local()
	at := now
	if word, _, _ := strings.Cut(strings.TrimSpace(under.Text), " "); word != "" {
		if day, ok := ui.ReadDay(word); ok {
			at = day
		}
	}
	c := f.env.Window.Canvas()
	var pop *fw.PopUp
	cal := NewCalendar(at, now)
	cal.OnPick = func(day time.Time) {
		pop.Hide()
		pick(day)
	}
	pop = fw.NewPopUp(Pad(cal, 6, 8), c)
	spot, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(under), pop.MinSize()
	y := spot.Y + under.Size().Height + 2
	if y+size.Height > c.Size().Height {
		y = max(0, spot.Y-size.Height-2)
	}
	pop.ShowAtPosition(fyne.NewPos(max(0, min(spot.X, c.Size().Width-size.Width-8)), y))
	c.Focus(cal)
}
