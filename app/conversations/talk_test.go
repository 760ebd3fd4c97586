package conversations_test

import (
	"testing"

	"rantau/campus"
)

// TestTalkIsNamedAndHandedOn: who started a private conversation names it, adds people,
// and leaves it to the others.
func TestTalkIsNamedAndHandedOn(t *testing.T) {
	h, s := open(t, "student")
	h.Tap("Private")
	s.New()
	h.Settle()
	h.Type("Find by name or institution", "minh")
	h.Pick("Nguyễn Minh Anh")
	h.Tap("Start")
	h.Dots(0)
	h.Pick("Rename")
	h.Fill("Name of the conversation", "Our poster")
	h.Tap("Save")
	h.Want("Our poster", "Private: only Nguyễn Minh Anh and you see it")
	h.Dots(0)
	h.Pick("Add people")
	h.Type("Find by name or institution", "aung")
	h.Pick("Aung Ko Ko")
	h.Tap("Add")
	h.Want("Aung Ko Ko")
	talk := s.Place().Space
	h.Dots(0)
	h.Pick("Leave")
	h.TapLast("Leave")
	h.WantNot("Our poster")
	owners := 0
	for _, person := range []campus.ID{h.Campus.Minh, h.Campus.Aung} { // both came at one time, by the clock that stands still
		r, err := h.Campus.Replica.Record(t.Context(), campus.MembershipID(talk, person))
		if err != nil {
			t.Fatal(err)
		}
		if campus.As[campus.Membership](r).Role == campus.Owner {
			owners++
		}
	}
	if owners != 1 {
		t.Errorf("it is left with %d who can add people", owners)
	}
}
