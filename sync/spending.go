package sync

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"rantau/campus"
	"rantau/sync/protocol"
)

// Budget implements campus.Link.
func (e *Engine) Budget() campus.Budget { return e.purse.get() }

// SetBudget implements campus.Link.
func (e *Engine) SetBudget(ctx context.Context, b campus.Budget) error {
	if err := e.purse.set(ctx, b); err != nil {
		return err
	}
	e.Now() // there may be something left again
	return nil
}

// Usage implements campus.Link.
func (e *Engine) Usage(ctx context.Context) ([]campus.Usage, error) {
	e.purse.note(ctx)
	return e.store.Usage(ctx)
}

// Syncs implements campus.Link.
func (e *Engine) Syncs(ctx context.Context) ([]campus.SyncNote, error) { return e.store.Syncs(ctx) }

// Anyway implements campus.Link.
func (e *Engine) Anyway() {
	e.mu.Lock()
	e.anyway = true
	e.mu.Unlock()
	e.Now()
}

// SendHeld implements campus.Link.
func (e *Engine) SendHeld() {
	go func() { // whoever draws does not wait for the disk
		e.files.sendHeld(context.Background())
		e.Anyway()
	}()
}

func (e *Engine) takeAnyway() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	anyway := e.anyway
	e.anyway = false
	return anyway
}

// spent says that nothing goes by itself any more.
func (e *Engine) spent() {
	e.set(func(s *campus.Status) {
		s.Line, s.Syncing, s.Trouble, s.Moving = campus.Spent, false, "", campus.Moving{}
	})
}

// untilTomorrow is how long it is to the next day, by the calendar of this computer: hours
// are looked at again, for the clock may be put right meanwhile.
func untilTomorrow(now time.Time) time.Duration {
	y, m, d := now.Date()
	return min(time.Hour, time.Date(y, m, d+1, 0, 0, 1, 0, now.Location()).Sub(now))
}

// log keeps what a sync moved. One that moved nothing is no news, and that there was no
// line is not said again and again.
func (e *Engine) log(ctx context.Context, n campus.SyncNote, err error) {
	if err != nil && !errors.Is(err, ErrSpent) && !errors.Is(err, context.Canceled) {
		n.Trouble = sentence(err)
	}
	again := n.Trouble == e.logged && campus.CodeOf(err) == protocol.Unreachable
	e.logged = n.Trouble
	if n.Sets == 0 && n.Records == 0 && (n.Trouble == "" || again) {
		return
	}
	e.keepNote(ctx, n)
}

func (e *Engine) keepNote(ctx context.Context, n campus.SyncNote) {
	if err := e.store.KeepSync(context.WithoutCancel(ctx), n); err != nil {
		slog.Warn("a sync was not put into the log", "error", err)
	}
}

// AskMetered has the engine ask before each sync whether the system says that the line costs
// by the byte. f may take a moment.
func (e *Engine) AskMetered(f func(context.Context) bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.metered = f
}

func (e *Engine) askMetered(ctx context.Context) bool {
	e.mu.Lock()
	ask := e.metered
	e.mu.Unlock()
	metered := ask != nil && ask(ctx)
	e.purse.system(metered)
	return metered
}
