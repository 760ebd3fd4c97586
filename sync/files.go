package sync

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"os"
	"path/filepath"
	"strings"
	gosync "sync"

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
	wake  func(context.Context, string)

	mu      gosync.Mutex
	trouble map[campus.ID]string // why a document was not taken, until it is

	came   chan struct{} // a document became whole
	turn   chan struct{}
	fetch  gosync.Mutex // one fetch at a time: the line is thin
	ctx    context.Context
	cancel context.CancelFunc
	done   gosync.WaitGroup
}

var _ campus.Files = (*Files)(nil)

// batch is how many bytes of chunks one request carries: what a cut costs at
// most, and what a thin line moves in a minute or so.
const fileBatch = 512 << 10

// NewFiles gives the files of a copy. dir is a folder of their own.
func NewFiles(store Store, svc protocol.Service, blobs *blob.Store, dir string) *Files {
	f := &Files{store: store, svc: svc, blobs: blobs, dir: dir, trouble: map[campus.ID]string{}, came: make(chan struct{}, 1), turn: make(chan struct{}, 1), wake: func(context.Context, string) {}}
	f.ctx, f.cancel = context.WithCancel(context.Background())
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
		if err := f.Upload(f.ctx); err != nil && f.ctx.Err() == nil {
			slog.Debug("an upload stopped", "error", err)
		}
		if err := f.fetchPictures(f.ctx); err != nil && f.ctx.Err() == nil {
			slog.Debug("a fetch stopped", "error", err)
		}
		f.wake(f.ctx, "")
	}
}

// Add implements campus.Files.
func (f *Files) Add(ctx context.Context, path string) (campus.Document, error) {
	manifest, m, err := f.blobs.AddFile(ctx, path)
	if err != nil {
		return campus.Document{}, err
	}
	name := campus.CleanFileName(filepath.Base(path))
	return campus.Document{Name: name, Type: typeOf(name), Size: m.Size, Manifest: manifest}, nil
}

func typeOf(name string) string {
	t, _, _ := strings.Cut(mime.TypeByExtension(strings.ToLower(filepath.Ext(name))), ";")
	return t
}

// State implements campus.Files.
func (f *Files) State(ctx context.Context, document campus.ID) (campus.FileState, error) {
	_, doc, err := f.document(ctx, document)
	if err != nil {
		return campus.FileState{}, err
	}
	s := f.state(doc)
	f.mu.Lock()
	s.Trouble = f.trouble[document]
	f.mu.Unlock()
	return s, nil
}

func (f *Files) state(doc campus.Document) campus.FileState {
	s := campus.FileState{Size: doc.Size, OnServer: doc.Stored == doc.Manifest}
	m, err := f.blobs.Manifest(doc.Manifest)
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

func (f *Files) document(ctx context.Context, id campus.ID) (campus.Record, campus.Document, error) {
	rec, err := f.store.Record(ctx, id)
	if err != nil {
		return rec, campus.Document{}, err
	}
	doc := campus.As[campus.Document](rec)
	if rec.Kind != "document" || rec.Deleted || !blob.ValidHash(doc.Manifest) {
		return rec, doc, campus.Errorf(campus.NotFound, "this document is not here")
	}
	return rec, doc, nil
}

// Open implements campus.Files.
func (f *Files) Open(ctx context.Context, document campus.ID, progress func(campus.FileState)) (string, error) {
	rec, doc, err := f.document(ctx, document)
	if err != nil {
		return "", err
	}
	if progress == nil {
		progress = func(campus.FileState) {}
	}
	// The folder is named by the content and the file by a clean name: what a
	// stranger called a document never reaches the disk as it is.
	path := filepath.Join(f.dir, doc.Manifest[:16], campus.CleanFileName(doc.Name))
	if info, err := os.Stat(path); err == nil && info.Size() == doc.Size && f.state(doc).Whole() {
		return path, nil
	}
	m, err := f.fetchAll(ctx, rec, doc, progress)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	err = f.blobs.AssembleTo(ctx, m, path)
	if errors.Is(err, blob.ErrDamaged) || errors.Is(err, blob.ErrMissing) { // a chunk went bad on this disk: ask for it again
		if m, err = f.fetchAll(ctx, rec, doc, progress); err == nil {
			err = f.blobs.AssembleTo(ctx, m, path)
		}
	}
	return path, err
}

// fetchAll makes sure that every chunk is here.
func (f *Files) fetchAll(ctx context.Context, rec campus.Record, doc campus.Document, progress func(campus.FileState)) (blob.Manifest, error) {
	m, err := f.blobs.Manifest(doc.Manifest)
	if err == nil && len(f.blobs.Missing(m)) == 0 {
		return m, nil
	}
	f.fetch.Lock()
	defer f.fetch.Unlock()
	ref := protocol.DocumentRef{Space: rec.Space, Document: rec.ID}
	token := f.store.Identity().Token
	if err != nil {
		if m, err = f.fetchManifest(ctx, token, ref, doc); err != nil {
			return m, err
		}
	}
	missing := f.blobs.Missing(m)
	size := map[string]int{}
	for _, c := range m.Pieces {
		size[c.Hash] = c.Size
	}
	for len(missing) > 0 {
		part, bytes := 0, 0
		for part < len(missing) && part < protocol.MaxChunks && (part == 0 || bytes+size[missing[part]] <= fileBatch) {
			bytes += size[missing[part]]
			part++
		}
		if err := f.fetchSome(ctx, token, ref, missing[:part]); err != nil {
			return m, err
		}
		missing = missing[part:]
		progress(f.state(doc))
	}
	select {
	case f.came <- struct{}{}:
	default:
	}
	return m, nil
}

// Came tells that a document became whole on this computer; several come as one.
func (f *Files) Came() <-chan struct{} { return f.came }

// Whole tells whether all bytes of a document are on this computer.
func (f *Files) Whole(doc campus.Document) bool { return f.state(doc).Whole() }

func (f *Files) fetchManifest(ctx context.Context, token string, ref protocol.DocumentRef, doc campus.Document) (blob.Manifest, error) {
	b, err := f.svc.Manifest(ctx, token, ref)
	if err != nil {
		return blob.Manifest{}, notHere(err)
	}
	if blob.Hash(b) != doc.Manifest {
		return blob.Manifest{}, campus.Errorf(protocol.DamagedBytes, "the server sent another list of pieces than the document names; nothing of it was kept")
	}
	m, err := blob.ParseManifest(b)
	if err != nil {
		return m, err
	}
	return m, f.blobs.Put(doc.Manifest, b)
}

// fetchSome asks for chunks and keeps each as it comes. One that is not what its
// name says is reported and not kept.
func (f *Files) fetchSome(ctx context.Context, token string, ref protocol.DocumentRef, want []string) error {
	var got []blob.Chunk
	i := 0
	err := f.svc.GetChunks(ctx, token, protocol.GetChunks{DocumentRef: ref, Chunks: want}, func(b []byte) error {
		if i >= len(want) || blob.Hash(b) != want[i] {
			return campus.Errorf(protocol.DamagedBytes, "a piece of the file arrived damaged and was not kept; open the document again to ask for it once more")
		}
		got = append(got, blob.Chunk{Hash: want[i], Data: b})
		i++
		return nil
	})
	if e := f.blobs.PutAll(context.WithoutCancel(ctx), got); e != nil {
		return e
	}
	return notHere(err)
}

// notHere says of a document that can't be fetched now what there is to say.
func notHere(err error) error {
	if campus.CodeOf(err) == protocol.Unreachable {
		return campus.Errorf(campus.NotHere, "this document is not on this computer yet, and the server can't be reached now; open it again when you are online")
	}
	return err
}

// Upload brings the documents that wait to the server. A cut costs at most one
// request: what arrived is not asked for again.
func (f *Files) Upload(ctx context.Context) error {
	all, err := f.store.Uploads(ctx)
	if err != nil {
		return err
	}
	var first error
	for _, ref := range all {
		err := f.upload(ctx, ref)
		f.troubled(ref.Document, err)
		switch campus.CodeOf(err) {
		case campus.Forbidden, campus.NotFound, campus.Changed, campus.Invalid, campus.TooLarge, protocol.DamagedBytes: // this one alone is in trouble
			if first == nil {
				first = err
			}
			continue
		}
		if err != nil {
			return err
		}
	}
	return first
}

// troubled keeps what the server said of a document for its person to see. That
// there is no line, or that the server does not have its record yet, is no trouble.
func (f *Files) troubled(document campus.ID, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch campus.CodeOf(err) {
	case campus.Forbidden, campus.Invalid, campus.TooLarge:
		f.trouble[document] = err.Error()
	case protocol.Unreachable, protocol.BadAnswer, protocol.TooMany: // says nothing of this one
	default:
		delete(f.trouble, document)
	}
}

func (f *Files) upload(ctx context.Context, ref protocol.DocumentRef) error {
	_, doc, err := f.document(ctx, ref.Document)
	if campus.CodeOf(err) == campus.NotFound {
		return f.store.Uploaded(ctx, ref) // deleted meanwhile
	}
	if err != nil {
		return err
	}
	manifest, err := f.blobs.Get(doc.Manifest)
	if err != nil {
		slog.Error("a document's file is no longer on this computer", "document", ref.Document, "error", err)
		return f.store.Uploaded(ctx, ref)
	}
	m, err := blob.ParseManifest(manifest)
	if err != nil {
		return err
	}
	token := f.store.Identity().Token
	for range 4 + len(m.Pieces)/protocol.MaxWanted { // the rest only where the server lost some meanwhile
		wanted, err := f.svc.Offer(ctx, token, protocol.Offer{DocumentRef: ref, Manifest: string(manifest)})
		if err != nil {
			return err
		}
		if wanted.Stored {
			return f.store.Uploaded(ctx, ref)
		}
		if !within(wanted.Chunks, m.Hashes()) {
			return campus.Errorf(protocol.BadAnswer, "the server asks for bytes that are not of %s; nothing was sent", doc.Name)
		}
		if err := f.put(ctx, token, doc, wanted.Chunks); err != nil {
			return err
		}
	}
	return campus.Errorf(protocol.BadAnswer, "the server does not keep what it is sent of %s; it will be tried again", doc.Name)
}

// within tells whether all that is wanted belongs to a document.
func within(want, have []string) bool {
	mine := map[string]bool{}
	for _, h := range have {
		mine[h] = true
	}
	for _, h := range want {
		if !mine[h] {
			return false
		}
	}
	return len(want) > 0
}

func (f *Files) put(ctx context.Context, token string, doc campus.Document, want []string) error {
	total := len(want)
	for len(want) > 0 {
		f.wake(ctx, fmt.Sprintf("sending %s, %d %%", doc.Name, 100*(total-len(want))/total))
		bytes, chunks := 0, 0
		err := f.svc.PutChunks(ctx, token, func() ([]byte, error) {
			if len(want) == 0 || bytes >= fileBatch || chunks == protocol.MaxChunks {
				return nil, io.EOF
			}
			chunks++
			b, err := f.blobs.Get(want[0])
			want = want[1:]
			bytes += len(b)
			return b, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// fetchPictures brings the pictures of lessons and of news, so that they read whole
// without a line. Those of people are fetched when they are looked at.
func (f *Files) fetchPictures(ctx context.Context) error {
	docs, err := f.store.Records(ctx, campus.Query{Kind: "document", Order: campus.NewestFirst, Limit: 2000})
	if err != nil {
		return err
	}
	const largest = 2 << 20
	for _, rec := range docs {
		doc := campus.As[campus.Document](rec)
		if !f.ofText(ctx, rec, doc) || doc.Size > largest || doc.Stored != doc.Manifest || !blob.ValidHash(doc.Manifest) || f.state(doc).Whole() {
			continue
		}
		if _, err := f.fetchAll(ctx, rec, doc, func(campus.FileState) {}); err != nil {
			return err
		}
	}
	return nil
}

// ofText tells whether a document is a picture of a lesson or of news.
func (f *Files) ofText(ctx context.Context, rec campus.Record, doc campus.Document) bool {
	if doc.Lesson != "" || doc.Of == "" || doc.Of == rec.Author || !strings.HasPrefix(doc.Type, "image/") {
		return doc.Lesson != ""
	}
	of, err := f.store.Record(ctx, doc.Of)
	return err == nil && of.Kind == "article" && of.Space == rec.Space
}
