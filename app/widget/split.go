package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Split puts two objects beside each other with a thin line between, which can
// be drawn to one side. Fyne's own has a thick bar, whose width is a theme's.
type Split struct {
	fw.BaseWidget
	left, right fyne.CanvasObject
	edge        *edge
	share       float32 // of the left, of all the width
}

// edgeWidth is how much of the line answers to the pointer.
const edgeWidth = 13

// leastShare is what both sides keep.
const leastShare = 0.2

// NewSplit makes it; share is that of the left.
func NewSplit(left, right fyne.CanvasObject, share float32) *Split {
	s := &Split{left: left, right: right, share: share}
	s.edge = &edge{split: s, line: NewFill(base.ColorNameSeparator, "", 0)}
	s.edge.ExtendBaseWidget(s.edge)
	s.ExtendBaseWidget(s)
	return s
}

// move draws the line to one side.
func (s *Split) move(by float32) {
	if width := s.Size().Width; width > 0 {
		s.share = max(leastShare, min(1-leastShare, s.share+by/width))
		s.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Split) CreateRenderer() fyne.WidgetRenderer { return &splitRenderer{s} }

type splitRenderer struct{ s *Split }

func (r *splitRenderer) Layout(size fyne.Size) {
	s := r.s
	left := (size.Width - edgeWidth) * s.share
	s.left.Resize(fyne.NewSize(left, size.Height))
	s.left.Move(fyne.NewPos(0, 0))
	s.edge.Resize(fyne.NewSize(edgeWidth, size.Height))
	s.edge.Move(fyne.NewPos(left, 0))
	s.right.Resize(fyne.NewSize(size.Width-left-edgeWidth, size.Height))
	s.right.Move(fyne.NewPos(left+edgeWidth, 0))
}

func (r *splitRenderer) MinSize() fyne.Size {
	a, b := r.s.left.MinSize(), r.s.right.MinSize()
	return fyne.NewSize(a.Width+b.Width+edgeWidth, max(a.Height, b.Height))
}

func (r *splitRenderer) Refresh() { r.Layout(r.s.Size()) }
func (r *splitRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.left, r.s.right, r.s.edge}
}
func (r *splitRenderer) Destroy() {}

// edge is the line between, with room around it for the pointer.
type edge struct {
	fw.BaseWidget
	split *Split
	line  *Fill
}

// Dragged implements fyne.Draggable.
func (e *edge) Dragged(d *fyne.DragEvent) { e.split.move(d.Dragged.DX) }

// DragEnd implements fyne.Draggable.
func (e *edge) DragEnd() {}

// Cursor implements desktop.Cursorable.
func (e *edge) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// MouseIn implements desktop.Hoverable.
func (e *edge) MouseIn(*desktop.MouseEvent) { e.mark(base.ColorNamePrimary) }

// MouseMoved implements desktop.Hoverable.
func (e *edge) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (e *edge) MouseOut() { e.mark(base.ColorNameSeparator) }

func (e *edge) mark(c fyne.ThemeColorName) {
	e.line.Color = c
	e.line.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (e *edge) CreateRenderer() fyne.WidgetRenderer {
	side := float32(edgeWidth-1) / 2
	return fw.NewSimpleRenderer(Inset(e.line, 0, 0, side, side))
}
