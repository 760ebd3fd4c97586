package reader

import (
	"context"
	"encoding/json"
	"slices"
	"time"
	"unicode/utf8"
)

// question is something that is asked about a page, or the document, behind what is to
// be drawn.
type question struct {
	rank rank
	// ask asks the worker, on the engine's goroutine, and gives what is to be told on the
	// goroutine that draws. Without a worker the answer is that there is none.
	ask func(ctx context.Context, p *process) (tell func())

	left bool // nobody waits for the answer any more; the engine's mu guards it
}

// rank is how soon a question is asked: before the sizes of pages that are far, or behind
// everything else.
type rank int

const (
	soon rank = iota
	late
)

// Nobody waits for a page's letters as for the page itself, and no page is lost for want of
// them: their time is short, and after so many workers that ended over a question no more
// are asked. The pages go on being drawn.
const (
	questionPatience = 4 * time.Second
	maxLost          = 12
)

// askFor puts a question; what it gives takes it back.
func (e *engine) askFor(q *question) (leave func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.asks = append(e.asks, q)
	e.wake()
	return func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		q.left = true
		e.asks = slices.DeleteFunc(e.asks, func(o *question) bool { return o == q })
	}
}

// takeQuestion takes the oldest question of a rank, or nil; mu is held.
func (e *engine) takeQuestion(r rank) *question {
	i := slices.IndexFunc(e.asks, func(q *question) bool { return q.rank == r })
	if i < 0 {
		return nil
	}
	q := e.asks[i]
	e.asks = slices.Delete(e.asks, i, i+1)
	return q
}

// put puts a question to the worker.
func (e *engine) put(ctx context.Context, q *question) {
	p := e.worker()
	if p == nil {
		return
	}
	if e.lost >= maxLost {
		p = nil
	}
	tell := q.ask(ctx, p)
	if p != nil && p.gone.Load() {
		e.lost++
	}
	if ctx.Err() != nil {
		return
	}
	e.say(func() {
		e.mu.Lock()
		left := q.left
		e.mu.Unlock()
		if !left {
			tell()
		}
	})
}

// ask asks the worker something whose answer is in the data of the frame.
func (e *engine) ask(ctx context.Context, p *process, what byte, head any) ([]byte, error) {
	if p == nil {
		return nil, errGivenUp
	}
	data, err := p.ask(ctx, min(e.patience, questionPatience), what, head, new(noHead))
	if err == nil && len(data) > maxAnswer {
		p.kill()
		return nil, errDied
	}
	return data, err
}

// letters asks for what is written on a page.
func (e *engine) letters(page int, tell func(*sheet, error)) (leave func()) {
	return e.askFor(&question{ask: func(ctx context.Context, p *process) func() {
		data, err := e.ask(ctx, p, askLetters, pageAsk{page})
		var all letters
		if err == nil {
			if all, err = unpackLetters(data); err != nil {
				p.kill() // it lies
			}
		}
		s := newSheet(all)
		return func() { tell(s, err) }
	}})
}

// links asks for the links of a page.
func (e *engine) links(page int, tell func([]link, error)) (leave func()) {
	return e.askFor(&question{ask: func(ctx context.Context, p *process) func() {
		data, err := e.ask(ctx, p, askLinks, pageAsk{page})
		var all []link
		if err == nil && (json.Unmarshal(data, &all) != nil || len(all) > maxLinks) {
			p.kill()
			err = errDied
		}
		all = slices.DeleteFunc(all, func(l link) bool { return !l.sound(e.pages) })
		return func() { tell(all, err) }
	}})
}

// sound tells whether a link can be one of a document of so many pages.
func (l link) sound(pages int) bool {
	if !l.Box.sound() || !(l.Top > -maxSide && l.Top < maxSide) || l.Page >= pages || len(l.Address) > maxAddress || !utf8.ValidString(l.Address) {
		return false
	}
	return l.Page >= 0 || allowed(l.Address)
}

// outline asks for the outline of the document.
func (e *engine) outline(tell func([]heading, error)) (leave func()) {
	return e.askFor(&question{ask: func(ctx context.Context, p *process) func() {
		data, err := e.ask(ctx, p, askOutline, noHead{})
		var all []heading
		if err == nil && (json.Unmarshal(data, &all) != nil || len(all) > maxOutline) {
			p.kill()
			err = errDied
		}
		all = slices.DeleteFunc(all, func(h heading) bool { return h.Page >= e.pages || len(h.Title) > maxHeading+len("…") })
		return func() { tell(all, err) }
	}})
}

// small asks for a small picture of a page.
func (e *engine) small(w want, tell func(*bitmap, error)) (leave func()) {
	return e.askFor(&question{rank: late, ask: func(ctx context.Context, p *process) func() {
		if p == nil {
			return func() { tell(nil, errGivenUp) }
		}
		b, err := p.draw(ctx, e.patience, w)
		return func() { tell(b, err) }
	}})
}
