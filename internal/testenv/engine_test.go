package testenv_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync"
	"rantau/sync/protocol"
)

// counting counts the round trips of syncs.
type counting struct {
	protocol.Service
	syncs atomic.Int64
}

func (c *counting) Sync(ctx context.Context, token string, in protocol.Request, item func(protocol.Item) error) error {
	c.syncs.Add(1)
	return c.Service.Sync(ctx, token, in, item)
}

// TestEngineAsksOnce: one change is one round trip, and a set that the server
// can't decide yet is no reason to ask again and again.
func TestEngineAsksOnce(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti := e.Device("siti")
	class := newClass(e, siti, "dara")
	siti.Sync()
	svc := &counting{Service: siti.Svc}
	files := sync.NewFiles(siti.Replica, svc, siti.Blobs(), t.TempDir())
	engine := sync.Start(siti.Replica, svc, files)
	defer func() { engine.Stop(); files.Stop() }()
	rest := func() int64 {
		last, same := int64(-1), 0
		for range 100 {
			time.Sleep(20 * time.Millisecond)
			if now := svc.syncs.Load(); now != last {
				last, same = now, 0
			} else if same++; same == 10 {
				return now
			}
		}
		t.Fatalf("it never comes to rest: %d syncs", svc.syncs.Load())
		return 0
	}
	before := rest()
	siti.Do(campus.Say(class, class, "hello"))
	testenv.Wait(t, "the post is sent", func() bool { w, _ := siti.Waiting(context.Background()); return len(w) == 0 })
	if asked := rest() - before; asked != 1 {
		t.Errorf("one post took %d round trips", asked)
	}
	before = rest()
	later := campus.Outcome{Space: class, Number: 3, State: campus.Later, Code: campus.Unknown, Reason: "not yet"}
	stuck := &stuckService{counting: svc, later: later}
	engine.Stop()
	engine = sync.Start(siti.Replica, stuck, files)
	siti.Do(campus.Say(class, class, "this one has to wait"))
	if asked := rest() - before; asked > 4 {
		t.Errorf("a set that waits took %d round trips", asked)
	}
}

// stuckService answers every set with later.
type stuckService struct {
	*counting
	later campus.Outcome
}

func (s *stuckService) Sync(ctx context.Context, token string, in protocol.Request, item func(protocol.Item) error) error {
	s.syncs.Add(1)
	if len(in.Sets) > 0 {
		if err := item(protocol.Item{Outcome: &s.later}); err != nil {
			return err
		}
	}
	in.Sets = nil
	return s.Service.Sync(ctx, token, in, item)
}

// lostLine is a line that can be cut.
type lostLine struct {
	protocol.Service
	cut   atomic.Bool
	tried atomic.Int64
}

func (l *lostLine) Sync(ctx context.Context, token string, in protocol.Request, item func(protocol.Item) error) error {
	l.tried.Add(1)
	if l.cut.Load() {
		return &campus.Error{Code: protocol.Unreachable, Message: "no line"}
	}
	return l.Service.Sync(ctx, token, in, item)
}

// TestMuchWorkMakesNoLongWait: each thing that is saved without a line is a try, and none
// of them makes the wait for the line longer.
func TestMuchWorkMakesNoLongWait(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti")
	siti := e.Device("siti")
	class := newClass(e, siti)
	siti.Sync()
	svc := &lostLine{Service: siti.Svc}
	svc.cut.Store(true)
	files := sync.NewFiles(siti.Replica, svc, siti.Blobs(), t.TempDir())
	engine := sync.Start(siti.Replica, svc, files)
	defer func() { engine.Stop(); files.Stop() }()
	for range 8 { // as failures these were a wait of more than a minute
		before := svc.tried.Load()
		siti.Do(campus.Say(class, class, "without a line"))
		testenv.Wait(t, "it is tried", func() bool { return svc.tried.Load() > before })
	}
	svc.cut.Store(false)
	testenv.Wait(t, "all is sent soon", func() bool { w, _ := siti.Waiting(context.Background()); return len(w) == 0 })
}

// TestKeptComesAtOnce: to keep a document while there is a line is a reason to fetch it,
// though nothing else has happened.
func TestKeptComesAtOnce(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	doc, id := take(t, siti, "film.bin", noise(3, 100_000)), campus.NewID()
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(id, "document", &doc)}})
	bring(t, siti)
	dara.Sync()
	svc := &counting{Service: dara.Svc}
	files := sync.NewFiles(dara.Replica, svc, dara.Blobs(), t.TempDir())
	engine := sync.Start(dara.Replica, svc, files)
	defer func() { engine.Stop(); files.Stop() }()
	testenv.Wait(t, "it is online", func() bool { return engine.Status().Line == campus.Online })
	before := svc.syncs.Load()
	if err := files.Keep(context.Background(), id, true); err != nil {
		t.Fatal(err)
	}
	testenv.Wait(t, "the document comes", func() bool {
		s, err := files.State(context.Background(), id)
		return err == nil && s.Whole()
	})
	testenv.Wait(t, "it was asked for", func() bool { return svc.syncs.Load() > before })
}

// TestNewsWaitsAsLongAsItIsAsked: through the wire, to its end without news, and ended by
// news before.
func TestNewsWaitsAsLongAsItIsAsked(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, true, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	siti.Sync()
	dara.Sync()
	ask := func(wait time.Duration) (bool, error) {
		table, _, err := dara.Cursors(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return dara.Svc.News(t.Context(), dara.Identity().Token, protocol.Digest(table), wait)
	}
	if news, err := ask(time.Second); news || err != nil {
		t.Errorf("without news: %v, %v", news, err)
	}
	said := make(chan struct{})
	go func() {
		defer close(said)
		time.Sleep(50 * time.Millisecond)
		siti.Do(campus.Say(class, class, "Hello"))
		siti.Sync()
	}()
	defer func() { <-said }()                                   // the news can be here before its author has heard that it is
	if news, err := ask(100 * time.Hour); !news || err != nil { // more than is allowed
		t.Errorf("with news: %v, %v", news, err)
	}
}
