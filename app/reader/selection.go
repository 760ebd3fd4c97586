package reader

// point is a place on a page, in points, as it lies in the file.
type point struct {
	page int
	x, y float32
}

// end is one end of what is selected: a place between two letters of a page. It is a
// point until the letters are known.
type end struct {
	point
	i     int
	known bool
}

// selection is what is selected, from where it was begun to where the pointer is.
type selection struct {
	anchor, cursor end
	on             bool
}

// on what letters of a page are selected. The ends that are points become places between
// letters.
func (s *selection) letters(page int, sh *sheet) (from, to int) {
	if !s.on || sh == nil {
		return 0, 0
	}
	for _, e := range []*end{&s.anchor, &s.cursor} {
		if e.page == page && !e.known {
			e.i, e.known = sh.caret(e.x, e.y), true
		}
	}
	a, b := s.anchor, s.cursor
	if b.page < a.page || b.page == a.page && b.i < a.i {
		a, b = b, a
	}
	if page < a.page || page > b.page {
		return 0, 0
	}
	to = len(sh.all)
	if page == a.page {
		from = a.i
	}
	if page == b.page {
		to = b.i
	}
	return min(from, len(sh.all)), min(to, len(sh.all))
}

// span gives the pages on which something is selected.
func (s *selection) span() (from, to int) {
	return min(s.anchor.page, s.cursor.page), max(s.anchor.page, s.cursor.page)
}

// between selects letters of one page.
func (s *selection) between(page, from, to int) {
	s.on = true
	s.anchor = end{point: point{page: page}, i: from, known: true}
	s.cursor = end{point: point{page: page}, i: to, known: true}
}
