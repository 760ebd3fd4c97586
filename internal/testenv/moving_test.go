package testenv_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/storage"
	"rantau/sync"
	"rantau/sync/protocol"
)

// spoiling changes a byte in so many pieces.
type spoiling struct {
	protocol.Service
	spoil, asked atomic.Int32
}

func (s *spoiling) GetChunks(ctx context.Context, token string, g protocol.GetChunks, each func([]byte) error) error {
	s.asked.Add(1)
	n := 0
	return s.Service.GetChunks(ctx, token, g, func(b []byte) error {
		if n++; n == 2 && s.spoil.Add(-1) >= 0 {
			b = bytes.Clone(b)
			b[len(b)/2] ^= 1
		}
		return each(b)
	})
}

// TestADamagedPieceIsAskedForAgain: by itself, a few times; then its person hears of it. What
// came whole before it is not asked for twice.
func TestADamagedPieceIsAskedForAgain(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	r := rand.New(rand.NewPCG(5, 6))
	few, many := addNoise(t, siti, class, r, "few.bin", 900_000), addNoise(t, siti, class, r, "many.bin", 900_000)
	siti.Sync()
	if err := siti.Files.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	siti.Sync()
	dara.Sync()
	svc := &spoiling{Service: dara.Svc}
	files := sync.NewFiles(dara.Replica, svc, dara.Blobs(), t.TempDir())
	t.Cleanup(files.Stop)
	svc.spoil.Store(2)
	if _, err := files.Open(t.Context(), few, nil); err != nil {
		t.Errorf("after two damaged pieces: %v", err)
	}
	svc.spoil.Store(1000)
	svc.asked.Store(0)
	if _, err := files.Open(t.Context(), many, nil); campus.CodeOf(err) != protocol.DamagedBytes {
		t.Errorf("over a line that spoils everything: %v", err)
	}
	if n := svc.asked.Load(); n > 5 {
		t.Errorf("it was asked for %d times", n)
	}
	svc.spoil.Store(0)
	if _, err := files.Open(t.Context(), many, nil); err != nil {
		t.Errorf("over a sound line: %v", err)
	}
}

// TestProfilesShareBytes: what one profile of a computer has, another does not fetch; the disk
// holds it once, and each lets go of it by itself. Only what a person may read is taken.
func TestProfilesShareBytes(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara", "minh")
	siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
	class := newClass(e, siti, "dara", "minh")
	id := addNoise(t, siti, class, rand.New(rand.NewPCG(7, 8)), "film.bin", 700_000)
	siti.Sync()
	if err := siti.Files.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	siti.Sync()
	dara.Sync()
	minh.Sync()
	if _, err := dara.Files.Open(t.Context(), id, nil); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(dara.Dir, storage.ChunksFolder)
	minh.Blobs().Beside(func() []string { return []string{folder} })
	svc := &spoiling{Service: minh.Svc}
	files := sync.NewFiles(minh.Replica, svc, minh.Blobs(), t.TempDir())
	t.Cleanup(files.Stop)
	path, err := files.Open(t.Context(), id, nil)
	if err != nil || svc.asked.Load() > 0 {
		t.Fatalf("asked the server %d times, %v", svc.asked.Load(), err)
	}
	if _, err := dara.Files.Free(t.Context(), []campus.ID{id}); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Dir(path)); err != nil { // the whole file: it is put together anew
		t.Fatal(err)
	}
	if _, err := files.Open(t.Context(), id, nil); err != nil || svc.asked.Load() > 0 {
		t.Errorf("after the neighbour let go: asked %d times, %v", svc.asked.Load(), err)
	}
	stranger := addNoise(t, siti, campus.PersonalSpace(siti.Me()), rand.New(rand.NewPCG(9, 9)), "own.bin", 300_000)
	if _, err := files.Open(t.Context(), stranger, nil); campus.CodeOf(err) != campus.NotFound {
		t.Errorf("what another wrote for nobody: %v", err)
	}
}

// quiet counts what goes over the line for files.
type quiet struct {
	protocol.Service
	up, down atomic.Int32
	each     atomic.Pointer[func()] // called before each request
}

func (q *quiet) GetChunks(ctx context.Context, token string, g protocol.GetChunks, each func([]byte) error) error {
	q.down.Add(1)
	if f := q.each.Load(); f != nil {
		(*f)()
	}
	return q.Service.GetChunks(ctx, token, g, each)
}

func (q *quiet) PutChunks(ctx context.Context, token string, next func() ([]byte, error)) error {
	q.up.Add(1)
	if f := q.each.Load(); f != nil {
		(*f)()
	}
	return q.Service.PutChunks(ctx, token, next)
}

// TestPause: what is paused does not go, over a restart, either way; what somebody opens comes
// all the same, and the rest goes by.
func TestPause(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	r := rand.New(rand.NewPCG(11, 12))
	siti.Sync()
	svc := &quiet{Service: siti.Svc}
	start := func(d *testenv.Device, s protocol.Service) (*sync.Files, *sync.Engine) {
		files := sync.NewFiles(d.Replica, s, d.Blobs(), t.TempDir())
		return files, sync.Start(d.Replica, d.Svc, files)
	}
	large := addNoise(t, siti, class, r, "film.bin", 2_000_000)
	files, engine := start(siti, svc)
	if err := files.Pause(t.Context(), large, true); err != nil {
		t.Fatal(err)
	}
	small := addNoise(t, siti, class, r, "notes.bin", 100_000)
	there := func(d *testenv.Device, id campus.ID) func() bool {
		return func() bool { s, err := d.Files.State(t.Context(), id); return err == nil && s.OnServer }
	}
	testenv.Wait(t, "the small one is there", func() bool { s, err := files.State(t.Context(), small); return err == nil && s.OnServer })
	testenv.Wait(t, "it says that one is paused", func() bool { s := engine.Status(); return s.Paused == 1 && s.Files == 1 })
	engine.Stop()
	files.Stop()
	files, engine = start(siti, svc)
	testenv.Wait(t, "it is paused after a restart", func() bool { return engine.Status().Paused == 1 && engine.Status().Line == campus.Online })
	if there(siti, large)() {
		t.Error("what is paused went")
	}
	// Held up in the middle, it goes on where it stood.
	pause := func() {
		svc.each.Store(nil)
		if err := files.Pause(t.Context(), large, true); err != nil {
			t.Error(err)
		}
	}
	svc.up.Store(0)
	svc.each.Store(&pause)
	if err := files.Pause(t.Context(), large, false); err != nil {
		t.Fatal(err)
	}
	testenv.Wait(t, "it is held up again", func() bool { return svc.up.Load() == 1 && engine.Status().Paused == 1 })
	if err := files.Pause(t.Context(), large, false); err != nil {
		t.Fatal(err)
	}
	testenv.Wait(t, "it is there", func() bool { s, err := files.State(t.Context(), large); return err == nil && s.OnServer && !s.Paused })
	if n := svc.up.Load(); n > 5 {
		t.Errorf("2 MB went in %d requests", n)
	}
	engine.Stop()
	files.Stop()
	siti.Sync()

	dara.Sync()
	line := &quiet{Service: dara.Svc}
	files, engine = start(dara, line)
	defer func() { engine.Stop(); files.Stop() }()
	if err := files.Pause(t.Context(), large, true); err != nil {
		t.Fatal(err)
	}
	if err := files.Keep(t.Context(), class, true); err != nil { // all of the class
		t.Fatal(err)
	}
	here := func(id campus.ID) func() bool {
		return func() bool { s, err := files.State(t.Context(), id); return err == nil && s.Size > 0 && s.Whole() }
	}
	testenv.Wait(t, "the small one comes", here(small))
	coming, err := files.Coming(t.Context())
	if err != nil || len(coming) != 1 || coming[0].Document.ID != large || !coming[0].State.Paused {
		t.Errorf("what is coming: %+v %v", coming, err)
	}
	if here(large)() {
		t.Error("what is paused came")
	}
	if _, err := files.Open(t.Context(), large, nil); err != nil || !here(large)() {
		t.Errorf("what is opened does not come: %v", err)
	}
}

// TestOfflineByHandIsOffline: nothing goes for files either, not even for what is opened.
func TestOfflineByHandIsOffline(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	id := addNoise(t, siti, class, rand.New(rand.NewPCG(13, 14)), "film.bin", 700_000)
	siti.Sync()
	if err := siti.Files.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	siti.Sync()
	dara.Sync()
	line := &quiet{Service: dara.Svc}
	files := sync.NewFiles(dara.Replica, line, dara.Blobs(), t.TempDir())
	engine := sync.Start(dara.Replica, dara.Svc, files)
	defer func() { engine.Stop(); files.Stop() }()
	engine.WorkOffline(true)
	testenv.Wait(t, "it is offline", func() bool { return engine.Status().Line == campus.OffByHand })
	if _, err := files.Open(t.Context(), id, nil); campus.CodeOf(err) != campus.NotHere || line.down.Load() > 0 {
		t.Errorf("offline by hand: %v, %d requests", err, line.down.Load())
	}
	addNoise(t, dara, campus.PersonalSpace(dara.Me()), rand.New(rand.NewPCG(15, 16)), "mine.bin", 100_000)
	files.Turn()
	if line.up.Load() > 0 {
		t.Error("something was sent")
	}
	engine.WorkOffline(false)
	testenv.Wait(t, "it is online", func() bool { return engine.Status().Line == campus.Online })
	if _, err := files.Open(t.Context(), id, nil); err != nil {
		t.Error(err)
	}
}

// TestLimit: what is kept by a rule comes as far as there is room; beyond the limit what was
// not opened for longest goes, and never what is kept, was opened a moment ago, or is not on
// the server.
func TestLimit(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	r := rand.New(rand.NewPCG(17, 18))
	size := 400_000
	var ids []campus.ID
	for _, name := range []string{"a.bin", "b.bin", "c.bin", "d.bin"} {
		ids = append(ids, addNoise(t, siti, class, r, name, size))
	}
	small := addNoise(t, siti, class, r, "small.bin", 90_000)
	siti.Sync()
	if err := siti.Files.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	siti.Sync()
	dara.Sync()
	files, dir := dara.Files, dara.Dir
	files.Stop()
	files = sync.NewFiles(dara.Replica, dara.Svc, dara.Blobs(), filepath.Join(dir, "files"))
	engine := sync.Start(dara.Replica, dara.Svc, files)
	defer func() { engine.Stop(); files.Stop() }()
	here := func(id campus.ID) bool {
		s, err := files.State(t.Context(), id)
		return err == nil && s.Size > 0 && s.Whole()
	}
	if err := files.SetRules(t.Context(), campus.KeepRules{Under: 100_000}); err != nil {
		t.Fatal(err)
	}
	testenv.Wait(t, "what is small comes by itself", func() bool { return here(small) })
	for i, id := range ids {
		if _, err := files.Open(t.Context(), id, nil); err != nil {
			t.Fatal(err)
		}
		opened(t, dara, id, len(ids)-i) // the first was opened longest ago
	}
	mine := addNoise(t, dara, campus.PersonalSpace(dara.Me()), r, "mine.bin", size)
	if err := files.Pause(t.Context(), mine, true); err != nil { // it stays away from the server
		t.Fatal(err)
	}
	if err := dara.Keep(t.Context(), class, ids[1], true); err != nil {
		t.Fatal(err)
	}
	room, err := files.Room(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := files.SetRules(t.Context(), campus.KeepRules{Under: 100_000, Limit: room.Taken - 100_000}); err != nil {
		t.Fatal(err)
	}
	testenv.Wait(t, "the oldest goes", func() bool { return !here(ids[0]) })
	for i, want := range map[int]bool{1: true, 2: true, 3: true} {
		if here(ids[i]) != want {
			t.Errorf("document %d is here: %v", i, here(ids[i]))
		}
	}
	if err := files.SetRules(t.Context(), campus.KeepRules{Under: 100_000, Limit: 1000}); err != nil {
		t.Fatal(err)
	}
	testenv.Wait(t, "all goes that can", func() bool { return !here(ids[2]) && !here(ids[3]) })
	if !here(small) || !here(ids[1]) || !here(mine) {
		t.Errorf("small %v, kept %v, not on the server %v", here(small), here(ids[1]), here(mine))
	}
	if _, err := files.Open(t.Context(), ids[0], nil); err != nil {
		t.Fatal(err)
	}
	files.Turn()
	if err := files.SetRules(t.Context(), campus.KeepRules{Under: 500_000, Limit: 1000}); err != nil {
		t.Fatal(err)
	}
	testenv.Wait(t, "what has no room says so", func() bool { s, err := files.State(t.Context(), ids[2]); return err == nil && s.NoRoom })
	if !here(ids[0]) {
		t.Error("what was opened a moment ago is gone")
	}
}

// opened makes it so many days since a document was opened.
func opened(t *testing.T, d *testenv.Device, id campus.ID, days int) {
	t.Helper()
	hash := campus.As[campus.Document](d.Get(id)).Manifest
	at := time.Now().AddDate(0, 0, -days)
	if err := os.Chtimes(filepath.Join(d.Dir, storage.ChunksFolder, hash[:2], hash[2:]), at, at); err != nil {
		t.Fatal(err)
	}
}

// TestACutThatOnlyTheFilesMet: where the connection of a file is cut, and that of the news is
// not, or was made again, the file goes on by itself: the next news may be half an hour away.
func TestACutThatOnlyTheFilesMet(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti")
	siti := e.Device("siti")
	class := newClass(e, siti)
	siti.Sync()
	svc := &cutOnce{Service: siti.Svc}
	files := sync.NewFiles(siti.Replica, svc, siti.Blobs(), t.TempDir())
	engine := sync.Start(siti.Replica, siti.Svc, files)
	defer func() { engine.Stop(); files.Stop() }()
	film := addNoise(t, siti, class, rand.New(rand.NewPCG(5, 6)), "film.bin", 300_000)
	testenv.Wait(t, "the line is cut", svc.done.Load)
	testenv.Wait(t, "the file is there", func() bool { s, err := files.State(t.Context(), film); return err == nil && s.OnServer })
}

// cutOnce is a line that breaks under the first file.
type cutOnce struct {
	protocol.Service
	done atomic.Bool
}

func (c *cutOnce) PutChunks(ctx context.Context, token string, next func() ([]byte, error)) error {
	if !c.done.Swap(true) {
		return &campus.Error{Code: protocol.Unreachable, Message: "connection reset"}
	}
	return c.Service.PutChunks(ctx, token, next)
}

// TestWhatComesForAFolder: what is fetched for a folder on the disk is listed with what comes,
// as what is kept is; paused it stays there, and can go on.
func TestWhatComesForAFolder(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	film := addNoise(t, siti, class, rand.New(rand.NewPCG(7, 8)), "film.bin", 3_000_000)
	bring(t, siti)
	dara.Sync()
	svc := &quiet{Service: dara.Svc}
	files := sync.NewFiles(dara.Replica, svc, dara.Blobs(), t.TempDir())
	engine := sync.Start(dara.Replica, dara.Svc, files)
	defer func() { engine.Stop(); files.Stop() }()
	coming := func() int {
		all, err := files.Coming(t.Context())
		if err != nil {
			t.Error(err)
		}
		return len(all)
	}
	var listed atomic.Int32
	var told atomic.Bool
	defer engine.WatchStatus(func(s campus.Status) {
		if s.Moving.What == campus.GettingFile && s.Moving.Name == "film.bin" {
			told.Store(true)
		}
	})()
	each := func() {
		listed.Store(int32(coming())) //nolint:gosec // one
		if err := files.Pause(t.Context(), film, true); err != nil {
			t.Error(err)
		}
	}
	svc.each.Store(&each)
	if err := files.Fetch(t.Context(), film); campus.CodeOf(err) != campus.NotHere {
		t.Errorf("what is paused: %v", err)
	}
	svc.each.Store(nil)
	if listed.Load() != 1 || coming() != 1 || !told.Load() {
		t.Errorf("listed while it comes: %d, paused: %d, told: %v", listed.Load(), coming(), told.Load())
	}
	if err := files.Pause(t.Context(), film, false); err != nil {
		t.Fatal(err)
	}
	if err := files.Fetch(t.Context(), film); err != nil || coming() != 0 {
		t.Errorf("after it went on: %d, %v", coming(), err)
	}
}
