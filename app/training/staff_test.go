package training_test

import (
	"context"
	"testing"

	"rantau/app/apptest"
	"rantau/campus"
)

// roleOf is somebody's role in the class.
func roleOf(t *testing.T, h *apptest.Hand, who campus.ID) campus.Role {
	t.Helper()
	r, err := h.Campus.Replica.Record(context.Background(), campus.MembershipID(h.Campus.Soil, who))
	if err != nil {
		t.Fatal(err)
	}
	return campus.As[campus.Membership](r).Role
}

// TestASecondTeacher: whose class it is shares it, and may change their mind; others may
// not.
func TestASecondTeacher(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	h.Tap("Members")
	dots := h.Menus()
	find := func(word string) bool {
		for n := range dots {
			h.Dots(n)
			if h.Sees(word) {
				h.Press(word)
				return true
			}
			h.Window.Canvas().Overlays().Top().Hide()
		}
		return false
	}
	if !find("Make a teacher of this class") {
		t.Fatal("nobody can be made a teacher")
	}
	var second campus.ID
	all, err := h.Campus.Replica.Records(context.Background(), campus.Query{Space: h.Campus.Soil, Kind: "membership"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if m := campus.As[campus.Membership](r); m.Role == campus.Staff {
			second = m.Person
		}
	}
	if second == "" {
		t.Fatal("nobody became a teacher")
	}
	if !find("Make a student again") || roleOf(t, h, second) != campus.Member {
		t.Errorf("it cannot be taken back: %s", roleOf(t, h, second))
	}
	h, s = open(t, "student")
	soil(h, s)
	h.Tap("Members")
	if dots = h.Menus(); find("Make a teacher") {
		t.Error("a student makes teachers")
	}
}

// TestWhoWasTakenOutComesBack with the role that was theirs.
func TestWhoWasTakenOutComesBack(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	var back func(context.Context) error
	h.Env.TakenAway = func(_ string, f func(context.Context) error) { back = f }
	h.Tap("Members")
	for n := range h.Menus() {
		h.Dots(n)
		if h.Sees("Make a teacher of this class") { // the menu of a student
			h.Press("Remove from the class")
			h.TapLast("Remove from the class")
			break
		}
		h.Window.Canvas().Overlays().Top().Hide()
	}
	h.Want("Members  4")
	if back == nil {
		t.Fatal("it cannot be undone")
	}
	if err := back(context.Background()); err != nil {
		t.Fatal(err)
	}
	h.Settle()
	h.Want("Members  5")
}
