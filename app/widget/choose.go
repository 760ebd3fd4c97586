package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Select is Fyne's choice of one; Esc goes to the window.
type Select struct{ fw.Select }

// NewSelect makes a choice.
func NewSelect(options []string, changed func(string)) *Select {
	s := &Select{}
	s.Options, s.OnChanged, s.PlaceHolder = options, changed, noChoice
	s.ExtendBaseWidget(s)
	return s
}

// Framed puts a choice in the frame that fields have, as high as a field.
func Framed(s *Select) *fyne.Container {
	return container.New(frame{}, NewFill(base.ColorNameInputBackground, base.ColorNameInputBorder, 6), s)
}

// frame puts its second object inside the line that the first draws.
type frame struct{}

func (frame) MinSize(o []fyne.CanvasObject) fyne.Size { return o[1].MinSize() }

func (frame) Layout(o []fyne.CanvasObject, s fyne.Size) {
	put(o[0], 0, 0, s.Width, s.Height)
	put(o[1], 1, 1, s.Width-2, s.Height-2)
}

// TypedKey implements fyne.Focusable.
func (s *Select) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		passKey(s, k)
		return
	}
	s.Select.TypedKey(k)
}

// Check is Fyne's tick; Enter ticks it too and Esc goes to the window.
type Check struct{ fw.Check }

// NewCheck makes a tick.
func NewCheck(label string, changed func(bool)) *Check {
	c := &Check{}
	c.Text, c.OnChanged = label, changed
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey implements fyne.Focusable.
func (c *Check) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		c.SetChecked(!c.Checked)
	case fyne.KeySpace: // Fyne's own, by its rune
	default:
		passKey(c, k)
	}
}
