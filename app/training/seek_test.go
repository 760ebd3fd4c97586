package training_test

import (
	"fmt"
	"testing"

	"rantau/app/ui"
	"rantau/campus"
)

// TestAPostIsBroughtInSight in a class that is open already, on another tab.
func TestAPostIsBroughtInSight(t *testing.T) {
	h, s := open(t, "student")
	c := h.Campus
	var ids []campus.ID
	for i := range 90 {
		id := campus.NewID()
		c.Replica.Add(c.Soil, c.Siti, "post", id, &campus.Post{Topic: c.Soil, Text: fmt.Sprintf("Bed number %d.", i)})
		ids = append(ids, id)
	}
	h.Settle()
	soil(h, s)
	h.Tap("Members")
	for _, i := range []int{70, 4} {
		s.Open(ui.Place{Section: ui.SectionTraining, Space: c.Soil, Post: ids[i]})
		s.Shown()
		h.Settle()
		h.Want(fmt.Sprintf("Bed number %d.", i))
	}
}
