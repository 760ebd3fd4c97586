package widget

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	toolkit "fyne.io/fyne/v2/lang"
	fw "fyne.io/fyne/v2/widget"

	"rantau/words"
)

// Reading is prose in which links can be followed and text selected, by letters as a
// person sees them, and copied.
type Reading struct {
	Prose
	anchor, cursor int // the selection is between them
	active         bool
	pressed        time.Time
	pointer        desktop.Cursor
}

// NewReading makes a text for reading.
func NewReading(runs ...Run) *Reading {
	r := &Reading{pointer: desktop.TextCursor}
	r.Runs = runs
	r.marked = r.selection
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *Reading) CreateRenderer() fyne.WidgetRenderer {
	return &proseRenderer{p: &r.Prose, whole: r}
}

func (r *Reading) selection() (from, end int) {
	return min(r.anchor, r.cursor), max(r.anchor, r.cursor)
}

// Selected is the text that is selected.
func (r *Reading) Selected() string {
	from, end := r.selection()
	return r.Words()[from:end]
}

// place finds the place in the text that is nearest to a position: between two
// letters, never inside one.
func (r *Reading) place(at fyne.Position) int {
	if len(r.lines) == 0 {
		return 0
	}
	i := min(max(0, int((at.Y-r.pad())/r.pitch)), len(r.lines)-1)
	l := &r.lines[i]
	x := at.X - r.shift(l, r.Size().Width)
	best := l.from
	text := r.Words()[l.from:l.end]
	for _, next := range append(words.Clusters(text), len(text)) {
		left, right := r.xOf(l, best), r.xOf(l, l.from+next)
		if x < (left+right)/2 {
			return best
		}
		best = l.from + next
	}
	return best
}

// runAt finds the run under a position, nil where there is none.
func (r *Reading) runAt(at fyne.Position) *Run {
	if r.pitch == 0 {
		return nil
	}
	i := int((at.Y - r.pad()) / r.pitch)
	if i < 0 || i >= len(r.lines) {
		return nil
	}
	l := &r.lines[i]
	x := at.X - r.shift(l, r.Size().Width)
	for _, s := range l.spans {
		if x >= s.x && x < s.x+s.width {
			return &r.runs()[s.run]
		}
	}
	return nil
}

// doubleClick is how soon the second press of one comes.
const doubleClick = 400 * time.Millisecond

// MouseDown implements desktop.Mouseable.
func (r *Reading) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	r.active = true
	Focus(r)
	at := r.place(e.Position)
	switch now := time.Now(); {
	case now.Sub(r.pressed) < doubleClick && at >= 0:
		r.anchor, r.cursor = wordAt(r.Words(), at)
		r.pressed = time.Time{}
	case e.Modifier&fyne.KeyModifierShift != 0:
		r.cursor = at
	default:
		r.anchor, r.cursor, r.pressed = at, at, now
	}
	r.Refresh()
}

// MouseUp implements desktop.Mouseable.
func (r *Reading) MouseUp(*desktop.MouseEvent) {}

// Dragged implements fyne.Draggable.
func (r *Reading) Dragged(e *fyne.DragEvent) {
	r.pressed = time.Time{}
	if at := r.place(e.Position); at != r.cursor {
		r.cursor = at
		r.Refresh()
	}
}

// DragEnd implements fyne.Draggable.
func (r *Reading) DragEnd() {}

// Tapped implements fyne.Tappable.
func (r *Reading) Tapped(e *fyne.PointEvent) {
	if run := r.runAt(e.Position); run != nil && run.Link != nil && r.Selected() == "" {
		run.Link()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (r *Reading) TappedSecondary(e *fyne.PointEvent) {
	c := Canvas(r)
	if c == nil {
		return
	}
	copyIt := fyne.NewMenuItem(toolkit.L("Copy"), r.copy)
	copyIt.Disabled = r.Selected() == ""
	all := fyne.NewMenuItem(toolkit.L("Select all"), r.selectAll)
	fw.ShowPopUpMenuAtPosition(fyne.NewMenu("", copyIt, all), c, e.AbsolutePosition)
}

func (r *Reading) copy() {
	if s := r.Selected(); s != "" {
		fyne.CurrentApp().Clipboard().SetContent(s)
	}
}

func (r *Reading) selectAll() {
	r.active = true
	Focus(r)
	r.anchor, r.cursor = 0, len(r.Words())
	r.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (r *Reading) MouseIn(e *desktop.MouseEvent) { r.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (r *Reading) MouseMoved(e *desktop.MouseEvent) {
	r.pointer = desktop.TextCursor
	if run := r.runAt(e.Position); run != nil && run.Link != nil {
		r.pointer = desktop.PointerCursor
	}
}

// MouseOut implements desktop.Hoverable.
func (r *Reading) MouseOut() {}

// Cursor implements desktop.Cursorable.
func (r *Reading) Cursor() desktop.Cursor { return r.pointer }

// Disabled implements fyne.Disableable: only what was pressed takes the keyboard, so
// that Tab does not stop at each text.
func (r *Reading) Disabled() bool { return !r.active }

// Enable implements fyne.Disableable.
func (r *Reading) Enable() { r.active = true }

// Disable implements fyne.Disableable.
func (r *Reading) Disable() { r.active = false }

// FocusGained implements fyne.Focusable.
func (r *Reading) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (r *Reading) FocusLost() {
	r.active, r.anchor, r.cursor = false, 0, 0
	r.Refresh()
}

// TypedRune implements fyne.Focusable.
func (r *Reading) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (r *Reading) TypedKey(k *fyne.KeyEvent) { passKey(r, k) }

// TypedShortcut implements fyne.Shortcutable.
func (r *Reading) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutCopy:
		r.copy()
	case *fyne.ShortcutSelectAll:
		r.selectAll()
	default:
		passShortcut(r, s)
	}
}

// wordAt gives the word around a place in a text, without the space behind it.
func wordAt(s string, at int) (from, end int) {
	end = len(s)
	for _, b := range words.Breaks(s) {
		if b > at {
			end = b
			break
		}
		from = b
	}
	return from, from + len(strings.TrimRight(s[from:end], " \t\n"))
}
