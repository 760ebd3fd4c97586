package reader

import (
	"testing"
	"time"

	"rantau/app/apptest"
)

func TestContents(t *testing.T) {
	h, s, _ := opened(t, "guide.pdf", apptest.Paper("Guide", 6))
	settled(t, h, s)
	h.WantNot("Contents")
	s.panelButton()
	settled(t, h, s)
	h.Want("Contents", "1. Who does what", "6. Who does what", "The receiving")
	if len(s.panel.contents.all) != 12 || s.panel.contents.all[1].Level != 2 {
		t.Fatal(s.panel.contents.all)
	}
	s.panel.contents.list.Select(8) // of page 5
	settled(t, h, s)
	if s.pages.page() != 4 || s.panel.contents.current < 8 {
		t.Error("the fifth heading leads to page", s.pages.page()+1, "and marks", s.panel.contents.current)
	}
	s.pages.goPage(1)
	settled(t, h, s)
	if at := s.panel.contents.current; at != 2 && at != 3 {
		t.Error("on page 2 heading", at, "is marked")
	}
	s.panelButton()
	settled(t, h, s)
	h.WantNot("Contents")
}

func TestHeadingAt(t *testing.T) {
	all := []heading{{Page: 0}, {Page: 2, Top: 100}, {Page: -1}, {Page: 2, Top: 300}, {Page: 1, Top: 50}, {Page: 9}}
	for _, c := range []struct {
		page int
		top  float32
		want int
	}{{0, 0, 0}, {1, 20, 0}, {1, 60, 4}, {2, 99, 4}, {2, 100, 1}, {2, 900, 3}, {5, 0, 3}, {100, 0, 5}} {
		if got := headingAt(all, c.page, c.top); got != c.want {
			t.Errorf("page %d at %v: %d, want %d", c.page, c.top, got, c.want)
		}
	}
	if headingAt(nil, 3, 3) != -1 {
		t.Error("no headings")
	}
}

// Only the small pictures in sight are drawn, also of a long document.
func TestSmallPictures(t *testing.T) {
	h, s, _ := opened(t, "novel.pdf", novel(300))
	settled(t, h, s)
	s.panelButton()
	settled(t, h, s)
	h.Want("Pages")
	if s.panel.tabs.Current() != 1 {
		t.Error("a document without an outline shows its contents")
	}
	h.Settle()
	if n := len(s.panel.thumbs.cache.at); n < 3 || n > 12 {
		t.Error("small pictures:", n)
	}
	s.panel.thumbs.list.Select(3)
	settled(t, h, s)
	if s.pages.page() != 3 || s.panel.thumbs.current != 3 {
		t.Error("the fourth leads to page", s.pages.page()+1)
	}
	s.pages.goPage(250)
	settled(t, h, s)
	if b := s.panel.thumbs.cache.get(250); b == nil || b.image.Rect.Dx() > 140 {
		t.Error("the list does not follow:", b)
	}
	if n := len(s.panel.thumbs.rows); n > 30 {
		t.Error("rows heap up:", n)
	}
	s.panel.tabs.Select(0)
	h.Want("This document has no table")
	s.panelButton()
	if len(s.panel.thumbs.cache.at) != 0 {
		t.Error("a closed panel keeps its pictures")
	}
}

// Pages that can't be drawn small are left white, and asked once.
func TestSmallPicturesOfAMisbehavedFile(t *testing.T) {
	h, s, _ := opened(t, "book.pdf", book(2))
	settled(t, h, s)
	s.showPages(keepFile(t, "x.fake", nil), "")
	s.pages.engine.patience = time.Second
	h.Settle()
	s.panelButton()
	s.panel.tabs.Select(1)
	for page := range 12 {
		s.panel.thumbs.list.ScrollTo(page)
		h.Settle()
	}
	th := s.panel.thumbs
	for _, page := range []int{hangs, dies, lies, fails} {
		if !th.bad[page] && s.pages.spoilt[page] == "" || th.cache.get(page) != nil {
			t.Error("page", page+1, "is there:", th.bad, s.pages.spoilt)
		}
	}
	if th.cache.get(10) == nil {
		t.Error("a page behind them is not")
	}
}
