package groups_test

import (
	"fmt"
	"testing"

	"rantau/campus"
)

// TestManyMembersAreLookedThrough: a long list has a field above it, a short one none.
func TestManyMembersAreLookedThrough(t *testing.T) {
	h, _ := open(t, "teacher")
	h.Pick("Bandung Raya")
	h.Tap("Members")
	h.WantNot("Find by name or institution")
	for i := range 25 {
		who := campus.NewID()
		h.Campus.Replica.Add(h.Campus.Commons, "", "person", who, &campus.Person{Name: fmt.Sprintf("Member %02d", i)})
		h.Campus.Replica.Add(h.Campus.Group, "", "membership", campus.MembershipID(h.Campus.Group, who), &campus.Membership{Person: who, Role: campus.Member})
	}
	h.Settle()
	h.Type("Find by name or institution", "member 17")
	h.Want("Member 17")
	h.WantNot("Member 16")
	h.Field("Find by name or institution").SetText("")
	h.Settle()
	h.Want("Member 00")
}
