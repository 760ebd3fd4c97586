package app

import (
	"fyne.io/fyne/v2"

	"rantau/app/theme"
)

// look is what the person chose; light at first. (Where a desktop does not say,
// Fyne takes dark for its wish: on most old computers that would be a guess.)
func (p *Program) look() theme.Look { return p.drawer.now.look() }

func (p *Program) applyLook(l theme.Look) { p.app.Settings().SetTheme(theme.New(l)) }

func (p *Program) setLook(l theme.Look) {
	s := p.drawer.now
	s.Dark, s.Text = l.Dark, l.Text
	p.drawer.put(s)
	p.applyLook(l)
}

// setQuiet has the desktop told of what is new no more, or again.
func (p *Program) setQuiet(on bool) {
	s := p.drawer.now
	s.Quiet = on
	p.drawer.put(s)
}

// menu is what the person's name opens.
func (p *Program) menu(name string, offline bool) *fyne.Menu {
	l := p.look()
	size := func(label string, t theme.TextSize) *fyne.MenuItem {
		item := fyne.NewMenuItem(label, func() { p.setLook(theme.Look{Dark: l.Dark, Text: t}) })
		item.Checked = l.Text == t
		return item
	}
	who := fyne.NewMenuItem(name, nil)
	who.Disabled = true
	profile := fyne.NewMenuItem(menuProfile.Say(), p.shell.env.Who(p.shell.env.Replica.Me()))
	text := fyne.NewMenuItem(menuTextSize.Say(), nil)
	text.ChildMenu = fyne.NewMenu("", size(menuSmall.Say(), theme.Small), size(menuNormal.Say(), theme.Normal), size(menuLarge.Say(), theme.Large))
	shade := fyne.NewMenuItem(menuDark.Say(), func() { p.setLook(theme.Look{Dark: !l.Dark, Text: l.Text}) })
	if l.Dark {
		shade.Label = menuLight.Say()
	}
	notify := fyne.NewMenuItem(menuNotify.Say(), func() { p.setQuiet(!p.drawer.now.Quiet) })
	notify.Checked = !p.drawer.now.Quiet
	link := p.shell.env.Link
	line := fyne.NewMenuItem(menuWorkOffline.Say(), func() { link.WorkOffline(true) })
	if offline {
		line = fyne.NewMenuItem(menuGoOnline.Say(), func() { link.WorkOffline(false) })
	}
	items := []*fyne.MenuItem{who, profile, fyne.NewMenuItemSeparator(), p.languages(), text, shade, notify, fyne.NewMenuItemSeparator(), line}
	if !offline {
		items = append(items, fyne.NewMenuItem(menuSyncNow.Say(), link.Now))
	}
	items = append(items, fyne.NewMenuItem(menuWaiting.Say(), p.shell.goToSync), fyne.NewMenuItem(keysTitle.Say(), p.shell.showKeys), fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(menuQuit.Say(), p.Quit))
	return fyne.NewMenu("", items...)
}
