package main

import (
	"context"
	"fmt"
	gosync "sync"
	"time"

	"rantau/internal/slowline"
)

// affairs are what is measured over minutes on the thin line.
type affairs struct{ pull, cut, push, wait lap }

// slowly has them of all: of the peer as it comes and tuned.
type slowly struct{ ours, tuned, plain affairs }

// slowly measures all at once, each over a line of its own: they wait for their lines,
// and not for the processor.
func (c *contest) slowly(ctx context.Context) *slowly {
	s, n := &slowly{}, c.loop()
	var all gosync.WaitGroup
	begin := func(to *lap, f func() (trip, error)) {
		all.Go(func() { to.trip, to.err = f() })
	}
	begin(&s.ours.wait, func() (trip, error) { return c.ourWait(ctx) })
	all.Go(func() { // ours one after the other: the cut is at half of what the first took
		s.ours.pull.trip, s.ours.pull.err = c.ourPull(ctx, thin, 0)
		if s.ours.pull.err == nil {
			s.ours.cut.trip, s.ours.cut.err = c.ourPull(ctx, thin, s.ours.pull.down/2)
		} else {
			s.ours.cut.err = s.ours.pull.err
		}
		s.ours.push.trip, s.ours.push.err = c.ourPush(ctx)
	})
	if c.none == nil {
		begin(&s.plain.wait, func() (trip, error) { return c.peerWait(ctx) })
		for _, p := range []struct {
			to    *affairs
			batch int
			half  int64
		}{{&s.tuned, tuned, n.tuned.down / 2}, {&s.plain, 0, n.plain.down / 2}} {
			begin(&p.to.pull, func() (trip, error) { return c.peerPull(ctx, thin, p.batch, 0) })
			begin(&p.to.cut, func() (trip, error) { return c.peerPull(ctx, thin, p.batch, p.half) })
			begin(&p.to.push, func() (trip, error) { return c.peerPush(ctx, p.batch) })
		}
	}
	all.Wait()
	return s
}

// nearby measures first pulls over loopback: the best of three, each into an empty copy.
func (c *contest) nearby(ctx context.Context) nearby {
	n := nearby{records: pulled}
	best := func(f func() (trip, error)) (m lap) {
		for i := range 3 {
			t, err := f()
			if err != nil {
				return lap{err: err}
			}
			if i == 0 || t.seconds < m.seconds {
				m.trip = t
			}
		}
		return m
	}
	n.ours = best(func() (trip, error) { return c.ourPull(ctx, near, 0) })
	if c.none == nil {
		n.records = c.peer.records
		n.tuned = best(func() (trip, error) { return c.peerPull(ctx, near, tuned, 0) })
		n.plain = best(func() (trip, error) { return c.peerPull(ctx, near, 0, 0) })
	}
	return n
}

// waited is how long we wait for news, and hear none: as long as our server keeps a
// question.
const waited = 4 * time.Minute

// shortText is what the one record says.
const shortText = "Thank you, we will be online on Monday at nine, your time."

// filled is a PouchDB on the thin line that has everything and knows it.
func (c *contest) filled(ctx context.Context, batch int) (*peerDevice, error) {
	d, err := c.peer.device(ctx, pulledFrom, thin, batch != 0)
	if err != nil {
		return nil, err
	}
	for _, t := range []task{{Do: "fill", At: d.near}, {Do: "both", Batch: batch}} {
		if _, err := d.ask(t); err != nil {
			d.close()
			return nil, err
		}
	}
	return d, nil
}

// make has a PouchDB save so many documents.
func (c *contest) make(d *peerDevice, n int, text string) error {
	path, err := c.peer.file(n, text)
	if err == nil {
		_, err = d.ask(task{Do: "make", From: path})
	}
	return err
}

// peerPull fills an empty PouchDB, and cuts the line once after so many bytes, if any.
func (c *contest) peerPull(ctx context.Context, o slowline.Options, batch int, cutAfter int64) (trip, error) {
	d, err := c.peer.device(ctx, pulledFrom, o, batch != 0)
	if err != nil {
		return trip{}, err
	}
	defer d.close()
	if cutAfter > 0 {
		d.line.CutDownAfter(cutAfter)
	}
	t, err := timed(d.line, func() error {
		return twice(d.line, cutAfter > 0, func() error { _, err := d.ask(task{Do: "pull", Batch: batch}); return err })
	})
	if err != nil {
		return t, err
	}
	if n, err := d.ask(task{Do: "count"}); err != nil || int(n) < pulled {
		return t, fmt.Errorf("only %.0f documents came: %w", n, err)
	}
	return t, nil
}

// twice does something that a cut breaks off, and then again.
func twice(line *slowline.Line, cut bool, do func() error) error {
	err := do()
	if !cut {
		return err
	}
	if line.Counts().Cuts == 0 {
		return fmt.Errorf("the line was not cut: %w", err)
	}
	for tries := 0; err != nil && tries < 5; tries++ {
		err = do()
	}
	return err
}

// peerPush sends what a PouchDB saved to an empty database.
func (c *contest) peerPush(ctx context.Context, batch int) (trip, error) {
	db := fmt.Sprintf("pushed-%d", batch)
	if err := put(ctx, "PUT", c.peer.url(c.peer.tuned, db), nil); err != nil {
		return trip{}, err
	}
	d, err := c.peer.device(ctx, db, thin, batch != 0)
	if err != nil {
		return trip{}, err
	}
	defer d.close()
	if err := c.make(d, pushed, ""); err != nil {
		return trip{}, err
	}
	return d.do(task{Do: "push", Batch: batch})
}

// peerWait waits for changes, as PouchDB does by itself.
func (c *contest) peerWait(ctx context.Context) (trip, error) {
	d, err := c.filled(ctx, 0)
	if err != nil {
		return trip{}, err
	}
	defer d.close()
	return d.do(task{Do: "wait", Seconds: waited.Seconds()})
}
