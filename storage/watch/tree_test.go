package watch

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func open(t *testing.T, dir string) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return root
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	p := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func scan(t *testing.T, root *os.Root) Tree {
	t.Helper()
	tree, err := Scan(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestScan(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	write(t, outside, "secret.txt", "not yours")
	for _, name := range []string{"a.txt", "one/b.txt", "one/two/c.txt", "~$a.docx", ".hidden/d.txt", "one/film.part", "ບົດຮຽນ/ບົດທີ 1.txt"} {
		write(t, dir, name, "text")
	}
	write(t, dir, strings.Repeat("d/", MaxDepth+3)+"deep.txt", "too deep")
	links := os.Symlink(outside, filepath.Join(dir, "out")) == nil &&
		os.Symlink(filepath.Join(outside, "secret.txt"), filepath.Join(dir, "one", "secret.txt")) == nil &&
		os.Symlink(".", filepath.Join(dir, "loop")) == nil
	pipe := mkfifo(filepath.Join(dir, "pipe")) == nil
	tree := scan(t, open(t, dir))
	got := slices.Sorted(maps.Keys(tree.Files))
	if want := []string{"a.txt", "one/b.txt", "one/two/c.txt", "ບົດຮຽນ/ບົດທີ 1.txt"}; !slices.Equal(got, want) {
		t.Errorf("files %q, want %q", got, want)
	}
	if f := tree.Files["a.txt"]; f.Size != 4 || f.Modified.IsZero() {
		t.Errorf("%+v", f)
	}
	want := map[string]Why{"~$a.docx": Passing, ".hidden": Hidden, "one/film.part": Passing}
	if links {
		want["out"], want["one/secret.txt"], want["loop"] = Link, Link, Link
	}
	if pipe {
		want["pipe"] = Special
	}
	for name, why := range want {
		if tree.Passed[name] != why {
			t.Errorf("%s: %q, want %q", name, tree.Passed[name], why)
		}
	}
	if n := len(tree.Passed); n != len(want)+1 { // and one that is too deep
		t.Errorf("%d are passed over: %v", n, tree.Passed)
	}
}

// TestALinkOnTheWay: a folder that becomes a link while it is looked at leads nowhere.
func TestALinkOnTheWay(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	write(t, outside, "secret.txt", "not yours")
	write(t, dir, "one/b.txt", "text")
	root := open(t, dir)
	tree := scan(t, root)
	if err := os.RemoveAll(filepath.Join(dir, "one")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "one")); err != nil {
		noWindows(t, err)
	}
	if err := tree.Rescan(t.Context(), root, []string{"one"}); err != nil {
		t.Fatal(err)
	}
	if len(tree.Files) > 0 {
		t.Errorf("it followed a link: %v", tree.Files)
	}
	if _, err := readDir(root, "one"); err == nil {
		t.Error("a link out of the folder was opened")
	}
}

func TestGone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "stick")
	write(t, dir, "a.txt", "text")
	root := open(t, dir)
	tree := scan(t, root)
	if err := os.Rename(dir, dir+"-away"); err != nil {
		noWindows(t, err)
	}
	if _, err := New(dir, Quiet); !errors.Is(err, ErrGone) {
		t.Errorf("a folder that is not there: %v", err)
	}
	if len(tree.Files) != 1 {
		t.Errorf("%v", tree.Files)
	}
}

// TestRescan: looking at the folders in which something happened comes to the same as
// looking at all, whatever happened.
func TestRescan(t *testing.T) {
	for seed := range uint64(30) {
		dir, r := t.TempDir(), rand.New(rand.NewPCG(seed, 1))
		name := func() string {
			parts := make([]string, 1+r.IntN(3))
			for i := range parts {
				parts[i] = string(rune('a' + r.IntN(4)))
			}
			return strings.Join(parts, "/")
		}
		root := open(t, dir)
		tree := scan(t, root)
		for round := range 12 {
			dirty := map[string]bool{}
			for range 1 + r.IntN(6) {
				p := name()
				full := filepath.Join(dir, filepath.FromSlash(p))
				touched := p
				switch r.IntN(5) {
				case 0:
					_ = os.MkdirAll(full, 0o700)
					dirty[p] = true
				case 1:
					_ = os.RemoveAll(full)
				case 2:
					q := name()
					if os.Rename(full, filepath.Join(dir, filepath.FromSlash(q))) == nil {
						dirty[parent(q)], dirty[q] = true, true
					}
				default:
					_ = os.MkdirAll(filepath.Dir(full), 0o700)
					_ = os.WriteFile(full, []byte(fmt.Sprint(round, p)), 0o600)
				}
				for ; touched != "."; touched = parent(touched) { // as the watcher hears of what is made on the way
					dirty[parent(touched)] = true
				}
			}
			if err := tree.Rescan(t.Context(), root, slices.Sorted(maps.Keys(dirty))); err != nil {
				t.Fatal(err)
			}
			all := scan(t, root)
			if !maps.EqualFunc(all.Files, tree.Files, File.Same) || !maps.Equal(all.Dirs, tree.Dirs) || !maps.Equal(all.Passed, tree.Passed) {
				t.Fatalf("seed %d, round %d: dirty %v\n all %v %v\nsome %v %v", seed, round, dirty, slices.Sorted(maps.Keys(all.Files)), slices.Sorted(maps.Keys(all.Dirs)), slices.Sorted(maps.Keys(tree.Files)), slices.Sorted(maps.Keys(tree.Dirs)))
			}
		}
	}
}

func parent(name string) string {
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		return name[:i]
	}
	return "."
}

// noWindows skips where the system does not let a test do what it needs: a link without a
// right, a folder that is open renamed. Elsewhere that is a failure.
func noWindows(t *testing.T, err error) {
	t.Helper()
	if runtime.GOOS != "windows" {
		t.Fatal(err)
	}
	t.Skip(err)
}
