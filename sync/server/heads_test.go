package server

import (
	"slices"
	"testing"

	"rantau/campus"
)

// TestHeadsAreForgotten: what a transaction changed is read anew, and what was read before it
// is not remembered behind it.
func TestHeadsAreForgotten(t *testing.T) {
	c := newHeadCache()
	person, class, group := campus.NewID(), campus.NewID(), campus.NewID()
	read := func(seq int64) []spaceHead {
		return []spaceHead{{id: class, seq: seq, stamp: "a", role: campus.Member}, {id: group, seq: 3, stamp: "b", role: campus.Owner, led: true}}
	}
	_, _, gen, ok := c.known(person)
	if ok {
		t.Fatal("it knows what it never heard")
	}
	c.keep(gen, person, read(7), true)
	heads, missing, _, ok := c.known(person)
	if !ok || len(missing) > 0 || !slices.Equal(heads, read(7)) {
		t.Errorf("it remembers %+v, misses %v", heads, missing)
	}
	_, _, before, _ := c.known(person)
	c.forget(map[campus.ID]bool{class: true}, nil)
	c.keep(before, person, read(7), true) // was read before the commit
	if heads, missing, _, ok = c.known(person); !ok || !slices.Equal(missing, []int{0}) || heads[0].id != class || heads[0].role != campus.Member {
		t.Errorf("behind a commit it remembers %+v, misses %v", heads, missing)
	}
	_, _, gen, _ = c.known(person)
	c.keep(gen, person, read(8)[:1], false)
	c.keep(gen, person, read(7)[:1], false) // another who began earlier
	if heads, missing, _, _ = c.known(person); len(missing) > 0 || !slices.Equal(heads, read(8)) {
		t.Errorf("anew it remembers %+v, misses %v", heads, missing)
	}
	c.forget(nil, map[campus.ID]bool{person: true})
	if _, _, _, ok = c.known(person); ok {
		t.Error("a membership that changed is remembered")
	}
}
