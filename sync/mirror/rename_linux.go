package mirror

import (
	"errors"
	"os"
	"path"

	"golang.org/x/sys/unix"
)

// renameNew renames where nothing has the new name, in one.
func renameNew(root *os.Root, from, to string) error {
	return rename(root, from, to, unix.RENAME_NOREPLACE)
}

// exchange has two files change their names, in one.
func exchange(root *os.Root, a, b string) error { return rename(root, a, b, unix.RENAME_EXCHANGE) }

func rename(root *os.Root, from, to string, flags uint) error {
	a, err := root.Open(path.Dir(from))
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	b, err := root.Open(path.Dir(to))
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }()
	err = unix.Renameat2(int(a.Fd()), path.Base(from), int(b.Fd()), path.Base(to), flags)
	switch {
	case errors.Is(err, unix.EEXIST):
		return errMeanwhile
	case errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS), errors.Is(err, unix.ENOTSUP):
		return errors.ErrUnsupported
	}
	return err
}
