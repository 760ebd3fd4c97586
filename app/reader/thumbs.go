package reader

import (
	"fyne.io/fyne/v2"

	"rantau/app/widget"
)

// thumbBytes is what small pictures may take of memory.
const thumbBytes = 16 << 20

// thumbs is a list of small pictures of the pages. Only those in sight are drawn, behind
// everything else.
type thumbs struct {
	pages   *pages
	list    *widget.List
	current int
	cache   *cache
	asking  map[int]func()
	bad     map[int]bool
	rows    map[*thumb]int // which page each row shows
}

func newThumbs(lead func(page int)) *thumbs {
	t := &thumbs{current: -1}
	t.clear()
	t.list = widget.NewList(func() int {
		if t.pages == nil {
			return 0
		}
		return len(t.pages.plan.tops)
	}, func() fyne.CanvasObject { return newThumb() }, func(i int, o fyne.CanvasObject) { t.row(i, o.(*thumb)) })
	t.list.OnSelected = func(i int) {
		t.list.UnselectAll()
		lead(i)
	}
	return t
}

func (t *thumbs) clear() {
	t.cache, t.asking = newCache(thumbBytes), map[int]func(){}
	t.bad, t.rows = map[int]bool{}, map[*thumb]int{}
}

// use shows these pages.
func (t *thumbs) use(p *pages) {
	t.pages = p
	t.list.Refresh()
}

// forget takes back what is being asked, and lets go of the pictures.
func (t *thumbs) forget() {
	for _, leave := range t.asking {
		leave()
	}
	t.clear()
}

// again is for pages that were turned.
func (t *thumbs) again() {
	t.forget()
	t.list.Refresh()
}

// mark marks the page that is read.
func (t *thumbs) mark(page int) {
	if page != t.current {
		t.current = page
		t.list.Refresh()
		t.list.ScrollTo(page)
	}
}

func (t *thumbs) row(page int, o *thumb) {
	p := t.pages
	if p == nil || page >= len(p.plan.tops) {
		return
	}
	t.rows[o] = page
	o.set(page, p.plan.size(page), page == t.current)
	if b := t.cache.get(page); b != nil {
		o.show(b)
		return
	}
	t.leave()
	if t.bad[page] || t.asking[page] != nil || p.spoilt[page] != "" {
		return
	}
	s := p.plan.size(page)
	fit := min(thumbWidth/s.W, thumbHeight/s.H) * float64(p.ratio)
	t.asking[page] = p.engine.small(want{page: page, scale: fit, turn: p.turn}, func(b *bitmap, err error) {
		delete(t.asking, page)
		if err != nil {
			t.bad[page] = true
			return
		}
		t.cache.put(b, func(int) bool { return false })
		for row, shows := range t.rows {
			if shows == page {
				row.show(b)
			}
		}
	})
}

// leave takes back what is asked for rows that are gone.
func (t *thumbs) leave() {
	shown := map[int]bool{}
	for _, page := range t.rows {
		shown[page] = true
	}
	for page, leave := range t.asking {
		if !shown[page] {
			leave()
			delete(t.asking, page)
		}
	}
}
