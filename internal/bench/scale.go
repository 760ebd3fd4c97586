package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rantau/assets/sample"
	"rantau/campus"
	"rantau/internal/seed"
	"rantau/internal/slowline"
	"rantau/storage"
	"rantau/sync"
	"rantau/sync/rest"
	"rantau/sync/server"
)

// smallSyncs is of how many syncs the median is taken.
const smallSyncs = 40

// scale measures a small sync while the server grows: with nothing to say and with one post
// of somebody else, for one who is in 10 spaces and one who is in 200. The records that make
// it large are in a space of others.
func scale(ctx context.Context) (string, error) {
	b, err := newBed(ctx)
	if err != nil {
		return "", err
	}
	defer b.close()
	few, many := b.people[0], b.people[1]
	var classes []campus.ID
	var all []server.Import
	for i := range 200 {
		id := campus.NewID()
		classes = append(classes, id)
		a := campus.Action{Space: id, Changes: []campus.Change{campus.Create(id, "class", &campus.Course{Title: fmt.Sprint("Class ", i)}), campus.Join(id, many, campus.Owner)}}
		if i < 8 { // beside the commons and the class of the bed
			a.Changes = append(a.Changes, campus.Join(id, few, campus.Owner))
		}
		all = append(all, server.Import{Action: a})
	}
	noise, other := campus.NewID(), campus.NewID()
	all = append(all, server.Import{Action: campus.Action{Space: noise, Changes: []campus.Change{campus.Create(noise, "class", &campus.Course{Title: "Others"}), campus.Join(noise, other, campus.Owner)}}})
	if err := b.server.Import(ctx, all...); err != nil {
		return "", err
	}
	devices := map[string]*device{}
	for _, user := range []string{"p0", "p1"} {
		d, err := b.device(ctx, user, b.address)
		if err != nil {
			return "", err
		}
		defer func() { _ = d.Close() }()
		devices[user] = d
	}
	said := texts(1000, textSize)
	var out []string
	first := map[string]float64{}
	had := 0
	for _, size := range []int{10_000, 100_000, 1_000_000} {
		for ; had < size; had += len(said) {
			in := make([]server.Import, len(said))
			for i, text := range said {
				in[i] = server.Import{Author: other, Action: campus.Say(noise, noise, text)}
			}
			if err := b.server.Import(ctx, in...); err != nil {
				return "", err
			}
		}
		for _, user := range []string{"p0", "p1"} {
			idle, change, err := b.small(ctx, devices[user], classes[0], map[string]campus.ID{"p0": many, "p1": few}[user])
			if err != nil {
				return "", err
			}
			spaces := map[string]int{"p0": 10, "p1": 200}[user]
			for what, d := range map[string]time.Duration{"nothing": idle, "one post": change} {
				key := fmt.Sprint(user, what)
				if first[key] == 0 {
					first[key] = d.Seconds()
				}
				out = append(out, fmt.Sprintf("%d records, %d spaces, %s: %.1f ms (%.2f ×)", size, spaces, what, d.Seconds()*1000, d.Seconds()/first[key]))
			}
		}
	}
	slices.Sort(out)
	return strings.Join(out, "; "), nil
}

// small gives the medians of a sync with nothing to say, and of one that brings a post.
func (b *bed) small(ctx context.Context, d *device, class, author campus.ID) (idle, change time.Duration, err error) {
	if _, err := d.sync(ctx); err != nil {
		return 0, 0, err
	}
	var still, moved []time.Duration
	for i := range smallSyncs {
		time.Sleep(50 * time.Millisecond) // a device may ask 50 times a second
		begin := time.Now()
		if _, err := d.sync(ctx); err != nil {
			return 0, 0, err
		}
		still = append(still, time.Since(begin))
		if err := b.server.Import(ctx, server.Import{Author: author, Action: campus.Say(class, class, fmt.Sprint("One more ", i))}); err != nil {
			return 0, 0, err
		}
		begin = time.Now()
		r, err := d.sync(ctx)
		if err != nil || r.Records < 1 {
			return 0, 0, errors.Join(err, fmt.Errorf("%d records came", r.Records))
		}
		moved = append(moved, time.Since(begin))
		if _, err := d.sync(ctx); err != nil { // tells its cursor
			return 0, 0, err
		}
	}
	return middle(still), middle(moved), nil
}

func middle(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

// twentieth measures the first copy of a student of a whole batch over a thin line.
func twentieth(ctx context.Context) (string, error) {
	dir, err := os.MkdirTemp("", "rantau-bench-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	cfg := sample.Config{Seed: 1, Size: sample.Batch, Now: time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)}
	if err := seed.Make(ctx, filepath.Join(dir, "server"), server.Options{}, cfg, func(int) {}); err != nil {
		return "", err
	}
	s, err := server.Open(filepath.Join(dir, "server"), server.Options{})
	if err != nil {
		return "", err
	}
	b := &bed{dir: dir, server: s}
	if err := b.listen(); err != nil {
		return "", err
	}
	defer b.close()
	line, err := slowline.New(b.address, slowline.Options{RTT: 300 * time.Millisecond, Down: 64_000, Up: 64_000})
	if err != nil {
		return "", err
	}
	defer func() { _ = line.Close() }()
	r, err := storage.Open(filepath.Join(dir, "copy"), nil)
	if err != nil {
		return "", err
	}
	defer func() { _ = r.Close() }()
	svc, err := rest.New(line.URL())
	if err != nil {
		return "", err
	}
	if err := sync.SignIn(ctx, r, svc, line.URL(), sample.Student, sample.Password); err != nil {
		return "", err
	}
	before, begin := line.Counts().Down, time.Now()
	did, err := sync.Sync(ctx, r, svc, nil)
	if err != nil {
		return "", err
	}
	took, bytes := time.Since(begin), line.Counts().Down-before
	return fmt.Sprintf("%d records, %.0f KB, %.1f s (the bytes alone: %.1f s)", did.Records, float64(bytes)/1000, took.Seconds(), float64(bytes)*8/64_000), nil
}
