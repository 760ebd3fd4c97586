package ui

import "context"

// Guard belongs to one spot of a screen that shows what was fetched. It lets
// only the newest fetch show its result. Use it on the goroutine that draws.
type Guard struct {
	generation int
	cancel     context.CancelFunc
}

// Stop drops the result of the fetch under way.
func (g *Guard) Stop() {
	g.generation++
	if g.cancel != nil {
		g.cancel()
		g.cancel = nil
	}
}

// Load fetches on a worker goroutine and shows the result on the goroutine
// that draws, unless the guard has been used for a newer fetch meanwhile. This
// is the one way in which a screen asks the replica, the files or the disk.
func Load[T any](e *Env, g *Guard, fetch func(context.Context) (T, error), show func(T, error)) {
	g.Stop()
	generation := g.generation
	ctx, cancel := context.WithCancel(e.ctx)
	g.cancel = cancel
	e.Work(func(context.Context) {
		defer cancel()
		v, err := fetch(ctx)
		if ctx.Err() != nil {
			return
		}
		e.Main(func() {
			if g.generation == generation {
				show(v, err)
			}
		})
	})
}

// Do does something that must not be dropped half-way, such as saving: nothing
// that comes later cancels it, and done is always told.
func Do(e *Env, work func(context.Context) error, done func(error)) {
	e.Work(func(ctx context.Context) {
		err := work(ctx)
		e.Main(func() { done(err) })
	})
}
