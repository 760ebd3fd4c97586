package main

import (
	"context"
	"errors"
	"log/slog"
	gosync "sync"
	"time"

	"rantau/app/reader"
	"rantau/campus"
	"rantau/storage"
	"rantau/sync"
)

// How long the taking of texts waits behind a change, and between two documents: whoever
// works with the window comes first.
const (
	textPause = 5 * time.Second
	textRest  = 200 * time.Millisecond
)

// manyTexts is more documents than a copy has.
const manyTexts = 50_000

// keepTexts takes the words out of the documents that are on this computer, for the
// search; stop waits until it no longer does.
func keepTexts(r *storage.Replica, files *sync.Files) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	changed := make(chan struct{}, 1)
	unwatch := r.Watch(func(n campus.Notice) {
		if n.IDs == nil || n.Kinds["document"] {
			select {
			case changed <- struct{}{}:
			default:
			}
		}
	})
	var done gosync.WaitGroup
	done.Go(func() {
		for {
			if !pause(ctx, textPause) {
				return
			}
			if err := takeTexts(ctx, r, files); err != nil && ctx.Err() == nil {
				slog.Warn("the text of documents is not searched", "error", err)
			}
			select {
			case <-ctx.Done():
				return
			case <-changed:
			case <-files.Came():
			}
		}
	})
	return func() { unwatch(); cancel(); done.Wait() }
}

func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// takeTexts looks once for documents that are here and were not read yet.
func takeTexts(ctx context.Context, r *storage.Replica, files *sync.Files) error {
	if err := r.TidyTexts(ctx); err != nil {
		return err
	}
	all, err := r.NeedText(ctx, manyTexts)
	if err != nil {
		return err
	}
	read := map[string]bool{} // two documents may hold the same file
	for _, rec := range all {
		doc := campus.As[campus.Document](rec)
		if read[doc.Manifest] || !files.Whole(doc) {
			continue
		}
		if err := takeText(ctx, r, files, rec.ID, doc); err != nil {
			return err
		}
		if read[doc.Manifest] = true; !pause(ctx, textRest) {
			return ctx.Err()
		}
	}
	return nil
}

// takeText reads one document. What cannot be read is noted and not tried again.
func takeText(ctx context.Context, r *storage.Replica, files *sync.Files, id campus.ID, doc campus.Document) error {
	path, err := files.Open(ctx, id, nil)
	if err != nil {
		if ctx.Err() != nil {
			return err
		}
		return nil // a piece went bad and can't be had now: when it comes it is looked at again
	}
	pages, err := reader.Texts(ctx, path, doc.Name, doc.Type)
	trouble := ""
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, reader.ErrNoText), errors.Is(err, reader.ErrNotRead), errors.Is(err, reader.ErrPassword):
		trouble = err.Error()
	case err != nil:
		return err
	}
	return r.KeepText(ctx, doc.Manifest, pages, trouble)
}
