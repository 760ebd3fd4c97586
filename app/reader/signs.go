package reader

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fw "fyne.io/fyne/v2/widget"

	"rantau/campus"
)

// sign is what stands at the edge of a page for a note, or hangs from its top for a bookmark.
type sign struct {
	of     campus.ID
	kind   signKind
	y      float32 // in points, on the page as it lies in the file
	chosen bool
}

type signKind int

const (
	ownNote signKind = iota
	noteForAll
	pageMark
)

var signIcons = map[signKind]fyne.Resource{ownNote: signOwn, noteForAll: signAll, pageMark: signPage}

const (
	mostSigns = 100 // on a page: more stand on each other
	signSide  = 22
	leastSign = 9
)

// signRect is where a sign is on a leaf.
type signRect struct {
	at   fyne.Position
	side float32
}

// signRects gives where signs are on a leaf of this size, of a page that lies in the file as
// whole. Notes at one height stand one below the other; bookmarks hang from the top of the
// page as it is shown.
func signRects(all []sign, room fyne.Size, whole size, turn int) []signRect {
	side := max(leastSign, min(signSide, room.Width/16))
	shown := whole.turned(turn)
	out := make([]signRect, len(all))
	hung := float32(0)
	for i, s := range all {
		r := signRect{side: side}
		if s.kind == pageMark {
			hung += side + 3
			r.at = fyne.NewPos(max(0, room.Width-side*1.4-hung), 0)
			out[i] = r
			continue
		}
		edge := box{float32(whole.W), s.y, float32(whole.W), s.y}.turned(whole, turn)
		x, y := edge.X0/float32(shown.W)*room.Width, edge.Y0/float32(shown.H)*room.Height
		r.at = fyne.NewPos(within(x-side/2, 2, room.Width-side-2), within(y-side/2, 2, room.Height-side-2))
		for slices.ContainsFunc(out[:i], r.over) {
			if r.at.Y += side + 1; r.at.Y+side > room.Height { // at the foot of the page beside each other
				r.at = fyne.NewPos(r.at.X-side-1, r.at.Y-side-1)
			}
			if r.at.X < 0 {
				r.at.X = 0
				break
			}
		}
		out[i] = r
	}
	return out
}

func within(x, least, most float32) float32 { return max(least, min(x, most)) }

func (r signRect) over(o signRect) bool {
	return r.at.X < o.at.X+o.side && o.at.X < r.at.X+r.side && r.at.Y < o.at.Y+o.side && o.at.Y < r.at.Y+r.side
}

// signing lies over a page and shows its signs.
type signing struct {
	fw.BaseWidget
	all    []sign
	whole  size
	turn   int
	rings  []*canvas.Rectangle // around the chosen one, else unseen
	images []*canvas.Image
}

func newSigning() *signing {
	s := &signing{}
	s.ExtendBaseWidget(s)
	return s
}

// set shows signs on a page of this size, as it lies in the file.
func (s *signing) set(all []sign, whole size, turn int) {
	all = all[:min(len(all), mostSigns)]
	if slices.Equal(all, s.all) && (len(all) == 0 || whole == s.whole && turn == s.turn) {
		return
	}
	s.all, s.whole, s.turn = all, whole, turn
	s.rings, s.images = nil, nil
	for _, one := range all {
		ring := canvas.NewRectangle(nil)
		ring.CornerRadius = 4
		if one.chosen {
			ring.FillColor, ring.StrokeColor, ring.StrokeWidth = markColors[markChosen], noteEdge, 1.5
		} else {
			ring.Hide()
		}
		image := canvas.NewImageFromResource(signIcons[one.kind])
		image.FillMode = canvas.ImageFillContain
		s.rings, s.images = append(s.rings, ring), append(s.images, image)
	}
	s.Refresh()
}

// at finds the sign under a place on the leaf, "" for none.
func (s *signing) at(pos fyne.Position) campus.ID {
	all := signRects(s.all, s.Size(), s.whole, s.turn)
	for i := len(all) - 1; i >= 0; i-- {
		if d := pos.Subtract(all[i].at); d.X >= 0 && d.Y >= 0 && d.X <= all[i].side && d.Y <= all[i].side {
			return s.all[i].of
		}
	}
	return ""
}

// CreateRenderer implements fyne.Widget.
func (s *signing) CreateRenderer() fyne.WidgetRenderer { return &signingRenderer{s} }

type signingRenderer struct{ s *signing }

func (r *signingRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *signingRenderer) Destroy()           {}

func (r *signingRenderer) Objects() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i := range r.s.images {
		out = append(out, r.s.rings[i], r.s.images[i])
	}
	return out
}

func (r *signingRenderer) Layout(room fyne.Size) {
	for i, one := range signRects(r.s.all, room, r.s.whole, r.s.turn) {
		r.s.images[i].Move(one.at)
		r.s.images[i].Resize(fyne.NewSquareSize(one.side))
		r.s.rings[i].Move(one.at.SubtractXY(3, 3))
		r.s.rings[i].Resize(fyne.NewSquareSize(one.side + 6))
	}
}

func (r *signingRenderer) Refresh() {
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

// signAt finds the sign under a place on the paper, "" for none.
func (p *pages) signAt(pos fyne.Position) campus.ID {
	if len(p.plan.tops) == 0 {
		return ""
	}
	page := p.plan.at(pos.Y)
	l := p.leaves[page]
	if l == nil {
		return ""
	}
	at, _ := p.plan.place(page, p.room.Width)
	return l.signing.at(pos.Subtract(at))
}
