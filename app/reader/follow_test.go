package reader

import (
	"net/url"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rantau/app/widget"
)

func TestLinksLead(t *testing.T) {
	h, s, _ := opened(t, "rich.pdf", rich())
	settled(t, h, s)
	p := s.pages
	tap := func(x, y float32) {
		at := p.on(0, x, y)
		press(p, at)
		p.body.Tapped(&fyne.PointEvent{Position: at})
		settled(t, h, s)
	}
	p.body.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p.on(0, 100, 290)}})
	if p.body.Cursor() != desktop.PointerCursor {
		t.Error("a link does not look like one")
	}
	before := p.scroll.Offset.Y
	tap(100, 290)
	if at := p.onPage(1, box{0, 100, 0, 100}); p.page() != 1 || at.Y0 < p.scroll.Offset.Y {
		t.Error("the link to the second page leads to", p.scroll.Offset.Y)
	}
	h.Want("Back to page 1")
	s.keys.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt})
	settled(t, h, s)
	h.WantNot("Back to page 1")
	if p.scroll.Offset.Y != before {
		t.Error("back is at", p.scroll.Offset.Y, "not at", before)
	}
	tap(100, 290)
	h.Tap("Back to page 1")
	tap(100, 290)
	if !s.Back() || s.way.Visible() || s.goBack() {
		t.Error("Esc leaves the way back")
	}
	p.goPage(0)
	settled(t, h, s)

	var opened []string
	was := widget.Browse
	t.Cleanup(func() { widget.Browse = was })
	widget.Browse = func(u *url.URL) error { opened = append(opened, u.String()); return nil }
	tap(225, 330) // javascript:
	if h.Window.Canvas().Overlays().Top() != nil {
		t.Error("a script is a link")
	}
	tap(100, 330)
	h.Want("https://example.org/rice?a=1")
	if len(opened) > 0 {
		t.Error("it was opened before anybody was asked")
	}
	h.Tap("Open in the browser")
	if len(opened) != 1 || opened[0] != "https://example.org/rice?a=1" {
		t.Error(opened)
	}
}

func TestPlacesToGoBackToAreBounded(t *testing.T) {
	h, s, _ := opened(t, "rich.pdf", rich())
	settled(t, h, s)
	for range 3 * mostBack {
		s.jump(1, 1e6)
		s.jump(-1, 0)
		s.jump(5, 0)
	}
	if len(s.backs) != mostBack {
		t.Error(len(s.backs))
	}
}
