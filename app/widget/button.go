package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Button is a button that Enter presses too.
type Button struct {
	fw.Button
	// Narrow lets the button be narrower than its label, which then ends in "…": for
	// what a person wrote, such as the title of a class.
	Narrow bool
	label  string // the whole of a narrow button's
	hugged *fyne.Container
}

// NewButton makes a button.
func NewButton(label string, icon fyne.Resource, tapped func()) *Button {
	b := &Button{}
	b.Text, b.Icon, b.OnTapped = label, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// Main makes the button of what a page is for.
func Main(label string, icon fyne.Resource, tapped func()) *Button {
	b := NewButton(label, icon, tapped)
	b.Importance = fw.HighImportance
	return b
}

// Plain makes a button that stands back.
func Plain(label string, icon fyne.Resource, tapped func()) *Button {
	b := NewButton(label, icon, tapped)
	b.Importance = fw.LowImportance
	return b
}

// SetText changes the label.
func (b *Button) SetText(s string) {
	if !b.Narrow {
		b.Button.SetText(s)
		return
	}
	if b.label != s {
		b.label = s
		b.cut(b.Size().Width)
		if b.hugged != nil {
			b.hugged.Refresh()
		}
	}
}

// MinSize implements fyne.CanvasObject.
func (b *Button) MinSize() fyne.Size {
	s := b.Button.MinSize()
	s.Width += b.sides()
	if b.Narrow {
		s.Width = min(s.Width, narrowest)
	}
	return s
}

// narrowest is the least width of a button that may be narrow: an icon and a few letters.
const narrowest = 80

// Resize implements fyne.CanvasObject.
func (b *Button) Resize(s fyne.Size) {
	if b.Narrow {
		b.cut(s.Width)
	}
	b.Button.Resize(s)
}

// cut shows as much of the label as there is room for.
func (b *Button) cut(width float32) {
	th := b.Theme()
	if shown := Ellipsis(b.label, width-b.beside(), th.Size(base.SizeNameText), fyne.TextStyle{Bold: true}); shown != b.Text {
		b.Button.SetText(shown)
	}
}

// sides is the room that a button with a ground and words has beside that of Fyne's.
func (b *Button) sides() float32 {
	if b.Text == "" || b.Importance == fw.LowImportance {
		return 0
	}
	return 10
}

// beside is the room of all but the label.
func (b *Button) beside() float32 {
	th := b.Theme()
	room := 2*th.Size(base.SizeNameInnerPadding) + b.sides()
	if b.Icon != nil {
		room += th.Size(base.SizeNameInlineIcon) + th.Size(base.SizeNamePadding)
	}
	return room
}

// Hug gives a narrow button the width of its label, as far as there is room.
func Hug(b *Button) fyne.CanvasObject {
	b.hugged = container.New(hug{b}, b)
	return b.hugged
}

type hug struct{ b *Button }

func (l hug) MinSize([]fyne.CanvasObject) fyne.Size { return l.b.MinSize() }

func (l hug) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	text := fyne.MeasureText(l.b.label, l.b.Theme().Size(base.SizeNameText), fyne.TextStyle{Bold: true})
	l.b.Resize(fyne.NewSize(min(s.Width, text.Width+l.b.beside()+1), s.Height))
	l.b.Move(fyne.NewPos(0, 0))
}

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if !b.Disabled() && b.OnTapped != nil {
			b.OnTapped()
		}
	default:
		passKey(b, k)
	}
}

// narrow makes a button that takes the width it gets.
func narrow(icon fyne.Resource, tapped func()) *Button {
	b := Plain("", icon, tapped)
	b.Narrow = true
	return b
}

// Back makes a button that leads back to what a person named.
func Back(tapped func()) *Button {
	b := narrow(base.NavigateBackIcon(), tapped)
	b.Alignment = fw.ButtonAlignLeading
	return b
}

// Next makes a button that leads on to what a person named.
func Next(tapped func()) *Button {
	b := narrow(base.NavigateNextIcon(), tapped)
	b.Importance, b.IconPlacement = fw.MediumImportance, fw.ButtonIconTrailingText
	return b
}
