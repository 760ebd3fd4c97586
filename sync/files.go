package sync

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"mime"
	"os"
	"path/filepath"
	"strings"
	gosync "sync"
	"sync/atomic"
	"time"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/sync/protocol"
)

// Files moves the bytes of documents, and implements campus.Files.
type Files struct {
	store Store
	svc   protocol.Service
	blobs *blob.Store
	dir   string // where whole files are laid out for reading
	wake  func(context.Context, campus.Moving)
	ask   func()      // asks for a sync, after which the files have their turn
	off   func() bool // whether the person works offline
	purse *purse      // what they may cost; nil for no bound
	note  func(context.Context, campus.SyncNote)

	mu      gosync.Mutex
	trouble map[campus.ID]string // why a document was not taken, until it is
	added   map[string]bool      // manifests of files that were taken in since the start

	told     time.Time          // when something was told of a file's way
	sizes    map[string]int64   // of files on their way, by manifest
	there    map[string]bool    // manifests that went since the start: their records say so after the next sync
	asked    map[string]bool    // manifests of files that a person sends although they are held back
	cuts     map[string]int     // of files that somebody opened, by manifest: one after the other, with nothing between
	got      atomic.Int64       // grows with what went or came
	vain     int                // how often in turn the line was cut with nothing got; of the goroutine that runs
	moved    atomic.Int32       // files that went or came whole since they were noted
	coming   map[campus.ID]bool // documents that a folder on the disk waits for, while they come
	paused   map[campus.ID]bool // documents that their person holds up
	recalled gosync.Once        // paused, as an earlier run left it
	bounded  time.Time          // the last look at the limit; of the goroutine that runs
	batch    atomic.Int64       // how many bytes one request carries on this line; 0: not known yet
	rate     atomic.Int64       // bytes a second, as the last requests went; 0: not known yet
	narrow   atomic.Int64       // the most that it may carry, where something on the way takes no more; 0: not known
	grew     atomic.Bool        // more may be here than at the last look at the limit
	noRoom   map[string]bool    // manifests of what is kept and has no place under the limit
	came     chan struct{}      // a document became whole
	turn     chan struct{}
	fetch    gosync.Mutex   // one fetch at a time: the line is thin
	room     gosync.RWMutex // held for writing while bytes are let go of
	ctx      context.Context
	cancel   context.CancelFunc
	done     gosync.WaitGroup
}

var _ campus.Files = (*Files)(nil)

// tooLittle tells whether what is left is not enough for the next piece of a file.
func tooLittle(left, size int64) bool {
	return left != campus.NoBound && (left < campus.LeastLeft || left < min(size, blob.MaxChunk))
}

// waits tells whether a file is for another line than this.
func (f *Files) waits(size int64) bool { return f.purse != nil && f.purse.waits(size) }

// NewFiles gives the files of a copy. dir is a folder of their own.
func NewFiles(store Store, svc protocol.Service, blobs *blob.Store, dir string) *Files {
	f := &Files{store: store, svc: svc, blobs: blobs, dir: dir, trouble: map[campus.ID]string{}, added: map[string]bool{}, sizes: map[string]int64{}, asked: map[string]bool{}, there: map[string]bool{}, cuts: map[string]int{}, coming: map[campus.ID]bool{}, paused: map[campus.ID]bool{}, noRoom: map[string]bool{}, came: make(chan struct{}, 1), turn: make(chan struct{}, 1), wake: func(context.Context, campus.Moving) {}, note: func(context.Context, campus.SyncNote) {}, ask: func() {}, off: func() bool { return false }}
	f.ctx, f.cancel = context.WithCancel(context.Background())
	f.grew.Store(true)
	f.done.Go(f.run)
	return f
}

// Stop ends what is under way and waits for it.
func (f *Files) Stop() {
	f.cancel()
	f.done.Wait()
}

// Turn lets the files go when the text has gone.
func (f *Files) Turn() {
	select {
	case f.turn <- struct{}{}:
	default:
	}
}

func (f *Files) run() {
	for {
		select {
		case <-f.ctx.Done():
			return
		case <-f.turn:
		}
		if f.off() {
			f.tidy()
			continue
		}
		var cut bool
		got := f.got.Load()
		f.noted(f.ctx, func() error {
			err := f.Upload(f.ctx)
			for campus.CodeOf(err) == protocol.TooMany && f.rest() { // of thousands of small files
				err = f.Upload(f.ctx)
			}
			if err != nil && f.ctx.Err() == nil {
				slog.Debug("an upload stopped", "error", err)
			}
			cut = byLine(err)
			return err
		})
		f.noted(f.ctx, func() error {
			err := f.fetchAhead(f.ctx)
			if err != nil && f.ctx.Err() == nil {
				slog.Debug("a fetch stopped", "error", err)
			}
			cut = cut || byLine(err)
			return err
		})
		f.afterCut(cut, f.got.Load() > got)
		f.tidy()
	}
}

// tidy is what follows each turn.
func (f *Files) tidy() {
	if err := f.bound(f.ctx); err != nil && f.ctx.Err() == nil {
		slog.Warn("files could not be let go of", "error", err)
	}
	f.wake(f.ctx, campus.Moving{})
}

// rest waits a moment where the server is asked too often; false at the end.
func (f *Files) rest() bool {
	select {
	case <-f.ctx.Done():
		return false
	case <-time.After(2 * time.Second):
		return true
	}
}

// muchMoved is how much a turn of files moves that is worth a line although none is whole.
const muchMoved = 64 << 10

// tell tells of a file's way, a few times a second: that is written down each time.
func (f *Files) tell(ctx context.Context, m campus.Moving) {
	m.Rate = f.rate.Load()
	f.mu.Lock()
	soon := time.Since(f.told) < 400*time.Millisecond && m.Done < m.All
	if !soon {
		f.told = time.Now()
	}
	f.mu.Unlock()
	if !soon {
		f.wake(ctx, m)
	}
}

// noted does something, and puts the files that it moved into the log of syncs. What else
// goes over the line meanwhile is counted with it.
func (f *Files) noted(ctx context.Context, do func() error) {
	traffic := func() (int64, int64) { return 0, 0 }
	if f.purse != nil {
		traffic = f.purse.traffic
	}
	began := time.Now()
	sent, received := traffic()
	_ = do() // whoever does it deals with it
	up, down := traffic()
	if n := f.moved.Swap(0); n > 0 || up-sent+down-received > muchMoved {
		f.note(ctx, campus.SyncNote{At: began, Took: time.Since(began), Files: int(n), Sent: up - sent, Received: down - received})
	}
}

// sendHeld has all that is held back go, also after a cut, until it is there or the
// program ends.
func (f *Files) sendHeld(ctx context.Context) {
	all, err := f.store.Uploads(ctx)
	if err != nil {
		slog.Warn("what is held back is not known", "error", err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, ref := range all {
		f.asked[ref.Version] = true
	}
}

func (f *Files) isAsked(manifest string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.asked[manifest]
}

// held tells whether the data limits hold a file back.
func (f *Files) held(ctx context.Context, manifest string, size int64) bool {
	if f.purse == nil || f.isAsked(manifest) {
		return false
	}
	_, err := f.allowance(ctx, size, false)
	return err != nil || f.waits(size)
}

// heldBack counts the files that are on their way to the server and held back, their bytes,
// and those that are paused.
func (f *Files) heldBack(ctx context.Context) (n int, size int64, paused int) {
	f.recallPaused()
	f.mu.Lock()
	some := len(f.paused) > 0
	f.mu.Unlock()
	bounded := f.purse != nil && !f.purse.unbounded()
	if !bounded && !some {
		return 0, 0, 0
	}
	all, err := f.store.Uploads(ctx)
	if err != nil {
		return 0, 0, 0
	}
	left := campus.NoBound
	if bounded {
		left = f.purse.forFiles(ctx)
	}
	for _, ref := range all {
		bytes := f.sizeOf(ref.Version)
		switch {
		case f.isPaused(ref.Document):
			paused++
		case bounded && (tooLittle(left, bytes) || f.waits(bytes)) && !f.isAsked(ref.Version):
			n++
			size += bytes
		}
	}
	return n, size, paused
}

// sizeOf gives the size of a file on its way, and remembers it: it is asked for with every
// change of the outbox. 0 where it is not known.
func (f *Files) sizeOf(manifest string) int64 {
	f.mu.Lock()
	size, known := f.sizes[manifest]
	f.mu.Unlock()
	if known {
		return size
	}
	m, err := f.blobs.Manifest(manifest)
	if err != nil {
		return 0
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.sizes) > 10_000 {
		clear(f.sizes)
	}
	f.sizes[manifest] = m.Size
	return m.Size
}

// Add implements campus.Files.
func (f *Files) Add(ctx context.Context, path string) (campus.Document, error) {
	f.room.RLock()
	defer f.room.RUnlock()
	manifest, m, err := f.blobs.AddFile(ctx, path)
	if err != nil {
		return campus.Document{}, err
	}
	f.grew.Store(true)
	f.mu.Lock()
	f.added[manifest] = true
	f.mu.Unlock()
	name := campus.CleanFileName(filepath.Base(path))
	return campus.Document{Name: name, Type: typeOf(name), Size: m.Size, Manifest: manifest}, nil
}

// AddOpen is Add for a file that is open: whoever opened it knows that it is the one.
func (f *Files) AddOpen(ctx context.Context, file *os.File, name string) (campus.Document, error) {
	f.room.RLock()
	defer f.room.RUnlock()
	manifest, m, err := f.blobs.Add(ctx, file)
	if err != nil {
		return campus.Document{}, err
	}
	f.grew.Store(true)
	f.mu.Lock()
	f.added[manifest] = true
	f.mu.Unlock()
	name = campus.CleanFileName(name)
	return campus.Document{Name: name, Type: typeOf(name), Size: m.Size, Manifest: manifest}, nil
}

// Fetch brings the bytes of a document here, as far as the line allows: NotHere where it
// does not.
func (f *Files) Fetch(ctx context.Context, document campus.ID) error {
	w, err := f.want(ctx, document, "")
	if err != nil || f.state(w).Whole() {
		return err
	}
	if !w.onServer || f.waits(w.size) {
		return campus.Errorf(campus.NotHere, "this document is not here")
	}
	defer f.comes(ctx, w)()
	begun, had := time.Now(), f.state(w).Here
	_, err = f.fetchAll(ctx, w, false, func(s campus.FileState) {
		f.tell(ctx, campus.Moving{What: campus.GettingFile, Name: w.name, Done: s.Here, All: s.Size,
			Left: campus.Remaining(time.Since(begun), s.Here-had, s.Size-s.Here)})
	})
	if errors.Is(err, ErrSpent) || errors.Is(err, errPaused) {
		return campus.Errorf(campus.NotHere, "this document is not here")
	}
	return err
}

// comes has a file listed with what comes, until the answer is called.
func (f *Files) comes(ctx context.Context, w want) (done func()) {
	f.mu.Lock()
	f.coming[w.ref.Document] = true
	f.mu.Unlock()
	return func() {
		f.mu.Lock()
		delete(f.coming, w.ref.Document)
		f.mu.Unlock()
		f.wake(ctx, campus.Moving{})
	}
}

// CopyTo writes the bytes of a document that are here.
func (f *Files) CopyTo(ctx context.Context, document campus.ID, manifest string, to io.Writer) error {
	w, err := f.want(ctx, document, manifest)
	if err != nil {
		return err
	}
	m, err := f.list(w.manifest)
	if err != nil {
		return err
	}
	return f.blobs.Assemble(ctx, m, to)
}

var emptyFile = blob.Manifest{}.Hash()

// list gives the pieces of a file. That an empty one has none nobody has to be asked.
func (f *Files) list(manifest string) (blob.Manifest, error) {
	if manifest == emptyFile {
		return blob.Manifest{}, nil
	}
	return f.blobs.Manifest(manifest)
}

func typeOf(name string) string {
	t, _, _ := strings.Cut(mime.TypeByExtension(strings.ToLower(filepath.Ext(name))), ";")
	return t
}

// State implements campus.Files.
func (f *Files) State(ctx context.Context, document campus.ID) (campus.FileState, error) {
	w, err := f.want(ctx, document, "")
	if err != nil {
		return campus.FileState{}, err
	}
	s := f.state(w)
	f.mu.Lock()
	s.OnServer = s.OnServer || f.there[w.manifest]
	f.mu.Unlock()
	s.Held = !s.OnServer && s.Here > 0 && f.held(ctx, w.manifest, s.Size)
	paused := f.isPaused(document)
	f.mu.Lock()
	s.Trouble, s.Paused = f.trouble[document], paused && (!s.OnServer || !s.Whole())
	s.NoRoom = f.noRoom[w.manifest] && !s.Whole()
	f.mu.Unlock()
	return s, nil
}

// Waiting implements campus.Files.
func (f *Files) Waiting(ctx context.Context) ([]campus.WaitingFile, error) {
	all, err := f.store.Uploads(ctx)
	if err != nil {
		return nil, err
	}
	var out []campus.WaitingFile
	for _, ref := range all {
		rec, err := f.store.Record(ctx, ref.Document)
		if campus.CodeOf(err) == campus.NotFound { // gone meanwhile
			continue
		}
		if err != nil {
			return nil, err
		}
		w, ok := wantOf(rec, ref.Version)
		if !ok {
			continue
		}
		file := campus.WaitingFile{Document: rec, Name: w.name, State: campus.FileState{Size: w.size, Here: w.size, Paused: f.isPaused(ref.Document), Held: f.held(ctx, w.manifest, w.size)}}
		f.mu.Lock()
		file.State.Trouble = f.trouble[ref.Document]
		f.mu.Unlock()
		out = append(out, file)
	}
	return out, nil
}

// want is a file that is wanted here.
type want struct {
	ref      protocol.DocumentRef
	manifest string
	name     string
	size     int64
	onServer bool
}

func (f *Files) state(w want) campus.FileState {
	s := campus.FileState{Size: w.size, OnServer: w.onServer}
	m, err := f.blobs.Manifest(w.manifest)
	if err != nil {
		return s
	}
	missing := map[string]bool{}
	for _, h := range f.blobs.Missing(m) {
		missing[h] = true
	}
	for _, c := range m.Pieces {
		if !missing[c.Hash] {
			s.Here += int64(c.Size)
		}
	}
	return s
}

// want finds a file of a document by its manifest, "" for the one that it has.
func (f *Files) want(ctx context.Context, id campus.ID, manifest string) (want, error) {
	rec, err := f.store.Record(ctx, id)
	if err != nil {
		return want{}, err
	}
	w, ok := wantOf(rec, manifest)
	if !ok {
		return w, campus.Errorf(campus.NotFound, "this document is not here")
	}
	return w, nil
}

func wantOf(rec campus.Record, manifest string) (want, bool) {
	doc := campus.As[campus.Document](rec)
	w := want{ref: protocol.DocumentRef{Space: rec.Space, Document: rec.ID}, manifest: doc.Manifest, name: doc.Name, size: doc.Size, onServer: doc.Stored == doc.Manifest}
	if manifest != "" && manifest != doc.Manifest {
		file, named := rec.File(manifest)
		if !named {
			return w, false
		}
		w.ref.Version, w.manifest, w.name, w.size, w.onServer = manifest, manifest, file.Name, file.Size, true
	}
	return w, rec.Kind == "document" && !rec.Deleted && blob.ValidHash(w.manifest)
}

// ofText tells whether a document is a picture of a lesson or of news.
func (f *Files) ofText(ctx context.Context, rec campus.Record, doc campus.Document) bool {
	if doc.Lesson != "" || doc.Of == "" || doc.Of == rec.Author || !strings.HasPrefix(doc.Type, "image/") {
		return doc.Lesson != ""
	}
	of, err := f.store.Record(ctx, doc.Of)
	return err == nil && of.Kind == "article" && of.Space == rec.Space
}
