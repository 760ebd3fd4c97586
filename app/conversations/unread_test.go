package conversations_test

import (
	"strings"
	"testing"
	"time"

	"rantau/campus"
)

// TestUnreadThread: a thread stands out until it was read, opens at the first that is
// new, and can be set back by hand.
func TestUnreadThread(t *testing.T) {
	h, _ := open(t, "student")
	h.Campus.Own()
	h.Campus.Later(time.Minute)
	topic := campus.DerivedID("community topic", "2")
	unread := func() int {
		t.Helper()
		h.Settle()
		all, err := h.Env.Unread.Get(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return all[campus.Thread{In: h.Campus.Commons, Of: topic}].Count
	}
	if n := unread(); n != 4 {
		t.Fatalf("%d unread, want the topic and three answers", n)
	}
	h.Pick("Sharing a lesson")
	h.Want("New")
	if n := unread(); n != 0 {
		t.Errorf("%d unread after it was opened", n)
	}
	h.Dots(2) // the first is the topic's
	h.Pick("Mark as unread from here")
	if n := unread(); n != 2 {
		t.Errorf("%d unread after it was set back to the second answer", n)
	}
	h.Pick("Study group for the sensor class") // elsewhere, and back
	h.Pick("Sharing a lesson")
	if n := unread(); n != 0 {
		t.Errorf("%d unread after it was opened again", n)
	}

	// Long threads open where they were left, not at the end.
	long := campus.DerivedID("community topic", "0")
	for i := range 30 {
		h.Campus.Later(time.Minute)
		h.Campus.Replica.Add(h.Campus.Commons, h.Campus.Minh, "post", campus.NewID(), &campus.Post{Topic: long, Text: strings.Repeat("Rice and more rice. ", 12) + string(rune('A'+i))})
	}
	h.Settle()
	h.Pick("Food that you miss")
	h.Want("For me it is bánh mì") // all of it is new: from the beginning
	if all, _ := h.Env.Unread.Get(t.Context()); all[campus.Thread{In: h.Campus.Commons, Of: long}].Count == 0 {
		t.Error("what is below the window counts as read")
	}
	h.Tap("Mark all read")
	h.WantNot("Mark all read", "Topics  ")
}

// TestFollowAndMute: what is followed comes first, what is muted is counted nowhere,
// and answering follows a topic, quietly.
func TestFollowAndMute(t *testing.T) {
	h, _ := open(t, "student")
	h.Campus.Own()
	h.Settle()
	rows := func() string {
		text := h.Text()
		return text
	}
	if strings.Contains(rows(), "Followed") {
		t.Fatal("something is followed from the beginning")
	}
	h.Pick("Sharing a lesson")
	h.Type("Answer in this topic", "Yes.")
	h.Tap("Send")
	h.Want("Followed · Somchai Wongsakul")
	if at, other := strings.Index(rows(), "Followed · "), strings.Index(rows(), "Nguyễn Minh Anh · "); at < 0 || other < at {
		t.Error("what is followed is not first")
	}
	h.Tap("Followed")
	h.Press("Mute")
	h.Want("Muted · Somchai Wongsakul")
	h.Tap("Muted")
	h.Press("Unmute")
	h.WantNot("Muted")
	h.Type("Answer in this topic", "Once more.")
	h.Tap("Send")
	h.WantNot("Followed") // the reader has said otherwise
}
