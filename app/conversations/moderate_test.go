package conversations_test

import (
	"strings"
	"testing"

	"rantau/app/apptest"
	"rantau/app/ui"
	"rantau/campus"
)

// secretariat opens the section for somebody on the staff of the commons.
func secretariat(t *testing.T) *apptest.Hand {
	h, s := open(t, "teacher")
	c := h.Campus
	c.Replica.Add(c.Commons, c.Siti, "membership", campus.MembershipID(c.Commons, c.Siti), &campus.Membership{Person: c.Siti, Role: campus.Staff})
	s.Shown()
	h.Settle()
	return h
}

func TestReport(t *testing.T) {
	h, _ := open(t, "student")
	c := h.Campus
	h.WantNot("Reports") // for the staff
	h.Pick("Sharing a lesson")
	h.Dots(1)
	h.WantNot("Hide", "Move")
	h.Pick("Report")
	h.Tap("Report")
	h.Want("Choose a reason from the list")
	h.Choose("", "Advertising or spam")
	h.Fill("In your words", strings.Repeat("x", 10_000))
	h.Tap("Report")
	h.Want("the limit is 300")
	h.Fill("In your words", "It sells +1")
	h.Tap("Report")
	h.Want("Reported. The staff here will look at it.")
	h.WantNot("the limit is", "Undo")
	all, err := c.Replica.Records(t.Context(), campus.Query{Kind: "report"})
	if err != nil || len(all) != 1 || all[0].Audience != campus.Audience(c.Dewi) || campus.As[campus.Report](all[0]).Words != "It sells +1" {
		t.Fatalf("%+v %v", all, err)
	}
	// Once more changes it.
	h.Dots(1)
	h.Pick("Report")
	h.Choose("Advertising or spam", "Belongs elsewhere")
	h.Tap("Report")
	all, _ = c.Replica.Records(t.Context(), campus.Query{Kind: "report"})
	if len(all) != 1 || campus.As[campus.Report](all[0]).Reason != campus.ReasonOffTopic {
		t.Errorf("%+v", all)
	}
}

func TestNobodyReportsInATalk(t *testing.T) {
	h, _ := open(t, "student")
	h.Tap("Private  1")
	h.Pick("Siti")
	h.Dots(1) // of what Siti says; the first is the conversation's
	h.Want("Mark as unread from here")
	h.WantNot("Report", "Hide")
}

func TestHideAndUndo(t *testing.T) {
	h := secretariat(t)
	c := h.Campus
	post := campus.DerivedID("community answer", "2 0")
	hidden := func() bool {
		r, err := c.Replica.Record(t.Context(), post)
		if err != nil {
			t.Fatal(err)
		}
		return campus.Hidden(r)
	}
	r := c.Replica.Add(c.Commons, c.Dewi, "report", campus.ReportID(post, c.Dewi), &campus.Report{Of: post, Reason: campus.ReasonSpam, Words: "It sells +1", State: campus.ReportOpen})
	r.Audience = campus.Audience(c.Dewi)
	c.Replica.Put(r)
	h.Settle()
	h.Tap("Reports  1")
	h.Want("Dewi Lestari", "Advertising or spam – It sells +1", "Maria Clara Santos: +1")
	var to ui.Place
	h.Env.Go = func(p ui.Place) { to = p }
	h.Tap("Go there")
	if to.Post != post || to.Record == "" {
		t.Errorf("it leads to %+v", to)
	}
	h.Tap("Reports  1")
	h.Tap("Dealt with")
	h.Want("dealt with")
	if now, _ := c.Replica.Record(t.Context(), r.ID); campus.As[campus.Report](now).State != campus.ReportHandled {
		t.Errorf("%s", now.Body)
	}
	h.Tap("Close")

	h.Pick("Sharing a lesson")
	h.Dots(1)
	h.Pick("Hide")
	h.Choose("", "Advertising or spam")
	h.Tap("Hide")
	h.Want("Hidden from the others.", "Hidden by the staff: Advertising or spam")
	if !hidden() {
		t.Fatal("it is not hidden")
	}
	h.Tap("Undo")
	if hidden() {
		t.Error("it is still hidden")
	}
	h.WantNot("Hidden by the staff", "Undo")

	// The log has both.
	h.Tap("Reports")
	h.Tap("Log")
	h.Want("Siti Rahmawati hid this", "Siti Rahmawati showed this again")
}

// TestPlaceholder: where a post was that the staff hid, others read why.
func TestPlaceholder(t *testing.T) {
	h, _ := open(t, "student")
	c := h.Campus
	post, err := c.Replica.Record(t.Context(), campus.DerivedID("power", "1"))
	if err != nil {
		t.Fatal(err)
	}
	h.Pick("How do you learn")
	h.Want("A power bank from the market")
	c.Replica.Lose(post.ID) // as when it is no longer for her to read
	c.Replica.Add(c.Commons, c.Siti, "ruling", campus.NewID(), &campus.Ruling{Of: post.ID, Act: campus.ActHide, Reason: campus.ReasonPrivate,
		Topic: c.Topic, At: post.Created.UnixMilli()})
	h.Settle()
	h.WantNot("A power bank from the market")
	h.Want("A post was hidden by the staff: Private details of somebody")
	text := h.Text()
	at, before, after := strings.Index(text, "A post was hidden"), strings.Index(text, "mất điện hai tối"), strings.Index(text, "Salamat sa lahat")
	if at < 0 || (at < before) != (after < at) {
		t.Errorf("the placeholder does not stand where the post was: %d, %d, %d", before, at, after)
	}
}

func TestLockAndMove(t *testing.T) {
	h := secretariat(t)
	c := h.Campus
	from, to := campus.DerivedID("community topic", "2"), campus.DerivedID("community topic", "3")
	h.Pick("Sharing a lesson")
	h.Dots(0)
	h.Pick("Lock")
	h.Choose("", "Something else")
	h.Tap("Lock")
	h.Want("The topic is locked.", "This topic is locked: only the staff can write in it. Something else", "Locked · ")
	h.Field("Answer in this topic") // the staff may
	h.Tap("Undo")
	h.WantNot("This topic is locked")

	h.Dots(1)
	h.Pick("Move")
	h.Choose("", "Belongs elsewhere")
	h.Choose("", "Study group for the sensor class, evenings")
	h.Tap("Move")
	if n, _ := c.Replica.Count(t.Context(), campus.Query{Kind: "post", Topic: to}); n != 2 {
		t.Errorf("%d posts where one was moved to", n)
	}
	h.Want("Moved.")
	h.Tap("Undo")
	if n, _ := c.Replica.Count(t.Context(), campus.Query{Kind: "post", Topic: to}); n != 1 {
		t.Errorf("%d posts after the move was taken back", n)
	}
	h.Dots(1)
	h.Pick("Move")
	h.Choose("", "Belongs elsewhere")
	h.Choose("", "Study group for the sensor class, evenings")
	h.Tap("Move")
	h.Dots(0)
	h.Pick("Merge")
	h.Choose("", "Belongs elsewhere")
	h.Choose("", "Study group for the sensor class, evenings")
	h.Tap("Merge")
	n, _ := c.Replica.Count(t.Context(), campus.Query{Kind: "post", Topic: to})
	left, _ := c.Replica.Count(t.Context(), campus.Query{Kind: "post", Topic: from})
	topic, _ := c.Replica.Record(t.Context(), from)
	if n != 4 || left != 0 || !campus.As[campus.Topic](topic).Locked {
		t.Errorf("%d posts in the one topic, %d in the other, %s", n, left, topic.Body)
	}
	h.Tap("Undo")
	topic, _ = c.Replica.Record(t.Context(), from)
	if n, _ := c.Replica.Count(t.Context(), campus.Query{Kind: "post", Topic: to}); n != 2 || campus.As[campus.Topic](topic).Locked {
		t.Errorf("%d posts after the merge was taken back, %s", n, topic.Body)
	}
	h.Tap("Reports")
	h.Tap("Log")
	h.Want("“Sharing a lesson", " → ", "“Study group for the sensor class", "Belongs elsewhere")
}

// TestLockedForMembers: a member reads that a topic is locked and is offered no field.
func TestLockedForMembers(t *testing.T) {
	h, _ := open(t, "student")
	id := campus.DerivedID("community topic", "2")
	topic, err := h.Campus.Replica.Record(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	topic.Body = []byte(`{"title":"Sharing a lesson with a friend who has no laptop","locked":true}`)
	h.Campus.Replica.Put(topic)
	h.Settle()
	h.Pick("Sharing a lesson")
	h.Want("This topic is locked")
	h.WantNot("Answer in this topic", "Send")
	h.Pick("Which hours suit")
	h.WantNot("This topic is locked")
	h.Field("Answer in this topic")
}
