package reader

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rantau/campus"
)

// TestSigns: a sign is at the height of its note however the page lies, and leads to the note.
func TestSigns(t *testing.T) {
	h, s, doc := inClass(t, "student", "novel.pdf", novel(6))
	other(h, doc.Space, h.Campus.Siti, doc, campus.Annotation{Page: 1, Part: 733, Quote: "RICE again", Text: "Look here"})
	other(h, own(h), h.Campus.Dewi, doc, campus.Annotation{Page: 5, Part: 300, Text: "Far"})
	h.Settle()
	for turn := range 4 {
		for _, zoom := range []float64{zoomWidth, 0.25, zoomWhole} {
			s.pages.setTurn(turn)
			s.pages.setZoom(zoom)
			s.pages.goPage(0)
			settled(t, h, s)
			s.notes.chosen = ""
			if s.panel.content.Visible() {
				s.panelButton()
				settled(t, h, s)
			}
			l := s.pages.leaves[0]
			if len(l.marking.marked) != 1 || l.marking.marked[0].kind != markNote {
				t.Fatalf("turned %d at %v: marked is %+v", turn, zoom, l.marking.marked)
			}
			r := signRects(l.signing.all, l.Size(), l.signing.whole, turn)[0]
			at := l.Position().Add(r.at).AddXY(r.side/2, r.side/2)
			want := s.pages.onPage(0, box{595, l.signing.all[0].y, 595, l.signing.all[0].y})
			if d := apart(at, fyne.NewPos(want.X0, want.Y0)); d > r.side+2 {
				t.Errorf("turned %d at %v: the sign is %v away", turn, zoom, d)
			}
			pressing(s.pages, at)
			settled(t, h, s)
			if s.notes.chosen != s.notes.look.all[0].ID || s.panel.tabs.Current() != panelNotes || !s.panel.content.Visible() {
				t.Fatalf("turned %d at %v: the sign leads nowhere", turn, zoom)
			}
			if l = s.pages.leaves[0]; !l.signing.all[0].chosen || l.marking.marked[0].kind != markChosen {
				t.Errorf("turned %d at %v: what was chosen does not stand out", turn, zoom)
			}
		}
	}
	s.pages.setTurn(0)
	s.notes.choose(s.notes.look.all[1].ID)
	settled(t, h, s)
	if s.pages.page() != 4 {
		t.Error("the far one leads to page", s.pages.page()+1)
	}
	s.pages.body.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: s.pages.on(4, 590, 0.3*842)}})
	if s.pages.body.cursor != desktop.PointerCursor {
		t.Error("a sign does not look as if it could be pressed")
	}
}

func TestSignsDoNotLieOnEachOther(t *testing.T) {
	var all []sign
	for i := range 5 {
		all = append(all, sign{of: campus.ID(fmt.Sprint(i)), y: 800})
	}
	all = append(all, sign{kind: pageMark}, sign{kind: pageMark})
	room := fyne.NewSize(500, 707)
	for turn := range 4 {
		rects := signRects(all, room, size{595, 842}, turn)
		for i, r := range rects {
			if r.at.X < 0 || r.at.Y < 0 || r.at.X+r.side > room.Width || r.at.Y+r.side > room.Height {
				t.Errorf("turned %d: sign %d is beside the page: %v", turn, i, r)
			}
		}
		if turn == 0 && (rects[1].over(rects[0]) || rects[6].over(rects[5])) {
			t.Error("one lies on the other:", rects)
		}
	}
}

// TestQuoted: what a note is about is found in every script, where it stands nearest.
func TestQuoted(t *testing.T) {
	h, s, _ := inClass(t, "student", "novel.pdf", novel(1))
	sh, _ := s.pages.writing.get(0)
	if sh == nil {
		t.Fatal("the letters are not known")
	}
	for y, want := range map[float32]float32{0: 142, 800: 642} {
		if b := sh.quoted("rice", y); len(b) != 1 || b[0].Y1 < want-40 || b[0].Y1 > want+20 {
			t.Errorf("nearest to %v it is at %v", y, b)
		}
	}
	if sh.quoted("barley", 0) != nil || sh.quoted("", 0) != nil || sh.quoted(" \n", 0) != nil {
		t.Error("what is not there is found")
	}
	if got := quoteFrom("• One\ntwo \n\nthree"); got != "One two three" {
		t.Errorf("a quote is %q", got)
	}
	if n := len([]rune(quoteFrom(strings.Repeat("ក្ក", campus.MaxQuote)))); n > campus.MaxQuote || n < campus.MaxQuote-6 {
		t.Errorf("a long quote has %d letters", n)
	}
	h.Settle()
}
