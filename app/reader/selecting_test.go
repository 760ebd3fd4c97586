package reader

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// on gives where a point of a page is on the paper.
func (p *pages) on(page int, x, y float32) fyne.Position {
	b := p.onPage(page, box{x, y, x, y})
	return fyne.NewPos(b.X0, b.Y0)
}

func press(p *pages, at fyne.Position) {
	p.body.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
}

func dragTo(p *pages, at fyne.Position) {
	p.body.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
}

func TestSelectAndCopy(t *testing.T) {
	h, s, _ := opened(t, "novel.pdf", novel(6))
	settled(t, h, s)
	p := s.pages
	clip := func() string { return fyne.CurrentApp().Clipboard().Content() }
	copyIt := func() { s.keys.TypedShortcut(&fyne.ShortcutCopy{}); h.Settle() }
	press(p, p.on(0, 70, 130))
	dragTo(p, p.on(0, 142, 130))
	p.body.DragEnd()
	settled(t, h, s)
	if m := p.leaves[0].marking.marked; len(m) != 1 || m[0].kind != markSelected || !near(m[0].X0, 80, 1) || !near(m[0].X1, 140, 6) {
		t.Error("what is selected is marked at", m)
	}
	copyIt()
	if clip() != "Rice" {
		t.Errorf("copied: %q", clip())
	}
	press(p, p.on(0, 300, 250)) // a click somewhere
	if p.hasSelection() {
		t.Error("a click leaves it selected")
	}
	copyIt()
	if clip() != "Rice" {
		t.Error("nothing was copied over what was there")
	}
	time.Sleep(doubleClick)
	press(p, p.on(0, 90, 130))
	press(p, p.on(0, 90, 130))
	copyIt()
	if clip() != "Rice" || !p.hasSelection() {
		t.Errorf("double click: %q", clip())
	}
	s.keys.TypedShortcut(&fyne.ShortcutSelectAll{})
	copyIt()
	if want := "Rice on page 1\n\nand Rice again"; clip() != want {
		t.Errorf("the page: %q", clip())
	}
	// Over several pages, one of which nobody has looked at.
	p.goPage(0)
	press(p, p.on(0, 70, 640))
	p.goPage(3)
	dragTo(p, p.on(3, 590, 130))
	p.body.DragEnd()
	p.goPage(5)
	settled(t, h, s)
	copyIt()
	for _, want := range []string{"and Rice again\n\nwater on page 2\n\nand water", "water on page 3", "Rice on page 4"} {
		if !strings.Contains(clip(), want) {
			t.Errorf("%q is not in %q", want, clip())
		}
	}
	if strings.Contains(clip(), "page 1") || strings.Count(clip(), "again") != 3 {
		t.Errorf("too much was copied: %q", clip())
	}
	p.body.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(300, 300)})
	h.Want("Copy", "Select this page")
	h.Window.Canvas().Overlays().Top().Hide()
}

// While the pointer is held beyond the edge the pages move, and more is selected.
func TestSelectingMovesThePages(t *testing.T) {
	h, s, _ := opened(t, "novel.pdf", novel(6))
	settled(t, h, s)
	p := s.pages
	press(p, p.on(0, 70, 130))
	dragTo(p, fyne.NewPos(600, p.room.Height+60))
	if !h.Campus.Queue.Until(func() bool { return p.page() > 1 }) {
		t.Fatal("the pages stay")
	}
	if p.selection.cursor.page == 0 {
		t.Error("what comes in sight is not selected")
	}
	h.Window.Canvas().Unfocus() // as Fyne does when the button is let go there
	p.body.DragEnd()
	if h.Window.Canvas().Focused() != fyne.Focusable(s.keys) {
		t.Error("the keyboard is lost")
	}
	h.Campus.Queue.Until(func() bool { return !p.moving })
	at := p.scroll.Offset.Y
	time.Sleep(3 * edgeTick)
	settled(t, h, s)
	if p.scroll.Offset.Y != at {
		t.Error("the pages move on")
	}
}

func TestCursorOverText(t *testing.T) {
	h, s, _ := opened(t, "novel.pdf", novel(2))
	settled(t, h, s)
	p := s.pages
	if p.body.Cursor() == nil { // Fyne asks before it tells of the pointer
		t.Fatal("no cursor")
	}
	move := func(x, y float32) desktop.Cursor {
		p.body.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p.on(0, x, y)}})
		return p.body.Cursor()
	}
	if move(90, 130) != desktop.TextCursor || move(300, 400) != desktop.DefaultCursor {
		t.Error("the cursor does not tell text from paper")
	}
	test.Tap(p.body)
	if h.Window.Canvas().Focused() != fyne.Focusable(s.keys) {
		press(p, p.on(0, 300, 300))
	}
}
