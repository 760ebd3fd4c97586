package reader

import (
	"bytes"
	"errors"
	"image"
	"image/draw"
	"image/png"
	"math"

	"github.com/gen2brain/go-fitz"
)

// What the worker answers when it cannot. The words are for programs: the
// screen has its own.
var (
	errAsk      = errors.New("ask")
	errOpen     = errors.New("open")
	errPassword = errors.New("password")
	errNoPages  = errors.New("no pages")
	errPage     = errors.New("page")
	errSize     = errors.New("size")
)

// mupdf draws by MuPDF. It is used in the worker only.
type mupdf struct{ doc *fitz.Document }

func openMuPDF(path string) (drawer, error) {
	fitz.MaxStore = 96 << 20
	doc, err := fitz.New(path)
	switch {
	case errors.Is(err, fitz.ErrNeedsPassword):
		return nil, errPassword
	case err != nil:
		return nil, errOpen
	}
	return &mupdf{doc}, nil
}

func (m *mupdf) pages() int { return m.doc.NumPage() }

func (m *mupdf) close() { _ = m.doc.Close() }

func (m *mupdf) size(page int) (size, error) {
	b, err := m.doc.Bound(page)
	if err != nil {
		return size{}, errPage
	}
	s := size{W: float64(b.Dx()), H: float64(b.Dy())}
	if !s.ok() {
		return size{}, errSize
	}
	return s, nil
}

func (m *mupdf) render(page int, scale float64) (renderAnswer, []byte, error) {
	b, err := m.doc.Bound(page)
	if err != nil {
		return renderAnswer{}, nil, errPage
	}
	s := size{W: float64(b.Dx()), H: float64(b.Dy())}
	if !s.ok() {
		return renderAnswer{}, nil, errSize
	}
	scale = bound(s, scale)
	var img *image.RGBA
	if b.Min == (image.Point{}) {
		img, err = m.doc.ImageDPI(page, scale*72)
	} else { // go-fitz reads beside the picture when a page does not begin at 0, 0
		img, err = m.byPNG(page, scale*72)
	}
	if err != nil {
		return renderAnswer{}, nil, errPage
	}
	return renderAnswer{Width: img.Rect.Dx(), Height: img.Rect.Dy()}, img.Pix, nil
}

func (m *mupdf) text(page int) (string, error) {
	t, err := m.doc.Text(page)
	if err != nil {
		return "", errPage
	}
	return t, nil
}

func (m *mupdf) byPNG(page int, dpi float64) (*image.RGBA, error) {
	b, err := m.doc.ImagePNG(page, dpi)
	if err != nil {
		return nil, err
	}
	p, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	img := image.NewRGBA(image.Rect(0, 0, p.Bounds().Dx(), p.Bounds().Dy()))
	draw.Draw(img, img.Rect, p, p.Bounds().Min, draw.Src)
	return img, nil
}

// bound makes a scale one at which the page stays within the limits.
func bound(s size, scale float64) float64 {
	if !(scale > 0.01) { // NaN too
		scale = 0.01
	}
	// A point less on each side leaves room for rounding up.
	area := math.Sqrt((maxPixels - 20_000) / (s.W * s.H))
	return min(scale, area, maxTexture/s.W, maxTexture/s.H)
}

// maxTexture is the longest side that every graphics card draws.
const maxTexture = 8000
