package reader

import (
	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/widget"
)

// wayBack is a place to go back to, and the page that was read there: the spot is what was
// at the top, which may be the end of another page.
type wayBack struct {
	spot
	read int
}

// mostBack is how many places are remembered to go back to.
const mostBack = 50

// mostLinked is of how many pages the links are kept.
const mostLinked = 200

// linkAt finds the link under a place on the paper, nil where there is none.
func (p *pages) linkAt(pos fyne.Position) *link {
	if len(p.plan.tops) == 0 {
		return nil
	}
	at := p.at(pos)
	for i, l := range p.links[at.page] {
		if at.x >= l.Box.X0 && at.x <= l.Box.X1 && at.y >= l.Box.Y0 && at.y <= l.Box.Y1 {
			return &p.links[at.page][i]
		}
	}
	return nil
}

// askLinks asks for the links of a page in sight.
func (p *pages) askLinks(page int) {
	if _, known := p.links[page]; known || p.asking[page] != nil {
		return
	}
	p.asking[page] = p.engine.links(page, func(all []link, _ error) {
		delete(p.asking, page)
		if len(p.links) >= mostLinked {
			p.links = map[int][]link{}
		}
		p.links[page] = all // none, where it could not be asked
	})
}

// follow goes where a link leads: inside at once, outside after a question.
func (s *Screen) follow(l *link) {
	if l.Page < 0 {
		widget.AskLink(s.env.Window, l.Address)
		return
	}
	s.jump(l.Page, l.Top)
}

// jump goes to a place of the document that is far, and offers the way back.
func (s *Screen) jump(page int, top float32) {
	p := s.pages
	s.backs = append(s.backs, wayBack{p.here(), p.page()})
	if len(s.backs) > mostBack {
		s.backs = s.backs[1:]
	}
	p.show(page, top)
	s.offerBack()
}

func (s *Screen) offerBack() {
	if n := len(s.backs); n > 0 {
		s.way.Say(backTo.Say(), backPage.Say(s.backs[n-1].read+1), func() { s.goBack() })
		return
	}
	s.way.Say("", "", nil)
}

// goBack goes back to where the last link was; false where there was none.
func (s *Screen) goBack() bool {
	n := len(s.backs)
	if n == 0 || s.pages == nil {
		return false
	}
	at := s.backs[n-1].spot
	s.backs = s.backs[:n-1]
	s.pages.start = nil
	s.pages.goTo(s.pages.plan.find(at))
	s.offerBack()
	s.keysToPages()
	return true
}

// show brings a place of a page to the top: its height in points, as it lies in the file.
func (p *pages) show(page int, top float32) {
	if page < 0 || page >= len(p.plan.tops) {
		return
	}
	p.start = nil
	y := p.plan.tops[page]
	if p.turn == 0 && p.zoom != zoomWhole { // else the page is seen whole
		y += min(top/float32(p.plan.size(page).H), 1) * p.plan.talls[page]
	}
	p.goTo(y - gap/2)
}

// linkItems are what the right button offers over a link.
func linkItems(l *link) []*fyne.MenuItem {
	if l == nil || l.Page >= 0 {
		return nil
	}
	item := fyne.NewMenuItem(linkCopy.Say(), func() { fyne.CurrentApp().Clipboard().SetContent(l.Address) })
	item.Icon = base.ContentCopyIcon()
	return []*fyne.MenuItem{item}
}
