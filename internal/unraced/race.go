//go:build race

package unraced

// Detector tells that the race detector watches.
const Detector = true
