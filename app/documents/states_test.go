package documents

import (
	"testing"

	"rantau/campus"
)

// TestAPartIsLookedAtAgain: what is seen half is not left standing as half, and what does not
// grow is not asked for for ever.
func TestAPartIsLookedAtAgain(t *testing.T) {
	s := newStates(nil, func() {})
	id := campus.NewID()
	look := func(here int64) bool {
		st := state{FileState: campus.FileState{Size: 100, Here: here}}
		again := s.grows(id, st)
		s.known[id] = st
		return again
	}
	if look(0) || look(100) {
		t.Error("what is not begun, or whole, is looked at again")
	}
	times := 0
	for look(40) {
		times++
	}
	if times != 5 {
		t.Errorf("a part that does not grow is looked at %d times", times)
	}
	if !look(60) {
		t.Error("a part that has grown is not looked at again")
	}
	if look(100) {
		t.Error("what is whole is looked at again")
	}
}
