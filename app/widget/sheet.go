package widget

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Sheet is a small page on top of the window, for a form or a choice. Esc
// closes it.
type Sheet struct {
	// OnDismiss, if set, is told that Esc closed it.
	OnDismiss func()

	main   *Button // what Ctrl+Enter does; nil where there is none
	pop    *fw.PopUp
	over   fyne.CanvasObject // that of the window's overlays which is the sheet
	body   *fyne.Container
	size   fyne.Size         // of the whole
	scroll *container.Scroll // what is on it, where that scrolls; nil for what does not
}

// The room around what is on a sheet.
const (
	sheetTop  = 14
	sheetSide = 20
)

// ShowSheet shows a sheet. The buttons are at its foot, the main one last. The size is
// that at the normal size of text.
func ShowSheet(w fyne.Window, size fyne.Size, title string, content fyne.CanvasObject, buttons ...fyne.CanvasObject) *Sheet {
	return showSheet(w, size, title, nil, content, buttons...)
}

// showSheet is ShowSheet with something under the title that does not scroll, or nil.
func showSheet(w fyne.Window, size fyne.Size, title string, head, content fyne.CanvasObject, buttons ...fyne.CanvasObject) *Sheet {
	foot := container.NewHBox()
	foot.Layout = &trailing{8}
	foot.Objects = buttons
	s := &Sheet{}
	if n := len(buttons); n > 0 {
		s.main, _ = buttons[n-1].(*Button)
	}
	if scroll, is := content.(*container.Scroll); is { // its bar stands in the margin, not on what is read
		s.scroll, content = scroll, Bleed(scroll, 0)
	}
	var top fyne.CanvasObject = Inset(Title(title), 0, 12, 0, 0)
	if head != nil {
		top = Stackup(0, top, container.New(above{12}, head))
	}
	s.body = Flush(top, Inset(foot, 16, 0, 0, 0), nil, nil, content)
	s.pop = fw.NewModalPopUp(Pad(s.body, sheetTop, sheetSide), w.Canvas())
	s.size = roomFor(size, w.Canvas().Size())
	s.pop.Resize(s.size)
	s.pop.Show()
	s.over = w.Canvas().Overlays().Top()
	openSheets = append(slices.DeleteFunc(openSheets, func(s *Sheet) bool { return !s.Visible() }), s)
	return s
}

// openSheets are the sheets that are open, for who closes them from outside.
var openSheets []*Sheet

// Dismiss closes what is on top of a window, as Esc does.
func Dismiss(c fyne.Canvas) {
	top := c.Overlays().Top()
	if top == nil {
		return
	}
	for _, s := range openSheets {
		if s.over == top && s.Visible() {
			s.Hide()
			if s.OnDismiss != nil {
				s.OnDismiss()
			}
			return
		}
	}
	top.Hide()
	// A pop-up that is hidden from outside stays among the overlays, unseen, and takes
	// every click.
	c.Overlays().Remove(top)
}

// Submit presses the main button of the sheet on top of a window, as Ctrl+Enter does
// wherever the keyboard is on it. It reports false where there is no such sheet.
func Submit(c fyne.Canvas) bool {
	top := c.Overlays().Top()
	for _, s := range openSheets {
		if s.over != top || top == nil || !s.Visible() {
			continue
		}
		if s.main != nil && s.main.Visible() && !s.main.Disabled() && s.main.Importance == fw.HighImportance {
			s.main.OnTapped()
		}
		return true
	}
	return false
}

// Bleed lets a page that scrolls reach into the margins of a sheet, where its bar stands
// then, and keeps what is on it where it would be.
func Bleed(scroll *container.Scroll, below float32) fyne.CanvasObject {
	const left, right = 4, sheetSide - 4
	scroll.Content = Inset(scroll.Content, 0, below, left, right)
	return Inset(scroll, 0, 0, -left, -right)
}

// roomFor makes a sheet larger with the text, as far as the window has room.
func roomFor(size, window fyne.Size) fyne.Size {
	scale := max(1, base.TextSize()/14)
	return fyne.NewSize(min(size.Width*scale, window.Width-40), min(size.Height*scale, window.Height-40))
}

// Fit makes the sheet as high as what is on it, as far as the window has room. It is for
// what is all there when the sheet is shown.
func (s *Sheet) Fit() {
	if s.scroll == nil {
		return
	}
	s.body.Refresh() // what stands over it may have come or gone, and is as high as its lines
	s.body.Refresh()
	s.size.Height += s.scroll.Content.MinSize().Height - s.scroll.Size().Height
	s.size.Height = min(s.size.Height, s.pop.Canvas.Size().Height-40)
	s.pop.Resize(s.size)
}

// Reveal scrolls as little as it takes to bring something on the sheet in sight.
func (s *Sheet) Reveal(o fyne.CanvasObject) {
	if s.scroll != nil {
		reveal(s.scroll, o)
	}
}

func reveal(scroll *container.Scroll, o fyne.CanvasObject) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	top := at(o).Y - at(scroll.Content).Y
	bottom := top + o.Size().Height
	switch y, height := scroll.Offset.Y, scroll.Size().Height; {
	case top < y || bottom-top > height:
		scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > y+height:
		scroll.ScrollToOffset(fyne.NewPos(0, bottom-height))
	}
}

// Hide closes the sheet.
func (s *Sheet) Hide() { s.pop.Hide() }

// Visible tells whether it is still there.
func (s *Sheet) Visible() bool { return s.pop.Visible() }

// above keeps its one object apart from what is under it, and takes no room without it.
type above struct{ gap float32 }

func (a above) MinSize(o []fyne.CanvasObject) fyne.Size {
	if !o[0].Visible() {
		return fyne.Size{}
	}
	return o[0].MinSize().AddWidthHeight(0, a.gap)
}

func (a above) Layout(o []fyne.CanvasObject, s fyne.Size) { put(o[0], 0, 0, s.Width, s.Height-a.gap) }

// trailing puts objects at the right end of a row.
type trailing struct{ gap float32 }

func (t *trailing) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, c := range o {
		if c.Visible() {
			m := c.MinSize()
			s.Width, s.Height = s.Width+m.Width+t.gap, max(s.Height, m.Height)
		}
	}
	return s
}

func (t *trailing) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x := s.Width
	for i := len(o) - 1; i >= 0; i-- {
		if !o[i].Visible() {
			continue
		}
		m := o[i].MinSize()
		x -= m.Width
		o[i].Resize(fyne.NewSize(m.Width, s.Height))
		o[i].Move(fyne.NewPos(x, 0))
		x -= t.gap
	}
}

// Menu shows choices below an object.
func Menu(w fyne.Window, under fyne.CanvasObject, items ...*fyne.MenuItem) {
	pop := fw.NewPopUpMenu(fyne.NewMenu("", items...), w.Canvas())
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	x := min(at.X, w.Canvas().Size().Width-pop.MinSize().Width-8)
	pop.ShowAtPosition(fyne.NewPos(x, at.Y+under.Size().Height))
}

// More is the small button that opens a menu of what else can be done.
func More(w fyne.Window, items func() []*fyne.MenuItem) *Button {
	b := Plain("", base.MoreVerticalIcon(), nil)
	b.OnTapped = func() { Menu(w, b, items()...) }
	return b
}
