package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"rantau/campus"
	"rantau/storage/watch"
	"rantau/sync"
	"rantau/sync/mirror"
)

// filesInFolder are in two hundred folders.
const filesInFolder = 20_000

// folder measures a folder of many files that is kept in step: the first time, a start with
// nothing changed, and one file that is saved.
func folder(ctx context.Context) (string, error) {
	b, err := newBed(ctx)
	if err != nil {
		return "", err
	}
	defer b.close()
	d, err := b.device(ctx, "p0", b.address)
	if err != nil {
		return "", err
	}
	if _, err := d.sync(ctx); err != nil {
		return "", err
	}
	dir := filepath.Join(b.dir, "folder")
	for i := range filesInFolder {
		p := filepath.Join(dir, fmt.Sprintf("unit %d", i%200), fmt.Sprintf("file %d.txt", i))
		if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
			return "", err
		}
		if err := os.WriteFile(p, fmt.Appendf(nil, "what file %d says", i), 0o600); err != nil {
			return "", err
		}
	}
	time.Sleep(watch.Quiet)
	files := sync.NewFiles(d.Replica, d.svc, d.Blobs(), filepath.Join(b.dir, "files"))
	defer files.Stop()
	began := time.Now()
	f := mirror.NewFolders(d.Replica, files, filepath.Join(b.dir, "bin"))
	if err := errors.Join(f.Mirror(ctx, b.class, dir), inStep(ctx, f, filesInFolder)); err != nil {
		f.Stop()
		return "", err
	}
	first := time.Since(began)
	f.Stop()
	for { // the records are on the server; the bytes have their own way
		if r, err := d.sync(ctx); err != nil {
			return "", err
		} else if r.Sent == 0 {
			break
		}
	}
	var starts, changes []time.Duration
	for i := range 5 {
		began = time.Now()
		f = mirror.NewFolders(d.Replica, files, filepath.Join(b.dir, "bin"))
		if err := inStep(ctx, f, filesInFolder); err != nil {
			f.Stop()
			return "", err
		}
		starts = append(starts, time.Since(began))
		took, err := b.saved(ctx, d, filepath.Join(dir, "unit 7", "file 7.txt"), fmt.Sprintf("what it says in round %d", i))
		f.Stop()
		if err != nil {
			return "", err
		}
		changes = append(changes, took)
	}
	return fmt.Sprintf("a start %.2f to %.2f s; a file that is saved is a version %.2f to %.2f s later, of which %.1f s are for it to be quiet; the first time, when each is read and kept, %.0f s",
		slices.Min(starts).Seconds(), slices.Max(starts).Seconds(), slices.Min(changes).Seconds(), slices.Max(changes).Seconds(), watch.Quiet.Seconds(), first.Seconds()), nil
}

// inStep waits until a folder is in step with so many files.
func inStep(ctx context.Context, f *mirror.Folders, n int) error {
	for end := time.Now().Add(10 * time.Minute); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		all, err := f.Mirrors(ctx)
		if err != nil {
			return err
		}
		if len(all) == 1 && all[0].State == campus.InStep && all[0].Files == n {
			return nil
		}
	}
	return errors.New("the folder does not come in step")
}

// saved saves a file and waits until it is a version.
func (b *bed) saved(ctx context.Context, d *device, path, text string) (time.Duration, error) {
	docs, err := d.Records(ctx, campus.Query{Space: b.class, Kind: "document"})
	if err != nil {
		return 0, err
	}
	name := filepath.Base(path)
	i := slices.IndexFunc(docs, func(r campus.Record) bool { return campus.As[campus.Document](r).Name == name })
	if i < 0 {
		return 0, fmt.Errorf("%s is no document", name)
	}
	was := campus.As[campus.Document](docs[i]).Manifest
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return 0, err
	}
	began := time.Now()
	for end := began.Add(time.Minute); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		r, err := d.Record(ctx, docs[i].ID)
		if err != nil {
			return 0, err
		}
		if campus.As[campus.Document](r).Manifest != was {
			return time.Since(began), nil
		}
	}
	return 0, errors.New("what was saved is not seen")
}
