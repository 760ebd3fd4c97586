package reader

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	toolkit "fyne.io/fyne/v2/lang"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/widget"
)

// doubleClick is how soon the second press of one comes.
const doubleClick = 400 * time.Millisecond

// sameSpot is how near to each other the two presses of a double click are.
const sameSpot = 6

func apart(a, b fyne.Position) float32 {
	d := a.Subtract(b)
	return max(d.X, -d.X, d.Y, -d.Y)
}

// MouseDown implements desktop.Mouseable.
func (b *paper) MouseDown(e *desktop.MouseEvent) {
	p := b.pages
	if p.onFocus != nil {
		p.onFocus()
	}
	if e.Button != desktop.MouseButtonPrimary || len(p.plan.tops) == 0 {
		return
	}
	switch now := time.Now(); {
	case now.Sub(b.pressed) < doubleClick && apart(b.at, e.Position) < sameSpot:
		b.pressed = time.Time{}
		p.selectWord(e.Position)
	case e.Modifier&fyne.KeyModifierShift != 0 && p.selection.on:
		p.selectTo(e.Position)
	default:
		b.pressed, b.at = now, e.Position
		p.selectFrom(e.Position)
	}
}

// MouseUp implements desktop.Mouseable.
func (b *paper) MouseUp(*desktop.MouseEvent) {}

// Dragged implements fyne.Draggable.
func (b *paper) Dragged(e *fyne.DragEvent) {
	if p := b.pages; p.selection.on {
		b.pressed = time.Time{}
		p.drag(e.Position.Subtract(p.scroll.Offset))
	}
}

// DragEnd implements fyne.Draggable. Who lets go beyond the pages has lost the keyboard by
// then, and wants to copy.
func (b *paper) DragEnd() {
	b.pages.dragging = false
	if b.pages.onFocus != nil {
		b.pages.onFocus()
	}
}

// Tapped implements fyne.Tappable.
func (b *paper) Tapped(e *fyne.PointEvent) {
	if of := b.pages.signAt(e.Position); of != "" && !b.pages.hasSelection() {
		b.pressed = time.Time{}
		b.pages.onSign(of)
		return
	}
	if l := b.pages.linkAt(e.Position); l != nil && !b.pages.hasSelection() && b.pages.onLink != nil {
		b.pressed = time.Time{} // the next press is on another place
		b.pages.onLink(l)
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (b *paper) TappedSecondary(e *fyne.PointEvent) {
	p, c := b.pages, widget.Canvas(b)
	if c == nil || len(p.plan.tops) == 0 {
		return
	}
	copyIt := fyne.NewMenuItem(toolkit.L("Copy"), p.copy)
	copyIt.Disabled = !p.hasSelection()
	items := []*fyne.MenuItem{copyIt, fyne.NewMenuItem(selectPage.Say(), p.selectPage)}
	if p.onMenu != nil {
		items = append(items, p.onMenu(p.at(e.Position))...)
	}
	items = append(items, linkItems(p.linkAt(e.Position))...)
	fw.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, e.AbsolutePosition)
}

// MouseIn implements desktop.Hoverable.
func (b *paper) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (b *paper) MouseMoved(e *desktop.MouseEvent) {
	b.cursor = desktop.DefaultCursor
	if len(b.pages.plan.tops) == 0 {
		return
	}
	if b.pages.linkAt(e.Position) != nil || b.pages.signAt(e.Position) != "" {
		b.cursor = desktop.PointerCursor
		return
	}
	at := b.pages.at(e.Position)
	if sh, _ := b.pages.writing.get(at.page); sh != nil && sh.over(at.x, at.y) {
		b.cursor = desktop.TextCursor
	}
}

// MouseOut implements desktop.Hoverable.
func (b *paper) MouseOut() { b.cursor = desktop.DefaultCursor }

// Cursor implements desktop.Cursorable.
func (b *paper) Cursor() desktop.Cursor { return b.cursor }
