package reader

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"strings"

	"rantau/app/documents"
	"rantau/app/markdown"
	sheets "rantau/app/paper"
	"rantau/campus"
)

// What is drawn for a printer: dots for an inch, and how many pages at once. A page takes
// some 500 KB of disk while it waits.
const (
	printDots = 200
	maxDrawn  = 300
)

// printable is what can be printed of what is read.
type printable struct {
	path, name string
	password   string
	inked      bool  // a printer would not take the file itself
	text       *text // of a text file, which is to be set first
	pages, now int   // how many there are, and which is read, from 1
	title      string
	own        string // a file that was made for it; "" for none
}

// asItIs tells whether the file itself can go to the printer. What asks for a
// password, what other programs may not print or can't read to its end, and what is no PDF
// is drawn.
func (p printable) asItIs() bool {
	return p.password == "" && !p.inked && strings.EqualFold(filepath.Ext(p.name), ".pdf")
}

// made is a file for the printer, in a folder of its own.
type made struct {
	path    string
	missing []int // pages that can't be drawn
}

func (m made) remove() { _ = os.RemoveAll(filepath.Dir(m.path)) }

// prepare makes the file: a copy of it all, or the pages from, to drawn one by one. say is told
// of each. It waits for disk and worker.
func (p printable) prepare(ctx context.Context, asItIs bool, from, to int, say func(page int)) (m made, err error) {
	if asItIs {
		m.path, err = documents.Aside(ctx, p.path, p.name)
		return m, err
	}
	f, err := documents.NewAside(strings.TrimSuffix(p.name, filepath.Ext(p.name)) + ".pdf")
	if err != nil {
		return m, err
	}
	m.path = f.Name()
	m.missing, err = p.draw(ctx, f, from, to, say)
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		m.remove()
	}
	return m, err
}

// set sets a text as a PDF in the program's own faces: a printer knows few scripts. It may take
// seconds.
func (p printable) set() (printable, error) {
	d := sheets.New(p.title, sheets.Options{})
	var blocks []markdown.Block
	if all := strings.Join(p.text.pieces, "\n"); p.text.fixed {
		blocks = []markdown.Block{{Kind: markdown.Code, Code: all}}
	} else {
		for paragraph := range strings.SplitSeq(all, "\n\n") {
			blocks = append(blocks, markdown.Block{Kind: markdown.Text, Spans: []markdown.Span{{Text: paragraph}}})
		}
	}
	d.Lesson(p.title, "", blocks, nil)
	b, err := d.Bytes()
	if err != nil {
		return p, err
	}
	f, err := documents.NewAside(strings.TrimSuffix(p.name, filepath.Ext(p.name)) + ".pdf")
	if err != nil {
		return p, err
	}
	_, err = f.Write(b)
	if e := f.Close(); err == nil {
		err = e
	}
	p.path, p.name, p.own = f.Name(), filepath.Base(f.Name()), f.Name()
	p.pages, p.text = d.Pages(), nil
	if err != nil {
		p.drop()
	}
	return p, err
}

// drop removes what was made.
func (p printable) drop() {
	if p.own != "" {
		_ = os.RemoveAll(filepath.Dir(p.own))
	}
}

// draw draws pages with a worker of their own: the one that draws the window goes on.
func (p printable) draw(ctx context.Context, to io.Writer, from, end int, say func(page int)) (missing []int, err error) {
	if end-from >= maxDrawn {
		return nil, campus.Errorf(campus.TooLarge, "%s", printTooMany.Say(number(maxDrawn)))
	}
	t := pageMaker{taking{path: p.path, password: p.password, patience: pagePatience}}
	defer t.end()
	out := sheets.NewSheets(to)
	for page := from; page <= end; page++ {
		if say(page); t.worker == nil {
			if t.starts >= textStarts {
				return nil, errGivenUp
			}
			if err := t.open(ctx); err != nil {
				return nil, err
			}
		}
		err := t.sheet(ctx, out, page-1)
		var refused refusal
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case errors.Is(err, errHung), errors.Is(err, errDied):
			t.end()
			missing = append(missing, page)
		case errors.As(err, &refused):
			missing = append(missing, page)
		case err != nil:
			return nil, err
		}
	}
	if len(missing) == end-from+1 {
		return nil, refusal(errPage.Error())
	}
	return missing, out.Close()
}

// pageMaker is a worker that is asked for pages one by one.
type pageMaker struct{ taking }

// sheet draws one page onto a sheet of its size.
func (t *pageMaker) sheet(ctx context.Context, out *sheets.Sheets, page int) error {
	var sizes sizesAnswer
	if _, err := t.worker.ask(ctx, t.patience, askSizes, sizesAsk{From: page, Count: 1}, &sizes); err != nil {
		return err
	}
	if len(sizes.Sizes) != 1 || !sizes.Sizes[0].ok() {
		return refusal(errSize.Error())
	}
	b, err := t.worker.draw(ctx, t.patience, want{page: page, scale: printDots / 72.0})
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	if err := jpeg.Encode(&packed, onWhite(b.image), &jpeg.Options{Quality: 88}); err != nil {
		return err
	}
	r := b.image.Bounds()
	return out.Add(packed.Bytes(), r.Dx(), r.Dy(), sizes.Sizes[0].W, sizes.Sizes[0].H)
}

// onWhite is a page that hides what is below it: a JPEG knows no glass.
func onWhite(m *image.RGBA) *image.RGBA {
	for i := 0; i < len(m.Pix); i += 4 {
		if a := m.Pix[i+3]; a != 255 {
			for c := i; c < i+3; c++ {
				m.Pix[c] += 255 - a // of what is multiplied by it
			}
			m.Pix[i+3] = 255
		}
	}
	return m
}

// printing is what can be printed now; false for nothing.
func (s *Screen) printing() (printable, bool) {
	name := campus.CleanFileName(s.doc.Name)
	p := printable{name: name, title: name, pages: 1, now: 1}
	switch {
	case s.text != nil:
		p.text = &s.text.text
	case s.pages != nil && len(s.pages.plan.tops) > 0:
		p.path, p.password, p.inked = s.pages.engine.path, s.pages.engine.password, s.pages.inked
		p.pages, p.now = len(s.pages.plan.tops), s.pages.page()+1
	default:
		return p, false
	}
	return p, s.env.Printers != nil
}
