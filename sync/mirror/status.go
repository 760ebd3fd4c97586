package mirror

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"rantau/campus"
	"rantau/storage/watch"
)

// tell says how it stands.
func (f *Folders) tell(r *running, m *Mirror, tree watch.Tree, later bool, err error) {
	stuck := m.Stuck()
	left, gone := m.Left()
	f.set(r, func(s *campus.MirrorStatus) {
		s.State, s.Trouble, s.Files, s.Left, s.Gone, s.Stuck = campus.InStep, "", len(tree.Files), left, gone, nil
		switch {
		case errors.Is(err, ErrMany):
			s.State = campus.Asks
		case later:
			s.State = campus.Working
		}
		for _, x := range stuck {
			s.Stuck = append(s.Stuck, campus.StuckFile{Path: x.Path, Reason: x.Reason.Error()})
		}
		for name, why := range tree.Passed {
			if reason := passedBecause[why]; reason != nil {
				s.Stuck = append(s.Stuck, campus.StuckFile{Path: name, Reason: reason.Error()})
			}
		}
		slices.SortFunc(s.Stuck, func(a, b campus.StuckFile) int { return strings.Compare(a.Path, b.Path) })
	})
}

// passedBecause says why something is passed over, where a person may wonder.
var passedBecause = map[watch.Why]error{
	watch.Link:    campus.Errorf(campus.Invalid, "this is a link to another place: it is not followed"),
	watch.Special: campus.Errorf(campus.Invalid, "this is not an ordinary file"),
	watch.Deep:    campus.Errorf(campus.Invalid, "it lies in too many folders within each other"),
	watch.Many:    campus.Errorf(campus.Invalid, "there are too many files in this folder"),
	watch.Closed:  campus.Errorf(campus.Invalid, "this file or its folder may not be read or changed by you"),
	watch.Name:    campus.Errorf(campus.Invalid, "its name has letters that other computers can't read"),
}

// progress tells now and then how many files are to go.
func (f *Folders) progress(r *running) func(int) {
	var told time.Time
	return func(left int) {
		if now := time.Now(); now.Sub(told) > 400*time.Millisecond {
			if told.IsZero() { // what is done at once need not be told
				told = now
				return
			}
			told = now
			f.set(r, func(s *campus.MirrorStatus) { s.State, s.Left = campus.Working, left })
		}
	}
}

func (f *Folders) set(r *running, change func(*campus.MirrorStatus)) {
	f.mu.Lock()
	before := r.status
	change(&r.status)
	same := before.Equal(r.status)
	f.mu.Unlock()
	if !same {
		f.told()
	}
}

// Mirrors implements campus.Folders.
func (f *Folders) Mirrors(context.Context) ([]campus.MirrorStatus, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []campus.MirrorStatus
	for _, r := range f.running {
		s := r.status
		s.Stuck = slices.Clone(s.Stuck)
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b campus.MirrorStatus) int {
		if a.Dir < b.Dir {
			return -1
		}
		return 1
	})
	return out, nil
}

// WatchMirrors implements campus.Folders.
func (f *Folders) WatchMirrors(call func()) (cancel func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	id := f.next
	f.next++
	f.watchers[id] = call
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.watchers, id)
	}
}

// told calls whoever watches.
func (f *Folders) told() {
	f.mu.Lock()
	calls := slices.Collect(maps.Values(f.watchers))
	f.mu.Unlock()
	for _, call := range calls {
		call()
	}
}
