package mirror

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"rantau/campus"
	"rantau/storage/watch"
)

// disk changes what is in a mirror. It never leaves the folder, writes over nothing that is
// not as it is expected to be, and takes nothing away but into the bin.
type disk struct {
	root *os.Root
	bin  string // a folder of the profile
	now  func() time.Time
}

// errMeanwhile is the answer where something else is there than was expected: it is looked
// at again.
var errMeanwhile = errors.New("it was changed meanwhile")

// own begins the names of what is ours and only for a moment: the rest says where it was.
const own = ".rantau-"

// markName holds the number of the mirror.
const markName = own + "mark"

func temporary(dir string) string { return path.Join(dir, own+rand.Text()+".part") }

// stat gives a plain file as watch does.
func (d *disk) stat(name string) (watch.File, error) {
	info, err := d.root.Lstat(name)
	if err != nil {
		return watch.File{}, err
	}
	if !info.Mode().IsRegular() {
		return watch.File{}, errMeanwhile
	}
	return watch.FileOf(info), nil
}

// put writes a file: over one that is as expected, or where there is none.
func (d *disk) put(name string, over *watch.File, fill func(io.Writer) error) (watch.File, error) {
	if over != nil && busy(d.root, name) {
		return watch.File{}, errMeanwhile
	}
	dir := path.Dir(name)
	if err := d.root.MkdirAll(dir, 0o755); err != nil {
		return watch.File{}, err
	}
	tmp := temporary(dir)
	if err := d.write(tmp, fill); err != nil {
		_ = d.root.Remove(tmp)
		return watch.File{}, err
	}
	var err error
	if over == nil {
		err = d.place(tmp, name)
	} else {
		err = d.replace(tmp, name, *over)
	}
	if err != nil {
		_ = d.root.Remove(tmp)
		return watch.File{}, err
	}
	return d.stat(name)
}

func (d *disk) write(name string, fill func(io.Writer) error) error {
	f, err := d.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	err = fill(f)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// place gives a file its name where nothing has it.
func (d *disk) place(from, to string) error {
	err := renameNew(d.root, from, to)
	if !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if err := d.root.Link(from, to); err == nil {
		return d.root.Remove(from)
	} else if errors.Is(err, fs.ErrExist) {
		return errMeanwhile
	}
	if _, err := d.root.Lstat(to); !errors.Is(err, fs.ErrNotExist) { // a disk without links: looked at before
		return errMeanwhile
	}
	return d.root.Rename(from, to)
}

// replace puts a file in the place of one that is as expected, which goes to the bin.
func (d *disk) replace(from, name string, was watch.File) error {
	err := exchange(d.root, from, name)
	if errors.Is(err, errors.ErrUnsupported) {
		if err := d.copyToBin(name, name, was); err != nil {
			return err
		}
		if now, err := d.stat(name); err != nil || !now.Same(was) {
			return errMeanwhile
		}
		return d.root.Rename(from, name)
	}
	if err != nil {
		return err
	}
	if now, err := d.stat(from); err != nil || !now.Same(was) { // it was saved in this very moment
		return errors.Join(errMeanwhile, exchange(d.root, from, name))
	}
	return d.toBin(from, name)
}

// take moves a file that is as expected into the bin.
func (d *disk) take(name string, was watch.File) error {
	if busy(d.root, name) {
		return errMeanwhile
	}
	aside := path.Join(path.Dir(name), own+rand.Text()+".was")
	if err := d.root.Rename(name, aside); err != nil {
		return err
	}
	if now, err := d.stat(aside); err != nil || !now.Same(was) {
		return errors.Join(errMeanwhile, d.place(aside, name))
	}
	return d.toBin(aside, name)
}

// move gives a file another name, where nothing has it.
func (d *disk) move(from, to string) error {
	if busy(d.root, from) {
		return errMeanwhile
	}
	if err := d.root.MkdirAll(path.Dir(to), 0o755); err != nil {
		return err
	}
	if err := d.place(from, to); err != nil {
		return err
	}
	d.tidy(path.Dir(from))
	return nil
}

// tidy takes away folders that are empty.
func (d *disk) tidy(dir string) {
	for ; dir != "." && d.root.Remove(dir) == nil; dir = path.Dir(dir) {
	}
}

// binned is where something lies in the bin that had a name.
func (d *disk) binned(name string) (string, error) {
	dir := filepath.Join(d.bin, d.now().UTC().Format("20060102"))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	return filepath.Join(dir, campus.CleanFileName(rand.Text()[:8]+" "+strings.ReplaceAll(name, "/", " – "))), nil
}

// toBin moves something of ours into the bin.
func (d *disk) toBin(from, name string) error {
	f, err := d.stat(from)
	if err != nil {
		return err
	}
	if err := d.copyToBin(from, name, f); err != nil {
		return err
	}
	if err := d.root.Remove(from); err != nil {
		return err
	}
	d.tidy(path.Dir(name))
	return nil
}

// copyToBin copies a file that stays as it is meanwhile.
func (d *disk) copyToBin(from, name string, was watch.File) error {
	to, err := d.binned(name)
	if err != nil {
		return err
	}
	in, err := d.root.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	if e := out.Close(); err == nil {
		err = e
	}
	if now, e := d.stat(from); err == nil && (e != nil || !now.Same(was)) {
		err = errMeanwhile
	}
	if err != nil {
		_ = os.Remove(to)
	}
	return err
}

// KeepBin is how long things lie in the bin.
const KeepBin = 30 * 24 * time.Hour

// empty takes away what has lain in the bin for long enough.
func (d *disk) empty() {
	all, _ := os.ReadDir(d.bin)
	for _, e := range all {
		if day, err := time.Parse("20060102", e.Name()); err == nil && d.now().Sub(day) > KeepBin+24*time.Hour {
			_ = os.RemoveAll(filepath.Join(d.bin, e.Name()))
		}
	}
}

// sweep brings what a crash left of ours into the bin.
func (d *disk) sweep() {
	_ = fs.WalkDir(d.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil //nolint:nilerr // what can't be read is not ours
		}
		base := path.Base(name)
		if e.Type().IsRegular() && strings.HasPrefix(base, own) && (strings.HasSuffix(base, ".part") || strings.HasSuffix(base, ".was")) {
			_ = d.toBin(name, base)
		}
		return nil
	})
}

// marked tells whether the folder is the one that is meant.
func (d *disk) marked(mark string) bool {
	b, err := d.root.ReadFile(markName)
	return err == nil && strings.TrimSpace(string(b)) == mark
}

// setMark marks the folder, which has to be one that nobody else keeps in step.
func (d *disk) setMark(mark string) error {
	f, err := d.root.OpenFile(markName, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, mark)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// busy tells whether a program has a file open, as far as can be known: by the system, or
// by the lock that office programs put beside it.
func busy(root *os.Root, name string) bool {
	dir, base := path.Split(name)
	locks := []string{".~lock." + base + "#", "~$" + base}
	if len(base) > 2 {
		locks = append(locks, "~$"+base[2:]) // Word leaves out the first two letters of long names
	}
	for _, l := range locks {
		if _, err := root.Lstat(path.Join(dir, l)); err == nil {
			return true
		}
	}
	return watch.Writing(root, name)
}
