package reader

import (
	"context"
	"math"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
	"rantau/campus"
)

// pages shows a document's pages under each other. Only what is in sight is
// built, and only what is near it is drawn.
type pages struct {
	fw.BaseWidget
	onOpen  func(a openAnswer)
	onPlace func(page int, zoom float64) // another page, another zoom
	onFail  func(error)

	onFocus func()
	onLink  func(*link)

	env     *ui.Env
	engine  *engine
	writing *writing
	// marks are what is marked on a page, signs what stands at its edge; nil for nothing.
	marks  func(page int) []mark
	signs  func(page int) []sign
	onSign func(of campus.ID)
	onMenu func(at point) []*fyne.MenuItem // what is offered more at a place
	plan   *plan
	cache  *cache
	leaves map[int]*leaf
	spare  []*leaf // out of sight
	spoilt map[int]string
	zoom   float64 // or zoomWidth, zoomWhole
	turn   int
	widest float64 // how far "fit width" blows up
	room   fyne.Size
	laid   float32 // the width of the room when all was laid out last; 0: never
	ratio  float32
	down   bool // the way the person scrolls
	start  *spot
	inked  bool // what is printed is drawn here: a printer would not take the file
	scroll *container.Scroll
	body   *paper
	closed bool

	selection selection
	pointer   fyne.Position // in the window, while something is dragged
	dragging  bool
	moving    bool           // beyond the edge
	asking    map[int]func() // pages that are asked what is written on them; takes that back
	leaveCopy func()
	links     map[int][]link
}

func newPages(env *ui.Env, path string) *pages {
	p := &pages{env: env, asking: map[int]func(){}, links: map[int][]link{}, plan: newPlan(0), cache: newCache(DrawnLimit), leaves: map[int]*leaf{}, spoilt: map[int]string{}, ratio: 1, down: true, widest: widestFit}
	p.body = &paper{pages: p, cursor: desktop.DefaultCursor} // asked for before the pointer moves
	p.body.ExtendBaseWidget(p.body)
	p.scroll = container.NewScroll(p.body)
	p.scroll.OnScrolled = func(fyne.Position) {
		p.start = nil
		p.arrange()
	}
	p.ExtendBaseWidget(p)
	p.engine = newEngine(env, path, events{
		opened: p.opened,
		failed: func(err error) { p.onFail(err) },
		sizes:  p.know,
		drawn:  p.drawn,
		spoilt: func(page int, err error) {
			p.spoilt[page] = why(err)
			p.arrange()
		},
	})
	p.writing = newWriting(p.engine)
	return p
}

// begin opens the document; at is where to begin, nil for the first page.
func (p *pages) begin(at *spot) {
	p.start = at
	p.engine.want(nil)
}

func (p *pages) close() {
	p.closed = true
	p.engine.close()
}

func (p *pages) opened(a openAnswer) {
	p.plan, p.inked = newPlan(a.Pages), a.Drawn
	p.onOpen(a)
	p.plan.widest, p.plan.turn = p.widest, p.turn
	p.lay(spot{part: -1}) // above the first page there is some room
}

// know takes sizes; what is read stays in its place.
func (p *pages) know(from int, sizes []size) {
	at := p.here()
	p.plan.know(from, sizes)
	p.lay(at)
}

func (p *pages) drawn(w want, b *bitmap) {
	if w.turn != p.turn {
		return
	}
	p.cache.put(b, func(page int) bool { return p.leaves[page] != nil })
	p.arrange()
	if p.cache.wasted() {
		p.env.Work(func(context.Context) { runtime.GC() })
	}
}

// here is what is at the top of the window.
func (p *pages) here() spot {
	if p.start != nil { // not gone to yet: sizes are still coming
		return *p.start
	}
	if p.scroll.Offset.Y <= 0 { // with the room above the first page, at any zoom
		return spot{part: -1}
	}
	return p.plan.spot(p.scroll.Offset.Y)
}

// lay lays all pages out anew and goes to a spot.
func (p *pages) lay(at spot) {
	if len(p.plan.sizes) == 0 || p.room.Width <= 0 {
		return
	}
	if p.start != nil {
		at = *p.start
		if p.plan.sizes[min(at.page, len(p.plan.sizes)-1)].ok() {
			p.start = nil
		}
	}
	p.ratio = pixelRatio(p)
	middle := p.middle()
	p.plan.lay(p.zoom, p.room, p.ratio)
	p.body.Resize(fyne.NewSize(max(p.room.Width, p.plan.width), max(p.room.Height, p.plan.total)))
	p.scroll.Refresh() // its bars are those of the sizes before
	p.laid = p.room.Width
	p.scroll.Offset.X = middle*p.body.Size().Width - p.room.Width/2
	p.goTo(p.plan.find(at))
}

// middle is what stands in the middle of the window, as a part of the width: it stays there
// when all is laid out anew.
func (p *pages) middle() float32 {
	all := p.body.Size().Width
	if all <= p.laid || p.laid == 0 { // all of the width is in sight
		return 0.5
	}
	return (p.scroll.Offset.X + p.laid/2) / all
}

// pixelRatio is how many points of the screen a unit has.
func pixelRatio(o fyne.CanvasObject) float32 {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return 1
	}
	x, _ := c.PixelCoordinateForPosition(fyne.NewPos(1000, 0))
	return max(0.5, float32(x)/1000)
}

func (p *pages) goTo(y float32) {
	x := max(0, min(p.scroll.Offset.X, p.plan.width-p.room.Width))
	p.scroll.ScrollToOffset(fyne.NewPos(x, max(0, min(y, p.plan.total-p.room.Height))))
	p.arrange()
}

// by scrolls.
func (p *pages) by(dy float32) {
	p.start = nil
	p.goTo(p.scroll.Offset.Y + dy)
}

// goPage brings a page to the top.
func (p *pages) goPage(i int) {
	if n := len(p.plan.tops); n > 0 {
		p.start = nil
		p.goTo(p.plan.tops[max(0, min(i, n-1))] - gap/2)
	}
}

// page is the one that is read: the one at a third of the window.
func (p *pages) page() int { return p.plan.at(p.scroll.Offset.Y + p.room.Height/3) }

// setZoom changes the zoom. The middle of the window stays.
func (p *pages) setZoom(z float64) {
	if z > 0 {
		z = max(smallestZoom, min(z, largestZoom))
	}
	if z == p.zoom || len(p.plan.sizes) == 0 {
		return
	}
	half := p.room.Height / 3
	at := p.plan.spot(p.scroll.Offset.Y + half)
	p.zoom = z
	p.lay(at)
	p.goTo(p.plan.find(at) - half)
}

// stepZoom goes to the next zoom in a direction.
func (p *pages) stepZoom(up bool) {
	now := p.currentZoom()
	if up {
		for _, z := range zooms {
			if z > now+0.01 {
				p.setZoom(z)
				return
			}
		}
		return
	}
	for i := len(zooms) - 1; i >= 0; i-- {
		if zooms[i] < now-0.01 {
			p.setZoom(zooms[i])
			return
		}
	}
}

func (p *pages) currentZoom() float64 {
	if len(p.plan.sizes) == 0 {
		return 1
	}
	return p.plan.zoom(p.page(), p.zoom, p.room)
}

// arrange puts the leaves that are in sight and asks for what is not drawn.
func (p *pages) arrange() {
	n := len(p.plan.tops)
	if n == 0 || p.room.Height <= 0 {
		return
	}
	top := p.scroll.Offset.Y
	from, to := p.plan.at(top), p.plan.at(top+p.room.Height)
	if last := p.body.top; last != top {
		p.down, p.body.top = top > last, top
	}
	p.body.shown = p.body.shown[:0]
	leaves := map[int]*leaf{}
	for i, l := range p.leaves {
		if i < from || i > to {
			p.spare = append(p.spare, l)
		}
	}
	for i := from; i <= to; i++ {
		l := p.leaves[i]
		if l == nil {
			l = p.leaf(i)
		}
		leaves[i] = l
		at, s := p.plan.place(i, p.room.Width)
		l.Move(at)
		p.fill(l, s)
		p.mark(l)
		l.Resize(s)
		p.body.shown = append(p.body.shown, l)
	}
	p.leaves = leaves
	p.body.BaseWidget.Refresh()
	p.engine.want(p.wants(from, to))
	p.sight(from, to)
	p.onPlace(p.page(), p.currentZoom())
}

// leaf gives one for a page: where there is one that went out of sight, that one. Fyne keeps
// each thing that was on the screen for a minute, and with a leaf its picture.
func (p *pages) leaf(page int) *leaf {
	n := len(p.spare)
	if n == 0 {
		return newLeaf(page)
	}
	l := p.spare[n-1]
	p.spare = p.spare[:n-1]
	l.turnTo(page)
	return l
}

// fill gives a leaf its picture, as far as it has one.
func (p *pages) fill(l *leaf, s fyne.Size) {
	if reason, bad := p.spoilt[l.page]; bad {
		l.spoil(reason)
		return
	}
	b := p.cache.get(l.page)
	if b == nil {
		return
	}
	var natural fyne.Size
	if p.sharp(b) {
		r := b.image.Rect
		natural = fyne.NewSize(float32(r.Dx())/p.ratio, float32(r.Dy())/p.ratio)
	}
	l.show(b, natural)
}

// mark marks what is to be marked on a leaf.
func (p *pages) mark(l *leaf) {
	var all []mark
	if p.marks != nil {
		all = p.marks(l.page)
	}
	l.marking.set(append(all, p.selected(l.page)...), p.plan.lying(l.page), p.turn)
	var signs []sign
	if p.signs != nil {
		signs = p.signs(l.page)
	}
	l.signing.set(signs, p.plan.lying(l.page), p.turn)
}

// remark marks the pages in sight anew.
func (p *pages) remark() {
	for _, l := range p.leaves {
		p.mark(l)
	}
}

// scale is how a page is to be drawn.
func (p *pages) scale(i int) float64 {
	s := p.plan.size(i)
	return bound(s, float64(p.plan.wides[i]*p.ratio)/s.W)
}

// sharp tells whether a drawing is in the size in which it is shown. MuPDF
// rounds the sides of a page, which counts more the larger it is drawn.
func (p *pages) sharp(b *bitmap) bool {
	s, scale := p.plan.size(b.page), p.scale(b.page)
	off := 1.5 + scale
	return math.Abs(float64(b.image.Rect.Dx())-s.W*scale) <= off && math.Abs(float64(b.image.Rect.Dy())-s.H*scale) <= off
}

// ahead is how many pages are drawn before they come in sight.
const ahead = 2

// wants lists what is to be drawn: what is in sight, then what comes next, then
// the page before.
func (p *pages) wants(from, to int) []want {
	var out []want
	size := 0
	add := func(i int, urgent bool) {
		if i < 0 || i >= len(p.plan.tops) {
			return
		}
		if _, bad := p.spoilt[i]; bad {
			return
		}
		s, scale := p.plan.size(i), p.scale(i)
		size += int(s.W * scale * s.H * scale * 4)
		if !urgent && size > DrawnLimit*3/4 { // drawing ahead must not push out what is seen
			return
		}
		if b := p.cache.get(i); b == nil || !p.sharp(b) {
			out = append(out, want{page: i, scale: scale, turn: p.turn})
		}
	}
	for i := from; i <= to; i++ {
		add(i, true)
	}
	for k := 1; k <= ahead; k++ {
		if p.down {
			add(to+k, false)
		} else {
			add(from-k, false)
		}
	}
	if p.down {
		add(from-1, false)
	} else {
		add(to+1, false)
	}
	return out
}

// MinSize implements fyne.Widget.
func (p *pages) MinSize() fyne.Size { return fyne.NewSize(120, 80) }

// Resize implements fyne.Widget.
func (p *pages) Resize(s fyne.Size) {
	at := p.here()
	p.BaseWidget.Resize(s)
	p.scroll.Resize(s)
	if s != p.room {
		p.room = s
		p.lay(at)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *pages) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(p.scroll) }

// paper is as large as all pages and holds those in sight.
type paper struct {
	fw.BaseWidget
	pages *pages
	shown []fyne.CanvasObject
	top   float32

	pressed time.Time
	at      fyne.Position // where
	cursor  desktop.Cursor
}

func (b *paper) MinSize() fyne.Size {
	return fyne.NewSize(max(1, b.pages.plan.width), max(1, b.pages.plan.total))
}

func (b *paper) CreateRenderer() fyne.WidgetRenderer { return &paperRenderer{b} }

type paperRenderer struct{ b *paper }

func (r *paperRenderer) MinSize() fyne.Size           { return r.b.MinSize() }
func (r *paperRenderer) Layout(fyne.Size)             {}
func (r *paperRenderer) Refresh()                     {}
func (r *paperRenderer) Objects() []fyne.CanvasObject { return r.b.shown }
func (r *paperRenderer) Destroy()                     {}

// drawing tells whether something in sight is not sharp yet.
func (p *pages) drawing() bool {
	for i := range p.leaves {
		if _, bad := p.spoilt[i]; bad {
			continue
		}
		if b := p.cache.get(i); b == nil || !p.sharp(b) {
			return true
		}
	}
	return len(p.leaves) == 0
}
