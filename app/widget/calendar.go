package widget

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/lang"
	"rantau/app/ui"
)

// Calendar shows a month, of which a day is chosen: by pointer, or by the arrows and
// Enter; Page Up and Page Down turn the months.
type Calendar struct {
	fw.BaseWidget
	// OnPick is told the day that was chosen.
	OnPick func(day time.Time)

	at, today time.Time // the day that the arrows stand on
	month     *Line
	days      *fyne.Container
	content   fyne.CanvasObject
}

const (
	daysOfWeek = 7
	weeks      = 6 // no month needs more
)

// NewCalendar shows the month of a day.
func NewCalendar(at, today time.Time) *Calendar {
	c := &Calendar{at: at, today: today, month: Bold(""), days: container.NewGridWithColumns(daysOfWeek)}
	c.month.Align = fyne.TextAlignCenter
	turner := func(icon fyne.Resource, months int) *Press {
		return NewPress(Pad(Icon(icon, base.ColorNameForeground), 4, 8), func() { c.turn(months) })
	}
	head := container.NewBorder(nil, nil, turner(base.NavigateBackIcon(), -1), turner(base.NavigateNextIcon(), 1), c.month)
	c.content = Stackup(8, head, c.days)
	c.show()
	c.ExtendBaseWidget(c)
	return c
}

func (c *Calendar) move(to time.Time) {
	c.at = to
	c.show()
}

// show draws the month anew: it is small, and turned by hand.
func (c *Calendar) show() {
	c.month.SetText(lang.Month(c.at))
	first := time.Date(c.at.Year(), c.at.Month(), 1, 0, 0, 0, 0, c.at.Location())
	from := first.AddDate(0, 0, -(int(first.Weekday())+6)%daysOfWeek) // weeks begin on Monday
	c.days.Objects = nil
	for i := range daysOfWeek {
		name := Quiet(ui.Weekday(from.AddDate(0, 0, i))).Full()
		name.Align = fyne.TextAlignCenter
		c.days.Add(name)
	}
	for i := range weeks * daysOfWeek {
		c.days.Add(c.cell(from.AddDate(0, 0, i)))
	}
	c.days.Refresh()
}

func (c *Calendar) cell(day time.Time) fyne.CanvasObject {
	l := NewLine(lang.Number(day.Day()))
	l.Align = fyne.TextAlignCenter
	back := NewFill(base.ColorNameBackground, "", 6)
	back.Hide()
	switch {
	case sameDay(day, c.at):
		l.Color, back.Color = base.ColorNameForegroundOnPrimary, base.ColorNamePrimary
		back.Show()
	case day.Month() != c.at.Month():
		l.Color = base.ColorNamePlaceHolder
	case sameDay(day, c.today):
		l.Color = base.ColorNamePrimary
		l.Style.Bold = true
	}
	return NewPress(container.NewStack(back, Pad(l, 3, 4)), func() { c.pick(day) })
}

func sameDay(a, b time.Time) bool { return a.YearDay() == b.YearDay() && a.Year() == b.Year() }

func (c *Calendar) pick(day time.Time) {
	if c.OnPick != nil {
		c.OnPick(day)
	}
}

// FocusGained implements fyne.Focusable.
func (c *Calendar) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (c *Calendar) FocusLost() {}

// TypedRune implements fyne.Focusable.
func (c *Calendar) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *Calendar) TypedKey(k *fyne.KeyEvent) {
	days := map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1, fyne.KeyUp: -daysOfWeek, fyne.KeyDown: daysOfWeek}
	months := map[fyne.KeyName]int{fyne.KeyPageUp: -1, fyne.KeyPageDown: 1}
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.pick(c.at)
	case fyne.KeyHome:
		c.move(c.today)
	default:
		if days[k.Name] == 0 && months[k.Name] == 0 {
			passKey(c, k)
			return
		}
		c.move(c.at.AddDate(0, 0, days[k.Name]))
		c.turn(months[k.Name])
	}
}

// turn goes to another month: to the same day, or to the last where there is no such.
func (c *Calendar) turn(months int) {
	first := time.Date(c.at.Year(), c.at.Month()+time.Month(months), 1, 0, 0, 0, 0, c.at.Location())
	c.move(first.AddDate(0, 0, min(c.at.Day(), first.AddDate(0, 1, -1).Day())-1))
}

// CreateRenderer implements fyne.Widget.
func (c *Calendar) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(c.content) }
