package reader

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/apptest"
	"rantau/campus"
)

// opened opens a document by its bytes, as somebody does from a list.
func opened(t *testing.T, name string, b []byte) (*apptest.Hand, *Screen, campus.Record) {
	t.Helper()
	h := apptest.NewHand(t, "teacher")
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	doc, err := h.Campus.Files.Add(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	doc.Stored = doc.Manifest
	r := h.Campus.Replica.Add(h.Campus.Commons, h.Campus.Siti, "document", campus.NewID(), &doc)
	return h, look(t, h, r), r
}

func look(t *testing.T, h *apptest.Hand, r campus.Record) *Screen {
	t.Helper()
	s := New(h.Env, r, Memory{}, func() {})
	t.Cleanup(s.Close)
	h.Show(s)
	return s
}

// settled waits until all that is in sight is drawn.
func settled(t *testing.T, h *apptest.Hand, s *Screen) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); s.Drawing(); time.Sleep(5 * time.Millisecond) {
		h.Settle()
		if time.Now().After(end) {
			t.Fatal("the pages are not drawn")
		}
	}
	h.Settle()
}

func TestReading(t *testing.T) {
	h, s, _ := opened(t, "book.pdf", book(40))
	settled(t, h, s)
	h.Want("book.pdf", "of 40", "125 %", "on this computer", "the server has all of it")
	if len(s.pages.leaves) > 3 {
		t.Error("more is built than can be seen:", len(s.pages.leaves))
	}
	press := func(k fyne.KeyName) {
		s.keys.TypedKey(&fyne.KeyEvent{Name: k})
		settled(t, h, s)
	}
	press(fyne.KeyEnd)
	if s.bar.page.Text != "40" || !s.pages.leaves[39].image.Visible() {
		t.Error("End is not the end:", s.bar.page.Text)
	}
	press(fyne.KeyHome)
	press(fyne.KeyPageDown)
	press(fyne.KeyPageDown)
	press(fyne.KeyPageDown)
	if s.bar.page.Text != "2" {
		t.Error("three screens down is page", s.bar.page.Text)
	}
	s.bar.page.SetText("17")
	s.bar.goPage()
	settled(t, h, s)
	if s.pages.page() != 16 {
		t.Error("page 17 was asked for, not", s.pages.page()+1)
	}
	for typed, want := range map[string]string{"999": "40", "0": "1", "-3": "1", "nonsense": "1"} {
		s.bar.page.SetText("1")
		s.bar.goPage()
		s.bar.page.SetText(typed)
		s.bar.goPage()
		settled(t, h, s)
		if s.bar.page.Text != want {
			t.Errorf("page %q leads to %s", typed, s.bar.page.Text)
		}
	}
}

func TestZoom(t *testing.T) {
	h, s, _ := opened(t, "book.pdf", book(12))
	settled(t, h, s)
	s.pages.goPage(5)
	settled(t, h, s)
	before := s.pages.leaves[5].image.Image.Bounds().Dx()
	for range 4 {
		s.keys.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyEqual, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift})
	}
	settled(t, h, s)
	h.Want("250 %")
	if s.pages.page() != 5 || s.pages.leaves[5].image.Image.Bounds().Dx() < 2*before-4 {
		t.Error("zooming in lost the page, or it is not sharp")
	}
	for range 30 {
		s.zoom(zoomOut)
	}
	settled(t, h, s)
	h.Want("25 %")
	if b := s.pages.cache.get(s.pages.page()); b == nil || b.image.Rect.Dx() > 210 {
		t.Error("a small page is drawn large")
	}
	s.keys.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.Key0, Modifier: fyne.KeyModifierShortcutDefault})
	settled(t, h, s)
	h.Want("125 %")
	if s.pages.cache.used > DrawnLimit {
		t.Error("the cache is over its limit")
	}
}

// TestZoomKeepsTheMiddle: what is in the middle of the window stays there, also across; and
// who looks at the left edge stays there while turning the pages.
func TestZoomKeepsTheMiddle(t *testing.T) {
	h, s, _ := opened(t, "book.pdf", book(4))
	settled(t, h, s)
	p := s.pages
	middle := func() float32 { return (p.scroll.Offset.X + p.room.Width/2) / p.body.Size().Width }
	for range zooms {
		p.stepZoom(true)
	}
	if m := middle(); p.currentZoom() != largestZoom || m < 0.49 || m > 0.51 {
		t.Errorf("at %v the middle is at %v of the width", p.currentZoom(), m)
	}
	p.aside(p.room.Width / 2)
	was := middle()
	p.stepZoom(false)
	if m := middle(); m < was-0.01 || m > was+0.01 {
		t.Errorf("the middle went from %v to %v of the width", was, m)
	}
	p.aside(-p.plan.width)
	p.by(100)
	if x := p.scroll.Offset.X; x != 0 {
		t.Errorf("from the left edge it went %v to the right", x)
	}
	p.aside(p.room.Width / 2)
	was = middle()
	s.ShowPanel(panelPages)
	h.Settle()
	if m := middle(); m < was-0.01 || m > was+0.01 {
		t.Errorf("with the panel the middle went from %v to %v of the width", was, m)
	}
}

// TestTheBarFitsASmallWindow: with little room its ways to fit a page are a menu.
func TestTheBarFitsASmallWindow(t *testing.T) {
	h, s, r := opened(t, "book.pdf", book(2))
	settled(t, h, s)
	h.Want("Fit width")
	wide := s.bar.content.MinSize().Width
	h.Window.Resize(fyne.NewSize(wideBar*base.TextSize()-20, 600))
	s = look(t, h, r)
	settled(t, h, s)
	h.WantNot("Fit width")
	if now := s.bar.content.MinSize().Width; now > wide-60 {
		t.Errorf("the bar is %v wide, with all in it %v", now, wide)
	}
}

func TestMemory(t *testing.T) {
	h, s, r := opened(t, "book.pdf", book(12))
	m := Memory{}
	s.memory = m
	settled(t, h, s)
	s.pages.setZoom(0.5)
	s.pages.goPage(6)
	settled(t, h, s)
	page := s.pages.page()
	s.Close()
	again := New(h.Env, r, m, func() {})
	t.Cleanup(again.Close)
	h.Show(again)
	settled(t, h, again)
	if again.pages.page() != page || again.pages.zoom != 0.5 {
		t.Error("the place is lost: page", again.pages.page(), "not", page)
	}
}

func TestOtherKinds(t *testing.T) {
	h, _, _ := opened(t, "Form 3.docx", []byte("PK"))
	h.Want("opens in another program", "Form 3.docx, 2 bytes", "Open in another program", "Save a copy as…")
	h.Tap("Open in another program")
	h.Want("Open “Form 3.docx” (2 bytes)", "Cancel")

	h, _, _ = opened(t, "invoice.pdf.exe", []byte("MZ"))
	h.Want("can run as a program", "Save a copy as…")
	h.WantNot("Open in another program")

	h, _, _ = opened(t, "noname", []byte("#!/bin/sh\nrm -rf ~"))
	h.Want("can run as a program")

	h, _, _ = opened(t, "notes.txt", []byte("Chào các bạn\r\n\tสวัสดี\x00\x1b[31m"))
	h.Want("Chào các bạn")

	h, _, _ = opened(t, "empty.txt", nil)
	h.Want("This file is empty")

	h, s, _ := opened(t, "scan", book(2)) // a PDF without an ending
	settled(t, h, s)
	h.Want("of 2")
}

func TestDamagedDocument(t *testing.T) {
	h, _, _ := opened(t, "broken.pdf", []byte(strings.Repeat("not a pdf ", 400)))
	h.Want("could not be opened", "damaged", "Try again", "Save a copy as…")
	h, s, _ := opened(t, "bad.png", []byte("\x89PNG\r\n\x1a\n and then nothing like it, for a while and longer"))
	settled(t, h, s)
	if h.Sees("of 1") {
		h.Want("Page 1 can't be shown")
	} else {
		h.Want("could not be opened")
	}
}

func TestNotHere(t *testing.T) {
	h := apptest.NewHand(t, "student")
	h.Campus.Library()
	id := apptest.InLibrary("Handbook for e-Buddies.epub")
	r, err := h.Campus.Replica.Record(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	h.Campus.Link.Set(campus.Status{Line: campus.Unreached})
	s := look(t, h, r)
	h.Want("not on this computer yet", "0 bytes of 1.4 MB", "there is no line to it now", "Try again")

	h.Campus.Link.Set(campus.Status{Line: campus.OffByHand})
	h.Tap("Try again")
	h.Want("you chose to work offline", "Go online")

	delete(h.Campus.Files.Away, id)
	h.Tap("Go online")
	s.Status(h.Campus.Link.Status())
	h.Settle()
	h.WantNot("not on this computer yet")
}

// TestComesByItself: a file that was not here is fetched when there is a line again, and one
// that was not on the server yet when its record says that it is; nobody has to ask twice.
func TestComesByItself(t *testing.T) {
	h := apptest.NewHand(t, "student")
	h.Campus.Library()
	id := apptest.InLibrary("Handbook for e-Buddies.epub")
	r, err := h.Campus.Replica.Record(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	doc := campus.As[campus.Document](r)
	stored := doc.Stored
	put := func(now string) {
		doc.Stored = now
		r.Body = campus.NewBody(campus.Create(r.ID, r.Kind, &doc).Set)
		h.Campus.Replica.Put(r)
	}
	put("")
	h.Campus.Link.Set(campus.Status{Line: campus.Online})
	s := look(t, h, r)
	h.Want("not on this computer yet")
	delete(h.Campus.Files.Away, id)
	s.Status(campus.Status{Line: campus.Online})
	h.Settle()
	h.Want("not on this computer yet") // not before the record says so
	put(stored)
	n := campus.NewNotice()
	n.IDs = map[campus.ID]bool{id: true}
	s.Changed(n)
	h.Settle()
	h.WantNot("not on this computer yet")

	h.Campus.Files.Away[id] = true
	h.Campus.Link.Set(campus.Status{Line: campus.Unreached})
	s = look(t, h, r)
	h.Want("not on this computer yet")
	delete(h.Campus.Files.Away, id)
	s.Status(campus.Status{Line: campus.Online, Syncing: true})
	h.Settle()
	h.Want("not on this computer yet") // nobody knows yet how the line is
	s.Status(campus.Status{Line: campus.Online})
	h.Settle()
	h.WantNot("not on this computer yet")
}

// TestOtherFilesDoNotFetch: while a film goes to the server the line says a few times a second
// how far it is. That is no reason to ask each time for what could not be had.
func TestOtherFilesDoNotFetch(t *testing.T) {
	h := apptest.NewHand(t, "student")
	h.Campus.Library()
	id := apptest.InLibrary("Handbook for e-Buddies.epub")
	r, err := h.Campus.Replica.Record(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	h.Campus.Files.Away[id] = true
	now := time.Now()
	h.Campus.Link.Set(campus.Status{Line: campus.Online, LastSync: now})
	s := look(t, h, r)
	h.Want("not on this computer yet")
	delete(h.Campus.Files.Away, id)
	for i := range int64(5) {
		s.Status(campus.Status{Line: campus.Online, LastSync: now, Moving: campus.Moving{What: campus.SendingFile, Done: i, All: 10}})
		h.Settle()
		h.Want("not on this computer yet")
	}
	s.Status(campus.Status{Line: campus.Online, LastSync: now.Add(time.Second)})
	h.Settle()
	h.WantNot("not on this computer yet")
}

// TestSpoiltPages: what a page does to the worker is said in its place, and the
// others are read.
func TestSpoiltPages(t *testing.T) {
	h, s, _ := opened(t, "book.pdf", book(2))
	settled(t, h, s)
	p := newPages(h.Env, keepFile(t, "x.fake", nil))
	p.engine.patience = 300 * time.Millisecond
	p.onOpen, p.onPlace, p.onFail = func(openAnswer) {}, func(int, float64) {}, func(err error) { t.Error(err) }
	t.Cleanup(p.close)
	h.Window.SetContent(p)
	p.begin(nil)
	h.Settle()
	p.setZoom(0.2) // many pages in sight
	for end := time.Now().Add(20 * time.Second); p.drawing() && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		h.Settle()
	}
	h.Want(fmt.Sprintf("Page %d can't be shown", hangs+1))
	for _, page := range []int{hangs, dies, lies, fails} {
		if p.spoilt[page] == "" {
			t.Errorf("page %d is not said to be spoilt", page+1)
		}
	}
	if p.cache.get(0) == nil || p.cache.get(10) == nil {
		t.Error("the other pages are not there")
	}
}

func TestNewerVersion(t *testing.T) {
	h, s, r := opened(t, "book.pdf", book(3))
	settled(t, h, s)
	path := keepFile(t, "book.pdf", book(8))
	doc, err := h.Campus.Files.Add(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	r.Body = campus.NewBody(campus.Create(r.ID, "document", &doc).Set)
	h.Campus.Replica.Put(r)
	h.Settle()
	h.Want("newer version", "of 3")
	h.Tap("Show it")
	settled(t, h, s)
	h.Want("of 8")
	h.WantNot("newer version")
	r.Deleted = true
	h.Campus.Replica.Put(r)
	h.Settle()
	h.Want("This document was removed.", "of 8")
}

// TestDecks reads the real decks of a course, where they are.
func TestDecks(t *testing.T) {
	dir := os.Getenv("RANTAU_COURSE")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data", "course-farm")
	}
	decks, _ := filepath.Glob(filepath.Join(dir, "slides", "*.pdf"))
	if len(decks) == 0 {
		t.Skip("no decks here")
	}
	for _, path := range decks[:min(2, len(decks))] {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		h, s, _ := opened(t, filepath.Base(path), b)
		settled(t, h, s)
		s.keys.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		settled(t, h, s)
		if len(s.pages.spoilt) > 0 {
			t.Errorf("%s: %v", filepath.Base(path), s.pages.spoilt)
		}
	}
}
