// Package unraced tells the tests that do one thing after another from those that are about
// several at once. The race detector makes the database ten times slower, and finds nothing
// where only one goroutine works; make test runs the packages that use this once more without
// it.
package unraced

import "testing"

// Skip ends a test where the race detector watches.
func Skip(t testing.TB) {
	t.Helper()
	if Detector {
		t.Skip("one thing after another: it runs without the race detector")
	}
}
