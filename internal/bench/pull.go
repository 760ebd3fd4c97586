package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"time"

	"rantau/campus"
	"rantau/internal/slowline"
	"rantau/sync/protocol"
)

const pulled = 10_000

// pushed is how many records are made offline.
const pushed = 1000

// gzipped gives the size of the same answer as plain JSON lines and as one gzip
// stream of them.
func gzipped(ctx context.Context, b *bed, d *device) (raw, packed int, err error) {
	var lines bytes.Buffer
	err = b.server.Sync(ctx, d.Identity().Token, protocol.Request{Version: protocol.Version, Digest: protocol.Digest(nil), Whole: true}, func(i protocol.Item) error {
		line, err := protocol.Marshal(i)
		lines.Write(append(line, '\n'))
		return err
	})
	if err != nil {
		return 0, 0, err
	}
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	if _, err := w.Write(lines.Bytes()); err != nil {
		return 0, 0, err
	}
	return lines.Len(), z.Len(), w.Close()
}

func firstPull(ctx context.Context) (string, error) {
	b, err := newBed(ctx)
	if err != nil {
		return "", err
	}
	defer b.close()
	if err := b.fill(ctx, pulled); err != nil {
		return "", err
	}
	w, err := newWire(b.address)
	if err != nil {
		return "", err
	}
	best, bytes := 0.0, int64(0)
	var raw, packed int
	for range 3 { // the best of three, each into an empty copy
		d, err := b.device(ctx, "p0", w.address())
		if err != nil {
			return "", err
		}
		w.reset()
		began := time.Now()
		r, err := d.sync(ctx)
		if err != nil {
			return "", err
		}
		if r.Records < pulled {
			return "", fmt.Errorf("only %d records came", r.Records)
		}
		best = max(best, float64(r.Records)/time.Since(began).Seconds())
		bytes = w.up.Load() + w.down.Load()
		if raw, packed, err = gzipped(ctx, b, d); err != nil {
			return "", err
		}
		_ = d.Close()
	}
	return fmt.Sprintf("%.0f records a second, %.2f MB on the wire (%.2f MB of JSON; one gzip stream of it %.2f MB: %.2f ×), %d round trip", best, mb(bytes), mb(int64(raw)), mb(int64(packed)),
		float64(bytes)/float64(packed), w.turns.Load()), nil
}

func mb(n int64) float64 { return float64(n) / 1e6 }

func slowPull(ctx context.Context) (string, error) {
	b, err := newBed(ctx)
	if err != nil {
		return "", err
	}
	defer b.close()
	if err := b.fill(ctx, pulled); err != nil {
		return "", err
	}
	line, err := slowline.New(b.address, slowline.Options{RTT: 300 * time.Millisecond, Down: 128_000, Up: 128_000})
	if err != nil {
		return "", err
	}
	defer func() { _ = line.Close() }()
	d, err := b.device(ctx, "p0", line.Addr())
	if err != nil {
		return "", err
	}
	before := line.Counts().Down
	began := time.Now()
	if _, err := d.sync(ctx); err != nil {
		return "", err
	}
	took := time.Since(began).Seconds()
	bytes := line.Counts().Down - before
	need := float64(bytes) * 8 / 128_000
	return fmt.Sprintf("%.1f s for %.2f MB, which need %.1f s: %.2f ×", took, mb(bytes), need, took/need), nil
}

func idle(ctx context.Context) (string, error) {
	b, d, w, err := ready(ctx)
	if err != nil {
		return "", err
	}
	defer b.close()
	w.reset()
	began := time.Now()
	if _, err := d.sync(ctx); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d round trip, %d bytes (%d up, %d down), %.1f ms", w.turns.Load(), w.up.Load()+w.down.Load(), w.up.Load(), w.down.Load(), ms(began)), nil
}

func ms(began time.Time) float64 { return float64(time.Since(began).Microseconds()) / 1000 }

// ready gives a device that has everything, on a wire that counts.
func ready(ctx context.Context) (*bed, *device, *wire, error) {
	b, err := newBed(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	w, err := newWire(b.address)
	if err != nil {
		return nil, nil, nil, err
	}
	if err := b.fill(ctx, 1000); err != nil {
		return nil, nil, nil, err
	}
	d, err := b.device(ctx, "p0", w.address())
	if err != nil {
		return nil, nil, nil, err
	}
	for range 2 { // the second tells the cursors
		if _, err := d.sync(ctx); err != nil {
			return nil, nil, nil, err
		}
	}
	return b, d, w, nil
}

func oneChange(ctx context.Context) (string, error) {
	b, d, w, err := ready(ctx)
	if err != nil {
		return "", err
	}
	defer b.close()
	best := 1e9
	for range 10 {
		if err := d.Save(ctx, campus.Say(b.class, b.class, "Thank you, we will be online on Monday at nine, your time.")); err != nil {
			return "", err
		}
		w.reset()
		began := time.Now()
		if _, err := d.sync(ctx); err != nil {
			return "", err
		}
		best = min(best, ms(began))
	}
	return fmt.Sprintf("%d round trip, %d bytes (%d up, %d down), %.1f ms", w.turns.Load(), w.up.Load()+w.down.Load(), w.up.Load(), w.down.Load(), best), nil
}
