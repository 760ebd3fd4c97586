package testenv_test

import (
	"context"
	"math/rand/v2"
	"sync/atomic"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync"
	"rantau/sync/protocol"
)

// broken cuts what brings pieces of files, so many times, each after one piece; all else goes.
type broken struct {
	protocol.Service
	cuts, asked atomic.Int32
}

func (b *broken) GetChunks(ctx context.Context, token string, g protocol.GetChunks, each func([]byte) error) error {
	b.asked.Add(1)
	if b.cuts.Add(-1) < 0 {
		return b.Service.GetChunks(ctx, token, g, each)
	}
	cut := campus.Errorf(protocol.Unreachable, "the line was cut")
	err := b.Service.GetChunks(ctx, token, g, func(piece []byte) error {
		if err := each(piece); err != nil {
			return err
		}
		return cut
	})
	if err == nil {
		return cut
	}
	return err
}

// TestACutFileIsAskedForAgain: who opened a file hears by itself when to ask for it again,
// also where nothing else was wrong with the line.
func TestACutFileIsAskedForAgain(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	id := addNoise(t, siti, class, rand.New(rand.NewPCG(3, 4)), "film.bin", 1_300_000)
	siti.Sync()
	if err := siti.Files.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	svc := &broken{Service: dara.Svc}
	svc.cuts.Store(2)
	files := sync.NewFiles(dara.Replica, svc, dara.Blobs(), t.TempDir())
	engine := sync.Start(dara.Replica, dara.Svc, files)
	defer func() { engine.Stop(); files.Stop() }()
	testenv.Wait(t, "the document is here", func() bool {
		s, err := files.State(t.Context(), id)
		return err == nil && s.OnServer && !engine.Status().Syncing
	})
	again := make(chan struct{}, 1)
	defer engine.WatchStatus(func(s campus.Status) {
		if s.Line == campus.Online && !s.Syncing {
			select {
			case again <- struct{}{}:
			default:
			}
		}
	})()
	open := func() error {
		for len(again) > 0 {
			<-again
		}
		_, err := files.Open(context.Background(), id, nil)
		return err
	}
	for range 2 {
		if err := open(); campus.CodeOf(err) != campus.NotHere {
			t.Fatalf("over a line that is cut: %v", err)
		}
		testenv.Wait(t, "it is worth asking again", func() bool { return len(again) > 0 })
	}
	if err := open(); err != nil || svc.asked.Load() < 3 {
		t.Errorf("over a whole line: %v after %d", err, svc.asked.Load())
	}
}
