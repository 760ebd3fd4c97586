package reader

import (
	"net/url"
	"strings"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// link is the page of a link: where it leads is seen whole before it is opened.
func (s *Screen) link() fyne.CanvasObject {
	address := s.doc.URL
	if err := campus.CheckURL(address); err != nil { // from a program that asks no rules
		return widget.Empty(linkTitle.Say(), ui.Sentence(err))
	}
	words := widget.Clean(address)
	if about := strings.TrimSpace(s.doc.About); about != "" {
		words += "\n\n" + widget.Clean(about)
	}
	open := widget.Main(linkOpen.Say(), base.ComputerIcon(), func() { s.browse(address) })
	return widget.Empty(linkTitle.Say(), words, open, widget.NewButton(linkCopy.Say(), base.ContentCopyIcon(), func() {
		fyne.CurrentApp().Clipboard().SetContent(address)
		s.bar.note(linkCopied.Say())
	}))
}

func (s *Screen) browse(address string) {
	u, err := url.Parse(address)
	if err == nil {
		err = fyne.CurrentApp().OpenURL(u)
	}
	if err != nil {
		s.trouble.Say(openFailed.Say(ui.Sentence(err)))
	}
}
