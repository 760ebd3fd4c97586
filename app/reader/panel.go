package reader

import (
	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/widget"
)

// panel stands at the left of the pages: the contents of the document, small pictures of its
// pages, and the notes on them.
type panel struct {
	screen   *Screen
	tabs     *widget.Tabs
	contents *contents
	thumbs   *thumbs
	content  fyne.CanvasObject
	asked    bool // for the outline
}

// The tabs.
const (
	panelContents = iota
	panelPages
	panelNotes
)

// panelLetters is how wide the panel is.
const panelLetters = 20

func newPanel(s *Screen) *panel {
	p := &panel{screen: s, tabs: widget.NewTabs()}
	p.contents = newContents(func(h heading) {
		s.pages.show(h.Page, h.Top)
		s.keysToPages()
	})
	p.thumbs = newThumbs(func(page int) {
		s.pages.goPage(page)
		s.keysToPages()
	})
	p.tabs.Add(contentsWord.Say(), p.contents.content)
	p.tabs.Add(pagesTab.Say(), p.thumbs.list)
	if !s.beside {
		p.tabs.Add(notesTab.Say(), s.notes.list.content)
	}
	p.tabs.OnChange = func(int) { p.follow() }
	p.content = widget.Flush(nil, nil, nil, fw.NewSeparator(), widget.Wide(panelLetters, p.tabs))
	p.content.Hide()
	return p
}

// panelButton is what the button in the bar does.
func (s *Screen) panelButton() {
	s.panel.toggle()
	s.keysToPages()
}

// ShowPanel opens the panel at the contents, 0, the pages, 1, or the notes, 2.
func (s *Screen) ShowPanel(tab int) {
	s.panel.open()
	s.content.Refresh()
	s.panel.tabs.Select(tab)
}

// toggle opens the panel or closes it.
func (p *panel) toggle() {
	if p.content.Visible() {
		p.content.Hide()
		p.thumbs.forget()
	} else {
		p.open()
	}
	p.screen.content.Refresh()
}

func (p *panel) open() {
	pages := p.screen.pages
	if pages == nil || len(pages.plan.tops) == 0 {
		return
	}
	p.content.Show()
	p.thumbs.use(pages)
	p.follow()
	if p.asked {
		return
	}
	p.asked = true
	pages.engine.outline(func(all []heading, _ error) {
		p.contents.set(all)
		if len(all) == 0 && p.tabs.Current() == panelContents {
			p.tabs.Select(panelPages)
		}
		p.follow()
	})
}

// follow marks where the person is, in the list in sight.
func (p *panel) follow() {
	pages := p.screen.pages
	if !p.content.Visible() || pages == nil || len(pages.plan.tops) == 0 {
		return
	}
	switch p.tabs.Current() {
	case panelContents:
		at := pages.page()
		third := pages.scroll.Offset.Y + pages.room.Height/3
		p.contents.mark(at, (third-pages.plan.tops[at])/max(1, pages.plan.talls[at])*float32(pages.plan.size(at).H))
	case panelPages:
		p.thumbs.mark(pages.page())
	}
}

// end is for pages that go: the next ones have other contents.
func (p *panel) end() {
	p.content.Hide()
	p.thumbs.forget()
	p.thumbs.pages = nil
	p.contents.set(nil)
	p.asked = false
}
