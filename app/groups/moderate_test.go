package groups_test

import (
	"testing"

	"rantau/campus"
)

// TestModerateAGroup: the staff of a group hide what was said in it and see what was
// reported; its members do not.
func TestModerateAGroup(t *testing.T) {
	h, _ := open(t, "teacher")
	c := h.Campus
	post := campus.DerivedID("group post")
	r := c.Replica.Add(c.Group, c.Dewi, "report", campus.ReportID(post, c.Dewi), &campus.Report{Of: post, Reason: campus.ReasonPrivate, State: campus.ReportOpen})
	r.Audience = campus.Audience(c.Dewi)
	c.Replica.Put(r)
	h.Settle()
	h.Pick("Bandung Raya")
	h.Tap("Reports  1")
	h.Want("Private details of somebody", "Nadia binti Hassan: The letter of acceptance")
	h.Tap("Close")
	h.Dots(0)
	h.Pick("Hide")
	h.WantNot("Move") // there is one discussion
	h.Choose("", "Private details of somebody")
	h.Tap("Hide")
	h.Want("Hidden by the staff: Private details of somebody", "Hidden from the others.")
	if now, err := c.Replica.Record(t.Context(), post); err != nil || now.Audience != campus.Audience(c.Nadia) {
		t.Errorf("it is for %q, %v", now.Audience, err)
	}

	m, _ := open(t, "student")
	m.Pick("Bandung Raya")
	m.WantNot("Reports")
	m.Dots(0)
	m.Want("Report")
	m.WantNot("Hide", "Lock")
}

// TestUnreadGroups: a group in which something is new stands out until its discussion
// was seen; one that is muted does not.
func TestUnreadGroups(t *testing.T) {
	h, s := open(t, "student")
	h.Campus.Own()
	group := campus.Thread{In: h.Campus.Group, Of: h.Campus.Group}
	count := func() int {
		t.Helper()
		h.Settle()
		all, err := h.Env.Unread.Get(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return all[group].Counts()
	}
	if n := count(); n == 0 {
		t.Fatal("nothing is new")
	}
	h.Want("Mark all read")
	h.Pick("Bandung Raya")
	h.Want("New")
	if n := count(); n != 0 {
		t.Errorf("%d unread after it was seen", n)
	}
	s.Back()
	h.Settle()
	h.WantNot("Mark all read")
}
