package reader

// noteSpots is where the notes of a page are on it.
type noteSpots struct {
	sheet *sheet // with which they were looked for; nil before it is known
	whole size   // of the page, as far as that was known
	at    []noteSpot
}

// noteSpot is one: the words it is about, and where its sign stands.
type noteSpot struct {
	of    note
	boxes []box // of its words, none where they are not found
	y     float32
}

// on gives where the notes of a page are, from 0. Words are looked for once the page's
// letters are known, and not again.
func (n *notes) on(page int) []noteSpot {
	p := n.screen.pages
	if len(n.look.all) == 0 || p == nil || page >= len(p.plan.tops) {
		return nil
	}
	sh, known := p.writing.get(page)
	whole := p.plan.lying(page)
	if s, was := n.spots[page]; was && s.whole == whole && (!known || s.sheet == sh) {
		return s.at
	}
	s := noteSpots{sheet: sh, whole: whole}
	for _, one := range n.look.all {
		if one.Page != page+1 || len(s.at) == mostSigns {
			continue
		}
		spot := noteSpot{of: one, y: float32(one.Part) / 1000 * float32(whole.H)}
		if one.Quote != "" && sh != nil {
			if spot.boxes = sh.quoted(one.Quote, spot.y); len(spot.boxes) > 0 {
				spot.y = (spot.boxes[0].Y0 + spot.boxes[0].Y1) / 2
			}
		}
		s.at = append(s.at, spot)
	}
	n.spots[page] = s
	return s.at
}

// marks are the words that notes are about.
func (n *notes) marks(page int) (out []mark) {
	for _, s := range n.on(page) {
		kind := markNote
		if s.of.ID == n.chosen {
			kind = markChosen
		}
		for _, b := range s.boxes {
			out = append(out, mark{b, kind})
		}
	}
	return out
}

// signs stand at the edge of a page.
func (n *notes) signs(page int) (out []sign) {
	for _, s := range n.on(page) {
		one := sign{of: s.of.ID, y: s.y, chosen: s.of.ID == n.chosen}
		switch {
		case s.of.IsBookmark():
			one.kind = pageMark
		case !n.mine(s.of):
			one.kind = noteForAll
		}
		out = append(out, one)
	}
	return out
}

// reach brings a note in sight. What a shorter version of the file has not is at its end.
func (n *notes) reach(one note) {
	p := n.screen.pages
	page := min(one.Page, len(p.plan.tops)) - 1
	if page < 0 {
		return
	}
	if one.IsBookmark() {
		p.goPage(page)
		return
	}
	whole := p.plan.lying(page)
	at := box{float32(whole.W) / 2, float32(one.Part) / 1000 * float32(whole.H), float32(whole.W) / 2, float32(one.Part) / 1000 * float32(whole.H)}
	for _, s := range n.on(page) {
		if s.of.ID == one.ID && len(s.boxes) > 0 {
			at = s.boxes[0]
		}
	}
	p.reveal(page, at)
}

// quoted finds words where they stand nearest to a height, for they may be on the page more
// than once; nil where they are not.
func (s *sheet) quoted(quote string, y float32) []box {
	q := foldQuery(quote)
	from, end, least := 0, 0, float32(-1)
	for i := 0; i < len(s.text) && len(q) > 0; i++ {
		e := s.matches(i, q)
		if e < 0 {
			continue
		}
		at := s.all[s.from[i]].Y0 - y
		if at = max(at, -at); least < 0 || at < least {
			from, end, least = i, e, at
		}
	}
	if least < 0 {
		return nil
	}
	first, last := int(s.from[from]), int(s.to[from])
	for k := from; k < end; k++ {
		first, last = min(first, int(s.from[k])), max(last, int(s.to[k]))
	}
	return s.boxes(first, last+1)
}
