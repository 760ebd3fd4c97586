package watch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// What is looked at.
const (
	MaxDepth = 32
	MaxFiles = 100_000
)

// File is a plain file as the disk tells of it.
type File struct {
	Size     int64
	Modified time.Time
	// ID is the same for the same file under another name, as far as the system tells; ""
	// where it does not. It says nothing of the bytes.
	ID string
}

// FileOf is a plain file by what the system says.
func FileOf(info fs.FileInfo) File {
	return File{Size: info.Size(), Modified: info.ModTime(), ID: fileID(info)}
}

// Same tells whether nothing points to other bytes.
func (f File) Same(g File) bool { return f.Size == g.Size && f.Modified.Equal(g.Modified) }

// Tree is what is in a folder. Names have slashes and are relative to it.
type Tree struct {
	Files  map[string]File
	Dirs   map[string]bool // without the folder itself
	Passed map[string]Why
}

func newTree() Tree {
	return Tree{Files: map[string]File{}, Dirs: map[string]bool{}, Passed: map[string]Why{}}
}

// ErrGone is the answer of a folder that is not there: moved, or on a stick that was pulled
// out. It says nothing of what was in it.
var ErrGone = errors.New("the folder is not there")

// Scan looks at all that is in a folder.
func Scan(ctx context.Context, root *os.Root) (Tree, error) {
	t := newTree()
	return t, t.look(ctx, root, ".", 0)
}

// Rescan looks at some folders of the tree again: what is directly in them, and all of
// what is new below.
func (t Tree) Rescan(ctx context.Context, root *os.Root, dirs []string) error {
	for _, dir := range dirs {
		if dir != "." && (!fs.ValidPath(dir) || passedOn(dir) != "") {
			continue
		}
		t.dropIn(dir)
		info, err := root.Lstat(dir)
		switch {
		case errors.Is(err, fs.ErrNotExist) && dir == ".":
			return ErrGone
		case err != nil || !info.IsDir():
			t.dropBelow(dir)
			continue
		}
		if err := t.look(ctx, root, dir, strings.Count(dir, "/")+1); err != nil {
			return err
		}
	}
	return nil
}

// dropIn forgets what is directly in a folder, but for folders.
func (t Tree) dropIn(dir string) {
	for name := range t.Files {
		if path.Dir(name) == dir {
			delete(t.Files, name)
		}
	}
	for name := range t.Passed {
		if path.Dir(name) == dir {
			delete(t.Passed, name)
		}
	}
}

// dropBelow forgets a folder and all in it. Something else may have its name by now.
func (t Tree) dropBelow(dir string) {
	delete(t.Dirs, dir)
	in := func(name string) bool { return strings.HasPrefix(name, dir+"/") }
	for name := range t.Files {
		if in(name) {
			delete(t.Files, name)
		}
	}
	for name := range t.Dirs {
		if in(name) {
			delete(t.Dirs, name)
		}
	}
	for name := range t.Passed {
		if in(name) {
			delete(t.Passed, name)
		}
	}
}

// look reads one folder, and those in it that are not known.
func (t Tree) look(ctx context.Context, root *os.Root, dir string, depth int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	entries, err := readDir(root, dir)
	if err != nil {
		if dir != "." {
			t.Passed[dir] = Closed
			return nil
		}
		if errors.Is(err, fs.ErrNotExist) {
			return ErrGone
		}
		return err
	}
	dirs := map[string]bool{}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		dirs[name] = e.IsDir()
		if err := t.entry(ctx, root, name, e, depth); err != nil {
			return err
		}
	}
	for _, name := range t.below(dir) { // folders that are gone
		if !dirs[name] {
			t.dropBelow(name)
		}
	}
	return nil
}

// below lists the folders that are directly in one.
func (t Tree) below(dir string) []string {
	var out []string
	for name := range t.Dirs {
		if path.Dir(name) == dir {
			out = append(out, name)
		}
	}
	return out
}

func (t Tree) entry(ctx context.Context, root *os.Root, name string, e fs.DirEntry, depth int) error {
	kind := e.Type()
	switch why := Passed(e.Name()); {
	case !utf8.ValidString(e.Name()):
		t.Passed[strings.ToValidUTF8(name, "?")] = Name
	case why != "":
		t.Passed[name] = why
	case kind&fs.ModeSymlink != 0, kind&fs.ModeIrregular != 0: // Windows says irregular of a junction
		t.Passed[name] = Link
	case kind.IsDir() && depth >= MaxDepth:
		t.Passed[name] = Deep
	case kind.IsDir():
		if t.Dirs[name] {
			return nil
		}
		t.Dirs[name] = true
		return t.look(ctx, root, name, depth+1)
	case !kind.IsRegular():
		t.Passed[name] = Special
	case len(t.Files) >= MaxFiles:
		t.Passed[name] = Many
	default:
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) { // gone meanwhile: who took it away tells of it
			return nil
		}
		if err != nil {
			t.Passed[name] = Closed
			return nil
		}
		if !info.Mode().IsRegular() {
			t.Passed[name] = Link
			return nil
		}
		t.Files[name] = FileOf(info)
	}
	return nil
}

// readDir lists a folder inside the root, whatever lies on the way.
func readDir(root *os.Root, dir string) ([]fs.DirEntry, error) {
	d, err := root.Open(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = d.Close() }()
	entries, err := d.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}
