//go:build linux || darwin

package reader

import (
	"fmt"
	"os"
	"os/signal"

	"golang.org/x/sys/unix"
)

// limitWorker takes from this process what it does not need to draw pages. A
// limit that the system does not know is no reason not to start.
func limitWorker(memory uint64) {
	set(unix.RLIMIT_CORE, 0)
	set(unix.RLIMIT_FSIZE, 0) // it writes to no file
	set(unix.RLIMIT_AS, addresses()+memory)
	over := make(chan os.Signal, 1)
	signal.Notify(over, unix.SIGXCPU)
	go func() {
		<-over
		os.Exit(3)
	}()
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

// limitSeconds allows so much more time of the processor from now.
func limitSeconds(n uint64) {
	var used unix.Rusage
	var now unix.Rlimit
	if unix.Getrusage(unix.RUSAGE_SELF, &used) != nil || unix.Getrlimit(unix.RLIMIT_CPU, &now) != nil {
		return
	}
	now.Cur = min(uint64(used.Utime.Sec+used.Stime.Sec)+n+1, now.Max)
	_ = unix.Setrlimit(unix.RLIMIT_CPU, &now)
}
