package drive

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// tap presses the which-th thing that shows a text and can be pressed.
func (s Seat) tap(text string, which int) error {
	v := s.view()
	for _, t := range v.inFront(text) {
		if p := t.area.point(); v.pressable(p) {
			if which--; which == 0 {
				s.click(v, p)
				return nil
			}
		}
	}
	return v.complain("there is no %q to press", text)
}

// beside presses a button without words that is right of a text, on its line: the nth
// of them from the left.
func (s Seat) beside(text string, which, nth int) error {
	v := s.view()
	for _, t := range v.inFront(text) {
		var buttons []area
		for _, o := range v.things[v.top:] {
			_, can := o.object.(fyne.Tappable)
			middle := (o.area.y + o.area.bottom) / 2
			// A row that holds the text is no button beside it.
			if can && o.area.seen() && o.area.x >= t.area.x+8 && middle > t.area.y-24 && middle < t.area.bottom+24 &&
				len(among([]thing{o}, text)) == 0 && o.area.right-o.area.x < 64 {
				buttons = append(buttons, o.area)
			}
		}
		slices.SortStableFunc(buttons, func(a, b area) int { return cmp.Compare(a.x, b.x) })
		if len(buttons) > 0 {
			if which--; which == 0 && len(buttons) >= nth {
				s.click(v, buttons[nth-1].point())
				return nil
			}
		}
	}
	return v.complain("there is no button beside %q", text)
}

// reacts tells what the window hands a click to.
func reacts(o fyne.CanvasObject) bool {
	switch o.(type) {
	case fyne.Tappable, fyne.SecondaryTappable, fyne.DoubleTappable, fyne.Focusable, desktop.Mouseable:
		return true
	}
	return false
}

func (v *view) pressable(p fyne.Position) bool {
	t, ok := v.at(p, reacts)
	if !ok {
		return false
	}
	if d, can := t.object.(fyne.Disableable); can && d.Disabled() {
		return false
	}
	_, tap := t.object.(fyne.Tappable)
	_, mouse := t.object.(desktop.Mouseable)
	return tap || mouse
}

// click does what the window does when a button of the mouse goes down and up.
func (s Seat) click(v *view, p fyne.Position) {
	c := s.Window.Canvas()
	t, ok := v.at(p, reacts)
	if !ok {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(t.object)
	ev := fyne.PointEvent{AbsolutePosition: p, Position: p.Subtract(at)}
	mouse := &desktop.MouseEvent{PointEvent: ev, Button: desktop.MouseButtonPrimary}
	if m, ok := t.object.(desktop.Mouseable); ok {
		m.MouseDown(mouse)
	}
	if f := c.Focused(); f != nil && any(f) != any(t.object) {
		if _, under := v.at(p, func(o fyne.CanvasObject) bool { return any(o) == any(f) }); !under {
			c.Unfocus()
		}
	}
	if m, ok := t.object.(desktop.Mouseable); ok {
		m.MouseUp(mouse)
	}
	if x, ok := t.object.(fyne.Tappable); ok {
		x.Tapped(&ev)
	}
}

// entry finds a field by what it says while it is empty, by the words above or
// left of it, or by what is in it. Without a name it is the first one.
func (v *view) entry(name string) (thing, bool) {
	return v.named(name, func(t thing) bool { return t.field }, func(t thing) bool {
		return strings.HasPrefix(fold(t.hint), fold(name)) || t.content != "" && fold(t.content) == fold(name)
	})
}

// named finds a field: one that is meant, or the first below or right of a label.
func (v *view) named(name string, is, meant func(thing) bool) (thing, bool) {
	fields := []thing{}
	for _, t := range v.things[v.top:] {
		if t.area.seen() && is(t) {
			fields = append(fields, t)
		}
	}
	for _, t := range fields {
		if name == "" || meant(t) {
			return t, true
		}
	}
	for _, label := range v.inFront(name) {
		best, distance := thing{}, float32(-1)
		for _, t := range fields {
			dx, dy := t.area.x-label.area.x, t.area.y-label.area.y
			if d := dx + 2*dy; dx > -12 && dy > -12 && (distance < 0 || d < distance) {
				best, distance = t, d
			}
		}
		if distance >= 0 {
			return best, true
		}
	}
	return thing{}, false
}

// focus puts the keyboard on a field.
func (s Seat) focus(name string) error {
	v := s.view()
	t, ok := v.entry(name)
	if !ok {
		return v.complain("there is no field %q", name)
	}
	if d, can := t.object.(fyne.Disableable); can && d.Disabled() {
		return v.complain("the field %q takes nothing", name)
	}
	if f, ok := t.object.(fyne.Focusable); ok && s.Window.Canvas().Focused() != f {
		s.click(v, t.area.point())
	}
	if s.Window.Canvas().Focused() == nil {
		return v.complain("the field %q does not take the keyboard", name)
	}
	return nil
}

func (s Seat) enter(field, text string, how func(string) error) error {
	if err := s.until(patience, func() error { return s.focus(field) }); err != nil {
		return err
	}
	return how(text)
}

func (s Seat) openChoice(name string) error {
	v := s.view()
	is := func(t thing) bool { _, is := t.object.(interface{ SelectedIndex() int }); return is }
	t, ok := v.named(name, is, func(t thing) bool {
		x := reflect.Indirect(reflect.ValueOf(t.object))
		return strings.HasPrefix(x.FieldByName("Selected").String(), name)
	})
	if !ok {
		return v.complain("there is no choice %q", name)
	}
	s.click(v, t.area.point())
	return nil
}

// choose opens a choice and takes an option. A list of options goes away when the choice
// is made anew under it, such as by what a start still reads: then it is opened again, as
// a person would.
func (s Seat) choose(choice, option string) error {
	var err error
	for end := time.Now().Add(2 * patience); ; {
		if err = s.until(patience, func() error { return s.openChoice(choice) }); err != nil {
			return err
		}
		if err = s.until(patience/4, func() error { return s.tap(option, 1) }); err == nil || time.Now().After(end) {
			return err
		}
	}
}

// wheel turns the wheel of the mouse over a text, or in the middle of the window.
func (s Seat) wheel(over string, steps int) error {
	v := s.view()
	p, err := s.over(v, over)
	if err != nil {
		return err
	}
	return s.turn(v, p, steps)
}

func (s Seat) over(v *view, text string) (fyne.Position, error) {
	size := s.Window.Canvas().Size()
	if text == "" {
		return fyne.NewPos(size.Width/2, size.Height/2), nil
	}
	found := v.inFront(text)
	if len(found) == 0 {
		return fyne.Position{}, v.complain("%q is not seen", text)
	}
	return found[0].area.point(), nil
}

func (s Seat) turn(v *view, p fyne.Position, steps int) error {
	t, ok := v.at(p, func(o fyne.CanvasObject) bool { _, can := o.(fyne.Scrollable); return can })
	if !ok {
		return v.complain("nothing turns with the wheel there")
	}
	t.object.(fyne.Scrollable).Scrolled(&fyne.ScrollEvent{
		PointEvent: fyne.PointEvent{AbsolutePosition: p}, Scrolled: fyne.NewDelta(0, float32(-10*steps))})
	return nil
}

// reach turns the wheel in one place until a text is seen.
func (s Seat) reach(text, over string) error {
	var p fyne.Position
	err := s.until(patience, func() (err error) {
		p, err = s.over(s.view(), over)
		return err
	})
	for n := 0; n < 400 && err == nil; n++ {
		if err = s.until(0, func() error { return s.sees(text) }); err == nil {
			return nil
		}
		err = s.until(0, func() error { return s.turn(s.view(), p, 12) })
		time.Sleep(look)
	}
	if err == nil {
		err = s.until(0, func() error { return s.sees(text) })
	}
	return err
}
