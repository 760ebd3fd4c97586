package sync

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	gosync "sync"
	"time"

	"rantau/campus"
	"rantau/sync/protocol"
)

// Engine keeps a copy and a server in step, and implements campus.Link.
type Engine struct {
	store Store
	svc   protocol.Service
	files *Files
	purse *purse
	// addresses tells on which networks this computer is.
	addresses func() string

	wake    chan struct{} // something to send, or the person asks
	stop    context.CancelFunc
	stopped gosync.WaitGroup

	mu       gosync.Mutex
	metered  func(context.Context) bool // whether the system says that the line costs by the byte; may be nil
	status   campus.Status
	off      bool
	watchers map[int]func(campus.Status)
	next     int
	kept     time.Time          // of the last sync, as it is remembered
	waits    waiting            // with news; the one that waits has it
	anyway   bool               // the person asks for a sync whatever it costs
	logged   string             // the trouble that is in the log last
	cancel   context.CancelFunc // ends what is under way on the network
}

var _ campus.Link = (*Engine)(nil)

// What is remembered from one start to the next.
const (
	offSetting  = "work_offline"
	lastSetting = "last_sync"
)

// Start starts the engine. It runs until Stop.
func Start(store Store, svc protocol.Service, files *Files) *Engine {
	return StartAt(store, svc, files, time.Now)
}

// StartAt is Start with another calendar for the budget.
func StartAt(store Store, svc protocol.Service, files *Files, now func() time.Time) *Engine {
	e := &Engine{store: store, svc: svc, files: files, purse: newPurse(store, svc, now), addresses: addresses, waits: newWaiting(), wake: make(chan struct{}, 1), watchers: map[int]func(campus.Status){}}
	e.status.Line = campus.NotTriedIt
	ctx, cancel := context.WithCancel(context.Background())
	e.stop = cancel
	files.wake, files.ask, files.purse, files.note, files.off = e.moved, e.Now, e.purse, e.keepNote, e.isOff
	unwatch := store.Watch(func(n campus.Notice) {
		if n.Outbox {
			e.count(ctx)
			if s := e.Status(); s.Waiting+s.Notes > 0 { // that all was sent is no reason to ask again
				e.Now()
			}
		}
	})
	e.stopped.Go(func() {
		defer unwatch()
		e.run(ctx)
	})
	return e
}

// Stop ends the engine and waits for it.
func (e *Engine) Stop() {
	e.stop()
	e.stopped.Wait()
}

// Now implements campus.Link.
func (e *Engine) Now() {
	select {
	case e.wake <- struct{}{}:
	default:
	}
}

// WorkOffline implements campus.Link.
func (e *Engine) WorkOffline(off bool) {
	value := ""
	if off {
		value = "yes"
	}
	e.mu.Lock()
	e.off = off
	if off && e.cancel != nil {
		e.cancel()
	}
	e.mu.Unlock()
	go func() {
		if err := e.store.KeepSetting(context.Background(), offSetting, value); err != nil {
			slog.Warn("a setting was not kept", "error", err)
		}
	}()
	e.Now()
}

func (e *Engine) isOff() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.off
}

// run syncs, then waits for a reason to sync again: something to send, news, or
// after trouble some time.
func (e *Engine) run(ctx context.Context) {
	e.recall(ctx)
	e.purse.recall(ctx)
	defer func() { e.remember(0) }()
	failures := 0
	for ctx.Err() == nil {
		e.count(ctx)
		if e.isOff() {
			e.set(func(s *campus.Status) {
				s.Line, s.Syncing, s.Trouble, s.Moving = campus.OffByHand, false, "", campus.Moving{}
			})
			e.sleep(ctx, 24*time.Hour)
			continue
		}
		anyway := e.takeAnyway()
		if !anyway && e.purse.empty(ctx) {
			e.spent()
			e.sleep(ctx, untilTomorrow(e.purse.now()))
			continue
		}
		err := e.once(ctx, anyway)
		switch {
		case errors.Is(err, ErrSpent):
			failures = 0
			continue
		case err == nil:
			failures = 0
			if !e.purse.empty(ctx) {
				e.waitForNews(ctx)
			}
			continue
		}
		failures++
		if woken := e.sleepOffline(ctx, backoff(failures, campus.CodeOf(err))); woken {
			failures-- // whoever works without a line has it back no later for each thing that was saved
		}
	}
}

// recall takes up what an earlier run knew.
func (e *Engine) recall(ctx context.Context) {
	if v, err := e.store.Setting(ctx, offSetting); err == nil {
		e.mu.Lock()
		e.off = e.off || v == "yes"
		e.mu.Unlock()
	}
	v, err := e.store.Setting(ctx, lastSetting)
	if err != nil {
		return
	}
	if last, err := time.Parse(time.RFC3339, v); err == nil {
		e.mu.Lock()
		e.kept = last
		e.mu.Unlock()
		e.set(func(s *campus.Status) { s.LastSync = last })
	}
}

// remember keeps when the last sync was, unless what is kept is not older than
// this: it is not worth a write for each sync.
func (e *Engine) remember(unless time.Duration) {
	e.mu.Lock()
	last := e.status.LastSync
	old := last.Sub(e.kept) > unless
	if old {
		e.kept = last
	}
	e.mu.Unlock()
	if !old {
		return
	}
	if err := e.store.KeepSetting(context.Background(), lastSetting, last.Format(time.RFC3339)); err != nil {
		slog.Warn("a setting was not kept", "error", err)
	}
}

// once does one sync with the network, and gives the files their turn behind it.
func (e *Engine) once(parent context.Context, anyway bool) error {
	ctx, done := e.network(parent)
	defer done()
	metered := e.askMetered(ctx)
	e.set(func(s *campus.Status) { s.Syncing, s.Metered = true, metered })
	began := time.Now()
	left := func() int64 { return e.purse.left(ctx) }
	if anyway {
		left = func() int64 { return campus.NoBound }
	}
	sent, received := e.purse.traffic()
	did, err := syncWithin(ctx, e.store, e.svc, left, func(r Result) {
		_, down := e.purse.traffic()
		e.set(func(s *campus.Status) {
			s.Moving = moving(r, down-received, time.Since(began))
		})
	})
	took := time.Since(began)
	e.purse.note(parent)
	up, down := e.purse.traffic()
	e.log(parent, campus.SyncNote{At: began, Took: took, Sets: did.Sent, Records: did.Records, Sent: up - sent, Received: down - received}, err)
	e.count(parent)
	e.set(func(s *campus.Status) {
		s.Syncing, s.Moving = false, campus.Moving{}
		if e.off || errors.Is(err, ErrSpent) {
			return
		}
		if err == nil {
			s.Line, s.Trouble, s.LastSync = campus.Online, "", time.Now()
			s.Slow = campus.Slow(up-sent+down-received, took)
			return
		}
		s.Line, s.Trouble = lineOf(err), sentence(err)
		if campus.CodeOf(err) == protocol.Unreachable && !s.LastSync.IsZero() {
			s.Trouble = "" // being away from the network is no trouble; an address that never worked is
		}
	})
	if err == nil {
		e.remember(time.Minute)
		e.files.Turn()
	}
	return err
}

// network gives a context that ends when the person goes offline.
func (e *Engine) network(parent context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(parent)
	e.mu.Lock()
	e.cancel = cancel
	e.mu.Unlock()
	return ctx, cancel
}

// moving tells what a sync does. wire is what came over the line in that time: what the rest
// will be is reckoned from that, for records are packed.
func moving(r Result, wire int64, took time.Duration) campus.Moving {
	switch {
	case r.Owed.Records > 0:
		m := campus.Moving{What: campus.GotRecords, Done: int64(r.Records), All: int64(r.Records) + r.Owed.Records,
			Left: campus.Remaining(took, r.Weight, r.Owed.Bytes)}
		if r.Weight > 0 {
			m.Rest = int64(float64(wire) / float64(r.Weight) * float64(r.Owed.Bytes))
		}
		return m
	case r.Records > 0:
		return campus.Moving{What: campus.GotRecords, Done: int64(r.Records)}
	case r.Sent > 0:
		return campus.Moving{What: campus.SentChanges, Done: int64(r.Sent)}
	}
	return campus.Moving{}
}

func lineOf(err error) campus.LineState {
	switch campus.CodeOf(err) {
	case protocol.SignedOut:
		return campus.SignedOut
	case protocol.TooOld:
		return campus.TooOld
	}
	return campus.Unreached
}

// sentence says what happened and what is safe.
func sentence(err error) string {
	var rule *campus.Error
	if errors.As(err, &rule) {
		return rule.Message
	}
	return fmt.Sprintf("the sync stopped (%v); what you do is kept on this computer", err)
}

// waitForNews returns when there is a reason to sync.
func (e *Engine) waitForNews(ctx context.Context) {
	news := make(chan error, 1)
	line, done := e.network(ctx)
	defer done()
	go func() { news <- e.news(line) }()
	select {
	case <-ctx.Done():
	case <-e.wake:
	case err := <-news:
		if err != nil && ctx.Err() == nil { // a proxy cut it, or the line is gone: look, but not in a hurry
			e.sleep(ctx, time.Second)
		}
	}
}

func (e *Engine) news(ctx context.Context) error {
	for ctx.Err() == nil {
		table, _, err := e.store.Cursors(ctx)
		if err != nil {
			return err
		}
		begun := time.Now()
		news, err := e.svc.News(ctx, e.store.Identity().Token, protocol.Digest(table), e.waits.next)
		if err != nil && ctx.Err() == nil {
			e.waits.cut(time.Since(begun))
		}
		if news || err != nil {
			return err
		}
		e.waits.whole()
	}
	return ctx.Err()
}

// sleep tells whether there was a reason to wake up before its time.
func (e *Engine) sleep(ctx context.Context, d time.Duration) (woken bool) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-e.wake:
		return true
	case <-timer.C:
	}
	return false
}

// backoff waits longer after each failure, at random so that a lab of thirty
// does not come back at once.
func backoff(failures int, code campus.Code) time.Duration {
	if code == protocol.SignedOut || code == protocol.TooOld {
		return 10 * time.Minute
	}
	most := min(time.Second<<min(failures, 8), 3*time.Minute)
	return most/2 + rand.N(most/2)
}

// count brings the numbers of the status up to date.
func (e *Engine) count(ctx context.Context) {
	waiting, notes, refused, files, err := e.store.Queue(ctx)
	if err != nil {
		return
	}
	contested, err := e.store.Contested(ctx) // few: each waits for a person
	if err != nil {
		return
	}
	held, size, paused := e.files.heldBack(ctx)
	e.set(func(s *campus.Status) {
		s.Held, s.HeldSize, s.Paused = held, size, paused
		s.Waiting, s.Notes, s.Refused, s.Files, s.Contested = waiting-notes, notes, refused, files, len(contested)
	})
}

// moved tells of a file's way.
func (e *Engine) moved(ctx context.Context, what campus.Moving) {
	e.purse.note(ctx)
	e.count(ctx)
	e.set(func(s *campus.Status) {
		if s.Moving = what; what == (campus.Moving{}) {
			s.Moved++
		}
	})
}

func (e *Engine) set(change func(*campus.Status)) {
	e.mu.Lock()
	before := e.status
	change(&e.status)
	now := e.status
	var calls []func(campus.Status)
	if now != before {
		for _, w := range e.watchers {
			calls = append(calls, w)
		}
	}
	e.mu.Unlock()
	for _, call := range calls {
		call(now)
	}
}

// Status implements campus.Link.
func (e *Engine) Status() campus.Status {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.status
}

// WatchStatus implements campus.Link.
func (e *Engine) WatchStatus(f func(campus.Status)) (cancel func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	id := e.next
	e.next++
	e.watchers[id] = f
	return func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		delete(e.watchers, id)
	}
}
