package app

import (
	"fyne.io/fyne/v2"
	toolkit "fyne.io/fyne/v2/lang"

	"rantau/app/lang"
	"rantau/app/ui"
)

// speak takes the language that the person chose into use, at first that of the
// system.
func (p *Program) speak(system bool) {
	tag := p.drawer.now.Language
	if tag == "" && system {
		tag = lang.Match(toolkit.SystemLocale().LanguageString())
	}
	if tag == "" {
		tag = lang.English
	}
	lang.Use(tag)
}

// SetLanguage switches to a language: all that is in the window is made anew in it,
// at the place where the person is. What is being typed is a draft, and comes back.
func (p *Program) SetLanguage(tag string) {
	s := p.drawer.now
	s.Language = tag
	p.drawer.put(s)
	if tag == lang.Current() {
		return
	}
	lang.Use(tag)
	p.window.Canvas().Unfocus()
	if p.shell != nil {
		p.shell = p.shell.anew()
		p.show(p.shell.content)
	}
	if p.form != nil { // it lies over a session or is alone
		p.form.Anew()
		p.show(p.form.Content())
	}
}

// anew makes the shell once more, with the same session and at the same place.
func (s *shell) anew() *shell {
	at := ui.Place{Section: s.current}
	if aside(s.current) {
		at.Section = s.sections[0].Key
		if n := len(s.under); n > 0 {
			at.Section = s.under[0]
		}
	}
	if placed, ok := s.screens[at.Section].(ui.Placed); ok {
		at = placed.Place()
	}
	s.closeReader()
	first := sections()[0].New
	next := newShell(s.program, s.env, func() ui.Screen { return first(s.env) }, s.unwatch)
	next.goTo(at)
	return next
}

// languages is the menu of them, each in its own words.
func (p *Program) languages() *fyne.MenuItem {
	item := fyne.NewMenuItem(menuLanguage.Say(), nil)
	var items []*fyne.MenuItem
	for _, l := range lang.All {
		one := fyne.NewMenuItem(l.Name, func() { p.SetLanguage(l.Tag) })
		one.Checked = l.Tag == lang.Current()
		items = append(items, one)
	}
	item.ChildMenu = fyne.NewMenu("", items...)
	return item
}
