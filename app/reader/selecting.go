package reader

import (
	"math"
	"strings"
	"time"

	"fyne.io/fyne/v2"
)

// at gives the point of a page that is under a place on the paper.
func (p *pages) at(pos fyne.Position) point {
	i := p.plan.at(pos.Y)
	at, room := p.plan.place(i, p.room.Width)
	s := p.plan.size(i)
	x := (pos.X - at.X) / max(1, room.Width) * float32(s.W)
	y := (pos.Y - at.Y) / max(1, room.Height) * float32(s.H)
	b := box{x, y, x, y}.back(p.plan.lying(i), p.turn)
	return point{i, b.X0, b.Y0}
}

// selected are the marks of what is selected on a page.
func (p *pages) selected(page int) []mark {
	if !p.selection.on {
		return nil
	}
	sh, _ := p.writing.get(page)
	from, to := p.selection.letters(page, sh)
	if from >= to {
		return nil
	}
	var out []mark
	for _, b := range sh.boxes(from, to) {
		out = append(out, mark{b, markSelected})
	}
	return out
}

// hasSelection tells whether any letter is selected, as far as is known.
func (p *pages) hasSelection() bool {
	from, to := p.selection.span()
	if !p.selection.on || from != to {
		return p.selection.on
	}
	sh, _ := p.writing.get(from)
	a, b := p.selection.letters(from, sh)
	return a < b
}

// selectFrom begins to select at a place on the paper.
func (p *pages) selectFrom(pos fyne.Position) {
	e := end{point: p.at(pos)}
	p.selection = selection{anchor: e, cursor: e, on: true}
	p.remark()
}

// selectTo selects as far as a place on the paper.
func (p *pages) selectTo(pos fyne.Position) {
	p.selection.on = true
	p.selection.cursor = end{point: p.at(pos)}
	p.remark()
}

// selectWord selects the word at a place on the paper.
func (p *pages) selectWord(pos fyne.Position) {
	at := p.at(pos)
	if sh, _ := p.writing.get(at.page); sh != nil {
		from, to := sh.wordAt(at.x, at.y)
		p.selection.between(at.page, from, to)
		p.remark()
	}
}

// selectPage selects all of the page that is read.
func (p *pages) selectPage() {
	p.selection.between(p.page(), 0, math.MaxInt)
	p.remark()
}

// copy puts what is selected on the clipboard, once the letters of all its pages are there.
func (p *pages) copy() {
	if p.leaveCopy != nil {
		p.leaveCopy()
		p.leaveCopy = nil
	}
	if !p.hasSelection() {
		return
	}
	c := copying{pages: p, of: p.selection}
	c.page, c.last = c.of.span()
	c.on()
}

// copying takes the words of page after page.
type copying struct {
	pages      *pages
	of         selection
	page, last int
	words      strings.Builder
}

func (c *copying) on() {
	for ; c.page <= c.last && c.words.Len() < maxAllText; c.page++ {
		sh, known := c.pages.writing.get(c.page)
		if !known {
			c.pages.leaveCopy = c.pages.writing.ask(c.page, func(*sheet) { c.on() })
			return
		}
		if from, to := c.of.letters(c.page, sh); from < to {
			c.words.WriteString(sh.copied(from, to))
		}
	}
	if words := strings.TrimSpace(c.words.String()); words != "" {
		fyne.CurrentApp().Clipboard().SetContent(words)
	}
}

// edgeTick is how often the pages move while the pointer is held beyond their edge.
const edgeTick = 30 * time.Millisecond

// drag selects as far as the pointer, which is at a place in the window; beyond its edge
// the pages move.
func (p *pages) drag(at fyne.Position) {
	p.pointer, p.dragging = at, true
	p.selectTo(at.Add(p.scroll.Offset))
	if over(at.Y, p.room.Height) != 0 && !p.moving {
		p.moving = true
		p.later()
	}
}

func (p *pages) later() {
	time.AfterFunc(edgeTick, func() { p.env.Main(p.move) })
}

// move scrolls one step, as long as the pointer is beyond the edge.
func (p *pages) move() {
	by := over(p.pointer.Y, p.room.Height)
	if !p.dragging || by == 0 || p.closed {
		p.moving = false
		return
	}
	p.by(max(-40, min(by*0.6, 40)))
	p.selectTo(p.pointer.Add(p.scroll.Offset))
	p.later()
}

// over tells how far a place is beyond the edges.
func over(y, height float32) float32 {
	const border = 8
	return min(0, y-border) + max(0, y-height+border)
}
