package apptest

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Hand is a person at a window of the sample campus.
type Hand struct {
	T      testing.TB
	Campus *Campus
	Env    *ui.Env
	Window fyne.Window
}

// NewHand opens an empty window on a new sample campus.
func NewHand(t testing.TB, as string) *Hand {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.New(theme.Look{}))
	c := NewCampus(t.TempDir(), as)
	w := a.NewWindow("")
	w.Resize(fyne.NewSize(1366, 768))
	h := &Hand{T: t, Campus: c, Window: w, Env: c.Env(w)}
	h.Env.Replica, h.Env.Files = Guard(t, h.Env.Replica, h.Env.Files)
	h.Env.Folders = GuardFolders(t, h.Env.Folders)
	t.Cleanup(func() { h.Env.Close(); w.Close() })
	return h
}

// Show puts a screen in the window and looks at it.
func (h *Hand) Show(s ui.Screen) {
	h.T.Helper()
	h.Window.SetContent(s.Content())
	s.Shown()
	h.Campus.Replica.Watch(func(n campus.Notice) { h.Campus.Queue.Main(func() { s.Changed(n) }) })
	h.Campus.Folders.WatchMirrors(func() {
		h.Campus.Queue.Main(func() {
			if m, ok := s.(ui.Mirrored); ok {
				m.Folders()
			}
		})
	})
	h.Settle()
}

// Settle waits until nothing is under way.
func (h *Hand) Settle() {
	h.T.Helper()
	if !h.Campus.Queue.Settle(h.Env) {
		h.T.Fatal("the screen does not come to rest")
	}
	Relayout(h.Window.Canvas())
}

// walk goes over all that is visible, what is on top last.
func (h *Hand) walk(f func(fyne.CanvasObject)) {
	walk(h.Window.Canvas().Content(), f)
	for _, o := range h.Window.Canvas().Overlays().List() {
		walk(o, f)
	}
}

func walk(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	f(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			walk(c, f)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			walk(c, f)
		}
	}
}

// Text is all that can be read in the window, a line for each piece.
func (h *Hand) Text() string {
	var s strings.Builder
	h.walk(func(o fyne.CanvasObject) {
		if t, ok := o.(*canvas.Text); ok && t.Text != "" {
			s.WriteString(t.Text + "\n")
		}
	})
	return s.String()
}

// Sees tells whether words can be read.
func (h *Hand) Sees(words string) bool { return strings.Contains(h.Text(), words) }

// Want fails unless words can be read.
func (h *Hand) Want(words ...string) {
	h.T.Helper()
	for _, w := range words {
		if !h.Sees(w) {
			h.T.Errorf("%q is not there; what is:\n%s", w, h.Text())
		}
	}
}

// WantNot fails if words can be read.
func (h *Hand) WantNot(words ...string) {
	h.T.Helper()
	for _, w := range words {
		if h.Sees(w) {
			h.T.Errorf("%q is there", w)
		}
	}
}

// Tap taps the button, tab or entry of the navigation with this label, and
// waits for what comes of it.
func (h *Hand) Tap(label string) {
	h.T.Helper()
	h.TapOnly(label)
	h.Settle()
}

// TapOnly taps and waits for nothing: there may be no session yet.
func (h *Hand) TapOnly(label string) {
	h.T.Helper()
	var found fyne.Tappable
	h.walk(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widget.Button:
			if o.Text == label && !o.Disabled() {
				found = o
			}
		case *fw.Button:
			if o.Text == label && !o.Disabled() {
				found = o
			}
		case *widget.Choice:
			if o.Label == label || strings.HasPrefix(o.Label, label+"  ") {
				found = o
			}
		}
	})
	if found == nil {
		h.T.Fatalf("nothing to tap says %q; what is there:\n%s", label, h.Text())
	}
	test.Tap(found)
}

// Press taps whatever can be tapped and says these words, and waits.
func (h *Hand) Press(words string) {
	h.T.Helper()
	var found fyne.Tappable
	h.walk(func(o fyne.CanvasObject) {
		t, ok := o.(fyne.Tappable)
		if !ok {
			return
		}
		walk(o, func(o fyne.CanvasObject) {
			if text, ok := o.(*canvas.Text); ok && strings.Contains(text.Text, words) {
				found = t
			}
		})
	})
	if found == nil {
		h.T.Fatalf("nothing to press says %q; what is there:\n%s", words, h.Text())
	}
	found.Tapped(&fyne.PointEvent{})
	h.Settle()
}

// Secret finds the field of a password.
func (h *Hand) Secret() *widget.Entry {
	var found *widget.Entry
	h.walk(func(o fyne.CanvasObject) {
		if e, ok := o.(*widget.Entry); ok && e.Password {
			found = e
		}
	})
	return found
}

// Field finds the visible field with this hint.
func (h *Hand) Field(hint string) *widget.Entry {
	h.T.Helper()
	var found *widget.Entry
	h.walk(func(o fyne.CanvasObject) {
		if e, ok := o.(*widget.Entry); ok && e.PlaceHolder == hint {
			found = e
		}
	})
	if found == nil {
		h.T.Fatalf("there is no field %q", hint)
	}
	return found
}

// Type types into a field, behind what is there.
func (h *Hand) Type(hint, words string) {
	h.T.Helper()
	e := h.Field(hint)
	test.Type(e, words)
	h.Settle()
}

// Pick chooses a row of a list by the words in it.
func (h *Hand) Pick(words string) {
	h.T.Helper()
	var found fyne.Tappable
	h.walk(func(o fyne.CanvasObject) {
		t, ok := o.(fyne.Tappable)
		if !ok {
			return
		}
		if _, list := o.(*widget.List); list {
			return
		}
		in := false
		walk(o, func(c fyne.CanvasObject) {
			if text, ok := c.(*canvas.Text); ok && strings.Contains(text.Text, words) {
				in = true
			}
		})
		if in {
			found = t // the last is the innermost
		}
	})
	if found == nil {
		h.T.Fatalf("no row says %q; what is there:\n%s", words, h.Text())
	}
	test.Tap(found)
	h.Settle()
}

// Fill puts words into the field under a label, in place of what is there.
func (h *Hand) Fill(label, words string) {
	h.T.Helper()
	var found *widget.Entry
	under := false
	h.walk(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *canvas.Text:
			under = under || o.Text == label
		case *widget.Entry:
			if under {
				found, under = o, false
			}
		}
	})
	if found == nil {
		h.T.Fatalf("there is no field under %q; what is there:\n%s", label, h.Text())
	}
	found.SetText(words)
	h.Settle()
}

// Choose takes another option of the choice that shows one.
func (h *Hand) Choose(shown, option string) {
	h.T.Helper()
	done := false
	h.walk(func(o fyne.CanvasObject) {
		if s, ok := o.(*widget.Select); ok && s.Selected == shown {
			s.SetSelected(option)
			done = s.Selected == option
		}
	})
	if !done {
		h.T.Fatalf("nothing shows %q and offers %q", shown, option)
	}
	h.Settle()
}

// ChooseLast is Choose for the last of several choices that show the same.
func (h *Hand) ChooseLast(shown, option string) {
	h.T.Helper()
	var last *widget.Select
	h.walk(func(o fyne.CanvasObject) {
		if s, ok := o.(*widget.Select); ok && s.Selected == shown {
			last = s
		}
	})
	if last == nil {
		h.T.Fatalf("nothing shows %q", shown)
	}
	if last.SetSelected(option); last.Selected != option {
		h.T.Fatalf("it does not offer %q", option)
	}
	h.Settle()
}

// Movable is the list in sight whose rows can be moved by keys.
func (h *Hand) Movable() *widget.List {
	h.T.Helper()
	var found *widget.List
	h.walk(func(o fyne.CanvasObject) {
		if l, ok := o.(*widget.List); ok && l.OnMove != nil {
			found = l
		}
	})
	if found == nil {
		h.T.Fatal("there is no list whose rows can be moved")
	}
	return found
}

// Selects lists the choices that are shown.
func (h *Hand) Selects() (out []*widget.Select) {
	h.walk(func(o fyne.CanvasObject) {
		if s, ok := o.(*widget.Select); ok {
			out = append(out, s)
		}
	})
	return out
}

// Fields are the fields that can be written in.
func (h *Hand) Fields() (out []*widget.Entry) {
	h.walk(func(o fyne.CanvasObject) {
		if e, ok := o.(*widget.Entry); ok {
			out = append(out, e)
		}
	})
	return out
}

// Checks are the ticks that are shown.
func (h *Hand) Checks() (out []*widget.Check) {
	h.walk(func(o fyne.CanvasObject) {
		if c, ok := o.(*widget.Check); ok {
			out = append(out, c)
		}
	})
	return out
}

// Buttons lists the buttons that are shown.
func (h *Hand) Buttons() (out []*widget.Button) {
	h.walk(func(o fyne.CanvasObject) {
		if b, ok := o.(*widget.Button); ok {
			out = append(out, b)
		}
	})
	return out
}
