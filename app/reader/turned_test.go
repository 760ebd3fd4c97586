package reader

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestTurnAndFit(t *testing.T) {
	h, s, r := opened(t, "rich.pdf", rich())
	m := Memory{}
	s.memory = m
	settled(t, h, s)
	ctrl(s, fyne.KeyR)
	settled(t, h, s)
	p := s.pages
	b := p.cache.get(0)
	if b == nil || b.turn != 1 || b.image.Rect.Dx() < b.image.Rect.Dy() {
		t.Fatal("the page is not turned")
	}
	if c := b.image.RGBAAt(b.image.Rect.Dx()-5, 5); c.R < 200 || c.G > 60 {
		t.Error("the upper right corner is not the red one:", c)
	}
	seek(t, h, s, "rice")
	mark := p.leaves[0].marking.marks[0]
	if at, of := mark.Position(), p.leaves[0].Size(); at.X < of.Width*0.7 || mark.Size().Height < mark.Size().Width {
		t.Error("on a turned page the mark is at", at, mark.Size(), of)
	}
	press(p, p.on(0, 45, 95))
	dragTo(p, p.on(0, 121, 95))
	settled(t, h, s)
	s.keys.TypedShortcut(&fyne.ShortcutCopy{})
	h.Settle()
	if got := fyne.CurrentApp().Clipboard().Content(); got != "Rice" {
		t.Errorf("selected on a turned page: %q", got)
	}
	s.find.close()
	s.zoom(zoomPage)
	settled(t, h, s)
	if tall := p.plan.talls[1]; tall > p.room.Height || p.currentZoom() > widestFit {
		t.Error("a page does not fit:", tall, p.room.Height)
	}
	s.key(fyne.KeyPageDown)
	settled(t, h, s)
	if p.page() != 1 {
		t.Error("a page on is page", p.page()+1)
	}
	s.key(fyne.KeyPageUp)
	settled(t, h, s)
	s.Close()
	again := New(h.Env, r, m, func() {})
	t.Cleanup(again.Close)
	h.Show(again)
	settled(t, h, again)
	if again.pages.turn != 1 || again.pages.zoom != zoomWhole || again.pages.plan.size(0).W != 400 {
		t.Error("it is opened another way than it was left:", again.pages.turn, again.pages.zoom)
	}
	for range 3 {
		again.turn()
	}
	settled(t, h, again)
	if b := again.pages.cache.get(0); again.pages.turn != 0 || b == nil || b.turn != 0 || b.image.Rect.Dx() > b.image.Rect.Dy() {
		t.Error("four quarters are no whole")
	}
}
