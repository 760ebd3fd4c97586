//go:build linux || darwin

package guard

import (
	"fmt"
	"os"
	"os/signal"
	"time"

	"golang.org/x/sys/unix"
)

// Enter takes from this process what it does not need to draw the pages of a file that is
// open and not read yet; it may use so much more memory than it has now. The error tells
// what was not possible.
func Enter(f *os.File, memory uint64) error {
	closeStrange(int(f.Fd()))
	set(unix.RLIMIT_CORE, 0)
	set(unix.RLIMIT_FSIZE, 0) // it writes to no file
	set(unix.RLIMIT_AS, addresses()+memory)
	over := make(chan os.Signal, 1)
	signal.Notify(over, unix.SIGXCPU)
	go func() {
		<-over
		os.Exit(3)
	}()
	// Go opens what it waits with at the first timer: it has to be before nothing opens.
	time.Sleep(time.Microsecond)
	set(unix.RLIMIT_NOFILE, 0) // the descriptors that it has go on; there are no new ones
	return filter()
}

// Seconds allows so much more time of the processor from now.
func Seconds(n uint64) {
	var used unix.Rusage
	var now unix.Rlimit
	if unix.Getrusage(unix.RUSAGE_SELF, &used) != nil || unix.Getrlimit(unix.RLIMIT_CPU, &now) != nil {
		return
	}
	now.Cur = min(uint64(used.Utime.Sec+used.Stime.Sec)+n+1, now.Max)
	_ = unix.Setrlimit(unix.RLIMIT_CPU, &now)
}

// addresses is the address space that a Go program has taken before it does
// anything: more than a gigabyte, and terabytes under the race detector.
func addresses() uint64 {
	var pages uint64
	b, err := os.ReadFile("/proc/self/statm")
	if err == nil {
		_, err = fmt.Sscan(string(b), &pages)
	}
	if err != nil || pages == 0 {
		return 1_300 << 20
	}
	return pages * uint64(os.Getpagesize())
}

func set(what int, n uint64) {
	var now unix.Rlimit
	if unix.Getrlimit(what, &now) == nil && n < now.Max {
		_ = unix.Setrlimit(what, &unix.Rlimit{Cur: n, Max: n})
	}
}

// Hold limits a worker that was just started, from outside. Here it limits itself.
func Hold(*os.Process, uint64) (release func(), err error) { return func() {}, nil }
