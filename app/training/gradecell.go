package training

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
	"rantau/app/widget"
	"rantau/campus"
)

// gradeCell is a cell of the gradebook: points or what is to be done, a note below, and
// a dot that is full once the student sees the mark.
type gradeCell struct {
	fw.BaseWidget
	look cellLook
}

// cellLook is what a cell shows.
type cellLook struct {
	text, note string
	color      fyne.ThemeColorName
	strong     bool // it asks for something
	bold       bool
	dot        cellDot
}

type cellDot int

const (
	noDot cellDot = iota
	openDot
	fullDot
)

// lookOf says how a student stands with an assignment, in a word or a number.
func lookOf(c campus.GradeCell, overdue bool) cellLook {
	l := cellLook{text: "—", color: theme.ColorNameQuiet}
	switch {
	case c.Marked:
		l.text, l.color, l.dot = number(c.Points), base.ColorNameForeground, openDot
		if c.Returned {
			l.dot = fullDot
		}
	case c.HandedIn:
		l.text = cellToMark.Say()
	case overdue:
		l.color = base.ColorNameWarning
	}
	if c.Unmarked {
		l.color, l.strong = theme.ColorNameAccent, true
	}
	switch {
	case c.Marked && c.Unmarked:
		l.note = cellToMark.Say()
	case c.Late:
		l.note = late.Say()
	case c.OddClock:
		l.note = cellClock.Say()
	}
	return l
}

func newGradeCell() fyne.CanvasObject {
	c := &gradeCell{}
	c.ExtendBaseWidget(c)
	return c
}

func (c *gradeCell) set(l cellLook) {
	if c.look != l {
		c.look = l
		c.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (c *gradeCell) CreateRenderer() fyne.WidgetRenderer {
	r := &gradeCellRenderer{c: c, back: &canvas.Rectangle{}, dot: &canvas.Circle{}, text: canvas.NewText("", nil), note: canvas.NewText("", nil)}
	r.text.Alignment, r.note.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
	r.Refresh()
	return r
}

type gradeCellRenderer struct {
	c          *gradeCell
	back       *canvas.Rectangle
	dot        *canvas.Circle
	text, note *canvas.Text
}

// The room of a cell, in letters.
const (
	cellLetters = 9
	dotSize     = 7
)

func (r *gradeCellRenderer) MinSize() fyne.Size {
	s := r.c.Theme().Size(base.SizeNameText)
	return fyne.NewSize(cellLetters*s, s*2.9)
}

func (r *gradeCellRenderer) Layout(s fyne.Size) {
	r.back.Resize(s)
	h, below := r.text.MinSize().Height, float32(0)
	if r.c.look.note != "" {
		below = r.note.MinSize().Height - 3
	}
	y := (s.Height - h - below) / 2
	r.text.Resize(fyne.NewSize(s.Width, h))
	r.text.Move(fyne.NewPos(0, y))
	r.note.Resize(fyne.NewSize(s.Width, below+3))
	r.note.Move(fyne.NewPos(0, y+h-3))
	r.dot.Resize(fyne.NewSquareSize(dotSize))
	r.dot.Move(fyne.NewPos(s.Width-dotSize-9, y+(h-dotSize)/2))
}

func (r *gradeCellRenderer) Refresh() {
	l, th, v := r.c.look, r.c.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	if l.color == "" {
		l.color = base.ColorNameForeground
	}
	r.text.TextSize, r.note.TextSize = th.Size(base.SizeNameText), th.Size(base.SizeNameCaptionText)
	room := r.c.Size().Width - 8
	r.text.TextStyle.Bold = l.bold
	r.text.Text = widget.Ellipsis(l.text, room, r.text.TextSize, r.text.TextStyle)
	r.note.Text = widget.Ellipsis(l.note, room, r.note.TextSize, r.note.TextStyle)
	r.text.Color, r.note.Color = th.Color(l.color, v), th.Color(theme.ColorNameQuiet, v)
	if l.note == late.Say() {
		r.note.Color = th.Color(base.ColorNameWarning, v)
	}
	r.back.Hidden, r.back.FillColor = !l.strong, th.Color(theme.ColorNameTint, v)
	r.dot.Hidden = l.dot == noDot
	r.dot.StrokeWidth, r.dot.StrokeColor, r.dot.FillColor = 1.5, th.Color(base.ColorNamePrimary, v), nil
	if l.dot == fullDot {
		r.dot.FillColor = r.dot.StrokeColor
	}
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *gradeCellRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.text, r.note, r.dot}
}
func (r *gradeCellRenderer) Destroy() {}
