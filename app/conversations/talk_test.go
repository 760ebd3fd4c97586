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
	r, err := h.Campus.Replica.Record(t.Context(), campus.MembershipID(talk, h.Campus.Minh))
	if err != nil || campus.As[campus.Membership](r).Role != campus.Owner {
		t.Errorf("it is left without anybody who can add people: %s (%v)", r.Body, err)
	}
}
