package reader

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

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
