package widget

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestTheCalendarByKeys(t *testing.T) {
	test.NewTempApp(t)
	day := time.Date(2027, 1, 31, 0, 0, 0, 0, time.Local)
	var got time.Time
	c := NewCalendar(day, day.AddDate(0, 0, 3))
	c.OnPick = func(at time.Time) { got = at }
	for _, one := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyRight, "2027-02-01"}, {fyne.KeyDown, "2027-02-08"}, {fyne.KeyUp, "2027-02-01"}, {fyne.KeyLeft, "2027-01-31"},
		{fyne.KeyPageDown, "2027-02-28"}, {fyne.KeyPageUp, "2027-01-28"}, {fyne.KeyHome, "2027-02-03"},
	} {
		c.TypedKey(&fyne.KeyEvent{Name: one.key})
		c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if got.Format(time.DateOnly) != one.want {
			t.Errorf("%s leads to %s, not %s", one.key, got.Format(time.DateOnly), one.want)
		}
	}
}

// TestTheCalendarShowsTheWholeMonth, whatever day it begins on.
func TestTheCalendarShowsTheWholeMonth(t *testing.T) {
	test.NewTempApp(t)
	for month := range 24 {
		first := time.Date(2026, time.Month(1+month), 1, 0, 0, 0, 0, time.Local)
		picked := map[string]bool{}
		c := NewCalendar(first, first)
		c.OnPick = func(at time.Time) { picked[at.Format(time.DateOnly)] = true }
		for _, o := range c.days.Objects {
			if p, ok := o.(*Press); ok {
				p.Tapped(nil)
			}
		}
		for day := first; day.Month() == first.Month(); day = day.AddDate(0, 0, 1) {
			if !picked[day.Format(time.DateOnly)] {
				t.Errorf("%s cannot be chosen", day.Format(time.DateOnly))
			}
		}
	}
}
