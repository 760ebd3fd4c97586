package reader

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// mark is a place that is marked on a page, and why.
type mark struct {
	box
	kind markKind
}

type markKind int

const (
	markHit markKind = iota
	markCurrent
	markSelected
)

// Pages are white in both themes, and so are their marks alike. What is under them can be
// read.
var markColors = map[markKind]color.NRGBA{
	markHit:      {0xFF, 0xC4, 0x00, 0x70},
	markCurrent:  {0xFF, 0x6A, 0x00, 0x78},
	markSelected: {0x2C, 0x7B, 0xD9, 0x58},
}

// markEdge is around the hit that is the current one, for who can't tell the colours.
var markEdge = color.NRGBA{0xB0, 0x3A, 0x00, 0xFF}

// mostMarks is how many places are marked on a page: more would cost frames, and nobody
// tells them apart.
const mostMarks = 1_000

// mark shows marks on a page of this size, as it lies in the file.
func (l *leaf) mark(all []mark, s size, turn int) {
	if len(all) > mostMarks {
		slices.SortStableFunc(all, func(a, b mark) int { return int(b.kind) - int(a.kind) }) // what counts most
		all = all[:mostMarks]
	}
	whole := s.turned(turn)
	if slices.Equal(all, l.marked) && whole == l.whole {
		return
	}
	l.marked, l.whole = all, whole
	l.marks, l.places = l.marks[:0], l.places[:0]
	for _, m := range all {
		r := canvas.NewRectangle(markColors[m.kind])
		r.CornerRadius = 2
		if m.kind == markCurrent {
			r.StrokeColor, r.StrokeWidth = markEdge, 1
		}
		l.marks, l.places = append(l.marks, r), append(l.places, m.turned(s, turn))
	}
	l.Refresh()
}

// placeMarks puts the marks where they belong on a leaf of this size.
func (l *leaf) placeMarks(s fyne.Size) {
	for i, m := range l.marks {
		b := l.places[i]
		x, y := s.Width/float32(l.whole.W), s.Height/float32(l.whole.H)
		m.Move(fyne.NewPos(b.X0*x-1, b.Y0*y-1))
		m.Resize(fyne.NewSize((b.X1-b.X0)*x+2, (b.Y1-b.Y0)*y+2))
	}
}
