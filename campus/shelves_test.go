package campus

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestShelvesOfAnyShape: whatever computers have put into what, a folder is at the top
// exactly if the way up from it leads back to it, or nowhere.
func TestShelvesOfAnyShape(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7)) //nolint:gosec // no secret
	for range 500 {
		ids := make([]ID, 1+r.IntN(12))
		for i := range ids {
			ids[i] = NewID()
		}
		parent := map[ID]ID{}
		var all []Record
		for _, id := range ids {
			if n := r.IntN(len(ids) + 2); n < len(ids) {
				parent[id] = ids[n]
			} else if n == len(ids) {
				parent[id] = NewID() // is not here
			}
			all = append(all, folderRecord(id, parent[id]))
		}
		here := func(id ID) bool { _, ok := NewShelves(all).folders[id]; return ok }
		s := NewShelves(all)
		for _, id := range ids {
			want := parent[id]
			if !here(want) {
				want = ""
			}
			for at, n := parent[id], 0; n <= len(ids); at, n = parent[at], n+1 {
				if at == id {
					want = ""
				}
			}
			if got := s.Parent(id); got != want {
				t.Fatalf("%v: the folder above %s is %q, not %q", parent, id, got, want)
			}
			if way := s.Way(id); len(way) == 0 || way[len(way)-1].ID != id || s.Parent(way[0].ID) != "" {
				t.Fatalf("%v: the way to %s is %v", parent, id, way)
			}
		}
	}
}

// TestShelvesOfAnyDepth: a hundred thousand folders, one in the other and the last in the
// first or not, are stepped on once each.
func TestShelvesOfAnyDepth(t *testing.T) {
	const depth = 100_000
	for _, ring := range []bool{false, true} {
		all := make([]Record, depth)
		at := func(i int) ID { return ID(fmt.Sprintf("0198c0de-0000-7000-8000-%012d", i)) }
		for i := range all {
			up := ID("")
			if i > 0 {
				up = at(i - 1)
			} else if ring {
				up = at(depth - 1)
			}
			all[i] = Record{ID: at(i), Kind: "folder", Body: Body(`{"name":"F","parent":"` + string(up) + `"}`)}
		}
		s := NewShelves(all)
		want := depth
		if ring {
			want = 1
		}
		if got := len(s.Way(at(depth - 1))); got != want {
			t.Errorf("the way has %d steps, not %d", got, want)
		}
	}
}
