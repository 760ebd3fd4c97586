package reader

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/gen2brain/go-fitz"

	"rantau/app/apptest"
	"rantau/app/ui"
	"rantau/campus"
)

// inkPress keeps what is handed to it.
type inkPress struct {
	printers []ui.Printer
	err      error
	jobs     []ui.Print
	papers   [][]byte
}

func (p *inkPress) List(context.Context) ([]ui.Printer, error) { return p.printers, nil }

func (p *inkPress) Print(_ context.Context, job ui.Print) error {
	if p.err != nil {
		return p.err
	}
	b, err := os.ReadFile(job.Path)
	p.jobs, p.papers = append(p.jobs, job), append(p.papers, b)
	return err
}

var ctrlP = &desktop.CustomShortcut{KeyName: fyne.KeyP, Modifier: fyne.KeyModifierShortcutDefault}

// pressed opens a document in front of a printer, and the sheet that prints it.
func pressed(t *testing.T, p *inkPress, name string, content []byte) (*apptest.Hand, *Screen) {
	t.Helper()
	h, s, _ := opened(t, name, content)
	h.Env.Printers = p
	s.bar.reading(s.pages != nil)
	settled(t, h, s)
	if !s.Shortcut(ctrlP) {
		t.Fatal("Ctrl+P does nothing")
	}
	h.Settle()
	return h, s
}

// pagesOf is how many pages came to the printer, and the words on them.
func pagesOf(t *testing.T, b []byte) (n int, words string) {
	t.Helper()
	doc, err := fitz.NewFromMemory(b)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = doc.Close() }()
	for i := range doc.NumPage() {
		text, err := doc.Text(i)
		if err != nil {
			t.Fatal(err)
		}
		words += text
	}
	return doc.NumPage(), words
}

// TestPrintAPDF hands over the file itself, and tells the printer which pages.
func TestPrintAPDF(t *testing.T) {
	p := &inkPress{printers: []ui.Printer{{Name: "Lab"}, {Name: "Office"}}}
	content := apptest.Paper("Guide", 6)
	h, s := pressed(t, p, "guide.pdf", content)
	h.Want("Print", "Lab", "All pages (6)", "Copies")
	h.Tap("Print")
	settled(t, h, s)
	if len(p.jobs) != 1 || string(p.papers[0]) != string(content) {
		t.Fatalf("%+v", p.jobs)
	}
	want := ui.Print{Path: p.jobs[0].Path, Title: "guide.pdf", Printer: "Lab", Copies: 1}
	if p.jobs[0] != want {
		t.Errorf("%+v", p.jobs[0])
	}
	if _, err := os.Stat(p.jobs[0].Path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the copy for the printer stays: %v", err)
	}
	h.Want("guide.pdf was handed to the printer.")
	h.WantNot("Copies")
}

// TestPrintSomePages: what can't be is told on the sheet, and nothing is lost of what was
// chosen.
func TestPrintSomePages(t *testing.T) {
	p := &inkPress{printers: []ui.Printer{{Name: "Lab"}}}
	h, s := pressed(t, p, "guide.pdf", apptest.Paper("Guide", 6))
	sheet := s.asks
	sheet.which.SetSelectedIndex(somePages)
	for _, c := range []struct{ from, to, copies, says string }{
		{"0", "3", "1", "Pages go from 1 to 6"}, {"3", "2", "1", "Pages go from 1 to 6"}, {"2", "7", "1", "Pages go"}, {"x", "2", "1", "Pages go"},
		{"2", "3", "0", "Copies are"}, {"2", "3", "many", "Copies are"}, {"2", "3", "101", "Copies are"},
	} {
		sheet.from.SetText(c.from)
		sheet.to.SetText(c.to)
		sheet.copies.SetText(c.copies)
		h.Tap("Print")
		settled(t, h, s)
		h.Want(c.says)
	}
	if len(p.jobs) > 0 {
		t.Fatalf("%+v", p.jobs)
	}
	sheet.from.SetText("2")
	sheet.to.SetText(" 3 ")
	sheet.copies.SetText("30")
	sheet.both.SetChecked(true)
	p.err = campus.Errorf(campus.Invalid, "the printer did not take it (%s); nothing was printed", "no paper")
	h.Tap("Print")
	settled(t, h, s)
	h.Want("no paper")
	p.err = nil
	h.Tap("Print")
	settled(t, h, s)
	if len(p.jobs) != 1 || p.jobs[0].From != 2 || p.jobs[0].To != 3 || p.jobs[0].Copies != 30 || !p.jobs[0].Both {
		t.Errorf("%+v", p.jobs)
	}
}

// TestPrintDrawn: a printer that takes nothing but files, what asks for a password, and what
// is no PDF get pages that were drawn.
func TestPrintDrawn(t *testing.T) {
	p := &inkPress{printers: []ui.Printer{{Bare: true}}}
	h, s := pressed(t, p, "guide.pdf", apptest.Paper("Guide", 6))
	h.Want("the usual one")
	h.WantNot("Copies")
	s.asks.which.SetSelectedIndex(somePages)
	s.asks.from.SetText("2")
	s.asks.to.SetText("3")
	h.Tap("Print")
	settled(t, h, s)
	if len(p.jobs) != 1 || p.jobs[0].From != 0 {
		t.Fatalf("%+v", p.jobs)
	}
	if n, words := pagesOf(t, p.papers[0]); n != 2 || strings.TrimSpace(words) != "" {
		t.Errorf("%d pages with %q", n, words)
	}
	if _, err := os.Stat(p.jobs[0].Path); err != nil {
		t.Errorf("the other program may still be reading: %v", err)
	}
	_ = os.RemoveAll(filepath.Dir(p.jobs[0].Path))
}

// TestPrintWhatAPrinterRefuses: a file that other programs may not print, or whose end is
// missing, is drawn; what only asks for no password is not.
func TestPrintWhatAPrinterRefuses(t *testing.T) {
	whole := apptest.Paper("Guide", 6)
	for name, c := range map[string]struct {
		content []byte
		drawn   bool
	}{
		"not to be printed": {lockedFor("", -8), true},
		"to be printed":     {lockedFor("", -4), false},
		"cut":               {whole[:bytes.LastIndex(whole, []byte("startxref"))], true},
	} {
		t.Run(name, func(t *testing.T) {
			p := &inkPress{printers: []ui.Printer{{Name: "Lab"}}}
			h, s := pressed(t, p, "guide.pdf", c.content)
			h.Tap("Print")
			settled(t, h, s)
			if len(p.jobs) != 1 || bytes.Equal(p.papers[0], c.content) == c.drawn {
				t.Errorf("%+v", p.jobs)
			}
		})
	}
}

func TestPrintAPicture(t *testing.T) {
	p := &inkPress{printers: []ui.Printer{{Name: "Lab"}}}
	h, s := pressed(t, p, "sketch.png", apptest.Picture())
	h.Want("All pages (1)")
	h.Tap("Print")
	settled(t, h, s)
	if n, _ := pagesOf(t, p.papers[0]); n != 1 || !strings.HasSuffix(p.jobs[0].Path, "sketch.pdf") {
		t.Errorf("%d pages in %s", n, p.jobs[0].Path)
	}
}

// TestPrintText sets a text in the program's own faces, in every script.
func TestPrintText(t *testing.T) {
	p := &inkPress{printers: []ui.Printer{{Name: "Lab"}}}
	h, s := pressed(t, p, "notes.txt", []byte("ภาษาไทย\nកម្ពុជា\n\nmeasure twice\n"))
	h.Want("All pages (1)")
	own := s.asks.what.own
	h.Tap("Print")
	settled(t, h, s)
	if _, err := os.Stat(own); !errors.Is(err, os.ErrNotExist) || p.jobs[0].Title != "notes.txt" {
		t.Errorf("what was set stays: %v; it is called %s", err, p.jobs[0].Title)
	}
	_, words := pagesOf(t, p.papers[0])
	for _, want := range []string{"ภาษาไทย", "measure twice"} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in %q", want, words)
		}
	}
}

// TestPrintSomePagesOfAText: it is set before it is asked which.
func TestPrintSomePagesOfAText(t *testing.T) {
	p := &inkPress{printers: []ui.Printer{{Name: "Lab"}}}
	h, s := pressed(t, p, "long.txt", []byte(strings.Repeat("a line\n", 400)))
	if s.asks.what.pages < 5 {
		t.Fatal(s.asks.what.pages, "pages")
	}
	s.asks.which.SetSelectedIndex(somePages)
	s.asks.from.SetText("2")
	s.asks.to.SetText("3")
	h.Tap("Print")
	settled(t, h, s)
	if len(p.jobs) != 1 || p.jobs[0].From != 2 || p.jobs[0].To != 3 {
		t.Errorf("%+v", p.jobs)
	}
	s.Print()
	h.Settle()
	own := s.asks.what.own
	h.Tap("Cancel")
	h.Settle()
	if _, err := os.Stat(own); own == "" || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what was set stays: %q, %v", own, err)
	}
}

func TestPrintWithoutPrinters(t *testing.T) {
	h, _ := pressed(t, &inkPress{}, "guide.pdf", apptest.Paper("Guide", 2))
	h.Want("This computer knows no printer.")
}

// TestPrintIsGivenUp: a sheet that is closed ends what is under way.
func TestPrintIsGivenUp(t *testing.T) {
	p := &inkPress{printers: []ui.Printer{{Bare: true}}}
	h, s := pressed(t, p, "novel.pdf", novel(200))
	s.asks.which.SetSelectedIndex(somePages)
	s.asks.from.SetText("2")
	s.asks.print() // and nobody waits for it
	s.asks.close()
	settled(t, h, s)
	if len(p.jobs) > 0 {
		t.Errorf("%+v", p.jobs)
	}
}

// TestNoMoreThanSomePagesAreDrawn at once.
func TestNoMoreThanSomePagesAreDrawn(t *testing.T) {
	_, err := printable{path: "x", name: "x.epub", pages: 1000}.prepare(t.Context(), false, 1, maxDrawn+1, func(int) {})
	if campus.CodeOf(err) != campus.TooLarge {
		t.Error(err)
	}
}
