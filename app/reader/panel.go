package reader

import (
	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/widget"
)

// panel stands at the left of the pages: the contents of the document, and small pictures
// of its pages.
type panel struct {
	screen   *Screen
	tabs     *widget.Tabs
	contents *contents
	thumbs   *thumbs
	content  fyne.CanvasObject
	asked    bool // for the outline
}

// panelLetters is how wide the panel is.
const panelLetters = 17

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

// ShowPanel opens the panel at the contents, 0, or the pages, 1.
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
		if len(all) == 0 {
			p.tabs.Select(1)
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
	if p.tabs.Current() == 0 {
		at := pages.page()
		third := pages.scroll.Offset.Y + pages.room.Height/3
		p.contents.mark(at, (third-pages.plan.tops[at])/max(1, pages.plan.talls[at])*float32(pages.plan.size(at).H))
		return
	}
	p.thumbs.mark(pages.page())
}

// end is for pages that go: the next ones have other contents.
func (p *panel) end() {
	p.content.Hide()
	p.thumbs.forget()
	p.thumbs.pages = nil
	p.contents.set(nil)
	p.asked = false
}
