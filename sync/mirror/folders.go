package mirror

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	gosync "sync"
	"time"

	"rantau/campus"
	"rantau/storage/watch"
)

// Keeper keeps the list of mirrors beside what Store keeps of each.
type Keeper interface {
	Store
	Mirrors(ctx context.Context) ([]campus.Mirror, error)
	KeepMirror(ctx context.Context, m campus.Mirror) error
	DropMirror(ctx context.Context, space campus.ID) error
	Watch(f func(campus.Notice)) (cancel func())
}

// Folders runs all mirrors of a copy, and implements campus.Folders.
type Folders struct {
	store Keeper
	bytes Bytes
	bin   string
	quiet time.Duration

	ctx    context.Context
	cancel context.CancelFunc
	done   gosync.WaitGroup

	// list is held while the list of mirrors is read or changed: each runs once.
	list gosync.Mutex

	mu       gosync.Mutex
	running  map[campus.ID]*running
	watchers map[int]func()
	next     int
}

var _ campus.Folders = (*Folders)(nil)

// running is one mirror.
type running struct {
	mirror campus.Mirror
	cancel context.CancelFunc
	ended  chan struct{}
	wake   chan struct{}
	agree  chan struct{}
	status campus.MirrorStatus
}

// NewFolders runs the mirrors of a copy, until Stop. bin is a folder of the profile.
func NewFolders(store Keeper, bytes Bytes, bin string) *Folders {
	f := &Folders{store: store, bytes: bytes, bin: bin, quiet: watch.Quiet, running: map[campus.ID]*running{}, watchers: map[int]func(){}}
	f.ctx, f.cancel = context.WithCancel(context.Background())
	unwatch := store.Watch(func(n campus.Notice) {
		if n.Kinds == nil || n.Touches("document", "folder") { // nil: many
			f.wakeAll(n)
		}
	})
	f.list.Lock() // whoever adds a folder meanwhile waits, or it would be run twice
	f.done.Go(func() {
		defer unwatch()
		f.begin()
		<-f.ctx.Done()
	})
	return f
}

// begin runs what was kept in step before. It is called with the list held.
func (f *Folders) begin() {
	defer f.list.Unlock()
	all, err := f.store.Mirrors(f.ctx)
	if err != nil && f.ctx.Err() == nil {
		slog.Warn("the folders that are kept in step are not known", "error", err)
	}
	for _, m := range all {
		f.run(m)
	}
}

// Stop ends all and waits for them.
func (f *Folders) Stop() {
	f.cancel()
	f.done.Wait()
}

// Wake has all look again: bytes have come.
func (f *Folders) Wake() { f.wakeAll(campus.Notice{}) }

func (f *Folders) wakeAll(n campus.Notice) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for space, r := range f.running {
		if len(n.Spaces) == 0 || n.Spaces[space] {
			signal(r.wake)
		}
	}
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

func (f *Folders) run(m campus.Mirror) {
	ctx, cancel := context.WithCancel(f.ctx)
	r := &running{mirror: m, cancel: cancel, ended: make(chan struct{}), wake: make(chan struct{}, 1), agree: make(chan struct{}, 1),
		status: campus.MirrorStatus{Mirror: m, State: campus.Working}}
	f.mu.Lock()
	f.running[m.Space] = r
	f.mu.Unlock()
	f.done.Go(func() {
		defer close(r.ended)
		for ctx.Err() == nil {
			err := f.follow(ctx, r)
			if ctx.Err() != nil {
				return
			}
			state, trouble := campus.Away, ""
			if !errors.Is(err, watch.ErrGone) {
				state, trouble = campus.Halted, err.Error()
			}
			f.set(r, func(s *campus.MirrorStatus) { s.State, s.Trouble = state, trouble })
			pause(ctx, 5*time.Second, r.wake)
		}
	})
}

func pause(ctx context.Context, d time.Duration, wake <-chan struct{}) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-wake:
	case <-timer.C:
	}
}

// Every so often all of a folder is looked at again, whatever the system told.
const everyTime = 10 * time.Minute

// follow keeps a folder in step for as long as it is there.
func (f *Folders) follow(ctx context.Context, r *running) error {
	m, err := Open(r.mirror, f.store, f.bytes, f.bin, time.Now)
	if err != nil {
		return err
	}
	defer m.Close()
	m.quiet = f.quiet
	w, err := watch.New(r.mirror.Dir, f.quiet)
	if err != nil {
		return err
	}
	defer w.Close()
	tree, err := watch.Scan(ctx, m.disk.root)
	if err != nil {
		return err
	}
	wait := f.quiet
	for {
		later, err := m.Look(ctx, tree)
		if err != nil && !errors.Is(err, ErrMany) {
			return err
		}
		f.tell(r, m, tree, later, err)
		if dirty := m.Dirty(); len(dirty) > 0 {
			if err := tree.Rescan(ctx, m.disk.root, dirty); err != nil {
				return err
			}
		}
		if wait = min(2*wait, 30*time.Second); !later {
			wait = everyTime
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-r.agree:
			m.Agree()
		case <-r.wake:
			wait = f.quiet
			pause(ctx, 200*time.Millisecond, nil) // what comes together is done together
		case dirs := <-w.C:
			wait = f.quiet
			if dirs == nil {
				tree, err = watch.Scan(ctx, m.disk.root)
			} else {
				err = tree.Rescan(ctx, m.disk.root, dirs)
			}
		case <-timer.C:
			if tree, err = watch.Scan(ctx, m.disk.root); !later {
				wait = f.quiet
			}
		}
		timer.Stop()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil && !errors.Is(err, ErrMany) {
			return err
		}
	}
}

// tell says how it stands.
func (f *Folders) tell(r *running, m *Mirror, tree watch.Tree, later bool, err error) {
	stuck := m.Stuck()
	f.set(r, func(s *campus.MirrorStatus) {
		s.State, s.Trouble, s.Files, s.Stuck = campus.InStep, "", len(tree.Files), nil
		switch {
		case errors.Is(err, ErrMany):
			s.State = campus.Asks
		case later:
			s.State = campus.Working
		}
		for _, x := range stuck {
			s.Stuck = append(s.Stuck, campus.StuckFile{Path: x.Path, Reason: x.Reason.Error()})
		}
		slices.SortFunc(s.Stuck, func(a, b campus.StuckFile) int {
			if a.Path < b.Path {
				return -1
			}
			return 1
		})
	})
}

func (f *Folders) set(r *running, change func(*campus.MirrorStatus)) {
	f.mu.Lock()
	change(&r.status)
	var calls []func()
	for _, w := range f.watchers {
		calls = append(calls, w)
	}
	f.mu.Unlock()
	for _, call := range calls {
		call()
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

// Mirror implements campus.Folders.
func (f *Folders) Mirror(ctx context.Context, space campus.ID, dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return campus.Errorf(campus.NotFound, "there is no folder %s", filepath.Base(dir))
	}
	f.list.Lock()
	defer f.list.Unlock()
	all, err := f.store.Mirrors(ctx)
	if err != nil {
		return err
	}
	for _, m := range all {
		if m.Space == space {
			return campus.Errorf(campus.Invalid, "this place has a folder already: %s", m.Dir)
		}
		if within(dir, m.Dir) || within(m.Dir, dir) {
			return campus.Errorf(campus.Invalid, "this folder is in another one that is kept in step, or has one in it: choose another")
		}
	}
	mark, err := Mark(dir)
	if err != nil {
		return err
	}
	m := campus.Mirror{Space: space, Dir: dir, Mark: mark}
	if err := f.store.KeepMirror(ctx, m); err != nil {
		_ = os.Remove(filepath.Join(dir, markName))
		return err
	}
	f.run(m)
	return nil
}

// within tells whether a folder is another one, or in it.
func within(dir, other string) bool {
	rel, err := filepath.Rel(other, dir)
	return err == nil && filepath.IsLocal(rel)
}

// Unmirror implements campus.Folders.
func (f *Folders) Unmirror(ctx context.Context, space campus.ID) error {
	f.list.Lock()
	defer f.list.Unlock()
	f.mu.Lock()
	r := f.running[space]
	delete(f.running, space)
	f.mu.Unlock()
	if r == nil {
		return nil
	}
	r.cancel()
	select {
	case <-r.ended:
	case <-ctx.Done():
		return ctx.Err()
	}
	err := f.store.DropMirror(ctx, space)
	if root, e := os.OpenRoot(r.mirror.Dir); e == nil {
		if (&disk{root: root}).marked(r.mirror.Mark) {
			_ = root.Remove(markName)
		}
		_ = root.Close()
	}
	return err
}

// Agree implements campus.Folders.
func (f *Folders) Agree(space campus.ID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r := f.running[space]; r != nil {
		signal(r.agree)
	}
}
