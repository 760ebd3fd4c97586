package watch

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Quiet is how long nothing has to happen to a file before it is looked at.
const Quiet = 600 * time.Millisecond

// longest is after which time a folder in which something happens all the time is looked
// at all the same: one file that is written for an hour does not hold up the others.
const longest = 5 * time.Second

// Watcher tells that something in a folder has changed and is quiet again.
type Watcher struct {
	// C gives the folders in which something has changed; nil where all have to be looked
	// at again. What was not taken yet is put together with what comes.
	C <-chan []string

	dir    string
	notify *fsnotify.Watcher
	quiet  time.Duration
	out    chan []string
	ctx    context.Context
	cancel context.CancelFunc
	done   sync.WaitGroup

	dirty   map[string]bool
	watched map[string]bool
	fresh   map[string]bool // folders that came: what is in them is watched anew once it is quiet
	all     bool
}

// New watches a folder and all folders in it, as far as the system lets that be watched:
// with fewer, C also gives nil every minute.
func New(dir string, quiet time.Duration) (*Watcher, error) {
	n, err := fsnotify.NewBufferedWatcher(4096)
	if err != nil {
		return nil, err
	}
	out := make(chan []string)
	w := &Watcher{C: out, out: out, dir: dir, notify: n, quiet: quiet, dirty: map[string]bool{}, watched: map[string]bool{}, fresh: map[string]bool{}}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	if err := n.Add(dir); err != nil {
		_ = n.Close()
		if errors.Is(err, fs.ErrNotExist) {
			return nil, ErrGone
		}
		return nil, err
	}
	blind := w.addBelow(".")
	w.all, w.dirty = false, map[string]bool{} // whoever asks looks at all first
	w.done.Go(func() { w.run(blind) })
	return w, nil
}

// Close ends it.
func (w *Watcher) Close() {
	w.cancel()
	_ = w.notify.Close()
	w.done.Wait()
}

// addBelow watches the folders in one. It tells whether some could not be watched: the
// system has a limit.
func (w *Watcher) addBelow(dir string) (blind bool) {
	_ = filepath.WalkDir(filepath.Join(w.dir, filepath.FromSlash(dir)), func(p string, e fs.DirEntry, err error) error {
		if err != nil || w.ctx.Err() != nil {
			return fs.SkipDir
		}
		if !e.IsDir() {
			return nil
		}
		rel := w.rel(p)
		if rel != "." && passedOn(rel) != "" || rel == "" {
			return fs.SkipDir
		}
		if err := w.notify.Add(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
			blind = true
			w.all = true
			slog.Warn("a folder cannot be watched; it is looked at every minute", "error", err)
			return fs.SkipAll
		}
		w.dirty[rel], w.watched[rel] = true, true
		return nil
	})
	return blind
}

// unwatch lets go of a folder that is no longer where it was, and of those in it: the
// system goes on to tell of them under their old names.
func (w *Watcher) unwatch(rel string) {
	if !w.watched[rel] {
		return
	}
	for name := range w.watched {
		if name == rel || strings.HasPrefix(name, rel+"/") {
			delete(w.watched, name)
			_ = w.notify.Remove(filepath.Join(w.dir, filepath.FromSlash(name))) // it may be gone already
		}
	}
}

// rel names something inside the folder; "" for what is not in it.
func (w *Watcher) rel(p string) string {
	rel, err := filepath.Rel(w.dir, p)
	if err != nil {
		return ""
	}
	rel = filepath.ToSlash(rel)
	if !fs.ValidPath(rel) {
		return ""
	}
	return rel
}

func (w *Watcher) run(blind bool) {
	var began time.Time // of what is not quiet yet
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	minute := time.NewTicker(time.Minute)
	defer minute.Stop()
	var out chan []string // w.out once there is something to tell
	var tell []string
	for {
		select {
		case <-w.ctx.Done():
			return
		case e, ok := <-w.notify.Events:
			if !ok {
				return
			}
			if !w.note(e, &blind) {
				continue
			}
			if began.IsZero() {
				began = time.Now()
			}
			timer.Reset(max(0, min(w.quiet, time.Until(began.Add(longest)))))
		case err := <-w.notify.Errors: // too much at once: something was not told
			if err != nil {
				w.all = true
				timer.Reset(w.quiet)
			}
		case <-minute.C:
			if blind {
				w.all = true
				timer.Reset(0)
			}
		case <-timer.C:
			began = time.Time{}
			// A folder that was renamed is let go of behind the event of its new name.
			for dir := range w.fresh {
				blind = w.addBelow(dir) || blind
			}
			w.fresh = map[string]bool{}
			out, tell = w.out, w.told(tell, out != nil)
		case out <- tell:
			out, tell = nil, nil
		}
	}
}

// note takes up an event; false for one that is no news.
func (w *Watcher) note(e fsnotify.Event, blind *bool) bool {
	rel := w.rel(e.Name)
	if rel == "" || e.Op == fsnotify.Chmod {
		return false
	}
	if rel == "." { // the folder itself is gone
		w.all = true
		return true
	}
	if passedOn(rel) != "" {
		return false
	}
	if e.Has(fsnotify.Rename) || e.Has(fsnotify.Remove) {
		w.unwatch(rel)
	}
	if e.Has(fsnotify.Create) {
		if info, err := os.Lstat(e.Name); err == nil && info.IsDir() {
			*blind = w.addBelow(rel) || *blind // what came before it was watched is dirty
			w.fresh[rel] = true
		}
	}
	w.dirty[path.Dir(rel)] = true
	return true
}

// told gives what is to be told, with what nobody has taken yet.
func (w *Watcher) told(before []string, waits bool) []string {
	if w.all || waits && before == nil {
		w.all, w.dirty = false, map[string]bool{}
		return nil
	}
	for _, d := range before {
		w.dirty[d] = true
	}
	out := make([]string, 0, len(w.dirty))
	for d := range w.dirty {
		out = append(out, d)
	}
	slices.Sort(out)
	w.dirty = map[string]bool{}
	return out
}
