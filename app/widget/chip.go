package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
)

// Chip is a state in a word or two, on a colour of its own.
type Chip struct {
	fw.BaseWidget
	back *Fill
	text *Line
}

// NewChip makes an empty chip.
func NewChip() *Chip {
	c := &Chip{back: NewFill(theme.ColorNameTint, "", 9), text: Quiet("").Full()}
	c.text.Align = fyne.TextAlignCenter
	c.ExtendBaseWidget(c)
	return c
}

// Set says a word; strong ones catch the eye.
func (c *Chip) Set(word string, strong bool) {
	c.back.Color, c.text.Color = theme.ColorNameCode, theme.ColorNameQuiet
	if strong {
		c.back.Color, c.text.Color = theme.ColorNameTint, theme.ColorNameAccent
	}
	c.text.Text = word
	c.text.Refresh()
	c.back.Refresh()
	c.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewStack(c.back, Pad(c.text, 2, 9)))
}

// Fact is a label with what it says below, "" for none.
func Fact(label, value string) fyne.CanvasObject {
	v := NewLine(value)
	v.Color = base.ColorNameForeground
	return Stackup(1, Quiet(label), v)
}
