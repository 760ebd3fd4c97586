package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"rantau/campus"
)

func push(ctx context.Context) (string, error) {
	b, d, w, err := ready(ctx)
	if err != nil {
		return "", err
	}
	defer b.close()
	const n = 1000
	best, sent := 1e9, int64(0)
	all := texts(n, textSize)
	for range 3 {
		for _, text := range all {
			if err := d.Save(ctx, campus.Say(b.class, b.class, text)); err != nil {
				return "", err
			}
		}
		w.reset()
		began := time.Now()
		r, err := d.sync(ctx)
		if err != nil {
			return "", err
		}
		if r.Sent != n {
			return "", fmt.Errorf("%d of %d were settled", r.Sent, n)
		}
		best = min(best, ms(began))
		sent = w.up.Load() + w.down.Load()
	}
	return fmt.Sprintf("%.0f ms, %.0f KB, %d round trips", best, float64(sent)/1000, w.turns.Load()), nil
}

func save(ctx context.Context) (string, error) {
	b, err := newBed(ctx)
	if err != nil {
		return "", err
	}
	defer b.close()
	const large, n = 300_000, 500
	var p95 [2]float64
	for i, records := range []int{1000, large - 1000} {
		if err := b.fill(ctx, records); err != nil {
			return "", err
		}
		d, err := b.device(ctx, "p0", b.address)
		if err != nil {
			return "", err
		}
		if _, err := d.sync(ctx); err != nil {
			return "", err
		}
		var took []float64
		for range n {
			began := time.Now()
			if err := d.Save(ctx, campus.Say(b.class, b.class, "Thank you, we will be online on Monday at nine.")); err != nil {
				return "", err
			}
			took = append(took, ms(began))
		}
		slices.Sort(took)
		p95[i] = took[n*95/100]
		_ = d.Close()
	}
	return fmt.Sprintf("p95 %.1f ms (with 1,000 records %.1f ms: %.2f ×)", p95[1], p95[0], p95[1]/p95[0]), nil
}
