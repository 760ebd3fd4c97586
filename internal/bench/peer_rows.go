package main

import (
	"context"
	"fmt"
)

func (c *contest) firstPull(context.Context) (string, error) {
	n := c.loop()
	rate := func(m lap) string {
		if m.err != nil {
			return m.String()
		}
		return fmt.Sprintf("%.0f records a second, %s", float64(n.records)/m.seconds, size(m.bytes()))
	}
	if n.ours.err != nil || c.none != nil {
		return c.line(rate(n.ours), "", n.ours, n.tuned)
	}
	times := func(m lap) string {
		if m.err != nil {
			return "no ratio"
		}
		return fmt.Sprintf("%.1f × its records a second, %.2f × its bytes", m.seconds/n.ours.seconds, float64(n.ours.bytes())/float64(m.bytes()))
	}
	return fmt.Sprintf("%s; PouchDB %s tuned: %s; %s as it comes: %s", rate(n.ours), rate(n.tuned), times(n.tuned), rate(n.plain), times(n.plain)), nil
}

func (c *contest) thinPull(context.Context) (string, error) {
	s := c.slow()
	return c.line(s.ours.pull.String(), fmt.Sprintf("%v tuned, %v as it comes", s.tuned.pull, s.plain.pull), s.ours.pull, s.tuned.pull)
}

// nothing is asked both ways, as ours does in one; a program that knows that it has
// nothing to send could only pull.
func (c *contest) nothing(ctx context.Context) (string, error) {
	var ours, pull lap
	ours.trip, ours.err = c.ourNothing(ctx)
	asked := func(batch int) lap {
		return c.theirs(func() (trip, error) {
			d, err := c.filled(ctx, batch)
			if err != nil {
				return trip{}, err
			}
			defer d.close()
			pull.trip, pull.err = d.do(task{Do: "pull", Batch: batch})
			return d.do(task{Do: "both", Batch: batch})
		})
	}
	plain := asked(0)
	both := asked(tuned)
	return c.line(ours.String(), fmt.Sprintf("%v tuned (%v without asking for what to send), %v as it comes", both, pull, plain), ours, both)
}

func (c *contest) oneRecord(ctx context.Context) (string, error) {
	sent, came, err := c.ourOne(ctx)
	var in, push lap
	changed := func(batch int) lap {
		return c.theirs(func() (trip, error) {
			d, err := c.filled(ctx, batch)
			if err != nil {
				return trip{}, err
			}
			defer d.close()
			if err := c.peer.add(ctx, pulledFrom, shortText); err != nil {
				return trip{}, err
			}
			in.trip, in.err = d.do(task{Do: "pull", Batch: batch})
			if err := c.make(d, 1, shortText); err != nil {
				return trip{}, err
			}
			push.trip, push.err = d.do(task{Do: "push", Batch: batch})
			if err := c.make(d, 1, shortText); err != nil {
				return trip{}, err
			}
			return d.do(task{Do: "both", Batch: batch})
		})
	}
	plain := changed(0)
	both := changed(tuned)
	return c.line(fmt.Sprintf("sent: %v (coming in: %v)", lap{sent, err}, lap{came, err}),
		fmt.Sprintf("%v tuned (%v without asking for what is new; coming in: %v), %v as it comes", both, push, in, plain), lap{sent, err}, both)
}

func (c *contest) thinPush(context.Context) (string, error) {
	s := c.slow()
	need := float64(s.ours.push.up) * 8 / thinRate
	return c.line(fmt.Sprintf("%v, which need %.1f s: %.2f ×", s.ours.push, need, s.ours.push.seconds/need),
		fmt.Sprintf("%v tuned, %v as it comes", s.tuned.push, s.plain.push), s.ours.push, s.tuned.push)
}

// cutPull tells what went over the line beyond what a pull takes that nothing cuts.
func (c *contest) cutPull(context.Context) (string, error) {
	s := c.slow()
	more := func(a *affairs) (lap, string) {
		m := a.cut
		if m.err == nil {
			m.err = a.pull.err
		}
		if m.err != nil {
			return m, m.String()
		}
		m.up, m.down = m.up-a.pull.up, m.down-a.pull.down
		return m, fmt.Sprintf("%s more than without a cut, %.1f s in all", size(m.bytes()), m.seconds)
	}
	ours, a := more(&s.ours)
	tuned, b := more(&s.tuned)
	_, plain := more(&s.plain)
	return c.line(a, fmt.Sprintf("%s tuned; %s as it comes", b, plain), ours, tuned)
}

// ourWaits is how many waits our first hour has: of 4, 8, 16, 16 and 16 minutes. Each costs
// the same, however long it is.
const ourWaits = 5

// hour scales one wait of four minutes to an hour.
func (c *contest) hour(context.Context) (string, error) {
	s := c.slow()
	scaled := func(m lap, waits float64) (lap, string) {
		if m.err != nil {
			return m, m.String()
		}
		times := waits
		if times == 0 {
			times = 3600 / m.seconds
		}
		m.up, m.down, m.seconds = int64(float64(m.up)*times), int64(float64(m.down)*times), 3600
		return m, fmt.Sprintf("%s (%.1f × one wait)", size(m.bytes()), times)
	}
	ours, a := scaled(s.ours.wait, ourWaits)
	theirs, b := scaled(s.plain.wait, 0)
	return c.line(a, b, ours, theirs)
}
