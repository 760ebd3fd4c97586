package ui

import (
	"context"
	"image"
	_ "image/jpeg" // pictures of people
	_ "image/png"  // pictures of people
	"math"
	"os"

	"golang.org/x/image/draw"

	"rantau/campus"
)

// Portraits are the pictures of people: looked up, read and made round on workers, and
// kept. Its methods are for the goroutine that draws.
type Portraits struct {
	env   *Env
	kept  map[campus.ID]*portrait
	order []campus.ID // oldest first
	queue []campus.ID
	busy  int
}

// portrait is one picture as far as it has come.
type portrait struct {
	image    image.Image // nil: there is none (yet)
	document campus.ID
	stale    bool
	asked    bool
	waiting  []func()
}

// What portraits may cost.
const (
	portraitSide  = 160  // points of what is kept
	mostPortraits = 600  // kept at a time: 60 MB at the most
	portraitFile  = 1024 // points of the file's longer side
	readers       = 2    // at a time: the line is thin
)

// NewPortraits makes the pictures of a session.
func NewPortraits(env *Env) *Portraits {
	return &Portraits{env: env, kept: map[campus.ID]*portrait{}}
}

// Get gives somebody's round picture, nil where there is none or it is not here yet;
// ready is called once, when there is another answer.
func (p *Portraits) Get(person campus.ID, ready func()) image.Image {
	if p == nil || !person.Valid() {
		return nil
	}
	k := p.kept[person]
	if k == nil {
		k = &portrait{stale: true}
		p.kept[person] = k
		p.order = append(p.order, person)
		p.forget()
	}
	if k.stale {
		if ready != nil {
			k.waiting = append(k.waiting, ready)
		}
		if !k.asked {
			k.asked = true
			p.queue = append(p.queue, person)
			p.next()
		}
	}
	return k.image
}

// Changed makes what is kept look again. The shell calls it.
func (p *Portraits) Changed(n campus.Notice) {
	if n.Kinds == nil || n.Touches("document") {
		for _, k := range p.kept {
			k.stale = true
		}
	}
}

func (p *Portraits) forget() {
	for len(p.order) > mostPortraits {
		delete(p.kept, p.order[0])
		p.order = p.order[1:]
	}
}

// next reads what is asked for, the latest first: it is what is in sight.
func (p *Portraits) next() {
	for p.busy < readers && len(p.queue) > 0 {
		last := len(p.queue) - 1
		person := p.queue[last]
		p.queue = p.queue[:last]
		k := p.kept[person]
		if k == nil {
			continue
		}
		p.busy++
		had, document, got := k.document, campus.ID(""), image.Image(nil)
		Do(p.env, func(ctx context.Context) (err error) {
			document, got, err = p.read(ctx, person, had)
			return err
		}, func(err error) {
			p.busy--
			k.asked, k.stale = false, false
			changed := false
			switch {
			case err != nil: // not here, and no line: initials, until something changes
			case document != had:
				k.document, k.image, changed = document, got, true
			}
			waiting := k.waiting
			k.waiting = nil
			if changed {
				for _, ready := range waiting {
					ready()
				}
			}
			p.next()
		})
	}
}

// read finds somebody's newest picture, and reads it where it is another than before.
func (p *Portraits) read(ctx context.Context, person, had campus.ID) (campus.ID, image.Image, error) {
	r, err := PictureOf(ctx, p.env.Replica, person)
	if err != nil || r.ID == "" || r.ID == had {
		return r.ID, nil, err
	}
	path, err := p.env.Files.Open(ctx, r.ID, func(campus.FileState) {})
	if err != nil {
		return "", nil, err
	}
	m, err := readPortrait(path)
	return r.ID, m, err
}

// PictureOf finds the document that is somebody's picture, zero where there is none.
func PictureOf(ctx context.Context, r campus.Replica, person campus.ID) (campus.Record, error) {
	all, err := r.Records(ctx, campus.Query{Kind: "document", Of: person, Order: campus.NewestFirst})
	for _, rec := range all {
		if rec.Author == person && rec.Audience == campus.Everyone {
			return rec, err
		}
	}
	return campus.Record{}, err
}

func readPortrait(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	c, _, err := image.DecodeConfig(f)
	if err != nil || c.Width <= 0 || c.Height <= 0 || c.Width > portraitFile || c.Height > portraitFile {
		return nil, campus.Errorf(campus.TooLarge, "this picture of a person is no picture, or too large")
	}
	if _, err := f.Seek(0, 0); err != nil {
		return nil, err
	}
	m, _, err := image.Decode(f)
	if err != nil {
		return nil, err
	}
	return Round(m, portraitSide), nil
}

// Square cuts the middle out of a picture and scales it to a side; where it shows
// through it is white.
func Square(m image.Image, side int) *image.NRGBA {
	b := m.Bounds()
	n := min(b.Dx(), b.Dy())
	from := image.Rect(0, 0, n, n).Add(image.Pt(b.Min.X+(b.Dx()-n)/2, b.Min.Y+(b.Dy()-n)/2))
	out := image.NewNRGBA(image.Rect(0, 0, side, side))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	draw.CatmullRom.Scale(out, out.Bounds(), m, from, draw.Over, nil)
	return out
}

// Round is Square with everything outside a circle taken away.
func Round(m image.Image, side int) image.Image {
	out := Square(m, side)
	middle := float64(side) / 2
	for y := range side {
		for x := range side {
			beyond := math.Hypot(float64(x)+0.5-middle, float64(y)+0.5-middle) - (middle - 0.5)
			c := out.NRGBAAt(x, y)
			c.A = uint8(255 * max(0, min(1, 1-beyond)))
			out.SetNRGBA(x, y, c)
		}
	}
	return out
}
