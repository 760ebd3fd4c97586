package widget

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// The room between the edge of a surface and what is written on it: Edge in lists and on
// pages that are lists, Side on the page of one thing. Rows and the strips of tabs bring
// Edge themselves.
const (
	Edge = 12
	Side = 20
)

// Panes puts a list in the middle of the window and a detail right of it. The
// list grows with the size of the text.
func Panes(list, detail fyne.CanvasObject) *fyne.Container { return PanesOf(22, list, detail) }

// PanesOf is Panes with a width for the list, in letters: long titles need more. Where the
// detail has not the room that it needs, the list gives way, to half of that.
func PanesOf(letters float32, list, detail fyne.CanvasObject) *fyne.Container {
	return container.New(&panes{letters}, detail, list, fw.NewSeparator())
}

// panes lays out a detail, and left of it a list and a line.
type panes struct{ letters float32 }

func (p *panes) least(list fyne.CanvasObject) float32 {
	return min(p.letters*base.TextSize(), max(p.letters*base.TextSize()/2, list.MinSize().Width))
}

// MinSize implements fyne.Layout.
func (p *panes) MinSize(o []fyne.CanvasObject) fyne.Size {
	detail, list, line := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	return fyne.NewSize(p.least(o[1])+line.Width+detail.Width, max(list.Height, detail.Height))
}

// Layout implements fyne.Layout.
func (p *panes) Layout(o []fyne.CanvasObject, s fyne.Size) {
	line := o[2].MinSize().Width
	list := max(p.least(o[1]), min(p.letters*base.TextSize(), s.Width-line-o[0].MinSize().Width))
	put := func(o fyne.CanvasObject, x, w float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, s.Height))
	}
	put(o[1], 0, list)
	put(o[2], list, line)
	put(o[0], list+line, s.Width-list-line)
}

// Wide gives an object a width counted in the size of the text.
func Wide(letters float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&sideLayout{letters}, o)
}

// sideLayout gives its object a width counted in letters.
type sideLayout struct{ letters float32 }

func (s *sideLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(s.letters*base.TextSize(), o[0].MinSize().Height)
}

func (*sideLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	o[0].Move(fyne.NewPos(0, 0))
}

// Head is the top of a list or a page: its name, a line below it (may be nil)
// and the buttons at the right.
func Head(title, below *Line, buttons ...fyne.CanvasObject) *fyne.Container {
	names := Stackup(2, title)
	if below != nil {
		names.Add(below)
	}
	return Inset(container.NewBorder(nil, nil, nil, Middle(Beside(6, buttons...)), Middle(names)), 12, 8, Edge, Edge)
}

// Narrowish keeps an object at most this wide, at the left of its room.
func Narrowish(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&atMost{width}, o)
}

type atMost struct{ width float32 }

func (*atMost) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (a *atMost) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSize(min(a.width, s.Width), s.Height))
	o[0].Move(fyne.NewPos(0, 0))
}

// Pages is a pile of pages of which the last is seen: a list, a thing opened
// from it, its editor.
type Pages struct {
	room *fyne.Container
	pile []fyne.CanvasObject
}

// NewPages makes a pile with its first page.
func NewPages(first fyne.CanvasObject) *Pages {
	return &Pages{room: container.NewStack(first), pile: []fyne.CanvasObject{first}}
}

// Content is the object to show.
func (p *Pages) Content() fyne.CanvasObject { return p.room }

// Push puts a page on top.
func (p *Pages) Push(o fyne.CanvasObject) {
	p.pile = append(p.pile, o)
	p.show()
}

// Pop takes the top page away; false when only the first is left.
func (p *Pages) Pop() bool {
	if len(p.pile) < 2 {
		return false
	}
	p.pile = p.pile[:len(p.pile)-1]
	p.show()
	return true
}

// Depth is the number of pages.
func (p *Pages) Depth() int { return len(p.pile) }

// Has tells whether a page is in the pile.
func (p *Pages) Has(o fyne.CanvasObject) bool { return slices.Contains(p.pile, o) }

// Top is the page that is seen.
func (p *Pages) Top() fyne.CanvasObject { return p.pile[len(p.pile)-1] }

func (p *Pages) show() {
	if c := Canvas(p.room); c != nil {
		c.Unfocus() // what had the keyboard goes out of sight, and Esc with it
	}
	p.room.Objects = []fyne.CanvasObject{p.Top()}
	p.room.Refresh()
}
