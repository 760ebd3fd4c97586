package campus

import "testing"

// In a class the staff takes a post away; in a private conversation nobody but
// its author does, not even who started it.
func TestTalkHasNoStaff(t *testing.T) {
	post := &Post{Topic: NewID(), Text: "x"}
	for in, want := range map[SpaceType]Code{InClass: "", InGroup: "", InTalk: Forbidden} {
		w := Write{Actor: Actor{Person: NewID(), Role: Owner}, In: in, Author: NewID(), Before: post, Deleted: true}
		err := post.MayWrite(w)
		if err == nil != (want == "") || err != nil && CodeOf(err) != want {
			t.Errorf("%s: %v", in, err)
		}
	}
}

// Who leaves a private conversation hands it on where nobody else could add people.
func TestWhoHasATalkAfterwards(t *testing.T) {
	third := ID("01900000-0000-7000-8000-000000000005")
	member := func(p ID, r Role) Record {
		return Record{ID: MembershipID(place, p), Kind: "membership", Space: place, Body: NewBody(Create("", "membership", &Membership{Person: p, Role: r}).Set)}
	}
	for name, c := range map[string]struct {
		members []Record
		changes int
		owner   ID
	}{
		"the owner of two":             {[]Record{member(me, Owner), member(other, Member)}, 2, other},
		"to whoever is there longest":  {[]Record{member(me, Owner), member(other, None), member(third, Member)}, 2, third},
		"a member":                     {[]Record{member(other, Owner), member(me, Member)}, 1, ""},
		"an owner beside another":      {[]Record{member(me, Owner), member(third, Member), member(other, Owner)}, 1, ""},
		"the last":                     {[]Record{member(me, Owner), member(other, None)}, 1, ""},
		"somebody who is not there":    {[]Record{member(other, Owner)}, 0, ""},
		"somebody who has left before": {[]Record{member(other, Owner), member(me, None)}, 0, ""},
	} {
		a := LeaveTalk(place, me, c.members)
		var owner ID
		for _, ch := range a.Changes {
			if string(ch.Set["role"]) == `"owner"` {
				for _, m := range c.members {
					if m.ID == ch.Record {
						owner = As[Membership](m).Person
					}
				}
			}
		}
		if len(a.Changes) != c.changes || owner != c.owner {
			t.Errorf("%s: %d changes, %q owns it", name, len(a.Changes), owner)
		}
	}
}
