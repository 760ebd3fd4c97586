package widget

import (
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
)

// Browse opens an address in the system's browser. A test answers here.
var Browse = func(u *url.URL) error { return fyne.CurrentApp().OpenURL(u) }

// AskLink shows where a link leads, in full, and opens it in the browser when the person
// says so: what a link is called need not be where it goes.
func AskLink(w fyne.Window, link string) {
	u, err := url.Parse(link)
	if err != nil {
		return
	}
	var sheet *Sheet
	trouble := NewTrouble()
	shown := NewReading(Run{Text: Clean(link), Style: fyne.TextStyle{Monospace: true}})
	body := Stackup(8, Lead(linkLeads.Say()), Card(shown), trouble)
	sheet = ShowSheet(w, fyne.NewSize(560, 300), linkTitle.Say(), container.NewVScroll(body),
		Plain(linkCopy.Say(), base.ContentCopyIcon(), func() { fyne.CurrentApp().Clipboard().SetContent(link) }),
		NewButton(closeWord.Say(), nil, func() { sheet.Hide() }),
		Main(linkOpen.Say(), nil, func() {
			if err := Browse(u); err != nil {
				trouble.Say(linkFailed.Say())
				return
			}
			sheet.Hide()
		}))
	sheet.Fit()
}
