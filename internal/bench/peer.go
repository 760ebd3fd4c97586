package main

import (
	"context"
	"fmt"
	gosync "sync"
	"time"

	"rantau/internal/slowline"
)

// The two lines: one that slows nothing, and one that is thin and long.
var (
	near = slowline.Options{}
	thin = slowline.Options{RTT: 300 * time.Millisecond, Up: thinRate, Down: thinRate}
)

const thinRate = 128_000

// tuned is how many documents the peer replicates at once where it is tuned. As it comes
// it takes 100; 500, 2,500 and all at once gain at most a twentieth on this, and the more
// there are at once the more a cut costs. Tuned, it also keeps its connections, and its
// server leaves out what PouchDB does not need.
const tuned = 1000

// contest is our server and the peer's with the same records, each behind lines of its
// own that are alike.
type contest struct {
	bed  *bed
	peer *peer
	none error // why there is no peer

	open  func() error
	close func()
	loop  func() nearby
	slow  func() *slowly
}

// nearby is what a first pull takes over loopback.
type nearby struct {
	ours, tuned, plain lap
	records            int
}

// beside gives the figures that are taken beside the peer. What several of them need
// is measured once. The second result cleans up.
func beside() ([]figure, func()) {
	c := &contest{close: func() {}}
	ctx := context.Background()
	c.open = gosync.OnceValue(func() error { return c.begin(ctx) })
	c.loop = gosync.OnceValue(func() nearby { return c.nearby(ctx) })
	c.slow = gosync.OnceValue(func() *slowly { return c.slowly(ctx) })
	figures := []figure{
		{"peer: first pull of 10,000 records, loopback", "≥ 10 × its records a second, ≤ 0.42 × its bytes", c.firstPull},
		{"peer: the same at 300 ms, 128 kbit/s", "≤ 92 s", c.thinPull},
		{"peer: nothing to say, same line", "1 round trip (≤ 0.35 s), ≤ 400 bytes", c.nothing},
		{"peer: one changed record, same line", "1 round trip, ≤ 0.8 KB", c.oneRecord},
		{"peer: push of 1,000, same line", "≤ 1.15 × its compressed bytes' time", c.thinPush},
		{"peer: cut at half of a first pull, same line", "≤ 64 KB sent twice", c.cutPull},
		{"peer: waiting for news, one hour", "≤ 2 KB", c.hour},
	}
	for i, f := range figures {
		figures[i].run = func(ctx context.Context) (string, error) {
			if err := c.open(); err != nil {
				return "", err
			}
			return f.run(ctx)
		}
	}
	return figures, func() { c.close() }
}

// begin makes the records, once for both.
func (c *contest) begin(ctx context.Context) (err error) {
	if c.bed, err = newBed(ctx); err != nil {
		return err
	}
	c.close = c.bed.close
	if err := c.bed.fill(ctx, pulled); err != nil {
		return err
	}
	if c.peer, c.none = newPeer(ctx, c.bed); c.none == nil {
		c.close = func() { c.peer.close(); c.bed.close() }
	}
	return nil
}

// theirs measures the peer, where there is one.
func (c *contest) theirs(f func() (trip, error)) lap {
	if c.none != nil {
		return lap{err: c.none}
	}
	t, err := f()
	return lap{t, err}
}

// line puts both columns into one cell: what we took, what the peer took, and our share
// of it.
func (c *contest) line(ours, theirs string, a, b lap) (string, error) {
	if a.err != nil {
		return "", a.err
	}
	switch {
	case c.none != nil:
		return fmt.Sprintf("%s; PouchDB is not available here: %v", ours, c.none), nil
	case b.err != nil:
		return fmt.Sprintf("%s; PouchDB failed: %v", ours, b.err), nil
	}
	bytes := fmt.Sprintf("%.2f × its bytes", float64(a.bytes())/float64(b.bytes()))
	if a.seconds == b.seconds {
		return fmt.Sprintf("%s; PouchDB %s: %s", ours, theirs, bytes), nil
	}
	return fmt.Sprintf("%s; PouchDB %s: %.2f × its time, %s", ours, theirs, a.seconds/b.seconds, bytes), nil
}
