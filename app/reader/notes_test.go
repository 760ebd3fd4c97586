package reader

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rantau/app/apptest"
	"rantau/campus"
)

// inClass opens a document of a class.
func inClass(t *testing.T, as, name string, b []byte) (*apptest.Hand, *Screen, campus.Record) {
	t.Helper()
	h, r := filed(t, as, name, b)
	s := look(t, h, r)
	settled(t, h, s)
	return h, s, r
}

func filed(t *testing.T, as, name string, b []byte) (*apptest.Hand, campus.Record) {
	t.Helper()
	h := apptest.NewHand(t, as)
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	doc, err := h.Campus.Files.Add(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	doc.Stored = doc.Manifest
	return h, h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "document", campus.NewID(), &doc)
}

// annotations are those of a document, as they stand on the pages.
func annotations(t *testing.T, h *apptest.Hand, document campus.Record) (out []campus.Annotation) {
	t.Helper()
	all, err := h.Campus.Replica.Records(context.Background(), campus.Query{Kind: "annotation", Of: document.ID})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range campus.AnnotationsOf(all, document.Space, document.ID) {
		out = append(out, campus.As[campus.Annotation](r))
	}
	return out
}

// other puts a note there as somebody else, or another computer.
func other(h *apptest.Hand, space, by campus.ID, document campus.Record, a campus.Annotation) campus.Record {
	a.In, a.Of = document.Space, document.ID
	if a.Manifest == "" {
		a.Manifest = campus.As[campus.Document](document).Manifest
	}
	return h.Campus.Replica.Add(space, by, "annotation", campus.NewID(), &a)
}

func own(h *apptest.Hand) campus.ID { return campus.PersonalSpace(h.Campus.Replica.Me()) }

// pressing presses a place on the paper.
func pressing(p *pages, at fyne.Position) {
	press(p, at)
	p.body.Tapped(&fyne.PointEvent{Position: at})
}

func TestBookmark(t *testing.T) {
	h, s, doc := inClass(t, "student", "novel.pdf", novel(8))
	removed := 0
	h.Env.Removed = func(a campus.Action, _ string) { removed += len(a.Changes) }
	if s.bar.mark.Icon != markIcon {
		t.Error("a page without a bookmark has one")
	}
	s.pages.goPage(3)
	ctrl(s, fyne.KeyD)
	h.Settle()
	if all := annotations(t, h, doc); len(all) != 1 || all[0].Page != 4 || !all[0].IsBookmark() || s.bar.mark.Icon != markedIcon {
		t.Fatalf("there is %+v", all)
	}
	if l := s.pages.leaves[3]; len(l.signing.all) != 1 || l.signing.all[0].kind != pageMark {
		t.Error("nothing hangs from the page")
	}
	s.pages.goPage(0)
	h.Settle()
	if s.bar.mark.Icon != markIcon {
		t.Error("the bar has the bookmark of another page")
	}
	ctrl(s, fyne.KeyD)
	ctrl(s, fyne.KeyD) // before the first is on the disk
	h.Settle()
	if n := len(annotations(t, h, doc)); n != 1 {
		t.Errorf("twice is %d bookmarks", n)
	}
	// Each of two computers has put one there.
	other(h, own(h), h.Campus.Dewi, doc, campus.Annotation{Page: 4})
	h.Settle()
	s.panelButton()
	s.panel.tabs.Select(panelNotes)
	h.Settle()
	h.Want("Page 4")
	s.pages.goPage(3)
	removed = 0
	s.bar.mark.OnTapped()
	h.Settle()
	if n := len(annotations(t, h, doc)); n != 0 || removed != 2 || s.bar.mark.Icon != markIcon {
		t.Errorf("%d are left, %d can be brought back", n, removed)
	}
	h.Want("No notes yet", "Ctrl+M")
}

// TestNote: the words that are selected are what it is about; what is typed is there after
// the program ended, and what was saved is marked on the page.
func TestNote(t *testing.T) {
	h, s, doc := inClass(t, "student", "novel.pdf", novel(8))
	p := s.pages
	press(p, p.on(0, 75, 640))
	dragTo(p, p.on(0, 300, 640))
	p.body.DragEnd()
	settled(t, h, s)
	ctrl(s, fyne.KeyM)
	h.Settle()
	h.Want("Page 1", "and Rice again")
	h.WantNot("For all")
	if h.Window.Canvas().Focused() != fyne.Focusable(s.notes.edit.entry) {
		t.Error("the keyboard is not in the note")
	}
	s.notes.edit.entry.SetText("Which rice?")
	s.Close()
	h.Env.Draft("annotation/" + string(doc.Space) + "/" + string(doc.ID)).Flush() // as the end of the program does
	h.Settle()
	s = look(t, h, doc)
	settled(t, h, s)
	h.Want("Page 1", "and Rice again")
	if s.notes.edit == nil || s.notes.edit.entry.Text != "Which rice?" {
		t.Fatal("what was typed is not there any more")
	}
	h.Tap("Save")
	all := annotations(t, h, doc)
	if len(all) != 1 || all[0].Quote != "and Rice again" || all[0].Text != "Which rice?" || all[0].Page != 1 || all[0].Part < 710 || all[0].Part > 760 {
		t.Fatalf("there is %+v", all)
	}
	h.Want("Which rice?")
	if s.notes.edit != nil || h.Campus.Replica.Drafts() != 0 || h.Window.Canvas().Focused() != fyne.Focusable(s.keys) {
		t.Error("it is still being written")
	}
	m := s.pages.leaves[0].marking.marked
	if len(m) != 1 || m[0].kind != markChosen || !near(m[0].X0, 80, 1) {
		t.Error("its words are marked at", m)
	}
	if signs := s.pages.leaves[0].signing.all; len(signs) != 1 || signs[0].kind != ownNote || !near(signs[0].y, (m[0].Y0+m[0].Y1)/2, 1) {
		t.Error("its sign is at", signs)
	}
	// What is written anew stays based on what was read.
	h.Campus.Replica.Add(own(h), h.Campus.Dewi, "annotation", s.notes.look.all[0].ID, &all[0])
	s.notes.write(s.notes.look.all[0].Record)
	s.notes.edit.entry.SetText("Which rice, and where?")
	s.notes.noteHere(nil)
	h.Want("Save or cancel this note first")
	if s.notes.edit.entry.Text != "Which rice, and where?" {
		t.Error("another note took its place")
	}
	s.notes.edit.entry.OnSend()
	h.Settle()
	if all = annotations(t, h, doc); len(all) != 1 || all[0].Text != "Which rice, and where?" || all[0].Quote != "and Rice again" {
		t.Errorf("there is %+v", all)
	}
}

func TestAnEmptyNoteIsNone(t *testing.T) {
	h, s, doc := inClass(t, "student", "novel.pdf", novel(2))
	s.pages.body.TappedSecondary(&fyne.PointEvent{Position: s.pages.on(0, 300, 421), AbsolutePosition: fyne.NewPos(400, 300)})
	h.Want("Write a note")
	h.Window.Canvas().Overlays().Top().Hide()
	s.notes.menu(point{page: 0, x: 300, y: 421})[0].Action()
	h.Settle()
	if a := s.notes.edit.about; a.Part != 500 || a.Quote != "" {
		t.Errorf("it is about %+v", a)
	}
	s.notes.edit.entry.SetText(" \n")
	h.Tap("Save")
	h.Want("There is nothing in this note")
	if n := len(annotations(t, h, doc)); n != 0 {
		t.Error("an empty note was saved")
	}
	s.notes.edit.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.notes.edit != nil || h.Window.Canvas().Focused() != fyne.Focusable(s.keys) {
		t.Error("Esc does not leave it")
	}
	ctrl(s, fyne.KeyM)
	h.Settle()
	s.notes.edit.entry.SetText("Some words")
	h.Tap("Cancel")
	h.Want("Discard what you have typed")
	h.Tap("Discard")
	if s.notes.edit != nil || h.Campus.Replica.Drafts() != 0 {
		t.Error("it is not discarded")
	}
}

// TestNotesForAll: the staff show theirs to all and take them back; a student reads them and
// is offered nothing that would be refused.
func TestNotesForAll(t *testing.T) {
	h, s, doc := inClass(t, "teacher", "novel.pdf", novel(4))
	removed := 0
	h.Env.Removed = func(campus.Action, string) { removed++ }
	ctrl(s, fyne.KeyM)
	h.Settle()
	h.Want("For all")
	s.notes.edit.entry.SetText("Read this for Monday.")
	s.notes.edit.forAll.SetChecked(true)
	h.Tap("Save")
	labels := func() string {
		var out []string
		for _, item := range s.notes.list.items(s.notes.look.all[0]) {
			out = append(out, item.Label)
		}
		return strings.Join(out, ", ")
	}
	turn := func() {
		s.notes.turn(s.notes.look.all[0])
		h.Settle()
	}
	for _, want := range []struct {
		space campus.ID
		kind  signKind
		items string
	}{{doc.Space, noteForAll, "Edit, Only for me, Remove"}, {own(h), ownNote, "Edit, Show it to all here, Remove"}, {doc.Space, noteForAll, "Edit, Only for me, Remove"}} {
		if len(s.notes.look.all) != 1 || s.notes.look.all[0].Space != want.space || s.notes.look.all[0].Text != "Read this for Monday." {
			t.Fatalf("there is %+v", s.notes.look.all)
		}
		if s.pages.leaves[0].signing.all[0].kind != want.kind || labels() != want.items || h.Sees("For all") != (want.kind == noteForAll) {
			t.Errorf("in %s: sign %d, %s", want.space, s.pages.leaves[0].signing.all[0].kind, labels())
		}
		turn()
	}
	if removed != 0 {
		t.Error("what was moved is offered to be brought back")
	}
	s.notes.remove(s.notes.look.all[0])
	h.Settle()
	if removed != 1 || len(s.notes.look.all) != 0 {
		t.Error("it is not removed, or not offered back")
	}

	h, s, doc = inClass(t, "student", "novel.pdf", novel(4))
	other(h, doc.Space, h.Campus.Siti, doc, campus.Annotation{Page: 2, Text: "Read this for Monday."})
	other(h, own(h), h.Campus.Dewi, doc, campus.Annotation{Page: 1, Part: 100, Text: "Mine", Manifest: campus.HashSet(nil) + campus.HashSet(nil)})
	h.Settle()
	s.ShowPanel(panelNotes)
	h.Settle()
	h.Want("Read this for Monday.", "For all", "Siti Rahmawati", "Mine", "on another version")
	if s.notes.may(s.notes.look.all[1]) || !s.notes.may(s.notes.look.all[0]) || strings.Contains(labels(), "all") {
		t.Error("a student is offered to change what is the teacher's, or not what is theirs")
	}
	h, s, _ = opened(t, "novel.pdf", novel(2)) // in Resources
	settled(t, h, s)
	ctrl(s, fyne.KeyM)
	h.Settle()
	h.WantNot("For all")
}

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

// TestNotesOfOthersCome: while the document is open, and where one is led to a note.
func TestNotesOfOthersCome(t *testing.T) {
	h, s, doc := inClass(t, "student", "novel.pdf", novel(9))
	s.ShowPanel(panelNotes)
	h.Settle()
	h.Want("No notes yet")
	far := other(h, doc.Space, h.Campus.Siti, doc, campus.Annotation{Page: 7, Text: "It came just now"})
	h.Settle()
	h.Want("It came just now")
	h.WantNot("No notes yet")
	s.Close()
	h.Settle()
	m := Memory{}
	m.Lead(far)
	s = New(h.Env, doc, m, func() {})
	t.Cleanup(s.Close)
	h.Show(s)
	settled(t, h, s)
	if s.notes.chosen != far.ID || s.panel.tabs.Current() != panelNotes || s.pages.page() != 6 {
		t.Errorf("it opens at page %d with %q", s.pages.page()+1, s.notes.chosen)
	}
	h.Want("It came just now")
}

// TestManyNotes: of a document with thousands the first are shown, and it says so.
func TestManyNotes(t *testing.T) {
	h, doc := filed(t, "student", "novel.pdf", novel(2))
	for range mostNotes + 1 {
		other(h, doc.Space, h.Campus.Siti, doc, campus.Annotation{Page: 1, Part: 500, Text: "One of many"})
	}
	s := look(t, h, doc)
	settled(t, h, s)
	s.ShowPanel(panelNotes)
	h.Settle()
	if n := len(s.notes.look.all); n != mostNotes || !s.notes.look.more || len(s.pages.leaves[0].signing.all) != mostSigns {
		t.Errorf("%d are shown", n)
	}
	s.notes.list.column.ScrollToEnd()
	h.Settle()
	h.Want("The first 2,000 are shown")
}

// TestNoNotesBesideAForm: where work is marked nothing is offered that would be lost from sight.
func TestNoNotesBesideAForm(t *testing.T) {
	h, _, doc := inClass(t, "teacher", "novel.pdf", novel(2))
	s := New(h.Env, doc, Memory{}, nil)
	t.Cleanup(s.Close)
	h.Show(s)
	settled(t, h, s)
	ctrl(s, fyne.KeyD)
	ctrl(s, fyne.KeyM)
	s.panelButton()
	h.Settle()
	h.WantNot("Notes")
	if len(annotations(t, h, doc)) != 0 || s.notes.edit != nil || len(s.notes.menu(point{})) != 0 {
		t.Error("a note is written beside a form")
	}
}

// TestANoteOutlivesItsDocument: its words can be read, copied and removed.
func TestANoteOutlivesItsDocument(t *testing.T) {
	h := apptest.NewHand(t, "student")
	h.Show(New(h.Env, h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "document", campus.NewID(), &campus.Document{Name: "Visas", URL: "https://example.org"}), nil, func() {}))
	r := other(h, own(h), h.Campus.Dewi, campus.Record{ID: campus.NewID(), Space: campus.NewID()}, campus.Annotation{Page: 3, Quote: "the receiving institution", Text: "Ask Rina", Manifest: campus.HashSet(nil) + campus.HashSet(nil)})
	ShowNote(h.Env, r)
	h.Want("page 3", "Ask Rina", "the receiving institution")
	h.Tap("Copy")
	if got := fyne.CurrentApp().Clipboard().Content(); got != "Ask Rina\n\nthe receiving institution" {
		t.Errorf("copied: %q", got)
	}
	h.Tap("Remove")
	if now, err := h.Campus.Replica.Record(context.Background(), r.ID); err == nil && !now.Deleted {
		t.Error("it is still there")
	}
	h.WantNot("Ask Rina")
}

// TestNotesOfWhatIsForTheStaff: what is on a document that was taken back can still be changed
// and removed; nothing new is for all on what not all see.
func TestNotesOfWhatIsForTheStaff(t *testing.T) {
	h, doc := filed(t, "teacher", "novel.pdf", novel(2))
	other(h, doc.Space, h.Campus.Siti, doc, campus.Annotation{Page: 1, Text: "Read this"})
	doc.Audience = campus.StaffOnly
	h.Campus.Replica.Put(doc)
	s := look(t, h, doc)
	settled(t, h, s)
	ctrl(s, fyne.KeyM)
	h.Settle()
	if one := s.notes.look.all[0]; !s.notes.may(one) || s.notes.look.shared || s.notes.edit.forAll.Visible() {
		t.Error("the staff may not change what is for all, or are offered what is refused")
	}
}

// TestWhatWasBegunComesFirst: who writes at once, before it is known what was begun, does not
// write over it.
func TestWhatWasBegunComesFirst(t *testing.T) {
	h, s, doc := inClass(t, "student", "novel.pdf", novel(4))
	ctrl(s, fyne.KeyM)
	h.Settle()
	s.notes.edit.entry.SetText("Begun")
	s.Close()
	h.Settle()
	s = look(t, h, doc)
	settled(t, h, s)
	s.notes.resumed, s.notes.edit = false, nil // as if the disk were slow
	ctrl(s, fyne.KeyM)
	if s.notes.edit != nil {
		t.Fatal("it is written over what was begun")
	}
	s.notes.resume()
	h.Settle()
	if s.notes.edit.entry.Text != "Begun" || !h.Sees("Save or cancel this note first") {
		t.Errorf("the note says %q", s.notes.edit.entry.Text)
	}
	// A long list shows what was saved.
	for i := range 60 {
		other(h, own(h), h.Campus.Dewi, doc, campus.Annotation{Page: 1, Text: fmt.Sprint("Number ", i)})
	}
	h.Settle()
	s.notes.edit.entry.SetText("Begun and ended")
	h.Tap("Save")
	h.Want("Begun and ended")
}
