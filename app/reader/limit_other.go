//go:build !linux && !darwin

package reader

// Windows has no such limits that a process could give itself: there, the time that the
// program allows for a page is what holds the worker.

func limitWorker(uint64) {}

func limitSeconds(uint64) {}
