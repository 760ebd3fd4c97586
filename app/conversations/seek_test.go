package conversations_test

import (
	"fmt"
	"testing"

	"rantau/app/ui"
	"rantau/campus"
)

// TestAPostIsBroughtInSight: what was found or reported is seen where it was said, also
// where it is older than what a thread shows at first.
func TestAPostIsBroughtInSight(t *testing.T) {
	h, s := open(t, "student")
	c := h.Campus
	var ids []campus.ID
	for i := range 120 {
		id := campus.NewID()
		c.Replica.Add(c.Commons, c.Sok, "post", id, &campus.Post{Topic: c.Topic, Text: fmt.Sprintf("Answer number %d.", i)})
		ids = append(ids, id)
	}
	h.Settle()
	for _, i := range []int{3, 60, 110, 5} {
		s.Open(ui.Place{Section: ui.SectionConversations, Space: c.Commons, Record: c.Topic, Post: ids[i]})
		s.Shown()
		h.Settle()
		h.Want(fmt.Sprintf("Answer number %d.", i))
	}
}
