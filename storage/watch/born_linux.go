package watch

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// Born is when a file was made, where the disk keeps it.
func Born(root *os.Root, name string) (time.Time, bool) {
	f, err := root.OpenFile(name, os.O_RDONLY|unix.O_NONBLOCK, 0)
	if err != nil {
		return time.Time{}, false
	}
	defer func() { _ = f.Close() }()
	var s unix.Statx_t
	if err := unix.Statx(int(f.Fd()), "", unix.AT_EMPTY_PATH, unix.STATX_BTIME, &s); err != nil || s.Mask&unix.STATX_BTIME == 0 {
		return time.Time{}, false
	}
	return time.Unix(s.Btime.Sec, int64(s.Btime.Nsec)), true
}
