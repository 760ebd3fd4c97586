package apptest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"mime"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"rantau/campus"
)

// Files keeps the bytes of documents in a folder, each whole.
type Files struct {
	dir     string
	replica *Replica
	mu      sync.Mutex
	// Away names documents whose bytes are not on this computer.
	Away map[campus.ID]bool
	kept map[campus.ID]bool
	// Hold has the data limits hold back what is not on the server.
	Hold bool
	// Going are the files on their way to the server, Come those on their way here.
	Going, Come []campus.WaitingFile
	// Paused are the documents that are held up, Kept the rules of what is kept.
	Paused map[campus.ID]bool
	Kind   campus.KeepRules
}

// NewFiles makes Files over a folder.
func NewFiles(dir string, r *Replica) *Files {
	return &Files{dir: dir, replica: r, Away: map[campus.ID]bool{}, kept: map[campus.ID]bool{}, Paused: map[campus.ID]bool{}}
}

// Add implements campus.Files.
func (f *Files) Add(_ context.Context, path string) (campus.Document, error) {
	in, err := os.Open(path)
	if err != nil {
		return campus.Document{}, campus.Errorf(campus.NotFound, "the file %s cannot be read", filepath.Base(path))
	}
	defer in.Close()
	b, err := io.ReadAll(in)
	if err != nil {
		return campus.Document{}, err
	}
	sum := sha256.Sum256(b)
	d := campus.Document{Name: campus.CleanFileName(filepath.Base(path)), Type: mime.TypeByExtension(filepath.Ext(path)),
		Size: int64(len(b)), Manifest: hex.EncodeToString(sum[:])}
	return d, os.WriteFile(filepath.Join(f.dir, d.Manifest), b, 0o600)
}

// Waiting implements campus.Files.
func (f *Files) Waiting(context.Context) ([]campus.WaitingFile, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.Going), nil
}

// Coming implements campus.Files.
func (f *Files) Coming(context.Context) ([]campus.WaitingFile, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.Come), nil
}

// Pause implements campus.Files.
func (f *Files) Pause(_ context.Context, document campus.ID, on bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.Paused[document] = on
	for _, list := range [][]campus.WaitingFile{f.Going, f.Come} {
		for i := range list {
			if list[i].Document.ID == document {
				list[i].State.Paused = on
			}
		}
	}
	return nil
}

// Rules implements campus.Files.
func (f *Files) Rules(context.Context) (campus.KeepRules, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.Kind, nil
}

// SetRules implements campus.Files.
func (f *Files) SetRules(_ context.Context, k campus.KeepRules) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.Kind = k
	return k.Validate()
}

// State implements campus.Files.
func (f *Files) State(ctx context.Context, document campus.ID) (campus.FileState, error) {
	r, err := f.replica.Record(ctx, document)
	d := campus.As[campus.Document](r)
	s := campus.FileState{Size: d.Size, Here: d.Size, OnServer: d.Stored != ""}
	f.mu.Lock()
	defer f.mu.Unlock()
	s.Held = f.Hold && !s.OnServer
	if f.Away[document] {
		s.Here = 0
	}
	return s, err
}

// AllHere brings the bytes of all documents here.
func (f *Files) AllHere() {
	f.mu.Lock()
	defer f.mu.Unlock()
	clear(f.Away)
}

// Open implements campus.Files.
func (f *Files) Open(ctx context.Context, document campus.ID, _ func(campus.FileState)) (string, error) {
	s, err := f.State(ctx, document)
	if err != nil {
		return "", err
	}
	if !s.Whole() {
		return "", campus.Errorf(campus.NotHere, "this file is not on this computer yet, and there is no line to the server")
	}
	r, err := f.replica.Record(ctx, document)
	return filepath.Join(f.dir, campus.As[campus.Document](r).Manifest), err
}

// OpenVersion implements campus.Files.
func (f *Files) OpenVersion(ctx context.Context, document campus.ID, manifest string, progress func(campus.FileState)) (string, error) {
	r, err := f.replica.Record(ctx, document)
	if err != nil {
		return "", err
	}
	if _, named := r.File(manifest); !named {
		return "", campus.Errorf(campus.NotFound, "this document is not here")
	}
	if manifest == "" || manifest == campus.As[campus.Document](r).Manifest {
		return f.Open(ctx, document, progress)
	}
	path := filepath.Join(f.dir, manifest)
	if _, err := os.Stat(path); err != nil {
		return "", campus.Errorf(campus.NotHere, "this file is not on this computer yet, and there is no line to the server")
	}
	return path, nil
}

// OpenMine implements campus.Files.
func (f *Files) OpenMine(_ context.Context, doc campus.Document) (string, error) {
	path := filepath.Join(f.dir, doc.Manifest)
	if _, err := os.Stat(path); err != nil {
		return "", campus.Errorf(campus.NotFound, "this document is not here")
	}
	return path, nil
}

// Keep implements campus.Files: what is kept is here from then on.
func (f *Files) Keep(ctx context.Context, id campus.ID, on bool) error {
	r, err := f.replica.Record(ctx, id)
	if err != nil {
		return err
	}
	f.mu.Lock()
	f.kept[id] = on
	f.mu.Unlock()
	f.replica.tell(campus.Notice{Kinds: map[string]bool{"document": true}, Spaces: map[campus.ID]bool{r.Space: true}, IDs: map[campus.ID]bool{id: true}})
	return nil
}

// Kept implements campus.Files.
func (f *Files) Kept(context.Context) (map[campus.ID]bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	kept := map[campus.ID]bool{}
	for id, on := range f.kept {
		if on {
			kept[id] = true
		}
	}
	return kept, nil
}

// Room implements campus.Files.
func (f *Files) Room(ctx context.Context, documents []campus.ID) (campus.Room, error) {
	var room campus.Room
	err := f.each(ctx, documents, func(r campus.Record, d campus.Document, goes bool) {
		room.Taken += d.Size
		if goes {
			room.Free += d.Size
		}
	})
	return room, err
}

// Free implements campus.Files.
func (f *Files) Free(ctx context.Context, documents []campus.ID) (int64, error) {
	var freed int64
	err := f.each(ctx, documents, func(r campus.Record, d campus.Document, goes bool) {
		if goes {
			freed += d.Size
			f.Away[r.ID] = true
		}
	})
	return freed, err
}

func (f *Files) each(ctx context.Context, documents []campus.ID, do func(r campus.Record, d campus.Document, goes bool)) error {
	all, err := f.replica.Records(ctx, campus.Query{Kind: "document"})
	folders, _ := f.replica.Records(ctx, campus.Query{Kind: "folder"})
	shelves := campus.NewShelves(folders)
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range all {
		d := campus.As[campus.Document](r)
		if f.Away[r.ID] || documents != nil && !slices.Contains(documents, r.ID) {
			continue
		}
		kept := f.kept[r.ID] || f.kept[r.Space]
		for _, up := range shelves.Way(d.Folder) {
			kept = kept || f.kept[up.ID]
		}
		do(r, d, d.Stored != "" && !kept)
	}
	return err
}

// Link is a campus.Link that says what it is told to say.
type Link struct {
	mu       sync.Mutex
	status   campus.Status
	watchers []func(campus.Status)
	Synced   int
	HeldSent int // how often what is held back was sent
	Forced   int // syncs that were asked for whatever the budget says
	Limit    campus.Budget
	Days     []campus.Usage
	Log      []campus.SyncNote
}

// Status implements campus.Link.
func (l *Link) Status() campus.Status {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.status
}

// Set changes the status and tells.
func (l *Link) Set(s campus.Status) {
	l.mu.Lock()
	l.status = s
	watchers := append([]func(campus.Status){}, l.watchers...)
	l.mu.Unlock()
	for _, f := range watchers {
		f(s)
	}
}

// WatchStatus implements campus.Link.
func (l *Link) WatchStatus(f func(campus.Status)) func() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.watchers = append(l.watchers, f)
	return func() {}
}

// WorkOffline implements campus.Link.
func (l *Link) WorkOffline(on bool) {
	s := l.Status()
	s.Line = campus.Online
	if on {
		s.Line = campus.OffByHand
	}
	l.Set(s)
}

// Now implements campus.Link.
func (l *Link) Now() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.Synced++
}

// Anyway implements campus.Link.
func (l *Link) Anyway() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.Forced++
}

// SendHeld implements campus.Link.
func (l *Link) SendHeld() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.HeldSent++
}

// Budget implements campus.Link.
func (l *Link) Budget() campus.Budget {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Limit
}

// SetBudget implements campus.Link.
func (l *Link) SetBudget(_ context.Context, b campus.Budget) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	err := b.Validate()
	if err == nil {
		l.Limit = b
	}
	return err
}

// Usage implements campus.Link.
func (l *Link) Usage(context.Context) ([]campus.Usage, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Days, nil
}

// Syncs implements campus.Link.
func (l *Link) Syncs(context.Context) ([]campus.SyncNote, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Log, nil
}
