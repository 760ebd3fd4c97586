package reader

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rantau/app/apptest"
)

// novel is a PDF of n pages with words on them: rice on each third.
func novel(n int) []byte {
	var pages []paperOf
	for i := range n {
		word := "water"
		if i%3 == 0 {
			word = "Rice"
		}
		pages = append(pages, paperOf{595, 842, fmt.Sprintf("BT /F1 30 Tf 80 700 Td (%s on page %d) Tj 0 -500 Td (and %s again) Tj ET", word, i+1, word)})
	}
	return makePDF("", pages...)
}

func ctrl(s *Screen, k fyne.KeyName) {
	s.keys.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault})
}

// seek types into the row of finding, in place of what is there.
func seek(t *testing.T, h *apptest.Hand, s *Screen, words string) {
	t.Helper()
	ctrl(s, fyne.KeyF)
	s.find.field.SetText(words)
	settled(t, h, s)
}

func TestFindInTheDocument(t *testing.T) {
	h, s, _ := opened(t, "novel.pdf", novel(30))
	settled(t, h, s)
	s.pages.goPage(4)
	settled(t, h, s)
	seek(t, h, s, "rice")
	h.Want("5 of 20")
	if p := s.pages.page(); p != 6 {
		t.Error("the first from page 5 is on page", p+1)
	}
	leaf := s.pages.leaves[6]
	if leaf == nil || len(leaf.marking.marks) != 2 || leaf.marking.marked[0].kind != markCurrent || leaf.marking.marked[1].kind != markHit {
		t.Fatal("the hits are not marked")
	}
	m, at := leaf.marking.marks[0], s.pages.plan.wides[6]/595
	if m.Position().X < 75*at || m.Position().X > 85*at || m.Position().Y < 100*at || m.Position().Y > 142*at {
		t.Error("the mark is at", m.Position().X/at, m.Position().Y/at)
	}
	s.find.field.SetText("rice AGAIN")
	settled(t, h, s)
	h.Want("3 of 10")
	s.find.field.SetText("rice")
	settled(t, h, s)
	for _, want := range []string{"7 of 20", "8 of 20"} {
		s.find.field.OnSubmitted("")
		settled(t, h, s)
		h.Want(want)
	}
	s.key(fyne.KeyF3)
	settled(t, h, s)
	h.Want("9 of 20")
	for range 12 {
		s.find.by(1)
	}
	settled(t, h, s)
	h.Want("1 of 20")
	if s.pages.page() != 0 {
		t.Error("behind the last is not the first, but page", s.pages.page()+1)
	}
	s.find.by(-1)
	settled(t, h, s)
	h.Want("20 of 20")
	s.find.field.SetText("ricee")
	settled(t, h, s)
	h.Want("Not found")
	s.find.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	settled(t, h, s)
	h.WantNot("Not found")
	if s.find.content.Visible() || h.Window.Canvas().Focused() != fyne.Focusable(s.keys) || s.Back() {
		t.Error("Esc does not close the row")
	}
	ctrl(s, fyne.KeyF)
	if !s.find.content.Visible() || !s.Back() || s.find.content.Visible() {
		t.Error("the row does not open again, or Back does not close it")
	}
}

func TestNothingToFind(t *testing.T) {
	h, s, _ := opened(t, "scan.pdf", makePDF("", paperOf{300, 400, "1 0 0 rg 0 0 300 400 re f"}, paperOf{300, 400, "0 g 0 0 30 40 re f"}))
	settled(t, h, s)
	seek(t, h, s, "rice")
	h.Want("the pages are pictures")
	s.find.by(1)
	h, s, _ = opened(t, "notes.docx", []byte("rice"))
	if s.Find() {
		t.Error("what is not shown is looked through")
	}
	h.WantNot("Find in this document")
}

// What is typed anew is looked for, and no page that was asked for before is.
func TestFindingIsCancelled(t *testing.T) {
	h, s, _ := opened(t, "novel.pdf", novel(200))
	settled(t, h, s)
	ctrl(s, fyne.KeyF)
	for _, typed := range strings.Split("r ri ric rice wate water o on", " ") {
		s.find.field.SetText(typed)
		s.pages.engine.mu.Lock()
		n := len(s.pages.engine.asks)
		s.pages.engine.mu.Unlock()
		if n > 1 {
			t.Error("questions heap up:", n)
		}
	}
	if !s.find.seeker.looking() {
		t.Error("200 pages were looked at in no time")
	}
	settled(t, h, s)
	h.Want("1 of 200")
	s.find.field.SetText("rice")
	settled(t, h, s)
	h.Want("1 of 134")
	s.Close()
}

// A page that can't be read is passed over, and nothing is said to be without text.
func TestFindInAMisbehavedFile(t *testing.T) {
	h, s, _ := opened(t, "book.pdf", book(2))
	settled(t, h, s)
	s.showPages(keepFile(t, "x.fake", nil), "")
	s.pages.engine.patience = time.Second
	h.Settle()
	ctrl(s, fyne.KeyF)
	s.find.field.SetText("of page")
	h.Settle()
	h.Want("1 of 296")
	for range 3 {
		s.find.by(1)
		h.Settle()
	}
	if s.find.seeker.at.page != 4 { // 4 is behind 3, which hangs
		t.Error(s.find.seeker.at)
	}
}

// Who comes from the search of everything sees its words marked, on the page that it names.
func TestWordsThatLedHere(t *testing.T) {
	h, s, r := opened(t, "novel.pdf", novel(12))
	settled(t, h, s)
	m := Memory{}
	m.Turn(r.ID, 7, "again RICE")
	s.Close()
	for i, want := range []bool{true, false} { // the second time it is opened as it was left
		again := New(h.Env, r, m, func() {})
		h.Show(again)
		settled(t, h, again)
		if again.pages.page() != 6 || again.find.content.Visible() != want {
			t.Errorf("time %d: page %d, marked: %v", i+1, again.pages.page()+1, !want)
		}
		if leaf := again.pages.leaves[6]; want && len(leaf.marking.marks) != 3 {
			t.Errorf("%d marks on the page", len(leaf.marking.marks))
		}
		again.Close()
	}
	for typed, want := range map[string]string{"again, Again rice": "again rice", "Chào  BẠN!": "chao ban", "": "", "  ...": ""} {
		var got []string
		for _, q := range eachWord(typed) {
			got = append(got, string(q))
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%q: %q", typed, g)
		}
	}
}
