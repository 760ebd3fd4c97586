package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rantau/app/ui"
)

var _ ui.Shortcutter = (*Screen)(nil)

// Shortcut implements ui.Shortcutter: it does what a key with Ctrl or Alt asks for.
func (s *Screen) Shortcut(asked fyne.Shortcut) bool {
	p := s.pages
	switch asked.(type) {
	case *fyne.ShortcutCopy:
		if p != nil {
			p.copy()
		}
		return p != nil
	case *fyne.ShortcutSelectAll:
		if p != nil && len(p.plan.tops) > 0 {
			p.selectPage()
		}
		return p != nil
	}
	c, ok := asked.(*desktop.CustomShortcut)
	switch {
	case !ok:
		return false
	case c.KeyName == fyne.KeyF && c.Modifier == fyne.KeyModifierShortcutDefault:
		return s.Find()
	case c.KeyName == fyne.KeyP && c.Modifier == fyne.KeyModifierShortcutDefault:
		return s.Print()
	case c.KeyName == fyne.KeyR && c.Modifier == fyne.KeyModifierShortcutDefault && s.pages != nil:
		s.turn()
		return true
	case c.KeyName == fyne.KeyD && c.Modifier == fyne.KeyModifierShortcutDefault && s.pages != nil && !s.beside:
		s.notes.bookmark()
		return true
	case c.KeyName == fyne.KeyM && c.Modifier == fyne.KeyModifierShortcutDefault && s.pages != nil && !s.beside:
		s.notes.noteHere(nil)
		return true
	case c.KeyName == fyne.KeyLeft && c.Modifier == fyne.KeyModifierAlt:
		return s.goBack()
	}
	return false
}
