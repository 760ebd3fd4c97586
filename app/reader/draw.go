package reader

import (
	"errors"
	"math"
	"os"
	"strings"

	"github.com/gen2brain/go-fitz"

	"rantau/app/reader/mupdf"
	"rantau/assets/fonts"
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

// paged draws by MuPDF. It is used in the worker only.
type paged struct {
	doc *fitz.Document
	cut bool // its end is missing
}

func openMuPDF(f *os.File, password string) (drawer, error) {
	fitz.MaxStore = 96 << 20
	cut := cutShortFile(f)
	doc, err := mupdf.Open(f)
	if errors.Is(err, fitz.ErrNeedsPassword) {
		if !mupdf.Authenticate(doc, password) {
			return nil, errPassword
		}
		err = nil
	}
	if err != nil {
		return nil, errOpen
	}
	mupdf.FallBack(doc, fonts.Regular)
	return &paged{doc, cut}, nil
}

func (m *paged) pages() int { return m.doc.NumPage() }

func (m *paged) close() { _ = m.doc.Close() }

func (m *paged) size(page int) (size, error) {
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

func (m *paged) render(page int, scale float64, turn int) (renderAnswer, []byte, error) {
	s, err := m.size(page)
	if err != nil {
		return renderAnswer{}, nil, err
	}
	w, h, pix, err := mupdf.Render(m.doc, page, bound(s, scale), turn)
	if err != nil {
		return renderAnswer{}, nil, errPage
	}
	return renderAnswer{Width: w, Height: h}, pix, nil
}

func (m *paged) letters(page int) ([]mupdf.Char, error) {
	c, err := mupdf.Chars(m.doc, page, maxLetters)
	if err != nil {
		return nil, errPage
	}
	return c, nil
}

func (m *paged) links(page int) ([]link, error) {
	all, err := mupdf.Links(m.doc, page, maxLinks)
	if err != nil {
		return nil, errPage
	}
	var out []link
	for _, l := range all {
		if b := (box{l.X0, l.Y0, l.X1, l.Y1}); b.sound() && len(l.URI) <= maxAddress && (l.Page >= 0 || l.URI != "") {
			out = append(out, link{Box: b, Page: l.Page, Top: height(l.Y), Address: l.URI})
		}
	}
	return out, nil
}

// height is a place on a page: who leads to a page as a whole names none, which is NaN.
func height(y float32) float32 {
	if !(y > 0 && y < maxSide) {
		return 0
	}
	return y
}

func (m *paged) outline() []heading {
	all, _ := m.doc.ToC() // none is no trouble
	var out []heading
	for _, o := range all[:min(len(all), maxOutline)] {
		title := strings.ToValidUTF8(o.Title, "")
		if len(title) > maxHeading {
			title = strings.ToValidUTF8(title[:maxHeading], "") + "…"
		}
		out = append(out, heading{Level: o.Level, Title: title, Page: mupdf.Resolve(m.doc, o.URI), Top: height(float32(o.Top))})
	}
	return out
}

func (m *paged) text(page int) (string, error) {
	all, err := m.letters(page)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, c := range all {
		b.WriteRune(c.Rune)
		b.WriteString([...]string{"", "\n", "\n\n"}[c.Ends])
	}
	return b.String(), nil
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
