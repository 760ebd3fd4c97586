//go:build !linux && !darwin && !windows

package guard

import "os"

// Enter does nothing on this system.
func Enter(*os.File, uint64) error { return nil }

// Seconds does nothing on this system.
func Seconds(uint64) {}

// Hold does nothing on this system.
func Hold(*os.Process, uint64) (release func(), err error) { return func() {}, nil }
