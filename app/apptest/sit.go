package apptest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Sit opens an empty window on any copy, such as a real one on the disk.
func Sit(t testing.TB, r campus.Replica, f campus.Files) *Hand {
	if fyne.CurrentApp() == nil {
		test.NewTempApp(t)
	}
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Look{}))
	w := fyne.CurrentApp().NewWindow("")
	w.Resize(fyne.NewSize(1366, 768))
	queue := &Queue{}
	r, f = Guard(t, r, f)
	e := ui.NewEnv(r, f, &Link{}, w)
	e.Main = queue.Main
	h := &Hand{T: t, Campus: &Campus{Queue: queue}, Env: e, Window: w}
	t.Cleanup(func() { e.Close(); w.Close() })
	return h
}

// Use puts a screen in the window, tells it of changes as the shell does, and
// looks at it.
func (h *Hand) Use(s ui.Screen) {
	h.T.Helper()
	h.Window.SetContent(s.Content())
	stop := h.Env.Replica.Watch(func(n campus.Notice) {
		h.Campus.Queue.Main(func() { h.Env.People.Changed(n); h.Env.Unread.Changed(n); s.Changed(n) })
	})
	h.T.Cleanup(stop)
	s.Shown()
	h.Settle()
}

// Wait waits for words that come by a notice, which may take a moment.
func (h *Hand) Wait(words string) {
	h.T.Helper()
	if !h.Campus.Queue.Until(func() bool { return h.Sees(words) }) {
		h.T.Fatalf("%q does not come; what is there:\n%s", words, h.Text())
	}
	h.Settle()
}

// Gone waits until words are no longer there.
func (h *Hand) Gone(words string) {
	h.T.Helper()
	if !h.Campus.Queue.Until(func() bool { return !h.Sees(words) }) {
		h.T.Fatalf("%q stays", words)
	}
	h.Settle()
}

// Dots opens the n-th menu of three dots that is in sight, from the top.
func (h *Hand) Dots(n int) {
	h.T.Helper()
	for _, b := range h.dots() {
		if n--; n < 0 {
			test.Tap(b)
			h.Settle()
			return
		}
	}
	h.T.Fatal("there are not that many menus")
}

// Menus counts the menus of three dots that are in sight.
func (h *Hand) Menus() int { return len(h.dots()) }

func (h *Hand) dots() []fyne.Tappable {
	var found []fyne.Tappable
	h.walk(func(o fyne.CanvasObject) {
		if b, ok := o.(*widget.Button); ok && b.Text == "" && b.Icon != nil && b.Icon.Name() == base.MoreVerticalIcon().Name() {
			found = append(found, b)
		}
	})
	return found
}

// Focused is the field that has the keyboard, nil for none.
func (h *Hand) Focused() *widget.Entry {
	e, _ := h.Window.Canvas().Focused().(*widget.Entry)
	return e
}

// TapLast taps the button that was shown last of those with the label: that of
// a question that the button of the same name asked.
func (h *Hand) TapLast(label string) {
	h.T.Helper()
	var found *widget.Button
	h.walk(func(o fyne.CanvasObject) {
		if b, ok := o.(*widget.Button); ok && b.Text == label {
			found = b
		}
	})
	if found == nil {
		h.T.Fatalf("no question has a button %q", label)
	}
	test.Tap(found)
	h.Settle()
}
