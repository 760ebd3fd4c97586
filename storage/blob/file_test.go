package blob

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"rantau/campus"
)

func write(t *testing.T, path string, b []byte) string {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFileThereAndBack(t *testing.T) {
	ctx := context.Background()
	for _, size := range []int{0, 1, MinChunk, 3 << 20} {
		dir := t.TempDir()
		s := open(t, filepath.Join(dir, "store"))
		want := random(6, size)
		hash, m, err := s.AddFile(ctx, write(t, filepath.Join(dir, "slides.pdf"), want))
		if err != nil {
			t.Fatal(err)
		}
		if same, _, err := ManifestOf(bytes.NewReader(want)); err != nil || same != hash {
			t.Errorf("%d bytes: stored under %s, named %s, %v", size, hash, same, err)
		}
		stored, err := s.Manifest(hash)
		if err != nil || stored.Size != int64(size) || len(stored.Pieces) != len(m.Pieces) {
			t.Errorf("%d bytes: the stored manifest is %+v, %v", size, stored, err)
		}
		back := filepath.Join(dir, "copy.pdf")
		write(t, back, []byte("an older version"))
		if err := s.AssembleTo(ctx, m, back); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(back); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes: came back as %d, %v", size, len(got), err)
		}
	}
}

func TestAssembleLeavesTheOldFileWhenAPartIsMissing(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "store"))
	_, m, err := s.Add(ctx, bytes.NewReader(random(7, 1<<20)))
	if err != nil {
		t.Fatal(err)
	}
	last := m.Pieces[len(m.Pieces)-1].Hash
	if err := os.Truncate(s.path(last), 1); err != nil {
		t.Fatal(err)
	}
	path := write(t, filepath.Join(dir, "report.odt"), []byte("as it was"))
	if err := s.AssembleTo(ctx, m, path); !errors.Is(err, ErrDamaged) {
		t.Errorf("damaged: %v", err)
	}
	if err := s.AssembleTo(ctx, m, path); !errors.Is(err, ErrMissing) {
		t.Errorf("missing: %v", err)
	}
	if gone := s.Missing(m); len(gone) != 1 || gone[0] != last {
		t.Errorf("missing: %v", gone)
	}
	if b, _ := os.ReadFile(path); string(b) != "as it was" {
		t.Errorf("the file is now %q", b)
	}
	if parts, _ := filepath.Glob(filepath.Join(dir, PartPattern)); len(parts) > 0 {
		t.Errorf("left behind: %v", parts)
	}
	m.Pieces[0].Size++ // a manifest that lies about a length
	if err := s.Assemble(ctx, m, io.Discard); campus.CodeOf(err) != campus.Invalid {
		t.Errorf("wrong length: %v", err)
	}
}

func TestAddFileRefuses(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "store"))
	real := write(t, filepath.Join(dir, "real"), []byte("x"))
	link := filepath.Join(dir, "link")
	cases := map[string]campus.Code{dir: campus.Invalid, filepath.Join(dir, "none"): campus.NotFound}
	if err := os.Symlink(real, link); err == nil {
		cases[link] = campus.Invalid
	} else if runtime.GOOS != "windows" {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" {
		cases["/dev/zero"] = campus.Invalid
	}
	for path, code := range cases {
		if _, _, err := s.AddFile(context.Background(), path); campus.CodeOf(err) != code {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := s.AddFile(ctx, real); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestFileThatChangesMeanwhile(t *testing.T) {
	for name, change := range map[string]func(path string) error{
		"grows":       func(p string) error { return os.WriteFile(p, random(9, 9<<20), 0o600) },
		"shrinks":     func(p string) error { return os.Truncate(p, 10) },
		"is touched":  func(p string) error { return os.Chtimes(p, time.Now(), time.Now().Add(time.Second)) },
		"is replaced": func(p string) error { return replace(p, random(10, 8<<20)) },
		"is removed":  os.Remove,
	} {
		if runtime.GOOS == "windows" && (name == "is replaced" || name == "is removed") {
			continue // Windows does not let anybody, while we read
		}
		dir := t.TempDir()
		s := open(t, filepath.Join(dir, "store"))
		path := write(t, filepath.Join(dir, "essay.odt"), random(8, 8<<20))
		changed := false
		s.create = func(dir string) (file, error) { // the first chunk is being stored
			if !changed {
				changed = true
				if err := change(path); err != nil {
					t.Fatal(err)
				}
			}
			return makeTemp(dir)
		}
		if _, _, err := s.AddFile(context.Background(), path); campus.CodeOf(err) != campus.Changed {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func replace(path string, b []byte) error {
	if err := os.WriteFile(path+".new", b, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
