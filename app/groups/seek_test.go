package groups_test

import (
	"fmt"
	"testing"

	"rantau/app/ui"
	"rantau/campus"
)

// TestAPostIsBroughtInSight in a group that is open already, also on another tab.
func TestAPostIsBroughtInSight(t *testing.T) {
	for _, tab := range []string{"Discussion", "Members", "Tasks"} {
		t.Run(tab, func(t *testing.T) {
			h, s := open(t, "student")
			c := h.Campus
			var ids []campus.ID
			for i := range 90 {
				id := campus.NewID()
				c.Replica.Add(c.Group, c.Siti, "post", id, &campus.Post{Topic: c.Group, Text: fmt.Sprintf("Plank number %d.", i)})
				ids = append(ids, id)
			}
			h.Settle()
			h.Pick("Bandung Raya and Penang")
			s.Tab(tab)
			h.Settle()
			for _, i := range []int{70, 4} {
				s.Open(ui.Place{Section: ui.SectionGroups, Space: c.Group, Post: ids[i]})
				s.Shown()
				h.Settle()
				h.Want(fmt.Sprintf("Plank number %d.", i))
				s.Changed(campus.Notice{})
				h.Settle()
				h.Want(fmt.Sprintf("Plank number %d.", i))
			}
		})
	}
}
