package reader

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rantau/app/apptest"
	"rantau/app/reader/guard"
	"rantau/app/reader/mupdf"
	"rantau/app/ui"
)

// The worker runs from the test binary too. A file named *.fake is drawn by a
// drawer that does what real files did: hang, end the process, lie.
func TestMain(m *testing.M) {
	if IsWorker() && os.Args[1] == formWord {
		os.Exit(Worker())
	}
	if IsWorker() {
		if serve(os.Stdin, os.Stdout, func(path, password string) (drawer, error) {
			switch filepath.Ext(path) {
			case ".fake":
				return &fake{n: 300}, nil
			case ".greedy":
				f, err := os.Open(path)
				if err != nil {
					return nil, err
				}
				held := guard.Enter(f, workerMemory)
				d, err := openMuPDF(f, password)
				return greedy{d, held}, err
			}
			return guarded(path, password)
		}) != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// Pages of a fake.
const (
	hangs = 3
	dies  = 5
	lies  = 7
	fails = 9
)

type fake struct {
	n    int
	real int // pages that are there, 0 for all
}

func (f *fake) pages() int { return f.n }
func (f *fake) close()     {}
func (f *fake) size(page int) (size, error) {
	if f.real > 0 && page >= f.real {
		return size{}, errPage
	}
	return size{100, 200}, nil
}
func (f *fake) text(page int) (string, error) {
	switch page {
	case hangs:
		time.Sleep(time.Hour)
	case dies:
		os.Exit(7)
	case fails:
		return "", errPage
	}
	return fmt.Sprintf("text of page %d", page+1), nil
}
func (f *fake) render(page int, scale float64, _ int) (renderAnswer, []byte, error) {
	switch page {
	case hangs:
		time.Sleep(time.Hour)
	case dies:
		os.Exit(7)
	case lies:
		return renderAnswer{Width: 1 << 20, Height: 1 << 20}, make([]byte, 40), nil
	case fails:
		return renderAnswer{}, nil, errPage
	}
	w, h := int(100*min(scale, 4)), int(200*min(scale, 4))
	return renderAnswer{w, h}, make([]byte, 4*w*h), nil
}

func (f *fake) letters(page int) ([]mupdf.Char, error) {
	text, err := f.text(page)
	var out []mupdf.Char
	for i, r := range text {
		x := float32(i)
		out = append(out, mupdf.Char{Rect: mupdf.Rect{X0: x, Y0: 10, X1: x + 1, Y1: 20}, Rune: r})
	}
	if page == lies {
		out[0].X0 = 1e30
	}
	return out, err
}
func (f *fake) links(page int) ([]link, error) {
	_, err := f.text(page)
	return []link{{Box: box{0, 0, 10, 10}, Page: 299}}, err
}
func (f *fake) outline() []heading { return []heading{{Level: 1, Title: "All of it", Page: 0}} }

// heard is what an engine told.
type heard struct {
	opened openAnswer
	failed error
	sizes  map[int]size
	drawn  map[int]*bitmap
	spoilt map[int]error
}

func newTold(t *testing.T, path string) (*heard, *engine, *apptest.Queue) {
	t.Helper()
	q := &apptest.Queue{}
	env := ui.NewEnv(nil, nil, nil, nil)
	env.Main = q.Main
	s := &heard{sizes: map[int]size{}, drawn: map[int]*bitmap{}, spoilt: map[int]error{}}
	e := newEngine(env, path, events{
		opened: func(a openAnswer) { s.opened = a },
		failed: func(err error) { s.failed = err },
		sizes: func(from int, all []size) {
			for i, z := range all {
				s.sizes[from+i] = z
			}
		},
		drawn:  func(w want, b *bitmap) { s.drawn[w.page] = b },
		spoilt: func(page int, err error) { s.spoilt[page] = err },
	})
	t.Cleanup(func() {
		e.close()
		env.Close()
	})
	return s, e, q
}

// wanting asks again and again, as a screen does, until something holds.
func wanting(t *testing.T, s *heard, q *apptest.Queue, e *engine, holds func() bool, w ...want) {
	t.Helper()
	end := time.Now().Add(30 * time.Second)
	for !holds() {
		if time.Now().After(end) {
			t.Fatal("it took too long")
		}
		e.want(slices.DeleteFunc(slices.Clone(w), func(w want) bool { return s.drawn[w.page] != nil || s.spoilt[w.page] != nil }))
		time.Sleep(5 * time.Millisecond)
		q.Drain()
	}
}

func TestWorkerDraws(t *testing.T) {
	pages := []paperOf{{300, 400, "1 0 0 rg 0 0 300 400 re f"}, {800, 200, "0 0 1 rg 0 0 800 200 re f"}}
	s, e, q := newTold(t, keepFile(t, "two.pdf", makePDF("", pages...)))
	wanting(t, s, q, e, func() bool { return len(s.drawn) == 2 && len(s.sizes) == 2 }, want{page: 0, scale: 2}, want{page: 1, scale: 1})
	if s.opened.Pages != 2 || s.opened.More || s.sizes[0] != (size{300, 400}) || s.sizes[1] != (size{800, 200}) {
		t.Error(s.opened, s.sizes)
	}
	if r := s.drawn[0].image.Rect.Size(); r.X != 600 || r.Y != 800 {
		t.Error("drawn in", r)
	}
	if c := s.drawn[0].image.RGBAAt(300, 400); c.R < 250 || c.G > 5 || c.A != 255 {
		t.Error("the first page is not red:", c)
	}
	if c := s.drawn[1].image.RGBAAt(5, 195); c.B < 250 || c.R > 5 {
		t.Error("the second page is not blue:", c)
	}
}

func TestBillionsOfPages(t *testing.T) {
	for _, claim := range []string{"9999999999", "2147483647", "-5", "20001"} {
		s, e, q := newTold(t, keepFile(t, "claim.pdf", makePDF(claim, paperOf{300, 400, "0 g"}, paperOf{300, 400, "0 g"})))
		wanting(t, s, q, e, func() bool { return s.failed != nil || s.opened.Pages > 0 })
		if s.opened.Pages > maxPages {
			t.Errorf("%s pages were believed: %d", claim, s.opened.Pages)
		}
		t.Log(claim, s.opened, s.failed)
	}
	for real, doc := range map[int]*fake{3: {n: 1 << 40, real: 3}, maxPages: {n: 1 << 40}} {
		v := server{open: func(string, string) (drawer, error) { return doc, nil }}
		if a, err := v.begin("", ""); err != nil || a.Pages != real || a.More != (real == maxPages) {
			t.Error(a, err)
		}
	}
}

func TestDamaged(t *testing.T) {
	three := book(3)
	for name, b := range map[string][]byte{"noise.pdf": []byte(strings.Repeat("\x00\xff%PDF noise", 500)), "empty.pdf": {}, "half.pdf": three[:len(three)/2],
		"picture.png": []byte("\x89PNG\r\n\x1a\n and then nothing like it"), "gone.epub": []byte("PK\x03\x04 no")} {
		s, e, q := newTold(t, keepFile(t, name, b))
		wanting(t, s, q, e, func() bool { return s.failed != nil || s.opened.Pages > 0 })
		if name != "half.pdf" && name != "picture.png" && s.failed == nil { // MuPDF repairs what it can, and looks into a picture when it is drawn
			t.Errorf("%s opened: %v", name, s.opened)
		}
		if s.failed != nil && whole(s.failed) == "" {
			t.Errorf("%s: no words for %v", name, s.failed)
		}
	}
}

func TestMisbehaved(t *testing.T) {
	s, e, q := newTold(t, keepFile(t, "x.fake", nil))
	e.patience = 400 * time.Millisecond
	wanting(t, s, q, e, func() bool { return len(s.drawn)+len(s.spoilt) == 6 },
		want{page: 0, scale: 1}, want{page: hangs, scale: 1}, want{page: dies, scale: 1}, want{page: lies, scale: 1}, want{page: fails, scale: 1}, want{page: 10, scale: 1})
	if !errors.Is(s.spoilt[hangs], errHung) || !errors.Is(s.spoilt[dies], errDied) || !errors.Is(s.spoilt[lies], errDied) {
		t.Error(s.spoilt)
	}
	var r refusal
	if !errors.As(s.spoilt[fails], &r) || why(s.spoilt[fails]) != whyPage.Say() {
		t.Error(s.spoilt[fails])
	}
	if s.drawn[0] == nil || s.drawn[10] == nil {
		t.Error("the other pages were not drawn")
	}
}

func TestKilledInTheMiddle(t *testing.T) {
	s, e, q := newTold(t, keepFile(t, "book.pdf", book(30)))
	wanting(t, s, q, e, func() bool { return s.drawn[0] != nil }, want{page: 0, scale: 1})
	_ = e.worker().cmd.Process.Kill()
	wanting(t, s, q, e, func() bool { return s.drawn[20] != nil || s.spoilt[20] != nil }, want{page: 20, scale: 1})
	wanting(t, s, q, e, func() bool { return s.drawn[21] != nil }, want{page: 21, scale: 1})
	if s.failed != nil || len(s.spoilt) > 1 {
		t.Error(s.failed, s.spoilt)
	}
}

func TestGivenUp(t *testing.T) {
	s, e, q := newTold(t, keepFile(t, "x.fake", nil))
	e.starts = maxStarts - 3
	end := time.Now().Add(60 * time.Second)
	for s.failed == nil && time.Now().Before(end) { // a page that ends the worker, asked for again and again
		e.want([]want{{page: dies, scale: 1}})
		time.Sleep(time.Millisecond)
		q.Drain()
	}
	if !errors.Is(s.failed, errGivenUp) {
		t.Error(s.failed)
	}
}

func TestClosedWhileDrawing(t *testing.T) {
	s, e, q := newTold(t, keepFile(t, "x.fake", nil))
	wanting(t, s, q, e, func() bool { return s.opened.Pages > 0 })
	e.want([]want{{page: hangs, scale: 1}})
	time.Sleep(50 * time.Millisecond)
	p := e.worker()
	e.close()
	if !q.Until(func() bool { return p.gone.Load() && !e.env.Busy() }) {
		t.Error("the worker lives on")
	}
	if s.failed != nil || len(s.spoilt) > 0 {
		t.Error("a closed document still speaks")
	}
}

// TestBomb: a small file that becomes a picture of 576 million points costs its
// own page at most.
func TestBomb(t *testing.T) {
	s, e, q := newTold(t, keepFile(t, "bomb.png", bomb(t, 24_000)))
	began := time.Now()
	wanting(t, s, q, e, func() bool { return s.failed != nil || s.spoilt[0] != nil || s.drawn[0] != nil }, want{page: 0, scale: 1})
	if time.Since(began) > openPatience+2*time.Second {
		t.Error("it took", time.Since(began))
	}
	if b := s.drawn[0]; b != nil && len(b.image.Pix) > maxData {
		t.Error("more was drawn than is allowed")
	}
	t.Log(s.failed, s.spoilt, time.Since(began))
}

// bomb is a PNG of side × side points, all black, one bit each.
func bomb(t *testing.T, side int) []byte {
	t.Helper()
	var z, out bytes.Buffer
	w, err := zlib.NewWriterLevel(&z, zlib.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	line := make([]byte, side/8+1)
	for range side {
		_, _ = w.Write(line)
	}
	_ = w.Close()
	chunk := func(kind string, b []byte) {
		body := append([]byte(kind), b...)
		_ = binary.Write(&out, binary.BigEndian, uint32(len(b)))
		out.Write(body)
		_ = binary.Write(&out, binary.BigEndian, crc32.ChecksumIEEE(body))
	}
	out.WriteString("\x89PNG\r\n\x1a\n")
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(side)), uint32(side))
	chunk("IHDR", append(head, 1, 0, 0, 0, 0))
	chunk("IDAT", z.Bytes())
	chunk("IEND", nil)
	return out.Bytes()
}
