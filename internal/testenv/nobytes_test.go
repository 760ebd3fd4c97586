package testenv_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync"
	"rantau/sync/protocol"
)

// counted counts syncs.
type counted struct {
	protocol.Service
	syncs atomic.Int32
}

func (c *counted) Sync(ctx context.Context, token string, in protocol.Request, item func(protocol.Item) error) error {
	c.syncs.Add(1)
	return c.Service.Sync(ctx, token, in, item)
}

// TestWhatTheServerDoesNotHaveIsNotAskedForAgain: where the server says that it has no bytes,
// the line is not to blame, and asking again and again costs for nothing.
func TestWhatTheServerDoesNotHaveIsNotAskedForAgain(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	id := addNoise(t, siti, class, rand.New(rand.NewPCG(3, 4)), "film.bin", 30_000)
	siti.Sync()
	// It was given another file before the first was brought: of an earlier file nobody
	// tells whether the server has it.
	first := campus.As[campus.Document](siti.Get(id)).Manifest
	path := filepath.Join(t.TempDir(), "film.bin")
	if err := os.WriteFile(path, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := siti.Files.Add(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Replace(siti.Get(id), file, siti.Me(), time.Now())}})
	siti.Sync()
	svc := &counted{Service: dara.Svc}
	files := sync.NewFiles(dara.Replica, svc, dara.Blobs(), t.TempDir())
	engine := sync.Start(dara.Replica, svc, files)
	defer func() { engine.Stop(); files.Stop() }()
	testenv.Wait(t, "all is here", func() bool {
		return dara.Has(id) && len(campus.History(dara.Get(id))) > 1 && engine.Status().Line == campus.Online && !engine.Status().Syncing
	})
	before := svc.syncs.Load()
	if _, err := files.OpenVersion(context.Background(), id, first, nil); campus.CodeOf(err) != campus.NotHere {
		t.Fatalf("an earlier file that was never brought: %v", err)
	}
	time.Sleep(2500 * time.Millisecond)
	if n := svc.syncs.Load() - before; n > 0 {
		t.Errorf("it asked for %d syncs", n)
	}
}
