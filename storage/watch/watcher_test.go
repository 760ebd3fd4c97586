package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// follower keeps a tree by what a watcher tells.
type follower struct {
	t    *testing.T
	dir  string
	root *os.Root
	tree Tree
	w    *Watcher
}

func follow(t *testing.T, dir string) *follower {
	t.Helper()
	w, err := New(dir, 50*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	root := open(t, dir)
	return &follower{t, dir, root, scan(t, root), w}
}

// until follows what is told until something holds.
func (f *follower) until(what string, holds func() bool) {
	f.t.Helper()
	for end := time.After(20 * time.Second); !holds(); {
		select {
		case dirs := <-f.w.C:
			f.take(dirs)
		case <-end:
			f.t.Fatalf("%s is not seen; what is: %v", what, f.tree.Files)
		}
	}
}

func (f *follower) take(dirs []string) {
	f.t.Helper()
	if dirs == nil {
		f.tree = scan(f.t, f.root)
	} else if err := f.tree.Rescan(f.t.Context(), f.root, dirs); err != nil {
		f.t.Fatal(err)
	}
}

func (f *follower) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

func (f *follower) size(name string) int64 {
	if file, ok := f.tree.Files[name]; ok {
		return file.Size
	}
	return -1
}

// TestWaysToSave: each way in which editors save a file is seen, and what they leave beside
// it is not.
func TestWaysToSave(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "plan.txt", "first")
	write(t, dir, "a/b/notes.txt", "first")
	f := follow(t, dir)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	// In place, truncated first.
	must(os.WriteFile(f.path("plan.txt"), []byte("second words"), 0o600))
	f.until("a file written in place", func() bool { return f.size("plan.txt") == 12 })
	// A temporary file, then a rename over it, with a lock and a backup beside it.
	must(os.WriteFile(f.path("a/b/.~lock.notes.txt#"), []byte("me"), 0o600))
	must(os.WriteFile(f.path("a/b/lu123.tmp"), []byte("third words of it"), 0o600))
	must(os.Rename(f.path("a/b/notes.txt"), f.path("a/b/notes.txt~")))
	must(os.Rename(f.path("a/b/lu123.tmp"), f.path("a/b/notes.txt")))
	must(os.Remove(f.path("a/b/.~lock.notes.txt#")))
	f.until("a file put in place by renaming", func() bool { return f.size("a/b/notes.txt") == 17 && f.size("a/b/notes.txt~") < 0 })
	// Appended to.
	g, err := os.OpenFile(f.path("plan.txt"), os.O_APPEND|os.O_WRONLY, 0)
	must(err)
	_, err = g.WriteString(" and more")
	must(err)
	must(g.Close())
	f.until("a file that was appended to", func() bool { return f.size("plan.txt") == 21 })
	// Moved into a folder that is new, and the folder renamed.
	must(os.MkdirAll(f.path("new/er"), 0o700))
	must(os.Rename(f.path("plan.txt"), f.path("new/er/plan.txt")))
	f.until("a file in a new folder", func() bool { return f.size("new/er/plan.txt") == 21 && f.size("plan.txt") < 0 })
	must(os.Rename(f.path("new"), f.path("newer")))
	f.until("a folder that was renamed", func() bool { return f.size("newer/er/plan.txt") == 21 && f.size("new/er/plan.txt") < 0 })
	must(os.WriteFile(f.path("newer/er/plan.txt"), []byte("last"), 0o600))
	f.until("a file in a folder that was renamed", func() bool { return f.size("newer/er/plan.txt") == 4 })
	must(os.RemoveAll(f.path("newer")))
	f.until("what was deleted", func() bool { return len(f.tree.Files) == 1 })
}

// TestManyAtOnce: two thousand files dropped at once, in folders that are new.
func TestManyAtOnce(t *testing.T) {
	f := follow(t, t.TempDir())
	for i := range 2000 {
		write(t, f.dir, fmt.Sprintf("box %d/in %d/file %d.txt", i%7, i%13, i), "text")
	}
	f.until("all of them", func() bool { return len(f.tree.Files) == 2000 })
}

// TestOneThatIsNeverQuiet does not hold up the others.
func TestOneThatIsNeverQuiet(t *testing.T) {
	f := follow(t, t.TempDir())
	g, err := os.Create(f.path("film.mp4"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = g.Close() }()
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(10 * time.Millisecond):
				_, _ = g.WriteString("some more of it")
			}
		}
	}()
	write(t, f.dir, "plan.txt", "text")
	f.until("the other file", func() bool { return f.size("plan.txt") == 4 })
}

func TestWriting(t *testing.T) {
	dir := t.TempDir()
	root := open(t, dir)
	g, err := os.Create(filepath.Join(dir, "film.mp4"))
	if err != nil {
		t.Fatal(err)
	}
	tells := Writing(root, "film.mp4")
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	if Writing(root, "film.mp4") {
		t.Error("a file that nobody writes is said to be written")
	}
	if !tells {
		t.Skip("this system, or this file system, does not tell")
	}
	if Writing(root, "not there") {
		t.Error("a file that is not there is said to be written")
	}
}

// TestTakenLate: what nobody took is told with what comes after it.
func TestTakenLate(t *testing.T) {
	f := follow(t, t.TempDir())
	write(t, f.dir, "one/a.txt", "text")
	time.Sleep(200 * time.Millisecond)
	write(t, f.dir, "two/b.txt", "text")
	time.Sleep(200 * time.Millisecond)
	dirs := <-f.w.C
	f.take(dirs)
	if dirs != nil && (!slices.Contains(dirs, "one") || !slices.Contains(dirs, "two")) || len(f.tree.Files) != 2 {
		t.Errorf("told %q, there are %v", dirs, f.tree.Files)
	}
}
