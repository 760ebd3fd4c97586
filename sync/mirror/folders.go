package mirror

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path"
	"path/filepath"
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
	back   chan struct{}
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
	emptyBins(f.bin, time.Now())
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
	r := &running{mirror: m, cancel: cancel, ended: make(chan struct{}), wake: make(chan struct{}, 1), agree: make(chan struct{}, 1), back: make(chan struct{}, 1),
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
			state, trouble, again := campus.Away, "", thereTime
			if !errors.Is(err, watch.ErrGone) {
				state, trouble, again = campus.Halted, plainly(err).Error(), 30*time.Second
				slog.Warn("a folder can't be kept in step", "error", err)
			}
			f.set(r, func(s *campus.MirrorStatus) { s.State, s.Trouble = state, trouble })
			pause(ctx, again, r.wake)
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

// Every so often all of a folder is looked at again, whatever the system told; and more
// often whether it is still the same that is there.
const (
	everyTime = 10 * time.Minute
	thereTime = 5 * time.Second
)

// follow keeps a folder in step for as long as it is there.
func (f *Folders) follow(ctx context.Context, r *running) error {
	m, err := Open(r.mirror, f.store, f.bytes, f.bin, time.Now)
	if err != nil {
		return err
	}
	defer m.Close()
	getter := newGetter(f.bytes, func() { signal(r.wake) })
	defer getter.stop()
	m.quiet, m.fetch = f.quiet, getter.fetch
	m.progress = f.progress(r)
	w, err := watch.New(r.mirror.Dir, f.quiet)
	if err != nil {
		return err
	}
	defer w.Close()
	tree, err := watch.Scan(ctx, m.disk.root)
	if err != nil {
		return err
	}
	there := time.NewTicker(thereTime)
	defer there.Stop()
	for wait := f.quiet; ; {
		began := time.Now()
		later, err := m.Look(ctx, tree)
		took := time.Since(began)
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
		if err := m.rest(); err != nil {
			return err
		}
		switch what, dirs := f.wait(ctx, r, m, w, there.C, wait); what {
		case ended:
			return ctx.Err()
		case pulled:
			return watch.ErrGone
		case woken:
			wait = f.quiet
			pause(ctx, min(max(200*time.Millisecond, 2*took), 3*time.Second), nil) // what comes together is done together
			err = m.enter()
		case told:
			wait = f.quiet
			if err = m.enter(); err == nil {
				err = tree.Rescan(ctx, m.disk.root, dirs)
			}
		case timed:
			if err = m.enter(); err == nil {
				tree, err = watch.Scan(ctx, m.disk.root)
			}
			if !later {
				wait = f.quiet
				m.TryAgain()
			}
		}
		if err != nil {
			return err
		}
	}
}

// what ends a wait.
type reason int

const (
	ended  reason = iota
	pulled        // the folder is not there
	woken         // the other side has changed, or a person has answered
	told          // something in some folders has changed
	timed         // all is to be looked at
)

// wait waits for a reason to look again.
func (f *Folders) wait(ctx context.Context, r *running, m *Mirror, w *watch.Watcher, there <-chan time.Time, d time.Duration) (reason, []string) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return ended, nil
		case <-there:
			if !m.there() {
				return pulled, nil
			}
		case <-r.agree:
			m.Agree()
			return woken, nil
		case <-r.back:
			m.BringBack()
			return woken, nil
		case <-r.wake:
			return woken, nil
		case dirs := <-w.C:
			if dirs == nil {
				return timed, nil
			}
			return told, dirs
		case <-timer.C:
			return timed, nil
		}
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
	mark, err := Mark(dir, space, f.store.Me())
	if err != nil {
		return plainly(err)
	}
	m := campus.Mirror{Space: space, Dir: dir, Mark: mark}
	if err := f.store.KeepMirror(ctx, m); err != nil {
		_ = os.Remove(filepath.Join(dir, markName))
		return err
	}
	f.run(m)
	f.told()
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
		return f.store.DropMirror(ctx, space)
	}
	defer f.told()
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

// BringBack implements campus.Folders.
func (f *Folders) BringBack(space campus.ID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r := f.running[space]; r != nil {
		signal(r.back)
	}
}

// Bin implements campus.Folders.
func (f *Folders) Bin(_ context.Context, space campus.ID) ([]campus.Binned, error) {
	return binOf(f.bin, space).all()
}

// PutBack implements campus.Folders.
func (f *Folders) PutBack(_ context.Context, space campus.ID, id string) (string, error) {
	f.mu.Lock()
	r := f.running[space]
	f.mu.Unlock()
	if r == nil {
		return "", campus.Errorf(campus.Invalid, "this place has no folder now: choose one first")
	}
	b := binOf(f.bin, space)
	in, name, err := b.open(id)
	if err != nil {
		return "", campus.Errorf(campus.NotFound, "this file is no longer in the bin")
	}
	defer func() { _ = in.Close() }()
	root, err := os.OpenRoot(r.mirror.Dir)
	if err != nil {
		return "", campus.Errorf(campus.NotFound, "the folder is not there now")
	}
	defer func() { _ = root.Close() }()
	d := &disk{root: root, bin: b, now: time.Now}
	if !d.marked(r.mirror.Mark) {
		return "", campus.Errorf(campus.NotFound, "the folder is not there now")
	}
	dir, base := path.Split(name)
	for n := 2; n < 1000; n++ {
		to := path.Join(dir, base)
		_, err := d.put(to, nil, func(w io.Writer) error {
			_, err := in.Seek(0, io.SeekStart)
			if err == nil {
				_, err = io.Copy(w, in)
			}
			return err
		})
		if err == nil {
			b.drop(id)
			return to, nil
		}
		if !errors.Is(err, errMeanwhile) {
			return "", plainly(err)
		}
		base = campus.NumberedName(path.Base(name), n)
	}
	return "", errMeanwhile
}
