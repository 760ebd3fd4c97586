package reader

// sight asks for what is written on the pages in sight and for their links, so that they
// are there when somebody presses.
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
		if sh, known := p.writing.get(page); known {
			if sh != nil { // what ended the worker once is not asked again
				p.askLinks(page)
			}
			continue
		}
		p.asking[page] = p.writing.ask(page, func(sh *sheet) {
			delete(p.asking, page)
			p.remark()
			if sh != nil {
				p.askLinks(page)
			}
		})
	}
}
