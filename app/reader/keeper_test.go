package reader

import (
	"context"
	"testing"
	"time"

	"rantau/app/apptest"
	"rantau/campus"
)

// places are the records of where somebody was in a document.
func places(t *testing.T, h *apptest.Hand, document campus.Record) []campus.Record {
	t.Helper()
	r := h.Campus.Replica
	all, err := r.Records(context.Background(), campus.Query{Space: campus.PersonalSpace(r.Me()), Kind: "place", Of: document.ID})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestPlaceIsKept: a document opens where it was left, also by a program that was started
// anew; what was not moved is not written.
func TestPlaceIsKept(t *testing.T) {
	h, s, doc := opened(t, "book.pdf", book(40))
	settled(t, h, s)
	s.Close()
	h.Settle()
	if n := len(places(t, h, doc)); n > 0 {
		t.Fatalf("%d places were written of a document that was only opened", n)
	}
	s = look(t, h, doc)
	settled(t, h, s)
	s.pages.goPage(16)
	settled(t, h, s)
	s.pages.goPage(20)
	s.pages.setZoom(1.5)
	s.pages.by(300)
	settled(t, h, s)
	if n := len(places(t, h, doc)); n > 0 {
		t.Error("it is written at every step:", n)
	}
	was := s.pages.here()
	s.Close()
	h.Settle()
	all := places(t, h, doc)
	if len(all) != 1 {
		t.Fatalf("%d places were written", len(all))
	}
	if p := campus.As[campus.Place](all[0]); p.Page != 21 || p.Zoom != 150 || p.Part < 100 || p.Device != h.Campus.Replica.Device() {
		t.Errorf("%+v", p)
	}
	s = look(t, h, doc) // with a memory of its own, as after a restart
	settled(t, h, s)
	if now := s.pages.here(); now.page != was.page || !near(now.part, was.part, 0.01) || s.pages.zoom != 1.5 {
		t.Errorf("it opens at %v with %v, was %v", now, s.pages.zoom, was)
	}
	s.Close()
	h.Settle()
	if again := places(t, h, doc); again[0].Edited != all[0].Edited {
		t.Error("what was not moved was written again")
	}
}

// TestPlaceElsewhere: who read on, on another computer, goes on there; who was led to a
// page is led there.
func TestPlaceElsewhere(t *testing.T) {
	h, s, doc := opened(t, "book.pdf", book(40))
	settled(t, h, s)
	memory := Memory{}
	s.memory = memory
	s.Close()
	h.Settle()
	r := h.Campus.Replica
	p := campus.Place{Device: "another", In: doc.Space, Of: doc.ID, Page: 31, Zoom: -1, Turn: 1}
	reopen := func() *Screen {
		s := New(h.Env, doc, memory, func() {})
		t.Cleanup(s.Close)
		h.Show(s)
		settled(t, h, s)
		return s
	}
	left := memory[doc.ID].left
	old := r.Add(campus.PersonalSpace(r.Me()), r.Me(), "place", campus.PlaceID(p.Device, p.In, p.Of), &p)
	if old.Edited.After(left) {
		t.Fatal("the clock of the campus is not behind")
	}
	if s = reopen(); s.pages.here().page != 0 {
		t.Error("an older place of another computer leads:", s.pages.here())
	}
	s.Close()
	h.Settle()
	m := memory[doc.ID]
	m.left = old.Edited.Add(-time.Minute)
	memory[doc.ID] = m
	p.Page = 32
	r.Add(campus.PersonalSpace(r.Me()), r.Me(), "place", old.ID, &p)
	s = reopen()
	if s.pages.here().page != 31 || s.pages.turn != 1 || s.pages.zoom != zoomWhole {
		t.Error("where it was read on elsewhere is not gone to:", s.pages.here(), s.pages.turn, s.pages.zoom)
	}
	s.Close()
	h.Settle()
	memory.Turn(doc.ID, 9, "")
	if s = reopen(); s.pages.here().page != 8 {
		t.Error("who was led to page 9 is at", s.pages.here())
	}
}
