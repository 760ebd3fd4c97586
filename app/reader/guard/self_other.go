//go:build !linux && !darwin && !windows

package guard

import (
	"os"
	"os/exec"
)

// Enter does nothing on this system.
func Enter(uint64) error { return nil }

// Seconds does nothing on this system.
func Seconds(uint64) {}

// Hand does nothing on this system.
func Hand(*exec.Cmd, *os.File) bool { return false }

// Hold does nothing on this system.
func Hold(*os.Process, uint64) (release func(), err error) { return func() {}, nil }
