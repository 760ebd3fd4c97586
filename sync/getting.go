package sync

import (
	"context"
	"slices"
	"time"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/sync/protocol"
)

// fetchTogether brings what it can of small files, several in one request. An error is one of
// the line; what is in the way of one of them leaves it to be asked for by itself, which says
// why.
func (f *Files) fetchTogether(ctx context.Context, all []want) error {
	all = slices.DeleteFunc(slices.Clone(all), func(w want) bool { return w.size > littleFile })
	if len(all) < 2 {
		return nil
	}
	for some := range slices.Chunk(all, protocol.MaxTogether) {
		lists, err := f.fetchLists(ctx, some)
		if err == nil {
			err = f.fetchPieces(ctx, some, lists)
		}
		f.whole(len(slices.DeleteFunc(some, func(w want) bool { return !f.state(w).Whole() })))
		if ofLine(err) {
			return err
		}
		if err != nil { // of one of them, or a server that does not know how: what goes one by one goes
			return nil
		}
	}
	return nil
}

// fetchLists brings the manifests of files, as far as they are not here.
func (f *Files) fetchLists(ctx context.Context, all []want) (map[string]blob.Manifest, error) {
	lists := map[string]blob.Manifest{}
	var ask protocol.Lists
	var lack []string
	for _, w := range all {
		m, err := f.blobs.Manifest(w.manifest)
		if err != nil && f.borrow(w.manifest) {
			m, err = f.blobs.Manifest(w.manifest)
		}
		if err == nil {
			lists[w.manifest] = m
			continue
		}
		ask.Documents, lack = append(ask.Documents, w.ref), append(lack, w.manifest)
	}
	if len(lack) == 0 {
		return lists, nil
	}
	if f.off() {
		return nil, notHere(errOff)
	}
	if _, err := f.allowance(ctx, 0, false); err != nil {
		return nil, err
	}
	f.fetch.Lock()
	got, err := f.svc.ManifestAll(ctx, f.store.Identity().Token, ask)
	f.fetch.Unlock()
	if err != nil {
		return nil, notHere(err)
	}
	var keep []blob.Chunk
	for i, one := range got.Manifests {
		b := []byte(one.Bytes)
		m, err := blob.ParseManifest(b)
		if one.Error != nil || err != nil || blob.Hash(b) != lack[i] {
			continue
		}
		keep = append(keep, blob.Chunk{Hash: lack[i], Data: b})
		lists[lack[i]] = m
	}
	f.room.RLock()
	defer f.room.RUnlock()
	return lists, f.blobs.PutAll(ctx, keep)
}

// fetchPieces brings what is missing of files, as much in one request as it may carry.
func (f *Files) fetchPieces(ctx context.Context, all []want, lists map[string]blob.Manifest) error {
	begun, seen := time.Now(), map[string]bool{}
	var parts []part
	rest := int64(0)
	for _, w := range all {
		m := lists[w.manifest]
		size := map[string]int{}
		for _, p := range m.Pieces {
			size[p.Hash] = p.Size
		}
		for _, h := range f.blobs.Missing(m) {
			if !seen[h] && !f.borrow(h) {
				parts = append(parts, part{w, h, size[h]})
				rest += int64(size[h])
			}
			seen[h] = true
		}
	}
	for size := rest; ; {
		if parts = slices.DeleteFunc(parts, func(p part) bool { return f.notNow(p.of) }); len(parts) == 0 {
			return nil
		}
		most, err := f.allowance(ctx, int64(parts[0].size), false)
		switch {
		case err != nil:
			return err
		case parts[0].size > most:
			return ErrSpent
		case f.off():
			return notHere(errOff)
		}
		n, bytes := 0, 0
		for n < len(parts) && n < protocol.MaxChunks && (n == 0 || bytes+parts[n].size <= most) {
			bytes += parts[n].size
			n++
		}
		began := time.Now()
		f.tell(ctx, campus.Moving{What: campus.GettingFile, Name: parts[0].of.name, Done: size - rest, All: size, Left: campus.Remaining(time.Since(begun), size-rest, rest)})
		if err := f.fetchParts(ctx, parts[:n]); err != nil {
			return err
		}
		f.paced(bytes, time.Since(began))
		rest -= int64(bytes)
		parts = parts[n:]
	}
}

// notNow tells whether a file that nobody opened is held up, or for another line. That is asked
// before each piece: the line may be another by then.
func (f *Files) notNow(w want) bool { return f.isPaused(w.ref.Document) || f.waits(w.size) }

// part is a piece of a file that comes.
type part struct {
	of   want
	hash string
	size int
}

// fetchParts asks for pieces of several files.
func (f *Files) fetchParts(ctx context.Context, want []part) error {
	var in protocol.Gets
	var names []string
	for _, p := range want {
		if n := len(in.Gets); n == 0 || in.Gets[n-1].DocumentRef != p.of.ref {
			in.Gets = append(in.Gets, protocol.GetChunks{DocumentRef: p.of.ref})
		}
		last := &in.Gets[len(in.Gets)-1]
		last.Chunks = append(last.Chunks, p.hash)
		names = append(names, p.hash)
	}
	f.fetch.Lock() // who opens a document goes between two requests
	defer f.fetch.Unlock()
	return f.keepAll(ctx, names, func(chunk func([]byte) error) error {
		return f.svc.GetAll(ctx, f.store.Identity().Token, in, chunk)
	}, func(int) {})
}
