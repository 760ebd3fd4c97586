package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
)

// Choice is one of several places of which one is current: an entry of the
// navigation, or a tab.
type Choice struct {
	fw.BaseWidget
	Label   string
	Icon    fyne.Resource // nil for none
	Avatar  *Avatar       // in place of an icon
	Flat    bool          // a tab: the mark is below, not at the side
	Current bool
	OnTap   func()
	unread  int

	hovered, focused bool
}

// NewChoice makes an entry of the navigation.
func NewChoice(label string, icon fyne.Resource, tap func()) *Choice {
	c := &Choice{Label: label, Icon: icon, OnTap: tap}
	c.ExtendBaseWidget(c)
	return c
}

// NewTab makes a tab.
func NewTab(label string, tap func()) *Choice {
	c := NewChoice(label, nil, tap)
	c.Flat = true
	return c
}

// SetCurrent marks it as the current one, or not.
func (c *Choice) SetCurrent(on bool) {
	if c.Current != on {
		c.Current = on
		c.Refresh()
	}
}

// SetLabel changes the label.
func (c *Choice) SetLabel(s string) {
	if c.Label != s {
		c.Label = s
		c.Refresh()
	}
}

// SetUnread says how much was not read there.
func (c *Choice) SetUnread(n int) {
	if c.unread != n {
		c.unread = n
		c.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (c *Choice) Tapped(*fyne.PointEvent) {
	if c.OnTap != nil {
		c.OnTap()
	}
}

// FocusGained implements fyne.Focusable.
func (c *Choice) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost implements fyne.Focusable.
func (c *Choice) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements fyne.Focusable.
func (c *Choice) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *Choice) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.Tapped(nil)
	default:
		passKey(c, k)
	}
}

// MouseIn implements desktop.Hoverable.
func (c *Choice) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (c *Choice) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *Choice) MouseOut() { c.hovered = false; c.Refresh() }

// Cursor implements desktop.Cursorable.
func (c *Choice) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceRenderer{c: c, back: &canvas.Rectangle{}, mark: &canvas.Rectangle{}, icon: canvas.NewImageFromResource(nil), text: NewLine(""), badge: NewBadge()}
	r.icon.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type choiceRenderer struct {
	c          *Choice
	back, mark *canvas.Rectangle
	icon       *canvas.Image
	text       *Line
	badge      *Badge
}

// tabSide is the room at each side of the name of a tab.
const tabSide = 9

func (r *choiceRenderer) MinSize() fyne.Size {
	text := fyne.MeasureText(r.c.Label, r.c.Theme().Size(base.SizeNameText), fyne.TextStyle{Bold: true})
	if r.c.Flat {
		return fyne.NewSize(text.Width+2*tabSide, text.Height+16)
	}
	if r.c.Avatar != nil { // a long name must not widen the navigation
		return fyne.NewSize(100, max(text.Height, r.iconSize())+14)
	}
	return fyne.NewSize(text.Width+r.iconSize()+40, text.Height+16)
}

func (r *choiceRenderer) iconSize() float32 {
	if r.c.Avatar != nil {
		return r.c.Avatar.MinSize().Width
	}
	return r.c.Theme().Size(base.SizeNameInlineIcon)
}

func (r *choiceRenderer) Layout(s fyne.Size) {
	h := r.text.MinSize().Height
	if r.c.Flat {
		r.back.Resize(fyne.NewSize(s.Width, s.Height-4))
		r.mark.Resize(fyne.NewSize(s.Width-12, 3))
		r.mark.Move(fyne.NewPos(6, s.Height-3))
		r.text.Resize(fyne.NewSize(s.Width, h))
		r.text.Move(fyne.NewPos(0, (s.Height-h)/2-1))
		return
	}
	i := r.iconSize()
	r.back.Resize(s)
	r.mark.Resize(fyne.NewSize(3, s.Height-16))
	r.mark.Move(fyne.NewPos(0, 8))
	var lead fyne.CanvasObject = r.icon
	if r.c.Avatar != nil {
		lead = r.c.Avatar
	}
	lead.Resize(fyne.NewSquareSize(i))
	lead.Move(fyne.NewPos(12, (s.Height-i)/2))
	badge := r.badge.MinSize()
	r.badge.Resize(badge)
	r.badge.Move(fyne.NewPos(s.Width-badge.Width-8, (s.Height-badge.Height)/2))
	if badge.Width > 0 {
		badge.Width += 6
	}
	r.text.Resize(fyne.NewSize(s.Width-i-28-badge.Width, h))
	r.text.Move(fyne.NewPos(i+22, (s.Height-h)/2))
}

func (r *choiceRenderer) Refresh() {
	th, v := r.c.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	clear := th.Color(base.ColorNameHover, v)
	switch {
	case r.c.focused:
		r.back.FillColor = th.Color(base.ColorNameFocus, v)
	case r.c.Current && !r.c.Flat:
		r.back.FillColor = th.Color(theme.ColorNameTint, v)
	case r.c.hovered:
		r.back.FillColor = clear
	default:
		r.back.FillColor = nil
	}
	r.back.CornerRadius, r.mark.CornerRadius = 6, 1.5
	r.mark.FillColor = nil
	color := theme.ColorNameQuiet
	if !r.c.Flat {
		color = base.ColorNameForeground
	}
	if r.c.Current {
		r.mark.FillColor = th.Color(base.ColorNamePrimary, v)
		color = theme.ColorNameAccent
	}
	r.text.Text, r.text.Color, r.text.Style.Bold = r.c.Label, color, r.c.Current
	r.text.Align = fyne.TextAlignLeading
	if r.c.Flat {
		r.text.Align = fyne.TextAlignCenter
	}
	r.text.Refresh()
	r.badge.Set(r.c.unread)
	r.icon.Hidden = r.c.Icon == nil
	if r.c.Icon != nil {
		r.icon.Resource = theme.Tinted(r.c.Icon, color, th)
		r.icon.Refresh()
	}
	r.back.Refresh()
	r.mark.Refresh()
	r.Layout(r.c.Size())
}

func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	if r.c.Avatar != nil {
		return []fyne.CanvasObject{r.back, r.mark, r.c.Avatar, r.text}
	}
	return []fyne.CanvasObject{r.back, r.mark, r.icon, r.text, r.badge}
}
func (r *choiceRenderer) Destroy() {}
