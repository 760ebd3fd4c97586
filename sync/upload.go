package sync

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"time"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/sync/protocol"
)

// Upload brings the documents that wait to the server. A cut costs at most one
// request: what arrived is not asked for again.
func (f *Files) Upload(ctx context.Context) error {
	all, err := f.store.Uploads(ctx)
	if err != nil {
		return err
	}
	size := map[protocol.DocumentRef]int64{}
	for _, ref := range all {
		f.mu.Lock()
		delete(f.there, ref.Version) // the server may have lost it
		f.mu.Unlock()
		size[ref] = f.sizeOf(ref.Version)
	}
	slices.SortStableFunc(all, func(a, b protocol.DocumentRef) int { return cmp.Compare(size[a], size[b]) }) // the small ones first
	var first error
	for _, ref := range all {
		asked := f.isAsked(ref.Version)
		if f.isPaused(ref.Document) || !asked && f.waits(size[ref]) {
			continue
		}
		err := f.upload(ctx, ref, asked)
		if errors.Is(err, errPaused) {
			continue
		}
		f.troubled(ref.Document, err)
		switch campus.CodeOf(err) {
		case campus.Forbidden, campus.NotFound, campus.Changed, campus.Invalid, campus.TooLarge, protocol.DamagedBytes: // this one alone is in trouble
			if first == nil {
				first = err
			}
			continue
		}
		if err != nil {
			return err
		}
	}
	return first
}

// troubled keeps what the server said of a document for its person to see. That
// there is no line, or that the server does not have its record yet, is no trouble.
func (f *Files) troubled(document campus.ID, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch campus.CodeOf(err) {
	case campus.Forbidden, campus.Invalid, campus.TooLarge:
		f.trouble[document] = err.Error()
	case protocol.Unreachable, protocol.BadAnswer, protocol.TooMany: // says nothing of this one
	default:
		delete(f.trouble, document)
	}
}

func (f *Files) upload(ctx context.Context, ref protocol.DocumentRef, asked bool) error {
	rec, err := f.store.Record(ctx, ref.Document)
	if err != nil && campus.CodeOf(err) != campus.NotFound {
		return err
	}
	if err != nil || rec.Deleted || rec.Kind != "document" {
		return f.store.Uploaded(ctx, ref) // deleted meanwhile
	}
	file, named := rec.File(ref.Version)
	manifest, err := f.blobs.Get(ref.Version)
	if err != nil {
		slog.Error("a document's file is no longer on this computer", "document", ref.Document, "error", err)
		return f.store.Uploaded(ctx, ref)
	}
	m, err := blob.ParseManifest(manifest)
	if err != nil {
		return err
	}
	sent := false
	token := f.store.Identity().Token
	for range 4 + len(m.Pieces)/protocol.MaxWanted { // the rest only where the server lost some meanwhile
		wanted, err := f.svc.Offer(ctx, token, protocol.Offer{DocumentRef: ref, Manifest: string(manifest)})
		if campus.CodeOf(err) == campus.Changed && !named && !rec.Waiting {
			return f.store.Uploaded(ctx, ref) // it was refused: neither side names it
		}
		if err != nil {
			return err
		}
		if wanted.Stored {
			if sent {
				f.moved.Add(1)
			}
			f.mu.Lock()
			delete(f.asked, ref.Version)
			f.there[ref.Version] = true
			f.mu.Unlock()
			return f.store.Uploaded(ctx, ref)
		}
		if !within(wanted.Chunks, m.Hashes()) {
			return campus.Errorf(protocol.BadAnswer, "the server asks for bytes that are not of %s; nothing was sent", file.Name)
		}
		if err := f.put(ctx, token, ref.Document, file.Name, m, wanted.Chunks, asked); err != nil {
			return err
		}
		sent = true
	}
	return campus.Errorf(protocol.BadAnswer, "the server does not keep what it is sent of %s; it will be tried again", file.Name)
}

// within tells whether all that is wanted belongs to a document.
func within(want, have []string) bool {
	mine := map[string]bool{}
	for _, h := range have {
		mine[h] = true
	}
	for _, h := range want {
		if !mine[h] {
			return false
		}
	}
	return len(want) > 0
}

// put sends chunks of a file.
func (f *Files) put(ctx context.Context, token string, document campus.ID, name string, m blob.Manifest, want []string, asked bool) error {
	begun, missing, size := time.Now(), int64(0), map[string]int64{}
	for _, p := range m.Pieces {
		size[p.Hash] = int64(p.Size)
	}
	for _, h := range want {
		missing += size[h]
	}
	rest := missing
	tell := func() {
		f.tell(ctx, campus.Moving{What: campus.SendingFile, Name: name, Done: max(0, m.Size-rest), All: m.Size, Left: campus.Remaining(time.Since(begun), missing-rest, rest)})
	}
	for len(want) > 0 {
		if f.off() {
			return errOff
		}
		if f.isPaused(document) {
			return errPaused
		}
		most, err := f.allowance(ctx, rest, asked)
		if err != nil {
			return err
		}
		tell()
		bytes, chunks := 0, 0
		err = f.svc.PutChunks(ctx, token, func() ([]byte, error) {
			if len(want) == 0 || chunks == protocol.MaxChunks {
				return nil, io.EOF
			}
			b, err := f.blobs.Get(want[0])
			if err == nil && bytes+len(b) > most && (chunks > 0 || most < fileBatch) {
				if chunks == 0 {
					return nil, ErrSpent
				}
				return nil, io.EOF
			}
			if chunks > 0 { // the one before has gone
				tell()
			}
			chunks++
			want = want[1:]
			bytes += len(b)
			rest -= int64(len(b))
			return b, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
