package reader

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"testing"
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
	_ = writeFrame(&b, askRender, renderAsk{3, 1.5}, nil)
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
	_ = writeFrame(&b, askOpen, openAsk{"x"}, nil)
	_ = writeFrame(&b, askSizes, sizesAsk{-3, 1 << 40}, nil)
	_ = writeFrame(&b, askRender, renderAsk{1 << 40, math.MaxFloat64}, nil)
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		_ = serve(bytes.NewReader(b), io.Discard, func(string) (drawer, error) { return &fake{n: 5}, nil })
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
