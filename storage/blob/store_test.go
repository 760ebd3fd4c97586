package blob

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"rantau/campus"
)

func open(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// put stores text and gives its name.
func put(t *testing.T, s *Store, text string) string {
	t.Helper()
	hash := Hash([]byte(text))
	if err := s.Put(hash, []byte(text)); err != nil {
		t.Fatal(err)
	}
	return hash
}

func temps(t *testing.T, s *Store) int {
	t.Helper()
	list, err := os.ReadDir(filepath.Join(s.dir, tmpDir))
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

func TestPutGetDelete(t *testing.T) {
	s := open(t, t.TempDir())
	hash := put(t, s, "a lesson")
	put(t, s, "a lesson") // again is no error
	if b, err := s.Get(hash); err != nil || string(b) != "a lesson" {
		t.Fatalf("got %q, %v", b, err)
	}
	if size, err := s.Size(hash); err != nil || size != 8 {
		t.Errorf("size %d, %v", size, err)
	}
	if _, err := os.Stat(filepath.Join(s.dir, hash[:2], hash[2:])); err != nil {
		t.Error(err)
	}
	if s.Has(Hash(nil)) {
		t.Error("has what nobody put")
	}
	put(t, s, "")
	if !s.Has(Hash(nil)) {
		t.Error("an object without bytes is an object")
	}
	for range 2 {
		if err := s.Delete(hash); err != nil {
			t.Fatal(err)
		}
	}
	_, err := s.Get(hash)
	if !errors.Is(err, ErrMissing) || campus.CodeOf(err) != campus.NotFound {
		t.Errorf("got %v", err)
	}
	seen := 0
	if err := s.Each(func(string, int64, time.Time) error { seen++; return nil }); err != nil || seen != 1 {
		t.Errorf("%d objects, %v", seen, err)
	}
	if n := temps(t, s); n != 0 {
		t.Errorf("%d temporary files stay", n)
	}
}

func TestPutRefuses(t *testing.T) {
	s := open(t, t.TempDir())
	huge := make([]byte, MaxObject+1)
	for name, c := range map[string]Chunk{
		"other bytes": {Hash([]byte("a")), []byte("b")},
		"no name":     {"", []byte("b")},
		"a path":      {"../../../../../../etc/passwd", []byte("b")},
		"too large":   {Hash(huge), huge},
	} {
		err := s.PutAll(context.Background(), []Chunk{c})
		if code := campus.CodeOf(err); err == nil || code != campus.Invalid && code != campus.TooLarge {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"", "..", "x\x00", "../../../../../../etc/passwd"} {
		if _, err := s.Get(name); campus.CodeOf(err) != campus.Invalid {
			t.Errorf("get %q: %v", name, err)
		}
		if err := s.Delete(name); campus.CodeOf(err) != campus.Invalid {
			t.Errorf("delete %q: %v", name, err)
		}
	}
	if n := temps(t, s); n != 0 {
		t.Errorf("%d temporary files stay", n)
	}
}

func TestDamagedIsPutAsideAndAskedForAgain(t *testing.T) {
	for name, damage := range map[string]func(path string) error{
		"flipped": func(p string) error { return os.WriteFile(p, []byte("a lessoN"), 0o600) },
		"cut":     func(p string) error { return os.Truncate(p, 3) },
		"empty":   func(p string) error { return os.Truncate(p, 0) },
		"endless": func(p string) error { return os.Truncate(p, MaxObject+1) },
	} {
		s := open(t, t.TempDir())
		hash := put(t, s, "a lesson")
		if err := damage(s.path(hash)); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Get(hash); !errors.Is(err, ErrDamaged) || campus.CodeOf(err) != campus.NotFound {
			t.Errorf("%s: %v", name, err)
		}
		if s.Has(hash) {
			t.Errorf("%s: the damaged file is still in its place", name)
		}
		if _, err := os.Stat(filepath.Join(s.dir, damagedDir, hash)); err != nil {
			t.Errorf("%s: it was not kept: %v", name, err)
		}
		put(t, s, "a lesson")
		if b, err := s.Get(hash); err != nil || string(b) != "a lesson" {
			t.Errorf("%s: after it came again: %q, %v", name, b, err)
		}
	}
}

func TestOpenClearsOldTemporaryFiles(t *testing.T) {
	s := open(t, t.TempDir())
	torn, fresh := filepath.Join(s.dir, tmpDir, "put-1"), filepath.Join(s.dir, tmpDir, "put-2")
	for _, p := range []string{torn, fresh} {
		if err := os.WriteFile(p, []byte("half a chu"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-2 * staleAfter)
	if err := os.Chtimes(torn, old, old); err != nil {
		t.Fatal(err)
	}
	open(t, s.dir)
	if _, err := os.Stat(torn); !errors.Is(err, os.ErrNotExist) {
		t.Error("the torn file of a crash stays")
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Error("a file that another process writes was removed")
	}
}

// Two stores on one folder are two processes, as far as the files know.
func TestTwoAtOnce(t *testing.T) {
	dir := t.TempDir()
	stores := []*Store{open(t, dir), open(t, dir)}
	var chunks []Chunk
	for i := range 150 {
		b := random(uint64(i%100), 2000)
		chunks = append(chunks, Chunk{Hash(b), b})
	}
	var wait sync.WaitGroup
	for i := range 6 {
		wait.Go(func() {
			if err := stores[i%2].PutAll(context.Background(), chunks); err != nil {
				t.Error(err)
			}
			for _, c := range chunks {
				if b, err := stores[i%2].Get(c.Hash); err != nil || !bytes.Equal(b, c.Data) {
					t.Errorf("got %d bytes, %v", len(b), err)
				}
			}
		})
	}
	wait.Wait()
	if n := temps(t, stores[0]); n != 0 {
		t.Errorf("%d temporary files stay", n)
	}
}

// full is a file on a disk that takes only some bytes more.
type full struct {
	file
	room   *int
	onSync bool // as network file systems do: they say so late
}

func (f full) Write(b []byte) (int, error) {
	if *f.room -= len(b); *f.room < 0 && !f.onSync {
		n, _ := f.file.Write(b[:len(b)/2])
		return n, &os.PathError{Op: "write", Path: f.Name(), Err: syscall.ENOSPC}
	}
	return f.file.Write(b)
}

func (f full) Sync() error {
	if *f.room < 0 && f.onSync {
		return &os.PathError{Op: "sync", Path: f.Name(), Err: syscall.ENOSPC}
	}
	return f.file.Sync()
}

func TestFullDisk(t *testing.T) {
	for _, late := range []bool{false, true} {
		s := open(t, t.TempDir())
		room := 300 << 10
		s.create = func(dir string) (file, error) {
			f, err := makeTemp(dir)
			return full{f, &room, late}, err
		}
		_, _, err := s.Add(context.Background(), bytes.NewReader(random(5, 1<<20)))
		var e *campus.Error
		if !errors.As(err, &e) || e.Code != DiskFull || !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("late %v: %v", late, err)
		}
		if n := temps(t, s); n != 0 {
			t.Errorf("late %v: %d temporary files stay", late, n)
		}
		// What got to its place is whole.
		_ = s.Each(func(hash string, _ int64, _ time.Time) error {
			if _, err := s.Get(hash); err != nil {
				t.Error(err)
			}
			return nil
		})
		room = 1 << 30
		if _, _, err := s.Add(context.Background(), bytes.NewReader(random(5, 1<<20))); err != nil {
			t.Errorf("with room again: %v", err)
		}
	}
}

func BenchmarkPutAll(b *testing.B) {
	for _, n := range []int{1, 64, 512} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s, err := Open(b.TempDir())
			if err != nil {
				b.Fatal(err)
			}
			seed := uint64(0)
			for b.Loop() {
				b.StopTimer()
				var chunks []Chunk
				for range n {
					seed++
					data := random(seed, 64<<10)
					chunks = append(chunks, Chunk{Hash(data), data})
				}
				b.StartTimer()
				if err := s.PutAll(context.Background(), chunks); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
