package widget

import (
	"rantau/campus"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fw "fyne.io/fyne/v2/widget"
)

// Fyne hands keys to the focused widget only. The widgets below do what is
// theirs and pass the rest on to the window, so that Esc and Ctrl+1 work
// wherever the focus is.

// Canvas finds the canvas on which an object is shown, or nil.
func Canvas(o fyne.CanvasObject) fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(o) }

// Focus puts the keyboard on an object, if it is shown.
func Focus(f fyne.Focusable) {
	o, ok := f.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c := Canvas(o); c != nil {
		c.Focus(f)
		return
	}
	// What was put into a window a moment ago is known to be there when it has been drawn
	// once; by then somebody may have typed. The window finds it all the same.
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if c := w.Canvas(); c != nil {
			if c.Focus(f); c.Focused() == f {
				return
			}
		}
	}
}

func passKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := Canvas(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

func passShortcut(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := Canvas(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// Submits tells whether a shortcut is Ctrl+Enter (Cmd+Enter on a Mac).
func Submits(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	return ok && (c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter) && c.Modifier == fyne.KeyModifierShortcutDefault
}

// Entry is a text field: Ctrl+Enter calls OnSend, Esc goes to the window.
type Entry struct {
	fw.Entry
	OnSend func()
	// OnKey, if set, is asked first; it reports whether the key was for it.
	OnKey func(fyne.KeyName) bool
	// OnMove, if set, is told after a key that may have moved the cursor.
	OnMove func()
	// OnStep, if set, is told that Alt+Up or Alt+Down was pressed.
	OnStep func(by int)
	// OnFocus, if set, is told that the keyboard came here.
	OnFocus func()

	inside fyne.Scrollable // what scrolls in it; wheel.go
}

// AcceptsTab implements fyne.Tabbable: Tab leads to the next field from every field, and
// writes nothing.
func (e *Entry) AcceptsTab() bool { return false }

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	if e.OnFocus != nil {
		e.OnFocus()
	}
}

// NewEntry makes a field of one line; Enter calls OnSend as well.
func NewEntry() *Entry {
	e := &Entry{}
	e.Scroll = fyne.ScrollHorizontalOnly
	e.ExtendBaseWidget(e)
	e.OnSubmitted = func(string) { e.send() }
	return e
}

// NewArea makes a field of many lines.
func NewArea() *Entry {
	e := &Entry{}
	e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	return e
}

// NewSecret makes a field that hides what is typed.
func NewSecret() *Entry {
	e := NewEntry()
	e.Password = true
	return e
}

// Words is what was typed: in a field of one line without what can't be seen there,
// as text that was pasted may hold.
func (e *Entry) Words() string {
	if e.MultiLine || e.Password {
		return e.Text
	}
	return campus.CleanLine(e.Text)
}

// Restore puts text in the field and the cursor behind it, where its author
// goes on.
func (e *Entry) Restore(text string) {
	e.SetText(text)
	e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) // the last row
	e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
}

func (e *Entry) send() {
	if e.OnSend != nil {
		e.OnSend()
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	custom, ok := s.(*desktop.CustomShortcut)
	switch {
	case Submits(s) && e.OnSend != nil:
		e.OnSend()
	case ok && editing(custom) && custom.Modifier&^fyne.KeyModifierShift == wordModifier() && !e.Password:
		e.byWord(custom.KeyName)
	case ok && e.OnStep != nil && custom.Modifier == fyne.KeyModifierAlt && custom.KeyName == fyne.KeyUp:
		e.OnStep(-1)
	case ok && e.OnStep != nil && custom.Modifier == fyne.KeyModifierAlt && custom.KeyName == fyne.KeyDown:
		e.OnStep(1)
	case ok && !editing(custom):
		passShortcut(e, s)
	default:
		e.Entry.TypedShortcut(s)
	}
}

// wordModifier is the key that makes arrows go by words.
func wordModifier() fyne.KeyModifier {
	if runtime.GOOS == "darwin" {
		return fyne.KeyModifierAlt
	}
	return fyne.KeyModifierShortcutDefault
}

// editing tells of the custom shortcuts by which Fyne's own entry moves by words.
func editing(s *desktop.CustomShortcut) bool {
	return s.KeyName == fyne.KeyLeft || s.KeyName == fyne.KeyRight || s.KeyName == fyne.KeyBackspace || s.KeyName == fyne.KeyDelete
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(k.Name) {
		return
	}
	if e.OnMove != nil {
		defer e.OnMove()
	}
	switch k.Name {
	case fyne.KeyEscape:
		passKey(e, k)
	case fyne.KeyBackspace, fyne.KeyDelete:
		e.erase(k.Name)
	case fyne.KeyRight:
		e.Entry.TypedKey(k)
		e.settle(fyne.KeyRight)
	case fyne.KeyLeft, fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		e.Entry.TypedKey(k)
		e.settle(fyne.KeyLeft)
	default:
		e.Entry.TypedKey(k)
	}
}

// List is Fyne's virtual list; Enter opens what is highlighted, Esc goes to the
// window.
type List struct {
	fw.List
	// OnKey, if set, is asked about each key first; true where it was meant for it.
	OnKey func(fyne.KeyName) bool
	// OnMove, if set, is told that Alt+Up or Alt+Down was pressed on a row.
	OnMove func(i, by int)
	// OnRune, if set, is told that a letter was typed on a row.
	OnRune func(i int, r rune)

	at int // the row that the keyboard is on
}

// NewList makes a list without lines between its rows.
func NewList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *List {
	l := &List{}
	l.Length, l.CreateItem, l.UpdateItem, l.HideSeparators = length, create, update, true
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements fyne.Focusable.
func (l *List) TypedKey(k *fyne.KeyEvent) {
	if l.OnKey != nil && l.OnKey(k.Name) {
		return
	}
	switch k.Name {
	case fyne.KeyEscape:
		passKey(l, k)
	case fyne.KeyReturn, fyne.KeyEnter:
		l.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		l.follow(func() { l.List.TypedKey(k) })
	}
}

// TypedRune implements fyne.Focusable.
func (l *List) TypedRune(r rune) {
	if l.OnRune != nil {
		l.OnRune(l.at, r)
		return
	}
	l.List.TypedRune(r)
}

// FocusGained implements fyne.Focusable.
func (l *List) FocusGained() { l.follow(l.List.FocusGained) }

// Highlight puts the keyboard on a row.
func (l *List) Highlight(i int) { l.follow(func() { l.List.Highlight(i) }) }

// follow notes on which row the keyboard is after f. Fyne tells of rows under
// the pointer by the same call, which is not what is meant here.
func (l *List) follow(f func()) {
	l.OnHighlighted = func(i int) { l.at = i }
	f()
	l.OnHighlighted = nil
}

// TypedShortcut implements fyne.Shortcutable.
func (l *List) TypedShortcut(s fyne.Shortcut) {
	c, ok := s.(*desktop.CustomShortcut)
	switch {
	case ok && l.OnMove != nil && c.Modifier == fyne.KeyModifierAlt && c.KeyName == fyne.KeyUp:
		l.OnMove(l.at, -1)
	case ok && l.OnMove != nil && c.Modifier == fyne.KeyModifierAlt && c.KeyName == fyne.KeyDown:
		l.OnMove(l.at, 1)
	default:
		passShortcut(l, s)
	}
}
