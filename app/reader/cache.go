package reader

import (
	"container/list"
	"image"
)

// DrawnLimit is what drawn pages may take of memory, in bytes. What is in sight stays in
// any case.
const DrawnLimit = 96 << 20

// bitmap is a drawn page, turned by quarters.
type bitmap struct {
	page  int
	turn  int
	image *image.RGBA
}

func (b *bitmap) bytes() int { return len(b.image.Pix) }

// cache keeps the pages that were looked at last, one drawing of each.
type cache struct {
	limit, used int
	order       *list.List // of *bitmap, the last one looked at first
	at          map[int]*list.Element
	waste       int // bytes of pages that were dropped and not collected yet
}

func newCache(limit int) *cache {
	return &cache{limit: limit, order: list.New(), at: map[int]*list.Element{}}
}

// get gives a page's drawing, or nil.
func (c *cache) get(page int) *bitmap {
	e := c.at[page]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*bitmap)
}

// put keeps a drawing; pages for which keep holds are not dropped for it.
func (c *cache) put(b *bitmap, keep func(page int) bool) {
	c.drop(b.page)
	c.at[b.page] = c.order.PushFront(b)
	c.used += b.bytes()
	for e := c.order.Back(); e != nil && c.used > c.limit; {
		before := e.Prev()
		if page := e.Value.(*bitmap).page; page != b.page && !keep(page) {
			c.drop(page)
		}
		e = before
	}
}

// wasteBytes is how much of dropped pages may lie about. Go would let as much lie as there is
// in use; pages have nothing in them to look through, so to collect them costs little.
const wasteBytes = 24 << 20

// wasted tells, once, that so much was dropped that it is to be collected.
func (c *cache) wasted() bool {
	if c.waste < wasteBytes {
		return false
	}
	c.waste = 0
	return true
}

func (c *cache) drop(page int) {
	if e := c.at[page]; e != nil {
		n := e.Value.(*bitmap).bytes()
		c.used, c.waste = c.used-n, c.waste+n
		c.order.Remove(e)
		delete(c.at, page)
	}
}
