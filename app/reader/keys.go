package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
)

const (
	keyPages lang.Text = "reader.keyPages"
	keyEnds  lang.Text = "reader.keyEnds"
	keyZoom  lang.Text = "reader.keyZoom"
	keyFind  lang.Text = "reader.keyFind"
	keyHits  lang.Text = "reader.keyHits"
	keyBack  lang.Text = "reader.keyBack"
	keyTurn  lang.Text = "reader.keyTurn"
	keyCopy  lang.Text = "reader.keyCopy"
)

// Keys implements ui.Keyed.
func (s *Screen) Keys() []ui.Key {
	scroll := []ui.Key{{Keys: "PgUp, PgDn", Does: keyPages}, {Keys: "Home, End", Does: keyEnds}}
	switch {
	case s.pages != nil:
		if !s.beside {
			scroll = append(scroll, ui.Key{Keys: "Ctrl+D", Does: keyBookmark}, ui.Key{Keys: "Ctrl+M", Does: keyNote})
		}
		return append(scroll, ui.Key{Keys: "Ctrl + / − / 0", Does: keyZoom},
			ui.Key{Keys: "Ctrl+R", Does: keyTurn},
			ui.Key{Keys: "Ctrl+F", Does: keyFind}, ui.Key{Keys: "F3, Shift+F3", Does: keyHits}, ui.Key{Keys: "Ctrl+A, Ctrl+C", Does: keyCopy}, ui.Key{Keys: "Ctrl+P", Does: keyPrint}, ui.Key{Keys: "Alt+←", Does: keyBack})
	case s.text != nil:
		return append(scroll, ui.Key{Keys: "Ctrl+F", Does: keyFind}, ui.Key{Keys: "F3, Shift+F3", Does: keyHits}, ui.Key{Keys: "Ctrl+P", Does: keyPrint})
	}
	return nil
}

// keys is where the keyboard is while somebody reads. A key that is not for
// reading goes to the window.
type keys struct {
	fw.BaseWidget
	content fyne.CanvasObject
	onKey   func(fyne.KeyName) bool
	onZoom  func(zoomKey)
	// onShortcut is asked about all other keys with Ctrl or Alt.
	onShortcut func(fyne.Shortcut) bool
	edge       *widget.Fill
}

// zoomKey is what Ctrl with +, - and 0 ask for.
type zoomKey int

const (
	zoomIn zoomKey = iota
	zoomOut
	zoomFit
	zoomPage
)

func newKeys(content fyne.CanvasObject) *keys {
	k := &keys{content: content, edge: widget.NewFill(base.ColorNamePrimary, "", 0)}
	k.edge.Hide()
	k.ExtendBaseWidget(k)
	return k
}

// Tapped implements fyne.Tappable: a click on the page brings the keys to it.
func (k *keys) Tapped(*fyne.PointEvent) { widget.Focus(k) }

// FocusGained implements fyne.Focusable.
func (k *keys) FocusGained() { k.edge.Show() }

// FocusLost implements fyne.Focusable.
func (k *keys) FocusLost() { k.edge.Hide() }

// TypedRune implements fyne.Focusable.
func (k *keys) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (k *keys) TypedKey(e *fyne.KeyEvent) {
	if k.onKey != nil && k.onKey(e.Name) {
		return
	}
	if c := widget.Canvas(k); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (k *keys) TypedShortcut(s fyne.Shortcut) {
	if z, ok := zoomOf(s); ok && k.onZoom != nil {
		k.onZoom(z)
		return
	}
	if k.onShortcut != nil && k.onShortcut(s) {
		return
	}
	if c, ok := widget.Canvas(k).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// zoomOf reads Ctrl with +, -, 0. On many keyboards + is = with Shift.
func zoomOf(s fyne.Shortcut) (zoomKey, bool) {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier&^fyne.KeyModifierShift != fyne.KeyModifierShortcutDefault {
		return 0, false
	}
	switch c.KeyName {
	case fyne.KeyPlus, fyne.KeyEqual:
		return zoomIn, true
	case fyne.KeyMinus:
		return zoomOut, true
	case fyne.Key0:
		return zoomFit, true
	}
	return 0, false
}

// CreateRenderer implements fyne.Widget.
func (k *keys) CreateRenderer() fyne.WidgetRenderer { return &keysRenderer{k} }

type keysRenderer struct{ k *keys }

func (r *keysRenderer) MinSize() fyne.Size { return r.k.content.MinSize() }

// The line at the top tells where the keyboard is without moving the pages.
func (r *keysRenderer) Layout(s fyne.Size) {
	r.k.content.Resize(s)
	r.k.edge.Resize(fyne.NewSize(s.Width, 2))
}
func (r *keysRenderer) Refresh() { r.k.content.Refresh() }
func (r *keysRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.k.content, r.k.edge}
}
func (r *keysRenderer) Destroy() {}

// key scrolls the pages by a key of the keyboard.
func (p *pages) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyPageDown, fyne.KeySpace:
		p.screenful(1)
	case fyne.KeyPageUp:
		p.screenful(-1)
	case fyne.KeyDown:
		p.by(60)
	case fyne.KeyUp:
		p.by(-60)
	case fyne.KeyLeft:
		p.aside(-60)
	case fyne.KeyRight:
		p.aside(60)
	case fyne.KeyHome:
		p.goPage(0)
	case fyne.KeyEnd:
		p.by(p.plan.total)
	default:
		return false
	}
	return true
}

// screenful goes on by what is seen: a little less, to keep the line that was read last in
// sight, and a whole page where one fits.
func (p *pages) screenful(by int) {
	if p.zoom == zoomWhole {
		p.goPage(p.page() + by)
		return
	}
	p.by(float32(by) * p.room.Height * 0.9)
}

// aside scrolls to a side, where the pages are wider than the window.
func (p *pages) aside(dx float32) {
	over := max(0, p.plan.width-p.room.Width)
	p.scroll.ScrollToOffset(fyne.NewPos(max(0, min(p.scroll.Offset.X+dx, over)), p.scroll.Offset.Y))
}
