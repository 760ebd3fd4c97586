package app_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"rantau/app"
	"rantau/app/apptest"
	"rantau/campus"
)

func esc(h *apptest.Hand) {
	h.T.Helper()
	h.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	h.Settle()
}

// TestADocumentLiesOverItsSection: Esc and the navigation lead away from it.
func TestADocumentLiesOverItsSection(t *testing.T) {
	h, p := start(t, app.Options{SignedIn: true}, "teacher")
	h.Campus.Library()
	h.Tap("Resources")
	r, err := h.Campus.Replica.Record(context.Background(), apptest.InLibrary("How to open a class.txt"))
	if err != nil {
		t.Fatal(err)
	}
	p.Env().Show(r)
	h.Settle()
	h.Want("Choose New class.")
	h.Campus.Link.Set(campus.Status{Line: campus.Unreached, LastSync: apptest.Clock})
	esc(h)
	h.Want("9 documents")
	p.Env().Show(r)
	h.Settle()
	h.Tap("Training")
	h.WantNot("Choose New class.")
	esc(h)
	h.Want("New class")
	h.WantNot("Choose New class.")
}

// TestANoteLeadsToItsDocument: and where that is gone, to its words.
func TestANoteLeadsToItsDocument(t *testing.T) {
	h, p := start(t, app.Options{SignedIn: true}, "teacher")
	h.Campus.Library()
	h.Tap("Home")
	note := campus.Annotation{In: h.Campus.Commons, Of: campus.DerivedID("document", "guide"), Manifest: campus.HashSet(nil) + campus.HashSet(nil), Page: 2, Text: "Ask Rina about it"}
	at := func() campus.Record {
		return h.Campus.Replica.Add(campus.PersonalSpace(h.Campus.Siti), h.Campus.Siti, "annotation", campus.NewID(), &note)
	}
	p.Env().ShowNote(at())
	h.Wait("Exchange framework 2027.pdf")
	esc(h)
	h.WantNot("Exchange framework 2027.pdf")
	note.Of = campus.NewID()
	p.Env().ShowNote(at())
	h.Wait("Ask Rina about it")
	h.Want("A note of yours", "page 2")
	esc(h)
	h.WantNot("A note of yours")
}

// TestEscTakesADialogAway: what is hidden must not stay over the window, where
// it would take every click.
func TestEscTakesADialogAway(t *testing.T) {
	h, _ := start(t, app.Options{SignedIn: true}, "teacher")
	h.Tap("Training")
	h.Tap("New class")
	if len(h.Window.Canvas().Overlays().List()) != 1 {
		t.Fatal("there is no form")
	}
	esc(h)
	if n := len(h.Window.Canvas().Overlays().List()); n != 0 {
		t.Error(n, "unseen things lie over the window")
	}
}

// TestAFormIsFilledInFromTheReader: who reads a form can begin to fill it in there.
func TestAFormIsFilledInFromTheReader(t *testing.T) {
	h, p := start(t, app.Options{SignedIn: true}, "student")
	h.Campus.Library()
	h.Campus.Own()
	for name, form := range map[string]bool{"How to open a class.txt": false, "Form 1b, institutional confirmation letter.docx": true} {
		r, err := h.Campus.Replica.Record(context.Background(), apptest.InLibrary(name))
		if err != nil {
			t.Fatal(err)
		}
		p.Env().Show(r)
		h.Settle()
		if h.Sees("Fill in") != form {
			t.Errorf("%s: it can be filled in: %v", name, !form)
		}
		if form {
			h.Tap("Fill in")
			h.Want("My forms")
			mine, err := h.Campus.Replica.Records(context.Background(), campus.Query{Space: campus.PersonalSpace(h.Campus.Dewi), Kind: "document"})
			if err != nil || len(mine) != 1 || campus.As[campus.Document](mine[0]).Form != r.ID {
				t.Errorf("%d forms are mine: %v", len(mine), err)
			}
		}
	}
}
