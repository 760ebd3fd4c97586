package drive

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// letters types letter by letter, a few at a time, so that the window goes on
// between them as it does under fast fingers.
func (s Seat) letters(text string) error {
	runes := []rune(text)
	for len(runes) > 0 {
		n := min(8, len(runes))
		if err := s.onMain(func() {
			for _, r := range runes[:n] {
				f := s.Window.Canvas().Focused()
				switch {
				case f == nil:
				case r == '\n':
					f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
				default:
					f.TypedRune(r)
				}
			}
		}); err != nil {
			return err
		}
		runes = runes[n:]
	}
	return nil
}

func (s Seat) paste(text string) error {
	return s.onMain(func() {
		fyne.CurrentApp().Clipboard().SetContent(text)
		s.press(fyne.KeyV, fyne.KeyModifierShortcutDefault)
	})
}

var modifiers = map[string]fyne.KeyModifier{
	"ctrl": fyne.KeyModifierShortcutDefault, "shift": fyne.KeyModifierShift, "alt": fyne.KeyModifierAlt}

var keyNames = map[string]fyne.KeyName{"enter": fyne.KeyReturn, "esc": fyne.KeyEscape, "tab": fyne.KeyTab,
	"up": fyne.KeyUp, "down": fyne.KeyDown, "left": fyne.KeyLeft, "right": fyne.KeyRight, "delete": fyne.KeyDelete,
	"backspace": fyne.KeyBackspace, "space": fyne.KeySpace, "home": fyne.KeyHome, "end": fyne.KeyEnd,
	"pageup": fyne.KeyPageUp, "pagedown": fyne.KeyPageDown}

// key presses keys together, such as Ctrl+Enter.
func (s Seat) key(keys string) error {
	var with fyne.KeyModifier
	parts := strings.Split(keys, "+")
	for _, p := range parts[:len(parts)-1] {
		m, ok := modifiers[strings.ToLower(p)]
		if !ok {
			return fmt.Errorf("there is no key %q", p)
		}
		with |= m
	}
	last := parts[len(parts)-1]
	key, ok := keyNames[strings.ToLower(last)]
	if !ok {
		key = fyne.KeyName(strings.ToUpper(last))
	}
	return s.onMain(func() { s.press(key, with) })
}

// press hands a key where the window would.
func (s Seat) press(key fyne.KeyName, with fyne.KeyModifier) {
	c := s.Window.Canvas()
	focused := c.Focused()
	if short := shortcut(key, with); short != nil {
		if f, ok := focused.(fyne.Shortcutable); ok {
			f.TypedShortcut(short)
		} else if all, ok := c.(fyne.Shortcutable); ok {
			all.TypedShortcut(short)
		}
		return
	}
	_, tabs := focused.(fyne.Tabbable)
	event := &fyne.KeyEvent{Name: key}
	switch {
	case key == fyne.KeyTab && !tabs && with == fyne.KeyModifierShift:
		c.FocusPrevious()
	case key == fyne.KeyTab && !tabs:
		c.FocusNext()
	case focused != nil:
		focused.TypedKey(event)
		if key == fyne.KeySpace {
			focused.TypedRune(' ')
		}
	case c.OnTypedKey() != nil:
		c.OnTypedKey()(event)
	}
}

func shortcut(key fyne.KeyName, with fyne.KeyModifier) fyne.Shortcut {
	if with == fyne.KeyModifierShortcutDefault {
		clip := fyne.CurrentApp().Clipboard()
		switch key {
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		case fyne.KeyC:
			return &fyne.ShortcutCopy{Clipboard: clip}
		case fyne.KeyV:
			return &fyne.ShortcutPaste{Clipboard: clip}
		case fyne.KeyX:
			return &fyne.ShortcutCut{Clipboard: clip}
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		}
	}
	if with != 0 && with != fyne.KeyModifierShift {
		return &desktop.CustomShortcut{KeyName: key, Modifier: with}
	}
	return nil
}
