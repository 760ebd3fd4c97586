package app

import (
	"fyne.io/fyne/v2"

	"rantau/app/theme"
)

// Where the look is kept.
const (
	keyDark = "look.dark"
	keyText = "look.text"
)

// look is what the person chose; light at first. (Where a desktop does not say,
// Fyne takes dark for its wish: on most old computers that would be a guess.)
func (p *Program) look() theme.Look {
	prefs := p.app.Preferences()
	return theme.Look{
		Dark: prefs.Bool(keyDark),
		Text: theme.TextSize(prefs.StringWithFallback(keyText, string(theme.Normal))),
	}
}

func (p *Program) applyLook(l theme.Look) { p.app.Settings().SetTheme(theme.New(l)) }

func (p *Program) setLook(l theme.Look) {
	p.app.Preferences().SetBool(keyDark, l.Dark)
	p.app.Preferences().SetString(keyText, string(l.Text))
	p.applyLook(l)
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
	link := p.shell.env.Link
	line := fyne.NewMenuItem(menuWorkOffline.Say(), func() { link.WorkOffline(true) })
	if offline {
		line = fyne.NewMenuItem(menuGoOnline.Say(), func() { link.WorkOffline(false) })
	}
	items := []*fyne.MenuItem{who, profile, fyne.NewMenuItemSeparator(), p.languages(), text, shade, fyne.NewMenuItemSeparator(), line}
	if !offline {
		items = append(items, fyne.NewMenuItem(menuSyncNow.Say(), link.Now))
	}
	items = append(items, fyne.NewMenuItem(menuWaiting.Say(), p.shell.goToSync), fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(menuQuit.Say(), p.Quit))
	return fyne.NewMenu("", items...)
}

// SetLook keeps a look before the program is made.
func SetLook(a fyne.App, l theme.Look) {
	a.Preferences().SetBool(keyDark, l.Dark)
	a.Preferences().SetString(keyText, string(l.Text))
}
