package reader

// maxHits is how many hits in a document are looked for.
const maxHits = 5_000

// seeker looks for words in a document, one page at a time: from the page that is read to
// the end, then from the beginning. It belongs to the goroutine that draws.
type seeker struct {
	writing writings
	pages   int
	told    func()                // something is another way now
	reach   func(page int, h hit) // a hit is to be brought in sight
	leave   func()                // takes back what is being asked
	queries [][]rune

	start  int     // the page at which it began
	above  float32 // what is above this on it comes last
	looked int     // pages that were looked at
	hits   map[int][]hit
	total  int
	text   bool // some page has letters, or could not be read
	at     place
	chosen bool
}

// writings are what is written on the pages, or the pieces of a text.
type writings interface {
	get(page int) (s *sheet, known bool)
	ask(page int, tell func(*sheet)) (leave func())
}

// place is a hit: the page, and which one on it.
type place struct{ page, i int }

// begin looks for something else, from a page and a height on it in points. What is looked
// for is folded.
func (s *seeker) begin(queries [][]rune, page int, above float32) {
	s.stop()
	s.queries, s.start, s.above = queries, page, above
	s.looked, s.total, s.text, s.chosen = 0, 0, false, false
	s.hits = map[int][]hit{}
	s.on()
	s.told()
}

// stop stops looking; what was found stays.
func (s *seeker) stop() {
	if s.leave != nil {
		s.leave()
		s.leave = nil
	}
}

// asked tells whether anything is looked for.
func (s *seeker) asked() bool { return len(s.queries) > 0 && len(s.queries[0]) > 0 }

// looking tells whether pages are still to be looked at.
func (s *seeker) looking() bool {
	return s.asked() && s.looked < s.pages && s.total < maxHits
}

// on looks at the pages that are known, and asks for the first that is not.
func (s *seeker) on() {
	for s.looking() {
		page := (s.start + s.looked) % s.pages
		known, ok := s.writing.get(page)
		if !ok {
			s.leave = s.writing.ask(page, func(sh *sheet) {
				s.leave = nil
				s.take(page, sh)
				s.on()
				s.told()
			})
			return
		}
		s.take(page, known)
	}
	if !s.chosen && s.total > 0 { // all that there is stands above
		s.choose(place{s.start, 0})
	}
}

func (s *seeker) take(page int, sh *sheet) {
	s.looked++
	if sh == nil {
		s.text = true // nobody knows
		return
	}
	s.text = s.text || len(sh.text) > 0
	found := sh.findAny(s.queries, maxHits-s.total)
	if len(found) == 0 {
		return
	}
	s.hits[page] = found
	s.total += len(found)
	for i, h := range found {
		if !s.chosen && (page != s.start || len(h.boxes) > 0 && h.boxes[0].Y1 >= s.above) {
			s.choose(place{page, i})
		}
	}
}

func (s *seeker) choose(p place) {
	if len(s.hits[p.page]) <= p.i {
		return
	}
	s.at, s.chosen = p, true
	s.reach(p.page, s.hits[p.page][p.i])
}

// step goes to the next hit, or the one before; behind the last is the first.
func (s *seeker) step(by int) {
	if !s.chosen {
		return
	}
	p := place{s.at.page, s.at.i + by}
	for p.i < 0 || p.i >= len(s.hits[p.page]) {
		p.page = (p.page + by + s.pages) % s.pages
		p.i = 0
		if by < 0 {
			p.i = len(s.hits[p.page]) - 1
		}
	}
	s.choose(p)
	s.told()
}

// number is that of the hit in the document, from 1, among those that are known.
func (s *seeker) number() int {
	n := s.at.i + 1
	for page, all := range s.hits {
		if page < s.at.page {
			n += len(all)
		}
	}
	return n
}

// marks are the places to mark on a page.
func (s *seeker) marks(page int) []mark {
	var out []mark
	for i, h := range s.hits[page] {
		kind := markHit
		if s.chosen && s.at == (place{page, i}) {
			kind = markCurrent
		}
		for _, b := range h.boxes {
			out = append(out, mark{b, kind})
		}
	}
	return out
}
