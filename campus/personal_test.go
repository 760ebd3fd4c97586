package campus

import (
	"slices"
	"testing"
)

// TestOwnSpaceIsItsOwners: what lives in somebody's own space is written by its owner
// alone, were anybody else ever a member there.
func TestOwnSpaceIsItsOwners(t *testing.T) {
	space := PersonalSpace(me)
	tried := 0
	for _, k := range Kinds {
		if k.Root || !slices.Equal(k.Spaces, []SpaceType{InPersonal}) {
			continue
		}
		v, err := k.Decode(Body(samples[k.Name].body))
		if err != nil {
			t.Fatal(err)
		}
		id := NewID()
		switch v := v.(type) {
		case *ReadMark:
			id = ReadMarkID(v.In, v.Of)
		case *Follow:
			id = FollowID(v.In, v.Of)
		case *Draft:
			id = DraftID(v.Device, v.In, v.Of)
		case *Place:
			id = PlaceID(v.Device, v.In, v.Of)
		}
		tried++
		for role, may := range map[Role]bool{Owner: true, Member: false, None: false} {
			w := Write{Actor: Actor{Person: me, Role: role}, Space: space, In: InPersonal, Record: id, Author: me, Changed: map[string]bool{}}
			if err := Judge(k, w, v, Everyone); (err == nil) != may || err != nil && CodeOf(err) != Forbidden {
				t.Errorf("%s by %q: %v", k.Name, role, err)
			}
		}
	}
	if tried < 5 {
		t.Errorf("only %d kinds were tried", tried)
	}
}
