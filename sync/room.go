package sync

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"rantau/campus"
	"rantau/storage/blob"
)

// Keep implements campus.Files.
func (f *Files) Keep(ctx context.Context, id campus.ID, on bool) error {
	rec, err := f.store.Record(ctx, id)
	if err != nil {
		return err
	}
	if err := f.store.Keep(ctx, rec.Space, id, on); err != nil {
		return err
	}
	if on {
		f.ask() // where there is a line, nothing else may be a reason to sync for hours
	}
	return nil
}

// Kept implements campus.Files.
func (f *Files) Kept(ctx context.Context) (map[campus.ID]bool, error) { return f.store.Kept(ctx) }

// keptDocuments lists the files of the documents that are kept.
func (f *Files) keptDocuments(ctx context.Context) ([]want, error) {
	kept, err := f.store.Kept(ctx)
	if err != nil {
		return nil, err
	}
	rules, err := f.Rules(ctx)
	if err != nil || len(kept) == 0 && rules.Under == 0 {
		return nil, err
	}
	folders, err := f.store.Records(ctx, campus.Query{Kind: "folder"})
	if err != nil {
		return nil, err
	}
	docs, err := f.store.Records(ctx, campus.Query{Kind: "document"})
	if err != nil {
		return nil, err
	}
	shelves := campus.NewShelves(folders)
	var out []want
	for _, r := range docs {
		if w, ok := wantOf(r, ""); ok && rules.Keeps(r, kept, shelves) {
			out = append(out, w)
		}
	}
	return out, nil
}

// freeable is what may go, and what is here.
type freeable struct {
	objects map[string]int64
	folders map[string]int64 // laid out for reading
	taken   int64
}

func (r freeable) free() (n int64) {
	for _, size := range r.objects {
		n += size
	}
	for _, size := range r.folders {
		n += size
	}
	return n
}

// Room implements campus.Files.
func (f *Files) Room(ctx context.Context, documents []campus.ID) (campus.Room, error) {
	r, err := f.look(ctx, documents)
	return campus.Room{Taken: r.taken, Free: r.free()}, err
}

// Free implements campus.Files. Nothing is taken in meanwhile; who is fetching asks
// again for what went.
func (f *Files) Free(ctx context.Context, documents []campus.ID) (int64, error) {
	f.room.Lock()
	defer f.room.Unlock()
	r, err := f.look(ctx, documents)
	if err != nil {
		return 0, err
	}
	var freed int64
	for path, size := range r.folders {
		if os.RemoveAll(path) == nil { // a program may have it open
			freed += size
		}
	}
	for hash, size := range r.objects {
		if err := ctx.Err(); err != nil {
			return freed, err
		}
		if err := f.blobs.Delete(hash); err != nil {
			return freed, err
		}
		freed += size
	}
	return freed, nil
}

// young is how long an object that nothing names is left alone: somebody may be about
// to name it.
const young = time.Hour

// look finds out what is here of some documents, and what of it may go. What stays is
// found first: a piece of it is also a piece of what may go where files are alike.
func (f *Files) look(ctx context.Context, documents []campus.ID) (freeable, error) {
	r := freeable{objects: map[string]int64{}, folders: map[string]int64{}}
	all, err := f.store.Records(ctx, campus.Query{Kind: "document"})
	if err != nil {
		return r, err
	}
	stays, err := f.staying(ctx, all)
	if err != nil {
		return r, err
	}
	asked := map[campus.ID]bool{}
	for _, id := range documents {
		asked[id] = true
	}
	seen, named := map[string]bool{}, map[string]bool{}
	for _, rec := range all {
		for _, file := range rec.Files() {
			named[file.Manifest] = true
			if documents == nil || asked[rec.ID] {
				f.piecesOf(file.Manifest, stays, seen, named, &r)
			}
		}
	}
	if documents == nil {
		err = f.unnamed(stays, seen, named, &r)
	}
	return r, err
}

// piecesOf adds the pieces of one file.
func (f *Files) piecesOf(manifest string, stays, seen, named map[string]bool, r *freeable) {
	if dir := filepath.Join(f.dir, manifest[:16]); !seen[dir] {
		seen[dir] = true
		if size := sizeOf(dir); size > 0 {
			r.taken += size
			r.folders[dir] = size
		}
	}
	m, err := f.blobs.Manifest(manifest)
	if err != nil {
		return
	}
	for _, p := range m.Unique() {
		named[p.Hash] = true
		if seen[p.Hash] {
			continue
		}
		seen[p.Hash] = true
		if size, err := f.blobs.Size(p.Hash); err == nil {
			r.taken += size
			if !stays[p.Hash] {
				r.objects[p.Hash] = size
			}
		}
	}
}

// unnamed adds what is here and no document names: of documents that were deleted, of
// spaces that were left.
func (f *Files) unnamed(stays, seen, named map[string]bool, r *freeable) error {
	return f.blobs.Each(func(hash string, size int64, stored time.Time) error {
		if seen[hash] {
			return nil
		}
		r.taken += size
		if !stays[hash] && !named[hash] && time.Since(stored) > young {
			r.objects[hash] = size
		}
		return nil
	})
}

// staying names the objects that must stay.
func (f *Files) staying(ctx context.Context, all []campus.Record) (map[string]bool, error) {
	manifests, err := f.store.Wanted(ctx)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	for h := range f.added {
		manifests[h] = true
	}
	f.mu.Unlock()
	kept, err := f.keptDocuments(ctx)
	if err != nil {
		return nil, err
	}
	for _, w := range kept {
		manifests[w.manifest] = true
	}
	for _, rec := range all {
		doc := campus.As[campus.Document](rec)
		if doc.Lesson != "" || doc.Stored != doc.Manifest {
			manifests[doc.Manifest] = true
		}
		if rec.Shelved || rec.Waiting { // its files may be here alone
			for _, file := range rec.Files() {
				manifests[file.Manifest] = true
			}
		}
	}
	stays := map[string]bool{}
	for h := range manifests {
		stays[h] = true
		if !blob.ValidHash(h) {
			continue
		}
		if m, err := f.blobs.Manifest(h); err == nil {
			for _, p := range m.Hashes() {
				stays[p] = true
			}
		}
	}
	return stays, nil
}

// sizeOf adds up the files in a folder; none where there is no folder.
func sizeOf(dir string) (n int64) {
	_ = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			if info, err := e.Info(); err == nil {
				n += info.Size()
			}
		}
		return nil
	})
	return n
}
