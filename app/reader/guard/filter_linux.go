package guard

import (
	"os"
	"strconv"
	"strings"

	"github.com/elastic/go-seccomp-bpf"
	"github.com/elastic/go-seccomp-bpf/arch"
	"golang.org/x/sys/unix"
)

// What Go, the C library and MuPDF ask of the system while pages are drawn: memory, clocks,
// threads of their own, and to read and write what is open. Nothing here opens, connects,
// starts or looks at another process. All else is answered with EPERM and not with death:
// a C library of tomorrow may try something new and do without.
var allowed = []string{
	"read", "write", "readv", "writev", "pread64", "lseek", "close", "fstat", "fcntl",
	"mremap", "munmap", "madvise", "brk", "membarrier",
	"futex", "set_robust_list", "rseq", "sched_yield", "sched_getaffinity", "restart_syscall",
	"rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack",
	"epoll_pwait", "epoll_wait", "epoll_ctl",
	"nanosleep", "clock_nanosleep", "clock_gettime", "clock_getres", "gettimeofday", "time",
	"timer_create", "timer_settime", "timer_delete", "setitimer",
	"getrusage", "getrlimit", "setrlimit", "getpid", "gettid", "getrandom", "uname", "sysinfo",
	"exit", "exit_group",
}

// filter holds every thread to what is allowed, and all that they start.
func filter() error {
	here, err := arch.GetInfo("")
	if err != nil {
		return err
	}
	known := func(names ...string) []string {
		var out []string
		for _, n := range names {
			if _, ok := here.SyscallNames[n]; ok {
				out = append(out, n)
			}
		}
		return out
	}
	when := func(name string, argument uint32, op seccomp.Operation, value uint64) seccomp.NameWithConditions {
		return seccomp.NameWithConditions{Name: name, Conditions: seccomp.ArgumentConditions{{Argument: argument, Operation: op, Value: value}}}
	}
	self := uint64(os.Getpid())
	return seccomp.LoadFilter(seccomp.Filter{
		NoNewPrivs: true,
		Flag:       seccomp.FilterFlagTSync, // every thread, those of C too
		Policy: seccomp.Policy{
			DefaultAction: seccomp.ActionErrno,
			Syscalls: []seccomp.SyscallGroup{
				{Action: seccomp.ActionAllow, Names: known(allowed...), NamesWithCondtions: []seccomp.NameWithConditions{
					when("mmap", 2, seccomp.BitsNotSet, unix.PROT_EXEC), // no new code
					when("mprotect", 2, seccomp.BitsNotSet, unix.PROT_EXEC),
					when("clone", 0, seccomp.BitsSet, unix.CLONE_THREAD), // threads, not processes
					when("tgkill", 0, seccomp.Equal, self),               // Go interrupts its own
					when("prlimit64", 0, seccomp.Equal, 0),               // of this process
				}},
				// Its flags are out of a filter's sight; without it the C library takes clone.
				{Action: seccomp.ActionErrno | seccomp.Action(unix.ENOSYS), Names: known("clone3")},
			},
		},
	})
}

// closeStrange closes what libraries of the program left open for its children: a
// connection to the display, a graphics card.
func closeStrange(but int) {
	all, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return
	}
	for _, e := range all {
		fd, err := strconv.Atoi(e.Name())
		if err != nil || fd <= 2 || fd == but {
			continue
		}
		to, err := os.Readlink("/proc/self/fd/" + e.Name())
		// What Go itself keeps is no file, or tells of the processors.
		if err == nil && !strings.HasPrefix(to, "anon_inode:") && !strings.HasPrefix(to, "/sys/") && !strings.HasPrefix(to, "/proc/") {
			_ = unix.Close(fd)
		}
	}
}
