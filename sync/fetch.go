package sync

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"slices"
	"time"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/sync/protocol"
)

// Open implements campus.Files.
func (f *Files) Open(ctx context.Context, document campus.ID, progress func(campus.FileState)) (string, error) {
	return f.OpenVersion(ctx, document, "", progress)
}

// OpenVersion implements campus.Files.
func (f *Files) OpenVersion(ctx context.Context, document campus.ID, manifest string, progress func(campus.FileState)) (string, error) {
	w, err := f.want(ctx, document, manifest)
	if err != nil {
		return "", err
	}
	if progress == nil {
		progress = func(campus.FileState) {}
	}
	// The folder is named by the content and the file by a clean name: what a
	// stranger called a document never reaches the disk as it is.
	path := filepath.Join(f.dir, w.manifest[:16], campus.CleanFileName(w.name))
	if info, err := os.Stat(path); err == nil && info.Size() == w.size && f.state(w).Whole() {
		f.blobs.Touch(w.manifest)
		return path, nil
	}
	var m blob.Manifest
	begun, had := time.Now(), f.state(w).Here
	f.noted(ctx, func() error {
		defer f.wake(ctx, campus.Moving{})
		m, err = f.fetchAll(ctx, w, true, func(s campus.FileState) {
			progress(s)
			f.tell(ctx, campus.Moving{What: campus.GettingFile, Name: w.name, Done: s.Here, All: s.Size,
				Left: campus.Remaining(time.Since(begun), s.Here-had, s.Size-s.Here)})
		})
		return err
	})
	if f.cut(w, had, err); err != nil {
		return "", err
	}
	f.blobs.Touch(w.manifest)
	if had < w.size {
		f.Turn() // what was not opened for long may have to go
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	err = f.blobs.AssembleTo(ctx, m, path)
	if errors.Is(err, blob.ErrDamaged) || errors.Is(err, blob.ErrMissing) { // a chunk went bad on this disk: ask for it again
		if m, err = f.fetchAll(ctx, w, true, progress); err == nil {
			err = f.blobs.AssembleTo(ctx, m, path)
		}
	}
	return path, err
}

// fetchAll makes sure that every chunk is here; asked tells that a person wants it now.
func (f *Files) fetchAll(ctx context.Context, w want, asked bool, progress func(campus.FileState)) (blob.Manifest, error) {
	m, err := f.list(w.manifest)
	if err == nil && len(f.blobs.Missing(m)) == 0 {
		return m, nil
	}
	f.fetch.Lock()
	defer f.fetch.Unlock()
	token := f.store.Identity().Token
	if err != nil && f.borrow(w.manifest) {
		m, err = f.blobs.Manifest(w.manifest)
	}
	if err != nil {
		if f.off() {
			return m, notHere(errOff)
		}
		if m, err = f.fetchManifest(ctx, token, w); err != nil {
			return m, err
		}
	}
	missing := slices.DeleteFunc(f.blobs.Missing(m), f.borrow) // another profile of this computer may have it
	damaged, plain := 0, false
	size := map[string]int{}
	for _, c := range m.Pieces {
		size[c.Hash] = c.Size
	}
	for len(missing) > 0 {
		if f.off() {
			return m, notHere(errOff)
		}
		if !asked && f.isPaused(w.ref.Document) {
			return m, errPaused
		}
		most, err := f.allowance(ctx, int64(size[missing[0]]), asked)
		if err != nil {
			return m, err
		}
		if size[missing[0]] > most {
			return m, ErrSpent
		}
		part, bytes := 0, 0
		for part < len(missing) && part < protocol.MaxChunks && (part == 0 || bytes+size[missing[part]] <= most) {
			bytes += size[missing[part]]
			part++
		}
		here := f.state(w)
		each := func(bytes int) {
			here.Here = min(here.Size, here.Here+int64(bytes))
			progress(here)
		}
		began := time.Now()
		var like *protocol.Like
		if !plain && part == len(missing) && bytes <= protocol.MaxLike {
			like = f.like(ctx, w.ref.Document, m)
		}
		if err = f.fetchSome(ctx, token, w.ref, missing[:part], like, each); ofOne(err) && like != nil {
			missing, plain = f.blobs.Missing(m), true // as they are, if that may still be
			continue
		}
		if campus.CodeOf(err) == protocol.DamagedBytes && damaged < mostDamaged {
			damaged++
			slog.Warn("a piece of a file came damaged and is asked for again", "document", w.ref.Document, "error", err)
			missing = f.blobs.Missing(m)
			continue
		}
		if err != nil {
			return m, err
		}
		if like == nil { // what is packed says little of the line
			f.paced(bytes, time.Since(began))
		}
		missing = missing[part:]
		progress(f.state(w))
	}
	f.whole(1)
	return m, nil
}

// whole counts files that came.
func (f *Files) whole(n int) {
	if n == 0 {
		return
	}
	f.moved.Add(int32(min(n, math.MaxInt32))) //nolint:gosec // no more than that
	f.grew.Store(true)
	select {
	case f.came <- struct{}{}:
	default:
	}
}

// Came tells that a document became whole on this computer; several come as one.
func (f *Files) Came() <-chan struct{} { return f.came }

// Whole tells whether all bytes of a document are on this computer.
func (f *Files) Whole(doc campus.Document) bool {
	return f.state(want{manifest: doc.Manifest, size: doc.Size}).Whole()
}

func (f *Files) fetchManifest(ctx context.Context, token string, w want) (blob.Manifest, error) {
	b, err := f.svc.Manifest(ctx, token, w.ref)
	if err != nil {
		return blob.Manifest{}, notHere(err)
	}
	if blob.Hash(b) != w.manifest {
		return blob.Manifest{}, campus.Errorf(protocol.DamagedBytes, "the server sent another list of pieces than the document names; nothing of it was kept")
	}
	m, err := blob.ParseManifest(b)
	if err != nil {
		return m, err
	}
	return m, f.blobs.Put(w.manifest, b)
}

// errOff ends what would go over the line while its person works offline.
var errOff = campus.Errorf(protocol.Unreachable, "you chose to work offline")

// borrow takes an object from another profile of this computer.
func (f *Files) borrow(hash string) bool {
	f.room.RLock()
	defer f.room.RUnlock()
	return f.blobs.Borrow(hash)
}

// mostDamaged is how often pieces that came damaged are asked for again, in one fetch.
const mostDamaged = 3

// fetchSome asks for chunks and keeps each as it comes. One that is not what its
// name says is reported and not kept.
func (f *Files) fetchSome(ctx context.Context, token string, ref protocol.DocumentRef, want []string, like *protocol.Like, each func(bytes int)) error {
	return f.keepAll(ctx, want, func(chunk func([]byte) error) error {
		return f.svc.GetChunks(ctx, token, protocol.GetChunks{DocumentRef: ref, Chunks: want, Like: like}, chunk)
	}, each)
}

// keepAll keeps chunks in the order in which they were asked for.
func (f *Files) keepAll(ctx context.Context, want []string, ask func(func([]byte) error) error, each func(bytes int)) error {
	var got []blob.Chunk
	i := 0
	err := ask(func(b []byte) error {
		if i >= len(want) || blob.Hash(b) != want[i] {
			return campus.Errorf(protocol.DamagedBytes, "a piece of the file arrived damaged and was not kept; open the document again to ask for it once more")
		}
		got = append(got, blob.Chunk{Hash: want[i], Data: b})
		i++
		each(len(b))
		return nil
	})
	f.room.RLock()
	e := f.blobs.PutAll(context.WithoutCancel(ctx), got)
	f.room.RUnlock()
	if e != nil {
		return e
	}
	f.got.Add(int64(len(got)))
	return notHere(err)
}

// errNoLine is a fetch that the line ended, not the server.
var errNoLine error = campus.Errorf(campus.NotHere, "this document is not on this computer yet, and the server can't be reached now; open it again when you are online")

// notHere says of a document that can't be fetched now what there is to say.
func notHere(err error) error {
	if campus.CodeOf(err) == protocol.Unreachable {
		return errNoLine
	}
	return err
}

// fetchAhead brings what is to be here before anybody opens it: the pictures of
// lessons, so that a lesson reads whole without a line, and what is kept.
func (f *Files) fetchAhead(ctx context.Context) error {
	first, err := f.fetchPictures(ctx)
	if err != nil {
		return err
	}
	kept, err := f.keptDocuments(ctx)
	if err != nil {
		return err
	}
	slices.SortStableFunc(kept, func(a, b want) int { return cmp.Compare(a.size, b.size) }) // the small ones first
	kept = slices.DeleteFunc(kept, func(w want) bool {
		return !w.onServer || f.notNow(w) || f.state(w).Whole()
	})
	if len(kept) == 0 {
		return first
	}
	spare, err := f.spare(ctx) // all files are looked at for it
	if err != nil {
		return err
	}
	kept = slices.DeleteFunc(kept, func(w want) bool { return !f.fits(w, &spare) })
	more, err := f.fetchEach(ctx, kept)
	if err != nil {
		return err
	}
	return cmp.Or(first, more)
}

// fetchEach brings files, several together where that goes. first is what is in the way of one
// of them.
func (f *Files) fetchEach(ctx context.Context, all []want) (first, err error) {
	if err := f.fetchTogether(ctx, all); err != nil {
		return nil, err
	}
	for _, w := range all {
		if f.notNow(w) {
			continue
		}
		begun, had := time.Now(), f.state(w).Here
		_, err := f.fetchAll(ctx, w, false, func(s campus.FileState) {
			f.tell(ctx, campus.Moving{What: campus.GettingFile, Name: w.name, Done: s.Here, All: s.Size,
				Left: campus.Remaining(time.Since(begun), s.Here-had, s.Size-s.Here)})
		})
		if errors.Is(err, errPaused) {
			continue
		}
		if ofOne(err) && f.ctx.Err() == nil {
			first = cmp.Or(first, err)
			continue
		}
		if err != nil {
			return first, err
		}
	}
	return first, nil
}

func (f *Files) fetchPictures(ctx context.Context) (first, err error) {
	docs, err := f.store.Records(ctx, campus.Query{Kind: "document", Order: campus.NewestFirst, Limit: 2000})
	if err != nil {
		return nil, err
	}
	const largest = 2 << 20
	var all []want
	for _, rec := range docs {
		doc := campus.As[campus.Document](rec)
		if !f.ofText(ctx, rec, doc) || doc.Size > largest || doc.Stored != doc.Manifest || !blob.ValidHash(doc.Manifest) {
			continue
		}
		w, _ := wantOf(rec, "")
		if !f.state(w).Whole() && !f.notNow(w) {
			all = append(all, w)
		}
	}
	return f.fetchEach(ctx, all)
}
