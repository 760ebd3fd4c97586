package reader

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"rantau/campus"
)

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

// TestANoteIsSavedOnce: who presses twice has one note, also where the second press comes
// when the first has saved it and the list is not there yet.
func TestANoteIsSavedOnce(t *testing.T) {
	h, s, doc := inClass(t, "student", "novel.pdf", novel(2))
	ctrl(s, fyne.KeyM)
	h.Settle()
	e := s.notes.edit
	e.entry.SetText("Which rice?")
	h.Tap("Save")
	e.entry.OnSend()
	e.entry.SetText("Which rice? And")
	h.Settle()
	if all := annotations(t, h, doc); len(all) != 1 {
		t.Errorf("there is %+v", all)
	}
	if n := h.Campus.Replica.Drafts(); n != 0 {
		t.Error("what was saved is being written still")
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

// TestABegunNoteOutlivesItsDocument: what was begun on a document that is removed meanwhile becomes
// a note of one's own when it is left; nobody would find the draft.
func TestABegunNoteOutlivesItsDocument(t *testing.T) {
	h, s, doc := inClass(t, "teacher", "novel.pdf", novel(3))
	ctrl(s, fyne.KeyM)
	h.Settle()
	s.notes.edit.forAll.SetChecked(true)
	s.notes.edit.entry.SetText("Ask about this.")
	doc.Deleted = true
	h.Campus.Replica.Put(doc)
	h.Settle()
	h.Want("This document was removed")
	s.Close()
	h.Settle()
	all, err := h.Campus.Replica.Records(t.Context(), campus.Query{Space: own(h), Kind: "annotation"})
	if err != nil || len(all) != 1 || campus.As[campus.Annotation](all[0]).Text != "Ask about this." || h.Campus.Replica.Drafts() != 0 {
		t.Errorf("%+v, %d drafts, %v", all, h.Campus.Replica.Drafts(), err)
	}
}
