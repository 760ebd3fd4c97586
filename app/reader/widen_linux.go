package reader

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// widen makes room in a pipe: a page goes through in a few pieces and not in a hundred, each
// of which is another turn for both processes.
func widen(r io.Reader) {
	if f, ok := r.(*os.File); ok {
		_, _ = unix.FcntlInt(f.Fd(), unix.F_SETPIPE_SZ, 1<<20)
	}
}
