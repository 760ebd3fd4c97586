//go:build linux

package fulldisk

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// disk is a small file system of its own.
type disk struct {
	t    *testing.T
	path string
	fill string
}

// newDisk mounts one of so many megabytes.
func newDisk(t *testing.T, megabytes int) *disk {
	t.Helper()
	d := &disk{t: t, path: t.TempDir()}
	if err := syscall.Mount("rantau-test", d.path, "tmpfs", 0, fmt.Sprintf("size=%dm", megabytes)); err != nil {
		if os.Getenv("CI") != "" && os.Geteuid() == 0 {
			t.Fatalf("no file system can be mounted: %v", err)
		}
		t.Skipf("only who may mount a file system can let one run full: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(d.path, syscall.MNT_DETACH) })
	d.fill = filepath.Join(d.path, "filler")
	return d
}

// full leaves so many bytes of it.
func (d *disk) full(left int64) {
	d.t.Helper()
	var s syscall.Statfs_t
	if err := syscall.Statfs(d.path, &s); err != nil {
		d.t.Fatal(err)
	}
	n := int64(s.Bavail)*s.Bsize - left
	if n <= 0 {
		return
	}
	if err := os.WriteFile(d.fill, make([]byte, n), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// free gives the room back.
func (d *disk) free() {
	d.t.Helper()
	if err := os.Remove(d.fill); err != nil {
		d.t.Fatal(err)
	}
}
