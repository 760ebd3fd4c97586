package sync

import (
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"rantau/campus"
	"rantau/storage/blob"
)

const rulesSetting = "keep_rules"

// Rules implements campus.Files.
func (f *Files) Rules(ctx context.Context) (campus.KeepRules, error) {
	var k campus.KeepRules
	v, err := f.store.Setting(ctx, rulesSetting)
	if err == nil && v != "" && (json.Unmarshal([]byte(v), &k) != nil || k.Validate() != nil) {
		k = campus.KeepRules{} // of another program: no rules are the careful ones
	}
	return k, err
}

// SetRules implements campus.Files.
func (f *Files) SetRules(ctx context.Context, k campus.KeepRules) error {
	if err := k.Validate(); err != nil {
		return err
	}
	b, err := json.Marshal(k)
	if err != nil {
		return err
	}
	if err := f.store.KeepSetting(ctx, rulesSetting, string(b)); err != nil {
		return err
	}
	f.grew.Store(true)
	f.ask() // more is wanted, perhaps, or too much is here
	return nil
}

// room for what is fetched ahead: how many bytes may still come; campus.NoBound for no limit.
func (f *Files) spare(ctx context.Context) (int64, error) {
	rules, err := f.Rules(ctx)
	if err != nil || rules.Limit == 0 {
		return campus.NoBound, err
	}
	r, err := f.look(ctx, nil)
	return max(0, rules.Limit-r.taken), err
}

// fits tells whether a file that is fetched ahead has its place under the limit, and
// remembers where it has not.
func (f *Files) fits(w want, spare *int64) bool {
	rest := w.size - f.state(w).Here
	fits := *spare == campus.NoBound || rest <= *spare
	if fits && *spare != campus.NoBound {
		*spare -= rest
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if delete(f.noRoom, w.manifest); !fits {
		f.noRoom[w.manifest] = true
	}
	return fits
}

// justOpened is for how long a file stays that somebody has opened: it may be on the screen.
const justOpened = time.Hour

// bound lets go of the files that were not opened for longest, until no more is taken than
// the limit. What is kept, and what the server may not have, stays.
func (f *Files) bound(ctx context.Context) error {
	if !f.grew.Swap(false) && time.Since(f.bounded) < justOpened {
		return nil // all files are looked at for it
	}
	f.bounded = time.Now() // what stayed because somebody had it open may go later
	rules, err := f.Rules(ctx)
	if err != nil || rules.Limit == 0 {
		return err
	}
	f.room.Lock()
	defer f.room.Unlock()
	r, err := f.look(ctx, nil)
	if err != nil || r.taken <= rules.Limit {
		return err
	}
	files, dirs, err := f.stored(ctx, r)
	if err != nil {
		return err
	}
	stays, named := map[string]bool{}, map[string]bool{}
	for i, one := range files {
		if time.Since(one.Opened) < justOpened {
			files[i].Whole = 0
		}
		for p := range one.Pieces {
			if named[p] = true; r.objects[p] == 0 || time.Since(one.Opened) < justOpened {
				stays[p] = true
			}
		}
	}
	taken := r.taken
	for hash, size := range r.objects { // of documents that are gone
		if !named[hash] && f.blobs.Delete(hash) == nil {
			taken -= size
		}
	}
	goes := map[int]bool{}
	for _, i := range campus.Surplus(files, stays, taken, rules.Limit) {
		goes[i] = time.Since(files[i].Opened) >= justOpened
	}
	for i, one := range files {
		for p := range one.Pieces {
			stays[p] = stays[p] || !goes[i]
		}
	}
	for i, one := range files {
		if !goes[i] {
			continue
		}
		for p := range one.Pieces {
			if stays[p] {
				continue
			}
			if err := f.blobs.Delete(p); err != nil {
				return err
			}
		}
		_ = os.RemoveAll(dirs[i]) // a program may have it open
	}
	slog.Debug("files were let go of, the oldest first", "files", len(goes))
	return nil
}

// stored lists the files of documents as they lie here, and where each was put together.
func (f *Files) stored(ctx context.Context, r freeable) (out []campus.Stored, dirs []string, err error) {
	all, err := f.store.Records(ctx, campus.Query{Kind: "document"})
	if err != nil {
		return nil, nil, err
	}
	seen := map[string]bool{}
	for _, rec := range all {
		for _, file := range rec.Files() {
			if seen[file.Manifest] || !blob.ValidHash(file.Manifest) {
				continue
			}
			seen[file.Manifest] = true
			m, err := f.blobs.Manifest(file.Manifest)
			if err != nil {
				continue // nothing of it is here
			}
			dir := filepath.Join(f.dir, file.Manifest[:16])
			one := campus.Stored{Opened: f.blobs.Stored(file.Manifest), Pieces: map[string]int64{}, Whole: r.folders[dir]}
			for _, p := range m.Unique() {
				if size, err := f.blobs.Size(p.Hash); err == nil {
					one.Pieces[p.Hash] = size
				}
			}
			out, dirs = append(out, one), append(dirs, dir)
		}
	}
	return out, dirs, nil
}
