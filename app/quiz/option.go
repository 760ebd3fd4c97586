package quiz

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/widget"
)

// option is one choice of a question: its words wrap, and a tap, Enter or Space takes it.
type option struct {
	content fyne.CanvasObject
	icon    *fyne.Container
	several bool
}

func newOption(words string, several, on bool, tap func()) *option {
	o := &option{several: several, icon: container.NewStack()}
	text := widget.Paragraph(widget.Clean(words))
	text.Bare = true
	o.content = widget.NewTap(widget.Pad(container.NewBorder(nil, nil, container.NewVBox(o.icon), nil, widget.Inset(text, 0, 0, 6, 0)), 4, 6), tap)
	o.set(on)
	return o
}

// set marks it as taken, or not.
func (o *option) set(on bool) {
	icon, color := base.RadioButtonIcon(), base.ColorNamePlaceHolder
	switch {
	case o.several && on:
		icon, color = base.CheckButtonCheckedIcon(), base.ColorNamePrimary
	case o.several:
		icon = base.CheckButtonIcon()
	case on:
		icon, color = base.RadioButtonCheckedIcon(), base.ColorNamePrimary
	}
	o.icon.Objects = []fyne.CanvasObject{widget.Icon(icon, color)}
	o.icon.Refresh()
}
