package mirror

import (
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	gosync "sync"
	"time"

	"rantau/campus"
	"rantau/storage/watch"
)

// Store keeps what mirrors know, and has the documents. storage.Replica implements it.
type Store interface {
	Me() campus.ID
	Records(ctx context.Context, q campus.Query) ([]campus.Record, error)
	Record(ctx context.Context, id campus.ID) (campus.Record, error)
	Save(ctx context.Context, a campus.Action) error
	Mirrored(ctx context.Context, space campus.ID) ([]campus.Mirrored, error)
	KeepMirrored(ctx context.Context, space campus.ID, all ...campus.Mirrored) error
	ForgetMirrored(ctx context.Context, space campus.ID, documents ...campus.ID) error
}

// Bytes takes files in and gives them back. sync.Files implements it.
type Bytes interface {
	// AddOpen takes in a file that is open, and gives the document that describes it.
	AddOpen(ctx context.Context, f *os.File, name string) (campus.Document, error)
	// State tells whether the bytes of a document are here. Fetch brings them, as far as
	// the line allows; CopyTo writes them.
	State(ctx context.Context, document campus.ID) (campus.FileState, error)
	Fetch(ctx context.Context, document campus.ID) error
	CopyTo(ctx context.Context, document campus.ID, manifest string, to io.Writer) error
}

// Stuck is a file for which nothing can be done by itself, and why.
type Stuck struct {
	Path   string
	Reason error
}

// Mirror keeps one folder in step.
type Mirror struct {
	campus.Mirror
	store Store
	bytes Bytes
	disk  *disk
	is    os.FileInfo // the folder, while it is let go of
	quiet time.Duration

	// fetch brings the bytes of a document, or says NotHere and has them come by themselves.
	fetch func(context.Context, campus.ID) error
	// progress is told how many files are to go.
	progress func(left int)

	mu       gosync.Mutex // one look at a time
	known    map[string]Found
	stuck    map[string]stuck
	answer   answer                        // of a person, about what has vanished
	gone     int                           // files that have, where a person is asked
	left     int                           // files that are still to go
	since    time.Time                     // much has gone from the space
	removals int                           // at the last look
	dirty    map[string]bool               // folders in which a look has done something
	pairs    map[campus.ID]campus.Mirrored // what is the same, as far as this look has come
}

type stuck struct {
	file watch.File
	err  error
	kept bool // by the look under way
}

type answer int

const (
	unasked answer = iota
	meant          // what vanished was meant to
	missed         // it was not
)

// ErrMany is the answer where so much has vanished at once that a person is asked.
var ErrMany = errors.New("much of what was in the folder is gone")

// Open begins with a folder. Bin is a folder of the profile, now the clock of the computer.
func Open(m campus.Mirror, store Store, bytes Bytes, bin string, now func() time.Time) (*Mirror, error) {
	root, err := os.OpenRoot(m.Dir)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, watch.ErrGone
		}
		return nil, err
	}
	d := &disk{root: root, bin: binOf(bin, m.Space), now: now}
	if !d.marked(m.Mark) {
		_ = root.Close()
		return nil, watch.ErrGone
	}
	d.sweep()
	emptyBins(bin, now())
	return &Mirror{fetch: bytes.Fetch, progress: func(int) {}, Mirror: m, store: store, bytes: bytes, disk: d, quiet: watch.Quiet,
		known: map[string]Found{}, stuck: map[string]stuck{}, dirty: map[string]bool{}}, nil
}

// Close lets go of the folder.
func (m *Mirror) Close() { _ = m.disk.root.Close() }

// rest lets go of the folder while nothing is to be done, so that a stick can be taken out.
func (m *Mirror) rest() error {
	info, err := m.disk.root.Stat(".")
	if err == nil {
		m.is = info
	}
	m.Close()
	return err
}

// enter takes it up again, if it is the same.
func (m *Mirror) enter() error {
	root, err := os.OpenRoot(m.Dir)
	if err != nil {
		return watch.ErrGone
	}
	m.disk.root = root
	if info, err := root.Stat("."); err != nil || !os.SameFile(info, m.is) || !m.disk.marked(m.Mark) {
		return watch.ErrGone
	}
	return nil
}

// there tells whether the folder that was let go of is still there.
func (m *Mirror) there() bool {
	info, err := os.Stat(m.Dir)
	if err != nil || !os.SameFile(info, m.is) {
		return false
	}
	_, err = os.Stat(filepath.Join(m.Dir, markName))
	return err == nil
}

// Mark marks a folder that is to be kept in step with a space, and gives its number. One
// that this person kept in step with this space before is taken up again: the copy may have
// forgotten it.
func Mark(dir string, space, person campus.ID) (string, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", err
	}
	defer func() { _ = root.Close() }()
	d := &disk{root: root}
	mark := string(campus.NewID())
	err = d.setMark(mark, space, person)
	if !errors.Is(err, os.ErrExist) {
		return mark, err
	}
	if b, err := root.ReadFile(markName); err == nil {
		if said := strings.Fields(string(b)); len(said) == 3 && said[1] == string(space) && said[2] == string(person) {
			return said[0], nil
		}
	}
	return "", campus.Errorf(campus.Invalid, "this folder is kept in step with something else already; choose another one, or an empty one in it")
}

// Unmark makes it a folder like others again.
func (m *Mirror) Unmark() error { return m.disk.root.Remove(markName) }

// Agree says that what has vanished was meant to.
func (m *Mirror) Agree() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.answer = meant
}

// BringBack says that it was not: it is written again.
func (m *Mirror) BringBack() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.answer = missed
}

// Left counts the files that are still to go, and Gone those that have vanished, where a
// person is asked.
func (m *Mirror) Left() (left, gone int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.left, m.gone
}

// TryAgain has what was stuck tried once more.
func (m *Mirror) TryAgain() {
	m.mu.Lock()
	defer m.mu.Unlock()
	clear(m.stuck)
}

// Stuck lists what can't be done.
func (m *Mirror) Stuck() (out []Stuck) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for name, s := range m.stuck {
		out = append(out, Stuck{name, s.err})
	}
	return out
}

// Dirty gives the folders in which looks have done something since it was asked, for the
// tree to be brought up to date.
func (m *Mirror) Dirty() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := slices.Sorted(maps.Keys(m.dirty))
	clear(m.dirty)
	return out
}

func (m *Mirror) base(ctx context.Context) ([]Base, error) {
	all, err := m.store.Mirrored(ctx, m.Space)
	var out []Base
	for _, b := range all {
		out = append(out, Base{b.Document, b.Path, b.Place, b.Manifest, watch.File{Size: b.Size, Modified: b.Modified, ID: b.File}})
	}
	return out, err
}

// hash finds out what is in the files that are not as they were.
func (m *Mirror) hash(ctx context.Context, tree watch.Tree, base []Base) (map[string]Found, bool, error) {
	at, byID := map[string]Base{}, map[string]Base{}
	for _, b := range base {
		at[b.Path] = b
		byID[b.File.ID] = b
	}
	found, later, todo := map[string]Found{}, false, len(tree.Files)
	for name, f := range tree.Files {
		todo--
		b, has := at[name]
		if !has && f.ID != "" { // under another name
			b, has = byID[f.ID]
		}
		if has && f.Same(b.File) {
			found[name] = Found{f, b.Manifest}
			continue
		}
		if k, has := m.known[name]; has && k.Same(f) {
			found[name] = k
			continue
		}
		if s, is := m.stuck[name]; is && s.file.Same(f) && !has { // it was refused as it is
			s.kept = true
			m.stuck[name] = s
			continue
		}
		m.progress(m.left + todo)
		manifest, err := m.take(ctx, name, f)
		if err != nil && ctx.Err() != nil {
			return nil, later, ctx.Err()
		}
		if err != nil {
			later = true
			m.left++
		}
		if err != nil && !errors.Is(err, errMeanwhile) && !errors.Is(err, os.ErrNotExist) {
			m.stick(name, watch.File{}, err) // it is tried again: what holds it may let go
		}
		found[name] = Found{f, manifest}
		if manifest != "" {
			m.known[name] = found[name]
		}
	}
	for name := range m.known {
		if _, there := tree.Files[name]; !there {
			delete(m.known, name)
		}
	}
	return found, later, nil
}

// take takes a file in that nobody writes, and gives what it is called by its bytes.
func (m *Mirror) take(ctx context.Context, name string, f watch.File) (string, error) {
	if m.disk.now().Sub(f.Modified).Abs() < m.quiet || busy(m.disk.root, name) {
		return "", errMeanwhile
	}
	in, err := m.disk.root.Open(name)
	if err != nil {
		return "", err
	}
	defer func() { _ = in.Close() }()
	info, err := in.Stat()
	if err != nil || !info.Mode().IsRegular() || !watch.FileOf(info).Same(f) {
		return "", errMeanwhile
	}
	doc, err := m.bytes.AddOpen(ctx, in, path.Base(name))
	if err != nil {
		return "", err
	}
	if now, err := m.disk.stat(name); err != nil || !now.Same(f) || doc.Size != f.Size {
		return "", errMeanwhile
	}
	return doc.Manifest, nil
}

// fold is how this system compares names.
func fold(name string) string {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return strings.ToLower(name)
	}
	return name
}

func passedOver(name string) bool { return watch.Passed(name) != "" }
