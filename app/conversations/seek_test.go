package conversations_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
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
	h.Pick("How do you learn") // it is open already, and at its end
	h.Type("Answer in this topic", "Mine.")
	h.Tap("Send")
	over := fyne.NewPos(900, 400)
	test.Scroll(h.Window.Canvas(), over, 0, 900) // up, and by the wheel to the end again
	h.WantNot("Mine.")
	test.Scroll(h.Window.Canvas(), over, 0, -4000)
	h.Want("Mine.")
	c.Replica.Add(c.Commons, c.Sok, "post", campus.NewID(), &campus.Post{Topic: c.Topic, Text: "One more."})
	c.Replica.Add(c.Commons, c.Sok, "post", campus.NewID(), &campus.Post{Topic: c.Topic, Text: "And who reads the last sees the next."})
	h.Settle()
	h.Want("And who reads the last")
	for _, i := range []int{3, 60, 110, 5} {
		s.Open(ui.Place{Section: ui.SectionConversations, Space: c.Commons, Record: c.Topic, Post: ids[i]})
		s.Shown()
		h.Settle()
		h.Want(fmt.Sprintf("Answer number %d.", i))
		s.Changed(campus.Notice{}) // a look anew leaves it there
		h.Settle()
		h.Want(fmt.Sprintf("Answer number %d.", i))
	}

	// What a topic opens with is its head.
	s.Open(ui.Place{Section: ui.SectionConversations, Space: c.Commons, Record: c.Topic, Post: c.Topic})
	s.Shown()
	h.Settle()
	h.Want("In our barangay it is out two evenings a week")
}

// TestWhatIsWrittenIsInSight: a field that begins with several lines shows them.
func TestWhatIsWrittenIsInSight(t *testing.T) {
	h, _ := open(t, "student")
	h.Pick("Food that you miss")
	field := h.Field("Answer in this topic")
	before := field.Size().Height
	field.SetText("About your request:\n\nWe can\ntake six.")
	h.Settle()
	apptest.Relayout(h.Window.Canvas())
	if now := field.Size().Height; now <= before {
		t.Errorf("four lines have %v, one had %v", now, before)
	}
}
