package testenv_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

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
