package apptest

import (
	"bytes"
	"context"
	"runtime"
	"slices"
	"strings"

	"rantau/campus"
)

// teller is who hears of a mistake: a test.
type teller interface {
	Errorf(format string, args ...any)
}

// Guarded is a copy that watches over the goroutine that draws: who asks it for anything
// that may wait for the disk from there is told of. It is made on that goroutine.
type Guarded struct {
	campus.Replica
	*watchman
}

// GuardedFiles is the same for the bytes of documents.
type GuardedFiles struct {
	campus.Files
	*watchman
}

// GuardedFolders is the same for folders on the disk.
type GuardedFolders struct {
	campus.Folders
	*watchman
}

// GuardFolders puts a guard before folders on the disk.
func GuardFolders(t teller, f campus.Folders) campus.Folders {
	return GuardedFolders{f, &watchman{t: t, drawing: goroutine()}}
}

type watchman struct {
	t       teller
	drawing string
}

// Guard puts a guard before a copy and its files; this goroutine is the one that draws.
func Guard(t teller, r campus.Replica, f campus.Files) (campus.Replica, campus.Files) {
	w := &watchman{t: t, drawing: goroutine()}
	if f == nil {
		return Guarded{r, w}, nil
	}
	return Guarded{r, w}, GuardedFiles{f, w}
}

// goroutine names the goroutine that runs: "goroutine 7".
func goroutine() string {
	var b [64]byte
	name, _, _ := bytes.Cut(b[:runtime.Stack(b[:], false)], []byte(" ["))
	return string(name)
}

// hands are what the screens' code is called by on the goroutine that draws. A test that
// asks the copy by itself is called by none of them; the end of a session waits for the
// disk, and the program has a worker for it.
var hands, end = []string{"apptest.(*Hand).", "apptest.(*Queue).Drain", "fyne/v2/test."}, "ui.(*Env).Close"

// check tells of a call from the goroutine that draws.
func (w *watchman) check(what string) {
	if goroutine() != w.drawing {
		return
	}
	b := make([]byte, 16<<10)
	stack := string(b[:runtime.Stack(b, false)])
	if strings.Contains(stack, end) || !slices.ContainsFunc(hands, func(h string) bool { return strings.Contains(stack, h) }) {
		return
	}
	w.t.Errorf("%s was called on the goroutine that draws, which must not wait for the disk:\n%s", what, stack)
}

// Actor implements campus.Replica.
func (g Guarded) Actor(ctx context.Context, space campus.ID) (campus.Actor, error) {
	g.check("Actor")
	return g.Replica.Actor(ctx, space)
}

// Record implements campus.Replica.
func (g Guarded) Record(ctx context.Context, id campus.ID) (campus.Record, error) {
	g.check("Record")
	return g.Replica.Record(ctx, id)
}

// Records implements campus.Replica.
func (g Guarded) Records(ctx context.Context, q campus.Query) ([]campus.Record, error) {
	g.check("Records")
	return g.Replica.Records(ctx, q)
}

// Past implements campus.Replica.
func (g Guarded) Past(ctx context.Context, space, id campus.ID) ([]campus.Record, error) {
	g.check("Past")
	return g.Replica.Past(ctx, space, id)
}

// Count implements campus.Replica.
func (g Guarded) Count(ctx context.Context, q campus.Query) (int, error) {
	g.check("Count")
	return g.Replica.Count(ctx, q)
}

// Spaces implements campus.Replica.
func (g Guarded) Spaces(ctx context.Context, types ...campus.SpaceType) ([]campus.Space, error) {
	g.check("Spaces")
	return g.Replica.Spaces(ctx, types...)
}

// Save implements campus.Replica.
func (g Guarded) Save(ctx context.Context, a campus.Action) error {
	g.check("Save")
	return g.Replica.Save(ctx, a)
}

// Waiting implements campus.Replica.
func (g Guarded) Waiting(ctx context.Context) ([]campus.WaitingSet, error) {
	g.check("Waiting")
	return g.Replica.Waiting(ctx)
}

// Discard implements campus.Replica.
func (g Guarded) Discard(ctx context.Context, space campus.ID, number int64) error {
	g.check("Discard")
	return g.Replica.Discard(ctx, space, number)
}

// Activity implements campus.Replica.
func (g Guarded) Activity(ctx context.Context, spaces []campus.ID) (map[campus.ID]campus.Activity, error) {
	g.check("Activity")
	return g.Replica.Activity(ctx, spaces)
}

// Unread implements campus.Replica.
func (g Guarded) Unread(ctx context.Context) (map[campus.Thread]campus.Unread, error) {
	g.check("Unread")
	return g.Replica.Unread(ctx)
}

// Contested implements campus.Replica.
func (g Guarded) Contested(ctx context.Context) ([]campus.Record, error) {
	g.check("Contested")
	return g.Replica.Contested(ctx)
}

// Draft implements campus.Replica.
func (g Guarded) Draft(ctx context.Context, place string) (string, error) {
	g.check("Draft")
	return g.Replica.Draft(ctx, place)
}

// KeepDraft implements campus.Replica.
func (g Guarded) KeepDraft(ctx context.Context, place, text string) error {
	g.check("KeepDraft")
	return g.Replica.KeepDraft(ctx, place, text)
}

// Search implements campus.Replica.
func (g Guarded) Search(ctx context.Context, s campus.Search) (campus.Found, error) {
	g.check("Search")
	return g.Replica.Search(ctx, s)
}

// Add implements campus.Files.
func (g GuardedFiles) Add(ctx context.Context, path string) (campus.Document, error) {
	g.check("Add")
	return g.Files.Add(ctx, path)
}

// State implements campus.Files.
func (g GuardedFiles) State(ctx context.Context, document campus.ID) (campus.FileState, error) {
	g.check("State")
	return g.Files.State(ctx, document)
}

// Waiting implements campus.Files.
func (g GuardedFiles) Waiting(ctx context.Context) ([]campus.WaitingFile, error) {
	g.check("Waiting")
	return g.Files.Waiting(ctx)
}

// Coming implements campus.Files.
func (g GuardedFiles) Coming(ctx context.Context) ([]campus.WaitingFile, error) {
	g.check("Coming")
	return g.Files.Coming(ctx)
}

// Pause implements campus.Files.
func (g GuardedFiles) Pause(ctx context.Context, document campus.ID, on bool) error {
	g.check("Pause")
	return g.Files.Pause(ctx, document, on)
}

// Rules implements campus.Files.
func (g GuardedFiles) Rules(ctx context.Context) (campus.KeepRules, error) {
	g.check("Rules")
	return g.Files.Rules(ctx)
}

// SetRules implements campus.Files.
func (g GuardedFiles) SetRules(ctx context.Context, k campus.KeepRules) error {
	g.check("SetRules")
	return g.Files.SetRules(ctx, k)
}

// Open implements campus.Files.
func (g GuardedFiles) Open(ctx context.Context, document campus.ID, progress func(campus.FileState)) (path string, err error) {
	g.check("Open")
	return g.Files.Open(ctx, document, progress)
}

// OpenVersion implements campus.Files.
func (g GuardedFiles) OpenVersion(ctx context.Context, document campus.ID, manifest string, progress func(campus.FileState)) (string, error) {
	g.check("OpenVersion")
	return g.Files.OpenVersion(ctx, document, manifest, progress)
}

// OpenMine implements campus.Files.
func (g GuardedFiles) OpenMine(ctx context.Context, doc campus.Document) (string, error) {
	g.check("OpenMine")
	return g.Files.OpenMine(ctx, doc)
}

// Keep implements campus.Files.
func (g GuardedFiles) Keep(ctx context.Context, id campus.ID, on bool) error {
	g.check("Keep")
	return g.Files.Keep(ctx, id, on)
}

// Kept implements campus.Files.
func (g GuardedFiles) Kept(ctx context.Context) (map[campus.ID]bool, error) {
	g.check("Kept")
	return g.Files.Kept(ctx)
}

// Room implements campus.Files.
func (g GuardedFiles) Room(ctx context.Context, documents []campus.ID) (campus.Room, error) {
	g.check("Room")
	return g.Files.Room(ctx, documents)
}

// Free implements campus.Files.
func (g GuardedFiles) Free(ctx context.Context, documents []campus.ID) (int64, error) {
	g.check("Free")
	return g.Files.Free(ctx, documents)
}

// Mirrors implements campus.Folders.
func (g GuardedFolders) Mirrors(ctx context.Context) ([]campus.MirrorStatus, error) {
	g.check("Mirrors")
	return g.Folders.Mirrors(ctx)
}

// Mirror implements campus.Folders.
func (g GuardedFolders) Mirror(ctx context.Context, space campus.ID, dir string) error {
	g.check("Mirror")
	return g.Folders.Mirror(ctx, space, dir)
}

// Unmirror implements campus.Folders.
func (g GuardedFolders) Unmirror(ctx context.Context, space campus.ID) error {
	g.check("Unmirror")
	return g.Folders.Unmirror(ctx, space)
}

// Bin implements campus.Folders.
func (g GuardedFolders) Bin(ctx context.Context, space campus.ID) ([]campus.Binned, error) {
	g.check("Bin")
	return g.Folders.Bin(ctx, space)
}

// PutBack implements campus.Folders.
func (g GuardedFolders) PutBack(ctx context.Context, space campus.ID, id string) (string, error) {
	g.check("PutBack")
	return g.Folders.PutBack(ctx, space, id)
}
