package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
)

// Strip says one thing in a line across the page, with a way on: what is under
// way, or what was left unfinished. It takes no room while there is nothing.
type Strip struct {
	fw.BaseWidget
	text   *Line
	button *Button
	box    fyne.CanvasObject
}

// NewStrip makes a strip, hidden.
func NewStrip() *Strip {
	s := &Strip{text: NewLine(""), button: NewButton("", nil, nil)}
	s.box = On(theme.ColorNameTint, Pad(container.NewBorder(nil, nil, nil, s.button, Middle(s.text)), 5, 14))
	s.ExtendBaseWidget(s)
	s.Hide()
	return s
}

// Say shows words, or hides for "". do is the word on the button; "" for none.
func (s *Strip) Say(words, do string, f func()) {
	s.text.SetText(words)
	s.button.SetText(do)
	s.button.OnTapped = f
	ShowIf(s.button, do != "")
	ShowIf(s, words != "")
}

// Offers tells whether there is a button.
func (s *Strip) Offers() bool { return s.Visible() && s.button.Visible() }

// CreateRenderer implements fyne.Widget.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(s.box) }
