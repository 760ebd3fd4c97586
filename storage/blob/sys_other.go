//go:build !windows

package blob

import (
	"errors"
	"os"
	"syscall"
)

func fullHere(syscall.Errno) bool { return false }

func unreadable(n syscall.Errno) bool { return n == syscall.EIO }

// SyncDir makes the names in a folder durable. Some file systems, most of them
// on a network, cannot: they are left to do their best.
func SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	return errors.Join(err, d.Close())
}
