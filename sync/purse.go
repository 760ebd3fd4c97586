package sync

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	gosync "sync"
	"time"

	"rantau/campus"
	"rantau/sync/protocol"
)

// ErrSpent ends what would cost more than the budget has left. Nothing is lost by it, and
// nothing is wrong.
var ErrSpent = errors.New("the budget is used up")

// overhead is what a request may be over what it was told to hold: its last page, and the
// heads. A record that is larger than a page may still go over it.
const overhead = 40 << 10

// purse knows what the line may still cost, and keeps what it did.
type purse struct {
	store   Store
	traffic func() (sent, received int64) // since the start
	now     func() time.Time

	mu             gosync.Mutex
	metered        bool // the system says so
	budget         campus.Budget
	chosen         bool // since the start: what is recalled is older
	used           []campus.Usage
	sent, received int64 // of the traffic, what is in used
}

const budgetSetting = "budget"

// newPurse makes the purse of a service that may count its traffic; where none counts
// there is nothing to bound.
func newPurse(store Store, svc protocol.Service, now func() time.Time) *purse {
	p := &purse{store: store, now: now, traffic: func() (int64, int64) { return 0, 0 }}
	if m, ok := svc.(interface{ Traffic() (int64, int64) }); ok {
		p.traffic = m.Traffic
	}
	p.sent, p.received = p.traffic()
	return p
}

// recall takes up what earlier runs knew.
func (p *purse) recall(ctx context.Context) {
	var b campus.Budget
	if v, err := p.store.Setting(ctx, budgetSetting); err == nil && v != "" {
		_ = json.Unmarshal([]byte(v), &b)
	}
	used, err := p.store.Usage(ctx)
	if err != nil {
		slog.Warn("what the line has cost is not known", "error", err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if b.Validate() == nil && !p.chosen {
		p.budget = b
	}
	p.used = used
}

// note puts what went since the last time into the usage of the day. The disk is written
// to without the lock: the goroutine that draws asks for the budget.
func (p *purse) note(ctx context.Context) {
	day, up, down := p.count()
	if up == 0 && down == 0 {
		return
	}
	if err := p.store.Used(context.WithoutCancel(ctx), day, up, down); err != nil {
		slog.Warn("what the line has cost was not kept", "error", err)
	}
}

// count takes up what went since the last time.
func (p *purse) count() (day string, up, down int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	sent, received := p.traffic()
	if up, down = sent-p.sent, received-p.received; up == 0 && down == 0 {
		return "", 0, 0
	}
	p.sent, p.received = sent, received
	day = campus.DayOf(p.now())
	at := -1
	for i := range p.used {
		if p.used[i].Day == day {
			at = i
		}
	}
	if at < 0 {
		p.used = append(p.used, campus.Usage{Day: day})
		at = len(p.used) - 1
	}
	p.used[at].Sent += up
	p.used[at].Received += down
	return day, up, down
}

// left is what may still go: campus.NoBound where there is no budget.
func (p *purse) left(ctx context.Context) int64 {
	p.note(ctx)
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.budget.Left(p.used, campus.DayOf(p.now()))
}

// empty tells whether nothing goes by itself any more.
func (p *purse) empty(ctx context.Context) bool {
	left := p.left(ctx)
	return left != campus.NoBound && left < campus.LeastLeft
}

// forFiles is what files may take of what is left.
func (p *purse) forFiles(ctx context.Context) int64 {
	left := p.left(ctx)
	if left == campus.NoBound {
		return left
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return max(0, left-p.budget.ForText()-overhead)
}

// waits tells whether a file of a size is for another line than this.
func (p *purse) waits(size int64) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return (p.budget.Metered || p.metered) && size > campus.LargeFile
}

// unbounded tells whether nothing is held back at all.
func (p *purse) unbounded() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return !p.budget.Bounded() && !p.budget.Metered && !p.metered
}

// system notes what the system says of the line.
func (p *purse) system(metered bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.metered = metered
}

func (p *purse) get() campus.Budget {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.budget
}

// set keeps a budget, from now on and over restarts.
func (p *purse) set(ctx context.Context, b campus.Budget) error {
	if err := b.Validate(); err != nil {
		return err
	}
	v, err := json.Marshal(b)
	if err != nil {
		return err
	}
	if err := p.store.KeepSetting(ctx, budgetSetting, string(v)); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.budget, p.chosen = b, true
	return nil
}

// bounded is the most that a request may carry of what is left, before packing; most where
// there is no bound.
func bounded(left int64, most int) int {
	if left == campus.NoBound {
		return most
	}
	return int(max(1, min(int64(most), left-overhead)))
}
