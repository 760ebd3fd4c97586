package mirror

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rantau/campus"
)

// bin is the folder of the profile in which the files of a space lie that were taken out of
// its mirror: day/mark/path, where the mark is random. It is the space's, and stays when its
// folder is let go of.
type bin string

// binOf is the bin of a space.
func binOf(dir string, space campus.ID) bin { return bin(filepath.Join(dir, string(space))) }

// KeepBin is how long things lie in the bin.
const KeepBin = 30 * 24 * time.Hour

const binDay = "20060102"

// put writes a file that had a name, and gives its ID.
func (b bin) put(name string, now time.Time, fill func(io.Writer) error) (string, error) {
	name = filepath.FromSlash(name)
	if !filepath.IsLocal(name) {
		return "", fs.ErrInvalid
	}
	id := path.Join(now.UTC().Format(binDay), rand.Text()[:10], filepath.ToSlash(name))
	to := filepath.Join(string(b), filepath.FromSlash(id))
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return "", err
	}
	err := write(to, fill)
	if err != nil {
		b.drop(id)
	}
	return id, err
}

func write(to string, fill func(io.Writer) error) error {
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	err = fill(out)
	if err == nil {
		err = out.Sync()
	}
	if e := out.Close(); err == nil {
		err = e
	}
	return err
}

// all lists what lies there, the latest first.
func (b bin) all() ([]campus.Binned, error) {
	var out []campus.Binned
	err := filepath.WalkDir(string(b), func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		}
		rel, err := filepath.Rel(string(b), p)
		if err != nil {
			return err
		}
		one := campus.Binned{ID: filepath.ToSlash(rel), File: p}
		parts := strings.SplitN(one.ID, "/", 3)
		day, err := time.Parse(binDay, parts[0])
		info, e2 := e.Info()
		if err != nil || e2 != nil || len(parts) < 3 {
			return nil //nolint:nilerr // not ours, or gone meanwhile
		}
		one.Path, one.Size, one.At, one.Until = parts[2], info.Size(), info.ModTime(), day.Add(KeepBin+24*time.Hour)
		out = append(out, one)
		return nil
	})
	slices.SortFunc(out, func(a, b campus.Binned) int {
		if c := b.At.Compare(a.At); c != 0 {
			return c
		}
		return strings.Compare(a.Path, b.Path)
	})
	return out, err
}

// open opens one by its ID, which comes from outside.
func (b bin) open(id string) (*os.File, string, error) {
	root, err := os.OpenRoot(string(b))
	if err != nil {
		return nil, "", err
	}
	defer func() { _ = root.Close() }()
	parts := strings.SplitN(id, "/", 3)
	if len(parts) < 3 || !fs.ValidPath(id) {
		return nil, "", fs.ErrNotExist
	}
	f, err := root.Open(id)
	if err != nil {
		return nil, "", err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		_ = f.Close()
		return nil, "", fs.ErrNotExist
	}
	return f, parts[2], nil
}

// drop takes one away that lies elsewhere by now.
func (b bin) drop(id string) {
	_ = os.RemoveAll(filepath.Join(string(b), filepath.FromSlash(path.Join(strings.SplitN(id, "/", 3)[:2]...))))
}

// emptyBins takes away what has lain in the bins for long enough.
func emptyBins(dir string, now time.Time) {
	spaces, _ := os.ReadDir(dir)
	for _, space := range spaces {
		days, _ := os.ReadDir(filepath.Join(dir, space.Name()))
		for _, e := range days {
			if day, err := time.Parse(binDay, e.Name()); err == nil && now.Sub(day) > KeepBin+24*time.Hour {
				_ = os.RemoveAll(filepath.Join(dir, space.Name(), e.Name()))
			}
		}
	}
}
