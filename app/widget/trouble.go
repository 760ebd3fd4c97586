package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Trouble says in place what went wrong, what is safe and what to do. It takes
// no room while there is nothing to say.
type Trouble struct {
	fw.BaseWidget
	text *Prose
	box  *fyne.Container
}

// NewTrouble makes a trouble, empty.
func NewTrouble() *Trouble {
	t := &Trouble{text: Paragraph("")}
	icon := Inset(container.NewVBox(Icon(base.WarningIcon(), base.ColorNameError)), 8, 0, 10, 0)
	t.box = container.NewStack(NewFill(base.ColorNameHeaderBackground, base.ColorNameError, 6),
		container.NewBorder(nil, nil, icon, nil, t.text))
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

// Say shows a sentence, or hides for "".
func (t *Trouble) Say(s string) {
	t.text.SetText(s)
	if s == "" {
		t.Hide()
		return
	}
	t.Show()
}

// Text is what is said.
func (t *Trouble) Text() string {
	if !t.Visible() {
		return ""
	}
	return t.text.Text
}

// CreateRenderer implements fyne.Widget.
func (t *Trouble) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(t.box) }
