package blob

import "syscall"

const (
	errorCRC            syscall.Errno = 23
	errorHandleDiskFull syscall.Errno = 39
	errorDiskFull       syscall.Errno = 112
)

func fullHere(n syscall.Errno) bool { return n == errorDiskFull || n == errorHandleDiskFull }

func unreadable(n syscall.Errno) bool { return n == errorCRC }

// SyncDir has nothing to do: NTFS journals its folders, and Windows gives no
// way to flush one.
func SyncDir(string) error { return nil }
