package campus

import "testing"

func TestConcerns(t *testing.T) {
	versions := []Version{{ID: record, Author: other}}
	for _, c := range []struct {
		name string
		r    Record
		a    Actor
		want bool
	}{
		{"nothing beside it", Record{Author: me}, Actor{Person: me, Role: Owner}, false},
		{"my text", Record{Author: me, Versions: versions}, Actor{Person: me, Role: Member}, true},
		{"changed by me last", Record{Author: other, Editor: me, Versions: versions}, Actor{Person: me, Role: Member}, true},
		{"my version", Record{Author: place, Versions: versions}, Actor{Person: other, Role: Member}, true},
		{"the staff", Record{Author: other, Versions: versions}, Actor{Person: me, Role: Staff}, true},
		{"others'", Record{Author: other, Versions: versions}, Actor{Person: me, Role: Member}, false},
	} {
		if got := Concerns(c.r, c.a); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
