package reader

import "container/list"

// writingBytes is what the letters of pages may take of memory.
const writingBytes = 24 << 20

// writing keeps what is written on the pages that were looked at last. It belongs to the
// goroutine that draws.
type writing struct {
	engine *engine
	limit  int
	used   int
	order  *list.List // of *written, the last one looked at first
	at     map[int]*list.Element
}

// written is what is on a page; nil for one that can't be read, which is not tried again.
type written struct {
	page  int
	sheet *sheet
}

func newWriting(e *engine) *writing {
	return &writing{engine: e, limit: writingBytes, order: list.New(), at: map[int]*list.Element{}}
}

// get gives what is on a page, as far as it is known.
func (w *writing) get(page int) (s *sheet, known bool) {
	e := w.at[page]
	if e == nil {
		return nil, false
	}
	w.order.MoveToFront(e)
	return e.Value.(*written).sheet, true
}

// ask asks for what is on a page that is not known; what it gives takes that back.
func (w *writing) ask(page int, tell func(*sheet)) (leave func()) {
	return w.engine.letters(page, func(s *sheet, err error) {
		if err != nil {
			s = nil
		}
		w.put(page, s)
		tell(s)
	})
}

func (w *writing) put(page int, s *sheet) {
	if e := w.at[page]; e != nil {
		w.drop(e)
	}
	w.at[page] = w.order.PushFront(&written{page, s})
	w.used += cost(s)
	for w.used > w.limit && w.order.Len() > 1 {
		w.drop(w.order.Back())
	}
}

func (w *writing) drop(e *list.Element) {
	o := e.Value.(*written)
	w.order.Remove(e)
	delete(w.at, o.page)
	w.used -= cost(o.sheet)
}

func cost(s *sheet) int {
	if s == nil {
		return 0
	}
	return s.bytes()
}
