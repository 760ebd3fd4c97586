package app

import (
	"slices"
	"testing"
)

// TestWhatComesEarlyRunsInOrder: before the window is there it waits, and what it
// asks for in turn still comes before the window.
func TestWhatComesEarlyRunsInOrder(t *testing.T) {
	var did []string
	e := &early{main: func(f func()) { did = append(did, "window"); f() }, warmed: make(chan struct{})}
	close(e.warmed)
	note := func(s string) func() { return func() { did = append(did, s) } }
	e.do(func() { note("a")(); e.do(note("c")) })
	e.do(note("b"))
	if len(did) != 0 {
		t.Fatal("something ran before there was a goroutine that draws")
	}
	e.open()
	e.do(note("d"))
	if want := []string{"a", "b", "c", "window", "d"}; !slices.Equal(did, want) {
		t.Errorf("%v, want %v", did, want)
	}
}
