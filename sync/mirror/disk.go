package mirror

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"rantau/campus"
	"rantau/storage/watch"
)

// disk changes what is in a mirror. It never leaves the folder, writes over nothing that is
// not as it is expected to be, and takes nothing away but into the bin.
type disk struct {
	root *os.Root
	bin  bin
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
	// It is as it is now that it is what the document says: once it has its name, anybody
	// may save it anew.
	f, err := d.stat(tmp)
	switch {
	case err != nil:
	case over == nil:
		err = d.place(tmp, name)
	default:
		err = d.replace(tmp, name, *over)
	}
	if err != nil {
		d.drop(tmp, name, f)
	}
	return f, err
}

// drop takes away what was written and is not needed; what somebody saved into it
// meanwhile goes to the bin.
func (d *disk) drop(tmp, name string, f watch.File) {
	if now, err := d.stat(tmp); err == nil && !now.Same(f) {
		_ = d.toBin(tmp, name)
		return
	}
	_ = d.root.Remove(tmp)
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
		return d.replaceAside(from, name, was)
	}
	if err != nil {
		return err
	}
	if now, err := d.stat(from); err != nil || !now.Same(was) { // it was saved in this very moment
		return errors.Join(errMeanwhile, exchange(d.root, from, name))
	}
	return d.toBin(from, name)
}

// replaceAside is replace where the system can't do it in one: for a moment nothing has the
// name.
func (d *disk) replaceAside(from, name string, was watch.File) error {
	aside, err := d.setAside(name, was)
	if err != nil {
		return err
	}
	if err := d.place(from, name); err != nil {
		if d.place(aside, name) != nil { // somebody saved it anew
			_ = d.toBin(aside, name)
		}
		return err
	}
	return d.toBin(aside, name)
}

// take moves a file that is as expected into the bin.
func (d *disk) take(name string, was watch.File) error {
	if busy(d.root, name) {
		return errMeanwhile
	}
	aside, err := d.setAside(name, was)
	if err != nil {
		return err
	}
	return d.toBin(aside, name)
}

// setAside gives a file that is as expected a name of ours.
func (d *disk) setAside(name string, was watch.File) (string, error) {
	aside := path.Join(path.Dir(name), own+rand.Text()+".was")
	if err := d.root.Rename(name, aside); err != nil {
		return "", err
	}
	if now, err := d.stat(aside); err != nil || !now.Same(was) {
		return "", errors.Join(errMeanwhile, d.place(aside, name))
	}
	return aside, nil
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
	in, err := d.root.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	_, err = d.bin.put(name, d.now(), func(out io.Writer) error {
		_, err := io.Copy(out, in)
		if now, e := d.stat(from); err == nil && (e != nil || !now.Same(was)) {
			err = errMeanwhile
		}
		return err
	})
	return err
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
	said, _, _ := strings.Cut(strings.TrimSpace(string(b)), " ")
	return err == nil && said == mark
}

// setMark marks the folder, which has to be one that nobody else keeps in step.
func (d *disk) setMark(mark string, space, person campus.ID) error {
	f, err := d.root.OpenFile(markName, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, mark, space, person)
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
