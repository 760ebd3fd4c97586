package reader

import (
	"context"
	"errors"
	"image"
	"slices"
	"sync"
	"time"

	"rantau/app/ui"
)

// want is a page to draw, at a scale, turned by quarters to the right.
type want struct {
	page  int
	scale float64
	turn  int
}

// events are what an engine tells, on the goroutine that draws.
type events struct {
	opened func(a openAnswer)
	failed func(err error) // the whole document
	sizes  func(from int, s []size)
	drawn  func(w want, b *bitmap)
	spoilt func(page int, err error)
}

// maxStarts is how often a worker is started for one document: one that stops
// it again and again is given up.
const maxStarts = 40

// sizesAhead is for how many pages the size is asked while nothing is to draw.
const sizesAhead = 4096

// engine asks the worker for what is wanted now, one thing after the other. A
// new list of wants takes the place of the old one, so that what scrolled by is
// never drawn.
type engine struct {
	env  *ui.Env
	path string
	tell events
	stop func() bool
	// password opens the document; it is nowhere but here.
	password string
	// patience is how long one page may take.
	patience time.Duration

	mu      sync.Mutex // guards what follows
	wants   []want
	asks    []*question
	flight  map[want]bool // taken, and not told about yet
	running bool
	closed  bool
	process *process

	// What follows belongs to the worker goroutine that runs.
	pages  int
	starts int
	lost   int          // workers that ended over a question
	asked  map[int]bool // blocks of sizes
}

func newEngine(env *ui.Env, path string, tell events) *engine {
	e := &engine{env: env, path: path, tell: tell, patience: pagePatience, flight: map[want]bool{}, asked: map[int]bool{}}
	e.stop = context.AfterFunc(env.Context(), e.close)
	return e
}

// close ends the worker; nothing is told any more.
func (e *engine) close() {
	e.mu.Lock()
	e.closed = true
	p := e.process
	e.process = nil
	e.mu.Unlock()
	e.stop()
	if p != nil {
		p.kill()
	}
}

// want says what is to be drawn now, the most urgent first.
func (e *engine) want(w []want) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.wants = slices.DeleteFunc(w, func(o want) bool { return e.flight[o] })
	e.wake()
}

// wake sees to it that somebody runs; mu is held.
func (e *engine) wake() {
	if !e.running && !e.closed {
		e.running = true
		e.env.Work(e.run)
	}
}

// landed tells what became of a want.
func (e *engine) landed(w want, f func()) {
	e.say(func() {
		e.mu.Lock()
		delete(e.flight, w)
		e.mu.Unlock()
		f()
	})
}

// say tells something unless the document was closed meanwhile.
func (e *engine) say(f func()) {
	e.env.Main(func() {
		e.mu.Lock()
		closed := e.closed
		e.mu.Unlock()
		if !closed {
			f()
		}
	})
}

// job is what is done next: a page is drawn, a question asked, or else sizes are.
type job struct {
	want
	question *question
	sizes    bool
}

// next takes the most urgent job; false when there is nothing to do, and then
// this run is over.
func (e *engine) next() (job, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		e.running = false
		return job{}, false
	}
	if len(e.wants) > 0 {
		w := e.wants[0]
		e.wants = e.wants[1:]
		e.flight[w] = true
		return job{want: w}, true
	}
	if q := e.takeQuestion(soon); q != nil {
		return job{question: q}, true
	}
	if e.pages > 0 && e.idleBlock() >= 0 {
		return job{sizes: true}, true
	}
	if q := e.takeQuestion(late); q != nil {
		return job{question: q}, true
	}
	e.running = false
	return job{}, false
}

// idleBlock is a block of sizes that nobody has asked for yet, or -1.
func (e *engine) idleBlock() int {
	for b := range (min(e.pages, sizesAhead) + maxBlock - 1) / maxBlock {
		if !e.asked[b] {
			return b
		}
	}
	return -1
}

func (e *engine) run(ctx context.Context) {
	if e.pages == 0 && !e.begin(ctx) {
		return
	}
	for {
		j, ok := e.next()
		if !ok {
			return
		}
		if !e.ready(ctx) {
			return
		}
		switch {
		case j.question != nil:
			e.put(ctx, j.question)
		case j.sizes:
			e.block(ctx, e.idleBlock())
		default:
			e.page(ctx, j.want)
		}
	}
}

func (e *engine) page(ctx context.Context, w want) {
	switch e.block(ctx, w.page/maxBlock) {
	case told: // the screen asks again, now that it knows the size
		e.forget(w)
	case ended:
		e.again(w)
	default:
		e.draw(ctx, w)
	}
}

// begin opens the document for the first time.
func (e *engine) begin(ctx context.Context) bool {
	a, err := e.open(ctx)
	if err != nil {
		e.halt(err)
		return false
	}
	e.pages = a.Pages
	e.say(func() { e.tell.opened(a) })
	return true
}

// halt gives the document up.
func (e *engine) halt(err error) {
	e.mu.Lock()
	e.running, e.wants, e.asks = false, nil, nil
	e.mu.Unlock()
	e.say(func() { e.tell.failed(err) })
}

var errGivenUp = errors.New("the worker ended too often")

// ready sees to it that a worker with the document is there.
func (e *engine) ready(ctx context.Context) bool {
	e.mu.Lock()
	there, closed := e.process != nil && !e.process.gone.Load(), e.closed
	if closed {
		e.running = false
	}
	e.mu.Unlock()
	if there || closed {
		return there && !closed
	}
	if _, err := e.open(ctx); err != nil {
		e.halt(err)
		return false
	}
	return true
}

func (e *engine) open(ctx context.Context) (openAnswer, error) {
	var a openAnswer
	if e.starts++; e.starts > maxStarts {
		return a, errGivenUp
	}
	p, err := takeSpare()
	if err != nil {
		return a, err
	}
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		p.kill()
		return a, context.Canceled
	}
	e.process = p
	e.mu.Unlock()
	if a, err = p.open(ctx, e.path, e.password); err != nil {
		p.kill()
		return a, err
	}
	if a.Pages <= 0 || a.Pages > maxPages {
		p.kill()
		return a, errDied
	}
	return a, nil
}

func (e *engine) worker() *process {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.process
}

// What came of asking for the sizes of a block.
type blockState int

const (
	known blockState = iota // or as well known as it will be
	told
	ended // the worker ended over it
)

// block asks for the sizes of a block of pages, once.
func (e *engine) block(ctx context.Context, b int) blockState {
	p := e.worker()
	if b < 0 || e.asked[b] || p == nil {
		return known
	}
	e.asked[b] = true
	var a sizesAnswer
	from := b * maxBlock
	_, err := p.ask(ctx, e.patience, askSizes, sizesAsk{From: from, Count: maxBlock}, &a)
	switch {
	case errors.Is(err, errHung), errors.Is(err, errDied), ctx.Err() != nil:
		return ended
	case err != nil, len(a.Sizes) > maxBlock, from+len(a.Sizes) > e.pages:
		return known
	}
	e.say(func() { e.tell.sizes(from, a.Sizes) })
	return told
}

// forget lets go of a want that was taken.
func (e *engine) forget(w want) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.flight, w)
}

// again puts a want back that was not the reason why the worker ended.
func (e *engine) again(w want) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.flight, w)
	if !slices.ContainsFunc(e.wants, func(o want) bool { return o.page == w.page }) {
		e.wants = slices.Insert(e.wants, 0, w)
	}
}

func (e *engine) draw(ctx context.Context, w want) {
	p := e.worker()
	if p == nil {
		return
	}
	b, err := p.draw(ctx, e.patience, w)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		e.landed(w, func() { e.tell.spoilt(w.page, err) })
	default:
		e.landed(w, func() { e.tell.drawn(w, b) })
	}
}

// draw has a page drawn.
func (p *process) draw(ctx context.Context, patience time.Duration, w want) (*bitmap, error) {
	var a renderAnswer
	data, err := p.ask(ctx, patience, askRender, renderAsk{Page: w.page, Scale: w.scale, Turn: w.turn}, &a)
	if err != nil {
		return nil, err
	}
	if a.Width <= 0 || a.Height <= 0 || a.Width > maxPixels || a.Height > maxPixels || a.Width*a.Height*4 != len(data) {
		p.kill()
		return nil, errDied
	}
	return &bitmap{page: w.page, turn: w.turn, image: &image.RGBA{Pix: data, Stride: 4 * a.Width, Rect: image.Rect(0, 0, a.Width, a.Height)}}, nil
}
