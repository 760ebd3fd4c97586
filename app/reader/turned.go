package reader

// A page is turned by quarters to the right when it is shown. The places that the worker
// tells, and all that is kept, are those of the page as it lies in the file.

// turned gives the size of a page that was turned.
func (s size) turned(turn int) size {
	if turn%2 != 0 {
		return size{s.H, s.W}
	}
	return s
}

// turned gives where a place is on a page of this size (as it lies in the file) that was
// turned.
func (b box) turned(s size, turn int) box {
	w, h := float32(s.W), float32(s.H)
	switch turn & 3 {
	case 1:
		return box{h - b.Y1, b.X0, h - b.Y0, b.X1}
	case 2:
		return box{w - b.X1, h - b.Y1, w - b.X0, h - b.Y0}
	case 3:
		return box{b.Y0, w - b.X1, b.Y1, w - b.X0}
	}
	return b
}

// back gives where a place on a turned page lies in the file.
func (b box) back(s size, turn int) box { return b.turned(s.turned(turn), 4-turn&3) }

// turn turns all pages by a quarter to the right.
func (s *Screen) turn() {
	if s.pages != nil && len(s.pages.plan.tops) > 0 {
		s.pages.setTurn(s.pages.turn + 1)
		s.panel.thumbs.again()
	}
}

// setTurn turns the pages; the one that is read stays in sight.
func (p *pages) setTurn(turn int) {
	page := p.page()
	p.turn = turn & 3
	p.plan.turn = p.turn
	p.cache, p.leaves = newCache(DrawnLimit), map[int]*leaf{} // what was drawn lies another way
	p.lay(p.here())
	p.goPage(page)
}
