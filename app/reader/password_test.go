package reader

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

func TestPassword(t *testing.T) {
	h, s, r := opened(t, "locked.pdf", locked("merantau"))
	h.Want("asks for a password", "kept nowhere")
	h.WantNot("not right", "could not be opened")
	try := func(password string) {
		t.Helper()
		field := h.Secret()
		if field == nil || h.Window.Canvas().Focused() != fyne.Focusable(field) {
			t.Fatal("the keyboard is not in the field")
		}
		field.SetText(password)
		field.OnSubmitted(password)
		h.Settle()
	}
	try("")
	h.WantNot("not right")
	try("Merantau")
	h.Want("This password is not right.")
	try(strings.Repeat("x", maxPassword+1))
	h.Want("This password is not right.")
	try("merantau")
	settled(t, h, s)
	h.Want("of 1")
	h.WantNot("asks for a password", "not right")
	if h.Window.Canvas().Focused() != fyne.Focusable(s.keys) {
		t.Error("the keyboard is not on the pages")
	}
	beside := New(h.Env, r, Memory{}, nil)
	t.Cleanup(beside.Close)
	h.Window.SetContent(container.NewStack(s.Content(), beside.Content()))
	s.keysToPages()
	h.Settle()
	if h.Secret() == nil || h.Window.Canvas().Focused() != fyne.Focusable(s.keys) {
		t.Error("a document beside something else takes the keyboard")
	}
	h.Window.SetContent(s.Content())
	s.keysToPages()
	// A worker that ends opens it again.
	_ = s.pages.engine.worker().cmd.Process.Kill()
	seek(t, h, s, "hidden words")
	for range 3 { // the first question may be the one that was lost
		s.find.look()
		settled(t, h, s)
	}
	s.pages.setZoom(2)
	settled(t, h, s)
	h.Want("of 1")
	h.WantNot("asks for a password")
	s.Close()
	m := Memory{}
	m.Turn(r.ID, 1, "hidden") // what led here waits for the password
	again := New(h.Env, r, m, func() {})
	t.Cleanup(again.Close)
	h.Show(again)
	h.Want("asks for a password")
	try("merantau")
	settled(t, h, again)
	h.Want("1 of 1")
}
