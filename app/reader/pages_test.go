package reader

import (
	"image"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

func TestCache(t *testing.T) {
	c := newCache(4 * 100 * 10)
	at := func(page int) *bitmap { return &bitmap{page: page, image: image.NewRGBA(image.Rect(0, 0, 10, 10))} }
	for i := range 20 {
		c.put(at(i), func(page int) bool { return page == 0 })
	}
	if c.used > c.limit || c.get(0) == nil || c.get(19) == nil || c.get(5) != nil {
		t.Error("the cache keeps the wrong pages:", c.used)
	}
	c.put(at(19), func(int) bool { return false })
	if c.used != 4*100*len(c.at) {
		t.Error("a page counts twice")
	}
	for i := range 20 {
		c.drop(i)
	}
	if c.used != 0 || c.order.Len() != 0 {
		t.Error("something stays:", c.used)
	}
}

func TestPlan(t *testing.T) {
	p := newPlan(100)
	p.know(0, []size{{720, 405}, {595, 842}, {}, {-4, 1e9}})
	for _, room := range []fyne.Size{{}, {Width: 100, Height: 50}, {Width: 1100, Height: 700}, {Width: 5000, Height: 10}} {
		for _, chosen := range []float64{zoomWidth, zoomWhole, 2} {
			p.lay(chosen, room, 1.5)
		}
		for i := 1; i < 100; i++ {
			if p.tops[i] < p.tops[i-1]+p.talls[i-1] {
				t.Fatal("pages overlap")
			}
		}
		for _, y := range []float32{-5, 0, 400, p.total, p.total + 1e6} {
			if s := p.spot(y); s.page < 0 || s.page > 99 {
				t.Error(s)
			}
		}
	}
	p.lay(0, fyne.NewSize(1100, 700), 1)
	at := p.spot(p.tops[42] + 100)
	p.lay(2, fyne.NewSize(1100, 700), 1)
	if got := p.spot(p.find(at)); got.page != 42 {
		t.Error("another zoom is another page:", got)
	}
	if p.width < 720*2*unitsPerPoint {
		t.Error("a wide page has no room to scroll")
	}
}

func TestPieces(t *testing.T) {
	for _, s := range []string{"", "a", "\n", strings.Repeat("line\n", 500), strings.Repeat("ยาว", 40_000), strings.Repeat("x\n", 10) + strings.Repeat("y", 100_000)} {
		all := pieces(s)
		for _, p := range all {
			if len(p) > 3*longestPiece || !utf8.ValidString(p) {
				t.Errorf("a piece of %d bytes", len(p))
			}
		}
		if got := strings.ReplaceAll(strings.Join(all, ""), "\n", ""); got != strings.ReplaceAll(s, "\n", "") {
			t.Error("something of the text is lost")
		}
	}
	for in, want := range map[string]string{"\xff\xfea\x00b\x00": "ab", "\xfe\xff\x00a": "a", "caf\xe9": "café", "ก": "ก"} {
		if got := decode([]byte(in)); got != want {
			t.Errorf("%q is read as %q", in, got)
		}
	}
}

func TestCutInsideALetter(t *testing.T) {
	b := []byte(strings.Repeat("a", maxTextBytes-1) + "\xe0")
	if got := decode(b); len(got) != maxTextBytes-1 || !strings.HasSuffix(got, "aaa") {
		t.Error("half a letter at the end makes all of the text another one")
	}
}

func TestForms(t *testing.T) {
	for name, want := range map[string]form{"a.PDF": asPages, "b.jpeg": asPages, "c.docx": asOther, "d.exe": asProgram, "e.pdf.exe": asProgram,
		"f.txt": asText, "g.sh": asText, "h": asOther, "i.docm": asProgram, "j.webp": asOther} {
		if got := formFor(name, "", ""); got != want {
			t.Errorf("%s is shown as %v", name, got)
		}
	}
	if !picture("x.PNG") || !picture("x.tif") || picture("x.pdf") || picture("x") {
		t.Error("pictures")
	}
}
