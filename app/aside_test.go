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
