// Package guard holds the process that looks into files from strangers. It takes from it
// what it does not need before it sees the first byte: memory and time without end, files,
// the network, other programs. All of it is as good as the system allows; what a system
// does not know is no reason to draw no page.
//
//	             Linux                     macOS             Windows
//	memory       address space             address space     job object
//	time         processor                 processor         the program's clock alone
//	files        the one that is open      no new            not held
//	             already; seccomp          descriptors
//	network      seccomp, no descriptors   no descriptors    not held
//	programs     seccomp                   not held          one process in the job
//
// On every system the worker has the environment of nobody, and the program ends it when
// it takes too long. Windows and macOS were not tried.
package guard
