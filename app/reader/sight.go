package reader

// sight asks for what is written on the pages in sight, so that it can be selected at once.
// Who can't be drawn is not asked.
func (p *pages) sight(from, to int) {
	for page, leave := range p.asking {
		if page < from || page > to {
			leave()
			delete(p.asking, page)
		}
	}
	for page := from; page <= to; page++ {
		if _, bad := p.spoilt[page]; bad || p.asking[page] != nil {
			continue
		}
		if _, known := p.writing.get(page); known {
			continue
		}
		p.asking[page] = p.writing.ask(page, func(*sheet) {
			delete(p.asking, page)
			p.remark()
		})
	}
}
