package reader

// onPage gives where a place of a page is on the paper, in the window's units.
func (p *pages) onPage(page int, b box) box {
	at, room := p.plan.place(page, p.room.Width)
	s := p.plan.size(page)
	b = b.turned(p.plan.lying(page), p.turn)
	x, y := room.Width/float32(s.W), room.Height/float32(s.H)
	return box{at.X + b.X0*x, at.Y + b.Y0*y, at.X + b.X1*x, at.Y + b.Y1*y}
}

// edge is how near to the edge of the window something may be that is to be seen.
const edge = 30

// reveal scrolls as far as is needed to see a place of a page.
func (p *pages) reveal(page int, b box) {
	if page < 0 || page >= len(p.plan.tops) {
		return
	}
	p.start = nil
	b = p.onPage(page, b)
	at := p.scroll.Offset
	if b.X0 < at.X || b.X1 > at.X+p.room.Width {
		p.aside(b.X0 - at.X - p.room.Width/3)
	}
	if b.Y0 < at.Y+edge || b.Y1 > at.Y+p.room.Height-edge {
		at.Y = b.Y0 - p.room.Height/3
	}
	p.goTo(at.Y)
}

// top is where the window begins: a page, and the height on it in points. On a turned page
// it is the page's beginning.
func (p *pages) top() (page int, above float32) {
	at := p.here()
	page = max(0, min(at.page, len(p.plan.tops)-1))
	if p.turn != 0 || at.part <= 0 {
		return page, 0
	}
	return page, at.part * float32(p.plan.size(page).H)
}
