package reader

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"testing"

	"rantau/app/reader/mupdf"
)

func TestFrame(t *testing.T) {
	var b bytes.Buffer
	if err := writeFrame(&b, answer, renderAnswer{2, 3}, []byte("pixels")); err != nil {
		t.Fatal(err)
	}
	whole := append([]byte(nil), b.Bytes()...)
	f, err := readFrame(&b, 6)
	if err != nil || f.what != answer || string(f.data) != "pixels" || string(f.head) != `{"width":2,"height":3}` {
		t.Fatal(f, err)
	}
	if _, err := readFrame(bytes.NewReader(whole), 5); err == nil {
		t.Error("a frame over the limit was taken")
	}
	if _, err := readFrame(bytes.NewReader(nil), 5); err != io.EOF {
		t.Error("the end is not the end:", err)
	}
	for i := 1; i < len(whole); i++ {
		if _, err := readFrame(bytes.NewReader(whole[:i]), 100); err != io.ErrUnexpectedEOF {
			t.Fatalf("cut after %d bytes: %v", i, err)
		}
	}
}

func FuzzFrame(f *testing.F) {
	var b bytes.Buffer
	_ = writeFrame(&b, askRender, renderAsk{3, 1.5, 0}, nil)
	f.Add(b.Bytes())
	huge := binary.BigEndian.AppendUint32([]byte{answer}, math.MaxUint32)
	f.Add(append(huge, huge...))
	f.Fuzz(func(t *testing.T, b []byte) {
		fr, err := readFrame(bytes.NewReader(b), 1<<10)
		if err != nil {
			return
		}
		if len(fr.head) > maxHead || len(fr.data) > 1<<10 || 9+len(fr.head)+len(fr.data) > len(b) {
			t.Fatal("more came out than went in")
		}
	})
}

// FuzzServe: whatever the program sends, the worker answers or ends.
func FuzzServe(f *testing.F) {
	var b bytes.Buffer
	_ = writeFrame(&b, askOpen, openAsk{Path: "x"}, nil)
	_ = writeFrame(&b, askSizes, sizesAsk{-3, 1 << 40}, nil)
	_ = writeFrame(&b, askRender, renderAsk{1 << 40, math.MaxFloat64, -7}, nil)
	_ = writeFrame(&b, askLetters, pageAsk{1}, nil)
	_ = writeFrame(&b, askLinks, pageAsk{-1}, nil)
	_ = writeFrame(&b, askOutline, noHead{}, nil)
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		_ = serve(bytes.NewReader(b), io.Discard, func(string, string) (drawer, error) { return &fake{n: 5}, nil })
	})
}

func TestBound(t *testing.T) {
	for _, s := range []size{{1, 1}, {595, 842}, {maxSide, 1}, {1, maxSide}, {maxSide, maxSide}, {14400, 14400}} {
		for _, scale := range []float64{0, -1, 1, 4, 1e9, math.Inf(1), math.NaN()} {
			z := bound(s, scale)
			if !(z > 0) || s.W*z > maxTexture+1 || s.H*z > maxTexture+1 || s.W*z*s.H*z > maxPixels {
				t.Errorf("%v at %v: %v", s, scale, z)
			}
		}
	}
}

// FuzzLetters: whatever a worker says of the letters of a page, they are on a page or are
// not taken.
func FuzzLetters(f *testing.F) {
	f.Add(packLetters([]mupdf.Char{{Rect: mupdf.Rect{X0: 1, Y0: 2, X1: 3, Y1: 4}, Rune: 'ก', Ends: mupdf.Line}}))
	f.Add(packLetters([]mupdf.Char{{Rect: mupdf.Rect{X0: float32(math.NaN())}, Rune: -1, Ends: 9}}))
	f.Add([]byte("half"))
	f.Fuzz(func(t *testing.T, b []byte) {
		all, err := unpackLetters(b)
		if err != nil {
			return
		}
		for _, l := range all {
			if !l.sound() || l.r < 0 || l.r > 0x10FFFF || l.ends < mupdf.Nothing || l.ends > mupdf.Block {
				t.Fatal("this is no letter of a page:", l)
			}
		}
	})
}

func TestLettersAreBounded(t *testing.T) {
	one := mupdf.Char{Rect: mupdf.Rect{X0: 1, Y0: 2, X1: 3, Y1: 4}, Rune: 'a', Ends: mupdf.Block}
	if got, err := unpackLetters(packLetters([]mupdf.Char{one, one})); err != nil || len(got) != 2 || got[1] != (letter{box{1, 2, 3, 4}, 'a', mupdf.Block}) {
		t.Error(got, err)
	}
	wrong := []func(c *mupdf.Char){
		func(c *mupdf.Char) { c.X1 = float32(math.Inf(1)) }, func(c *mupdf.Char) { c.Y0 = float32(math.NaN()) }, func(c *mupdf.Char) { c.X0 = 9 },
		func(c *mupdf.Char) { c.Rune = -5 }, func(c *mupdf.Char) { c.Rune = 0x110000 }, func(c *mupdf.Char) { c.Ends = 3 }, func(c *mupdf.Char) { c.Ends = -1 },
	}
	for i, f := range wrong {
		c := one
		f(&c)
		if _, err := unpackLetters(packLetters([]mupdf.Char{c})); err == nil {
			t.Errorf("the wrong letter %d was taken: %v", i, c)
		}
	}
	if _, err := unpackLetters(make([]byte, (maxLetters+1)*letterSize)); err == nil {
		t.Error("more letters than a page may have were taken")
	}
}
