package widget

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A long text must not widen what it is in: it would go over what is beside it, or
// over the edge of the window.
func TestLongTextWidensNothing(t *testing.T) {
	test.NewTempApp(t)
	long := strings.Repeat("a long title ", 30)
	f := NewForm(nil)
	for name, o := range map[string]fyne.CanvasObject{
		"an entry": f.Line("one", "One", "").with(long),
		"an area":  f.Area("two", "Two", "", 3).with(long),
	} {
		if w := o.MinSize().Width; w > 300 {
			t.Errorf("%s wants %.0f", name, w)
		}
	}
	back := Back(nil)
	back.SetText(long)
	next := Next(nil)
	row := Hug(next)
	next.SetText(long)
	row.Resize(fyne.NewSize(400, 40))
	if w := back.MinSize().Width; w > 100 {
		t.Errorf("a button back wants %.0f", w)
	}
	for _, b := range []*Button{back, next} {
		b.Resize(fyne.NewSize(300, 40))
		if w := b.Button.MinSize().Width; w > 300 || !strings.HasSuffix(b.Text, "…") {
			t.Errorf("in 300 it shows %q, which needs %.0f", b.Text, w)
		}
		b.Resize(fyne.NewSize(100_000, 40))
		if b.Text != long {
			t.Errorf("with room enough it shows %.20q…", b.Text)
		}
	}
	next.SetText("short")
	if w := next.Size().Width; w >= 200 || next.Text != "short" {
		t.Errorf("a short label has %.0f and shows %q", w, next.Text)
	}
}

func (e *Entry) with(text string) fyne.CanvasObject { e.SetText(text); return e }
