package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rantau/app/ui"
	"rantau/app/widget"
)

// shortcuts puts the keys of the whole window: Ctrl+1… the sections, Ctrl+N
// something new, Ctrl+Z brings back what was removed, Ctrl+PageDown the next, Ctrl+/ the
// sheet of keys, Esc back. Those of the screen in front count wherever in it the keyboard is.
func (p *Program) shortcuts() {
	c := p.window.Canvas()
	on := func(key fyne.KeyName, do func(s *shell)) {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) {
			// A dialog is a question: it is answered before anything else.
			if p.shell != nil && c.Overlays().Top() == nil {
				do(p.shell)
			}
		})
	}
	digits := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8}
	for i, key := range digits {
		on(key, func(s *shell) {
			if i < len(s.sections) {
				s.goTo(ui.Place{Section: s.sections[i].Key})
			}
		})
	}
	for key, by := range map[fyne.KeyName]int{fyne.KeyPageUp: -1, fyne.KeyPageDown: 1} {
		on(key, func(s *shell) {
			if t, ok := s.screen().(ui.Turner); ok {
				t.Turn(by)
			}
		})
	}
	on(fyne.KeyF, func(s *shell) {
		if f, ok := s.screen().(ui.Seeker); !ok || !f.Find() {
			s.goToSearch()
		}
	})
	for _, key := range []fyne.KeyName{fyne.KeyP, fyne.KeyD, fyne.KeyM} {
		on(key, func(s *shell) {
			if k, ok := s.screen().(ui.Shortcutter); ok {
				k.Shortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault})
			}
		})
	}
	on(fyne.KeySlash, func(s *shell) { s.showKeys() })
	on(fyne.KeyN, func(s *shell) {
		if m, ok := s.screen().(ui.Maker); ok {
			m.New()
		}
	})
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter} { // fields send what is in them themselves
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) { widget.Submit(c) })
	}
	// A field that has the keyboard takes back what was typed in it, and this is not heard.
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) {
		if p.shell != nil && c.Overlays().Top() == nil {
			p.shell.bringBack()
		}
	})
	c.SetOnTypedKey(func(k *fyne.KeyEvent) {
		switch {
		case p.shell == nil:
		case k.Name == fyne.KeyEscape:
			p.back()
		case k.Name == fyne.KeyF1 && c.Overlays().Top() == nil:
			p.shell.showKeys()
		}
	})
}

// back closes what is on top: a menu or dialog, a page, a side place.
func (p *Program) back() {
	if c := p.window.Canvas(); c.Overlays().Top() != nil {
		widget.Dismiss(c)
		return
	}
	if p.form != nil {
		p.leaveForm()
		return
	}
	if b, ok := p.shell.screen().(ui.Backer); ok && b.Back() {
		return
	}
	p.shell.leaveSide()
}
