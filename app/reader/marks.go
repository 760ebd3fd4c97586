package reader

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fw "fyne.io/fyne/v2/widget"
)

// mark is a place that is marked on a page, and why.
type mark struct {
	box
	kind markKind
}

type markKind int

const (
	markNote markKind = iota // words that a note is about
	markChosen
	markHit
	markCurrent
	markSelected
)

// Pages are white in both themes, and so are their marks alike. What is under them can be
// read.
var markColors = map[markKind]color.NRGBA{
	markNote:     {0x1F, 0x9D, 0x6E, 0x30},
	markChosen:   {0x1F, 0x9D, 0x6E, 0x5C},
	markHit:      {0xFF, 0xC4, 0x00, 0x70},
	markCurrent:  {0xFF, 0x6A, 0x00, 0x78},
	markSelected: {0x2C, 0x7B, 0xD9, 0x58},
}

// markEdge is around the hit that is the current one, for who can't tell the colours.
var markEdge = color.NRGBA{0xB0, 0x3A, 0x00, 0xFF}

// noteEdge is below what a note is about, for the same reason.
var noteEdge = color.NRGBA{0x12, 0x67, 0x4A, 0xFF}

// quoteBar is the same colour on the surfaces of both themes.
var quoteBar = color.NRGBA{0x1F, 0x9D, 0x6E, 0xFF}

// mostMarks is how many places are marked on a page: more would cost frames, and nobody
// tells them apart.
const mostMarks = 1_000

// marking lies over a page and shows its marks. It is drawn anew by itself: the picture
// below it stays on the graphics card while something is selected.
type marking struct {
	fw.BaseWidget
	marked []mark
	marks  []fyne.CanvasObject
	places []box // of the marks, on the page as it is shown
	whole  size  // of that page
}

func newMarking() *marking {
	m := &marking{}
	m.ExtendBaseWidget(m)
	return m
}

// set shows marks on a page of this size, as it lies in the file.
func (m *marking) set(all []mark, s size, turn int) {
	if len(all) > mostMarks {
		slices.SortStableFunc(all, func(a, b mark) int { return int(b.kind) - int(a.kind) }) // what counts most
		all = all[:mostMarks]
	}
	whole := s.turned(turn)
	if slices.Equal(all, m.marked) && (whole == m.whole || len(all) == 0) {
		return
	}
	m.marked, m.whole = all, whole
	m.marks, m.places = m.marks[:0], m.places[:0]
	for _, one := range all {
		r := canvas.NewRectangle(markColors[one.kind])
		r.CornerRadius = 2
		if one.kind == markCurrent {
			r.StrokeColor, r.StrokeWidth = markEdge, 1
		}
		m.marks, m.places = append(m.marks, r), append(m.places, one.turned(s, turn))
		if one.kind == markNote || one.kind == markChosen {
			under := box{one.X0, one.Y1, one.X1, one.Y1}
			m.marks, m.places = append(m.marks, canvas.NewRectangle(noteEdge)), append(m.places, under.turned(s, turn))
		}
	}
	m.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (m *marking) CreateRenderer() fyne.WidgetRenderer { return &markingRenderer{m} }

type markingRenderer struct{ m *marking }

func (r *markingRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *markingRenderer) Objects() []fyne.CanvasObject { return r.m.marks }
func (r *markingRenderer) Destroy()                     {}

func (r *markingRenderer) Layout(s fyne.Size) {
	for i, o := range r.m.marks {
		b := r.m.places[i]
		x, y := s.Width/float32(r.m.whole.W), s.Height/float32(r.m.whole.H)
		o.Move(fyne.NewPos(b.X0*x-1, b.Y0*y-1))
		o.Resize(fyne.NewSize((b.X1-b.X0)*x+2, (b.Y1-b.Y0)*y+2))
	}
}

func (r *markingRenderer) Refresh() {
	r.Layout(r.m.Size())
	canvas.Refresh(r.m) // also where the last mark went away
}
