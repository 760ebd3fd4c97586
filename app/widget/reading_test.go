package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"rantau/app/theme"
)

func reading(t *testing.T, width float32, runs ...Run) *Reading {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.New(theme.Look{Text: theme.Normal}))
	r := NewReading(runs...)
	w := test.NewTempWindow(t, r)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, 400))
	return r
}

// texts are what is drawn, from top to bottom.
func drawn(r fyne.Widget) (out []string) {
	for _, o := range test.WidgetRenderer(r).Objects() {
		if t, ok := o.(*canvas.Text); ok {
			out = append(out, t.Text)
		}
	}
	return out
}

// over gives a place in the middle of the n-th letter's left half.
func over(r *Reading, at int) fyne.Position {
	for i := range r.lines {
		l := &r.lines[i]
		if at >= l.from && at <= l.end {
			return fyne.NewPos(r.shift(l, r.Size().Width)+r.xOf(l, at)+1, r.pad()+(float32(i)+0.5)*r.pitch)
		}
	}
	return fyne.Position{}
}

func TestReadingWraps(t *testing.T) {
	text := "นักเรียนปลูกข้าวในจังหวัดตราด and they write about it"
	r := reading(t, 150, Run{Text: text})
	lines := drawn(r)
	if len(lines) < 3 {
		t.Fatalf("%q", lines)
	}
	for _, l := range lines {
		if w := fyne.MeasureText(l, r.size(), fyne.TextStyle{}).Width; w > 150-2*r.pad()+1 {
			t.Errorf("%q is %.0f wide", l, w)
		}
	}
	high := r.MinSize().Height
	r.Resize(fyne.NewSize(600, 400))
	if len(drawn(r)) != 1 || r.MinSize().Height >= high {
		t.Errorf("in a wide room: %q, %.0f high after %.0f", drawn(r), r.MinSize().Height, high)
	}
}

func TestReadingSelects(t *testing.T) {
	text := "นักเรียนปลูกข้าว is rice\nsecond"
	r := reading(t, 500, Run{Text: text})
	c := Canvas(r)
	press := func(at int, m fyne.KeyModifier) {
		r.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: over(r, at)}, Button: desktop.MouseButtonPrimary, Modifier: m})
	}
	press(0, 0)
	if c.Focused() != r || r.Selected() != "" {
		t.Errorf("after a press %q is selected, the keyboard is on %v", r.Selected(), c.Focused())
	}
	second := len("นักเรียนปลูกข้าว is rice\n")
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: over(r, second+3)}})
	if want := text[:second+3]; r.Selected() != want {
		t.Errorf("dragging selects %q, want %q", r.Selected(), want)
	}
	r.TypedShortcut(&fyne.ShortcutCopy{})
	if got := fyne.CurrentApp().Clipboard().Content(); got != text[:second+3] {
		t.Errorf("copied is %q", got)
	}
	at := len("นักเรียนป") // in the second word
	press(at, 0)
	press(at, 0)
	if r.Selected() != "ปลูก" {
		t.Errorf("a double-click selects %q", r.Selected())
	}
	r.TypedShortcut(&fyne.ShortcutSelectAll{})
	if r.Selected() != text {
		t.Errorf("all is %q", r.Selected())
	}
	c.Unfocus()
	if r.Selected() != "" || !r.Disabled() {
		t.Error("without the keyboard something is selected")
	}
	// No place is inside a letter.
	for x := float32(0); x < 60; x++ {
		at := r.place(fyne.NewPos(x, r.pad()+2))
		if at < len(text) && text[at]&0xC0 == 0x80 {
			t.Fatalf("at %v the place is %d, in the middle of a code point", x, at)
		}
		if at == len("น") {
			t.Fatalf("at %v the place is inside a letter", x)
		}
	}
}

func TestReadingLinks(t *testing.T) {
	followed := 0
	r := reading(t, 500, Run{Text: "Look "}, Run{Text: "here", Link: func() { followed++ }}, Run{Text: " please"})
	tap := func(at int) { r.Tapped(&fyne.PointEvent{Position: over(r, at)}) }
	tap(1)
	if followed != 0 {
		t.Error("the text before a link is a link")
	}
	tap(6)
	if followed != 1 {
		t.Error("the link leads nowhere")
	}
	r.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: over(r, 6)}})
	if r.Cursor() != desktop.PointerCursor {
		t.Error("the pointer does not tell of the link")
	}
	r.Tapped(&fyne.PointEvent{Position: fyne.NewPos(-5, 300)})
	r.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(499, 399)}})
	if r.Cursor() != desktop.TextCursor {
		t.Error("the pointer stays")
	}
}

func TestEllipsisKeepsLetters(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.New(theme.Look{Text: theme.Normal}))
	whole := fyne.MeasureText("ស្ត្រីស្ត្រី", 14, fyne.TextStyle{}).Width
	for w := float32(1); w < whole; w++ {
		switch got := Ellipsis("ស្ត្រីស្ត្រី", w, 14, fyne.TextStyle{}); got {
		case "…", "ស្ត្រី…":
		default:
			t.Fatalf("in %v: %q", w, got)
		}
	}
}
