package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Press makes any object something to press by mouse. It stands beside a Tap
// that does the same, so that the keyboard need not stop twice.
type Press struct {
	fw.BaseWidget
	OnTap func()

	content fyne.CanvasObject
	back    *Fill
	beyond  float32 // how far the mark reaches around the content
}

// NewPress makes it. Without tap it is only its content.
func NewPress(content fyne.CanvasObject, tap func()) *Press {
	p := &Press{OnTap: tap, content: content, back: NewFill(base.ColorNameHover, "", 6), beyond: 3}
	p.back.Hide()
	p.ExtendBaseWidget(p)
	return p
}

// Tapped implements fyne.Tappable.
func (p *Press) Tapped(*fyne.PointEvent) {
	if p.OnTap != nil {
		p.OnTap()
	}
}

// Cursor implements desktop.Cursorable.
func (p *Press) Cursor() desktop.Cursor {
	if p.OnTap == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// MouseIn implements desktop.Hoverable.
func (p *Press) MouseIn(*desktop.MouseEvent) { p.mark(base.ColorNameHover, p.OnTap != nil) }

// MouseMoved implements desktop.Hoverable.
func (p *Press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (p *Press) MouseOut() { p.mark(base.ColorNameHover, false) }

func (p *Press) mark(color fyne.ThemeColorName, on bool) {
	p.back.Color = color
	p.back.Refresh()
	ShowIf(p.back, on)
	// A mark that was never drawn belongs to no canvas yet, and asks for nothing to be drawn.
	canvas.Refresh(p.content)
}

// CreateRenderer implements fyne.Widget.
func (p *Press) CreateRenderer() fyne.WidgetRenderer { return &pressRenderer{p} }

type pressRenderer struct{ p *Press }

func (r *pressRenderer) MinSize() fyne.Size { return r.p.content.MinSize() }

func (r *pressRenderer) Layout(s fyne.Size) {
	b := r.p.beyond
	r.p.content.Resize(s)
	r.p.back.Move(fyne.NewPos(-b, -b))
	r.p.back.Resize(s.Add(fyne.NewSquareSize(2 * b)))
}

func (r *pressRenderer) Refresh() { r.Layout(r.p.Size()) }
func (r *pressRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.back, r.p.content}
}
func (r *pressRenderer) Destroy() {}

// Tap is a Press that the keyboard reaches as well.
type Tap struct{ Press }

// NewTap makes it.
func NewTap(content fyne.CanvasObject, tap func()) *Tap {
	t := &Tap{}
	t.OnTap, t.content, t.back, t.beyond = tap, content, NewFill(base.ColorNameHover, "", 6), 3
	t.back.Hide()
	t.ExtendBaseWidget(t)
	return t
}

// FocusGained implements fyne.Focusable.
func (t *Tap) FocusGained() { t.mark(base.ColorNameFocus, true) }

// FocusLost implements fyne.Focusable.
func (t *Tap) FocusLost() { t.mark(base.ColorNameHover, false) }

// TypedRune implements fyne.Focusable.
func (t *Tap) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (t *Tap) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.Tapped(nil)
	default:
		passKey(t, k)
	}
}

// Face is an avatar that opens who it is; without tap it is only an avatar.
func Face(name, key string, diameter float32, tap func()) fyne.CanvasObject {
	a := NewAvatar(name, key, diameter)
	if tap == nil {
		return a
	}
	t := NewTap(a, tap)
	t.back.Radius = diameter/2 + t.beyond
	return t
}

// Item is one entry of a menu.
func Item(label string, do func()) *fyne.MenuItem { return fyne.NewMenuItem(label, do) }
