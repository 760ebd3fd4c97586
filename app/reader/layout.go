package reader

import (
	"sort"

	"fyne.io/fyne/v2"
)

// plan knows where each page is, in the window's units. Sizes that are not
// known yet are taken to be those of the first page.
type plan struct {
	sizes []size // zero: not known
	first size
	tops  []float32
	wides []float32
	talls []float32
	width float32 // of the widest page, with its margin
	total float32
	// widest is how far "fit width" blows a page up.
	widest float64
	turn   int // quarters to the right
}

// Room around the pages.
const (
	gap    = 12
	margin = 16
)

// Zoom: at 1, an inch of the page is 96 units, as in a browser.
const (
	unitsPerPoint = 96.0 / 72
	widestFit     = 1.25 // "fit width" does not blow a page up beyond this, and a picture not at all
	smallestZoom  = 0.1
	largestZoom   = 4
)

var zooms = []float64{0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4}

func newPlan(n int) *plan {
	return &plan{sizes: make([]size, n), first: size{595, 842}, widest: widestFit, tops: make([]float32, n), wides: make([]float32, n), talls: make([]float32, n)}
}

// know keeps what the worker said of some pages.
func (p *plan) know(from int, sizes []size) {
	for i, s := range sizes {
		if from+i < len(p.sizes) && s.ok() {
			p.sizes[from+i] = s
		}
	}
	if len(p.sizes) > 0 && p.sizes[0].ok() {
		p.first = p.sizes[0]
	}
}

// size is that of a page as it is shown.
func (p *plan) size(i int) size { return p.lying(i).turned(p.turn) }

// lying is the size of a page as it lies in the file.
func (p *plan) lying(i int) size {
	if p.sizes[i].ok() {
		return p.sizes[i]
	}
	return p.first
}

// What stands in place of a zoom.
const (
	zoomWidth = 0  // as wide as the window
	zoomWhole = -1 // a page in the window
)

// zoom is that of a page in a room.
func (p *plan) zoom(i int, chosen float64, room fyne.Size) float64 {
	if chosen > 0 {
		return chosen
	}
	s := p.size(i)
	fit := float64(room.Width-2*margin) / (s.W * unitsPerPoint)
	if chosen == zoomWhole {
		fit = min(fit, float64(room.Height-2*gap)/(s.H*unitsPerPoint))
	}
	return max(smallestZoom/4, min(fit, p.widest))
}

// lay puts every page below the last; ratio is how many points of the screen a
// unit has, so that a page is a whole number of them.
func (p *plan) lay(chosen float64, room fyne.Size, ratio float32) {
	y := float32(gap)
	p.width = 0
	for i := range p.sizes {
		s, z := p.size(i), p.zoom(i, chosen, room)*unitsPerPoint
		p.wides[i] = pixels(s.W*z, ratio)
		p.talls[i] = pixels(s.H*z, ratio)
		p.tops[i] = y
		p.width = max(p.width, p.wides[i]+2*margin)
		y += p.talls[i] + gap
	}
	if p.width < room.Width+1 { // a page that was rounded up fits all the same
		p.width = min(p.width, room.Width)
	}
	p.total = y
}

func pixels(units float64, ratio float32) float32 {
	return float32(max(1, int(units*float64(ratio)+0.5))) / ratio
}

// at finds the page at a height.
func (p *plan) at(y float32) int {
	i := sort.Search(len(p.tops), func(i int) bool { return p.tops[i] > y })
	return max(0, i-1)
}

// place gives where a page is on a room of this width.
func (p *plan) place(i int, room float32) (fyne.Position, fyne.Size) {
	x := (max(room, p.width) - p.wides[i]) / 2
	return fyne.NewPos(x, p.tops[i]), fyne.NewSize(p.wides[i], p.talls[i])
}

// spot is a place in a document that stays the same at any zoom.
type spot struct {
	page int
	part float32 // of the page's height
}

func (p *plan) spot(y float32) spot {
	if len(p.tops) == 0 {
		return spot{}
	}
	i := p.at(y)
	return spot{page: i, part: (y - p.tops[i]) / max(1, p.talls[i])}
}

func (p *plan) find(s spot) float32 {
	if s.page < 0 || s.page >= len(p.tops) {
		return 0
	}
	return p.tops[s.page] + s.part*p.talls[s.page]
}
