package watch

import (
	"os"

	"golang.org/x/sys/unix"
)

// Writing tells whether some program has the file open for writing, as far as the system
// says: of one's own files Linux does, by a lease that is not given while there is one.
func Writing(root *os.Root, name string) bool {
	f, err := root.OpenFile(name, os.O_RDONLY|unix.O_NONBLOCK, 0)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	if _, err := unix.FcntlInt(f.Fd(), unix.F_SETLEASE, unix.F_RDLCK); err != nil {
		return err == unix.EAGAIN
	}
	_, _ = unix.FcntlInt(f.Fd(), unix.F_SETLEASE, unix.F_UNLCK)
	return false
}
