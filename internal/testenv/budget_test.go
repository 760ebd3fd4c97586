package testenv_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	gosync "sync"
	"sync/atomic"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/slowline"
	"rantau/internal/testenv"
	"rantau/sync"
	"rantau/sync/protocol"
	"rantau/sync/rest"
)

// calendar is a clock that a test moves.
type calendar struct {
	mu  gosync.Mutex
	now time.Time
}

func (c *calendar) read() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *calendar) next() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.AddDate(0, 0, 1)
}

// thick is text that does not pack away.
func thick(r *rand.Rand, words int) string {
	var b strings.Builder
	for range words {
		fmt.Fprintf(&b, "%x ", r.Uint32())
	}
	return b.String()
}

// addNoise brings a file of random bytes into a class.
func addNoise(t *testing.T, d *testenv.Device, class campus.ID, r *rand.Rand, name string, size int) campus.ID {
	t.Helper()
	b := make([]byte, size)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	doc, err := d.Files.Add(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	id := campus.NewID()
	d.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(id, "document", &doc)}})
	return id
}

// TestBudget: with a megabyte a day all text comes first, then the small files; what goes
// over the wire stays under it, and the rest comes the next days.
func TestBudget(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, true, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	siti.Sync()
	dara.Sync()
	r := rand.New(rand.NewPCG(1, 2))
	const day = 1 << 20
	posts := 0
	for range 30 { // some 350 KB on the wire
		siti.Do(campus.Say(class, class, thick(r, 2000)))
		posts++
	}
	large := addNoise(t, siti, class, r, "film.bin", 1_500_000)
	small := addNoise(t, siti, class, r, "notes.bin", 100_000)
	siti.Sync()
	if err := siti.Files.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, id := range []campus.ID{large, small} {
		if err := dara.Keep(t.Context(), class, id, true); err != nil {
			t.Fatal(err)
		}
	}

	line, err := slowline.New(strings.TrimPrefix(e.HTTP.URL, "http://"), slowline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = line.Close() }()
	svc, err := rest.New(line.URL())
	if err != nil {
		t.Fatal(err)
	}
	files := sync.NewFiles(dara.Replica, svc, dara.Blobs(), t.TempDir())
	clock := &calendar{now: time.Date(2026, 11, 25, 9, 0, 0, 0, time.Local)}
	if err := dara.KeepSetting(t.Context(), "budget", fmt.Sprintf(`{"day":%d}`, day)); err != nil {
		t.Fatal(err)
	}
	engine := sync.StartAt(dara.Replica, svc, files, clock.read)
	defer func() { files.Stop(); engine.Stop() }()
	here := func(id campus.ID) campus.FileState {
		s, err := files.State(t.Context(), id)
		if err != nil {
			return campus.FileState{}
		}
		return s
	}
	went := func() int64 { c := line.Counts(); return c.Up + c.Down }

	testenv.Wait(t, "the small file is here", func() bool { return here(small).Size > 0 && here(small).Whole() })
	if n, _ := dara.Count(t.Context(), campus.Query{Space: class, Kind: "post"}); n != posts {
		t.Errorf("%d of %d posts are here behind a file", n, posts)
	}
	testenv.Wait(t, "the large file has begun, and rests", func() bool {
		before := went()
		time.Sleep(300 * time.Millisecond)
		return went() == before && here(large).Here > 0
	})
	if here(large).Whole() || went() > day {
		t.Errorf("%d bytes went of %d; the large file %+v", went(), day, here(large))
	}
	testenv.Wait(t, "the usage is what went over the wire", func() bool {
		used, err := engine.Usage(t.Context())
		return err == nil && len(used) == 1 && went()-used[0].Bytes() <= 100 && used[0].Bytes() <= went() // the end of an answer may not be read
	})

	// The text of the day still comes: something stays for it.
	siti.Do(campus.Say(class, class, "Not a large thing."))
	siti.Sync()
	testenv.Wait(t, "the last post is here", func() bool {
		n, _ := dara.Count(t.Context(), campus.Query{Space: class, Kind: "post"})
		return n == posts+1
	})

	// More than is left: it comes as far as it goes, and then the line is spent.
	for range 30 {
		siti.Do(campus.Say(class, class, thick(r, 2000)))
	}
	siti.Sync()
	testenv.Wait(t, "the budget is used up", func() bool { return engine.Status().Line == campus.Spent })
	if went() > day {
		t.Errorf("%d bytes went of %d", went(), day)
	}
	if err := dara.Save(t.Context(), campus.Say(class, class, "Mine waits.")); err != nil {
		t.Fatal(err)
	}
	before := went()
	time.Sleep(300 * time.Millisecond)
	if went() != before || engine.Status().Waiting != 1 {
		t.Errorf("%d bytes went though all was used up; %d wait", went()-before, engine.Status().Waiting)
	}

	// The next days bring the rest, each within its bound.
	for range 3 {
		clock.next()
		begin := went()
		engine.Now()
		testenv.Wait(t, "it rests", func() bool {
			before := went()
			time.Sleep(300 * time.Millisecond)
			return went() == before
		})
		if went()-begin > day {
			t.Errorf("%d bytes went in a day of %d", went()-begin, day)
		}
	}
	testenv.Wait(t, "all is here after three days", func() bool {
		n, _ := dara.Count(t.Context(), campus.Query{Space: class, Kind: "post"})
		return n == posts+32 && here(large).Whole() && engine.Status().Waiting == 0
	})
	notes, err := engine.Syncs(t.Context())
	if err != nil || len(notes) == 0 {
		t.Fatalf("the log: %v, %v", notes, err)
	}
	records := 0
	for _, n := range notes {
		records += n.Records
		if n.Received <= 0 && n.Sent <= 0 {
			t.Errorf("a sync without bytes: %+v", n)
		}
	}
	if records < posts+31 {
		t.Errorf("by the log %d records came", records)
	}
}

// TestMetered: where the line costs by the byte, text and small files come, and large ones
// wait, both ways, until it costs no more or somebody opens them.
func TestMetered(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, true, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	siti.Sync()
	dara.Sync()
	r := rand.New(rand.NewPCG(5, 6))
	large := addNoise(t, siti, class, r, "film.bin", campus.LargeFile+1000)
	opened := addNoise(t, siti, class, r, "talk.bin", campus.LargeFile+2000)
	small := addNoise(t, siti, class, r, "notes.bin", 50_000)
	siti.Sync()
	if err := siti.Files.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	engine := sync.Start(dara.Replica, dara.Svc, dara.Files)
	defer engine.Stop()
	var costs atomic.Bool
	costs.Store(true)
	engine.AskMetered(func(context.Context) bool { return costs.Load() })
	engine.Now()
	here := func(id campus.ID) bool {
		s, err := dara.Files.State(t.Context(), id)
		return err == nil && s.Size > 0 && s.Whole()
	}
	testenv.Wait(t, "it is known that the line costs", func() bool { return engine.Status().Metered })
	for _, id := range []campus.ID{large, opened, small} {
		if err := dara.Keep(t.Context(), class, id, true); err != nil {
			t.Fatal(err)
		}
	}
	mine := addNoise(t, dara, campus.PersonalSpace(dara.Me()), r, "mine.bin", campus.LargeFile+3000)
	engine.Now()
	testenv.Wait(t, "the small file is here", func() bool { return here(small) })
	siti.Do(campus.Say(class, class, "Text comes"))
	siti.Sync()
	testenv.Wait(t, "text is here", func() bool {
		n, _ := dara.Count(t.Context(), campus.Query{Space: class, Kind: "post"})
		return n == 1
	})
	if _, err := dara.Files.Open(t.Context(), opened, nil); err != nil {
		t.Errorf("what a person opens: %v", err)
	}
	testenv.Wait(t, "hers is known to wait", func() bool {
		s := engine.Status()
		return s.Files == 1 && s.Held == 1 && s.HeldSize == campus.LargeFile+3000
	})
	if s, err := dara.Files.State(t.Context(), mine); err != nil || !s.Held || s.OnServer {
		t.Errorf("hers: %+v, %v", s, err)
	}
	if here(large) {
		t.Error("the large file is here")
	}
	onServer := func(id campus.ID) func() bool {
		return func() bool {
			s, err := dara.Files.State(t.Context(), id)
			return err == nil && s.OnServer && !s.Held
		}
	}
	engine.SendHeld()
	testenv.Wait(t, "hers is on the server, for she asked for it", onServer(mine))
	later := addNoise(t, dara, campus.PersonalSpace(dara.Me()), r, "later.bin", campus.LargeFile+4000)
	engine.Now()
	testenv.Wait(t, "the next one waits again", func() bool { return engine.Status().Held == 1 })
	if here(large) {
		t.Error("the large file is here")
	}
	costs.Store(false)
	engine.Now()
	testenv.Wait(t, "the large files have gone and come", func() bool {
		s := engine.Status()
		return here(large) && s.Files == 0 && s.Held == 0
	})
	testenv.Wait(t, "the other one is on the server", onServer(later))
	testenv.Wait(t, "the log has all five", func() bool {
		files, bytes := 0, int64(0)
		log, err := engine.Syncs(t.Context())
		for _, n := range log {
			if files += n.Files; n.Files > 0 {
				bytes += n.Sent + n.Received
			}
		}
		return err == nil && files == 5 && bytes > 4*campus.LargeFile
	})
}

// offers notes in which order files are offered.
type offers struct {
	protocol.Service
	of []campus.ID
}

func (o *offers) Offer(ctx context.Context, token string, in protocol.Offer) (protocol.Wanted, error) {
	o.of = append(o.of, in.Document)
	return o.Service.Offer(ctx, token, in)
}

func (o *offers) OfferAll(ctx context.Context, token string, in protocol.Offers) (protocol.Answers, error) {
	for _, one := range in.Offers {
		o.of = append(o.of, one.Document)
	}
	return o.Service.OfferAll(ctx, token, in)
}

// TestSmallFilesGoFirst: whatever was added first.
func TestSmallFilesGoFirst(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti")
	siti := e.Device("siti")
	class := newClass(e, siti)
	r := rand.New(rand.NewPCG(7, 8))
	large := addNoise(t, siti, class, r, "film.bin", 400_000)
	small := addNoise(t, siti, class, r, "notes.bin", 3000)
	siti.Sync()
	svc := &offers{Service: siti.Svc}
	files := sync.NewFiles(siti.Replica, svc, siti.Blobs(), t.TempDir())
	defer files.Stop()
	if err := files.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(svc.of) < 2 || svc.of[0] != small || svc.of[len(svc.of)-1] != large {
		t.Errorf("offered: %v; the small one is %s", svc.of, small)
	}
}

// failing cuts the line when so many pieces of a file have gone.
type failing struct {
	protocol.Service
	left atomic.Int32
}

func (f *failing) PutChunks(ctx context.Context, token string, next func() ([]byte, error)) error {
	if f.left.Add(-1) == 0 {
		return &campus.Error{Code: protocol.Unreachable, Message: "cut"}
	}
	return f.Service.PutChunks(ctx, token, next)
}

// TestWhatIsLeftIsTooLittle: a file whose next piece is more than what is left says that it is
// held back, and once its person sends it all the same it goes to its end, also over a cut.
func TestWhatIsLeftIsTooLittle(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, true, "teacher:siti", "dara")
	siti := e.Device("siti")
	r := rand.New(rand.NewPCG(9, 10))
	svc := &failing{Service: siti.Svc}
	svc.left.Store(100)
	files := sync.NewFiles(siti.Replica, svc, siti.Blobs(), t.TempDir())
	t.Cleanup(files.Stop)
	engine := sync.Start(siti.Replica, siti.Svc, files)
	defer engine.Stop()
	engine.AskMetered(func(context.Context) bool { return false })
	if err := engine.SetBudget(t.Context(), campus.Budget{Day: 200 << 10}); err != nil {
		t.Fatal(err)
	}
	film := addNoise(t, siti, campus.PersonalSpace(siti.Me()), r, "film.bin", 1_300_000)
	engine.Now()
	testenv.Wait(t, "it is held back", func() bool {
		s := engine.Status()
		return s.Files == 1 && s.Held == 1 && s.Moving == (campus.Moving{})
	})
	svc.left.Store(2) // the second request with pieces is cut
	engine.SendHeld()
	testenv.Wait(t, "the line is cut", func() bool { return svc.left.Load() <= 0 })
	testenv.Wait(t, "it is not held back any more", func() bool { return engine.Status().Held == 0 })
	engine.Anyway() // as when the line is back; nobody presses "Send now" again
	testenv.Wait(t, "it is on the server", func() bool {
		s, err := files.State(t.Context(), film)
		return err == nil && s.OnServer
	})
}
