package app_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"rantau/app"
	"rantau/app/ui"
	"rantau/campus"

	"fyne.io/fyne/v2"
)

// TestUnreadInTheNavigation: what others say is counted, what was read is not, and what
// is muted neither.
func TestUnreadInTheNavigation(t *testing.T) {
	h, p := start(t, app.Options{SignedIn: true}, "teacher")
	r, c := h.Campus.Replica, h.Campus
	c.Own()
	count := func() map[string]int {
		t.Helper()
		h.Settle()
		all, err := p.Env().Unread.Get(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return ui.Sections(all)
	}
	before := count()
	if before[ui.SectionTraining] == 0 {
		t.Fatalf("nothing is unread: %v", before)
	}
	h.Tap("Training")
	h.Pick("Soil, sensors")
	if now := count(); now[ui.SectionTraining] != before[ui.SectionTraining] {
		t.Error("lessons are in sight, not the discussion: it counts as read")
	}
	h.Tap("Discussion  6")
	if now := count(); now[ui.SectionTraining] != 0 {
		t.Errorf("%d in training after the discussion was seen", now[ui.SectionTraining])
	}
	saves := r.Saves
	for range 3 { // a visit costs one set, not one a post
		c.Later(time.Minute)
		r.Add(c.Soil, c.Dewi, "post", campus.NewID(), &campus.Post{Topic: c.Soil, Text: "And another"})
		h.Settle()
	}
	if n := count()[ui.SectionTraining]; r.Saves != saves || n != 0 {
		t.Errorf("%d more marks while the thread is open, %d unread", r.Saves-saves, n)
	}
	h.Tap("Home")
	if h.Settle(); r.Saves != saves+1 {
		t.Errorf("%d marks when the thread was left", r.Saves-saves)
	}
	c.Later(time.Minute)
	r.Add(c.Soil, c.Dewi, "post", campus.NewID(), &campus.Post{Topic: c.Soil, Text: "While you are away"})
	if n := count()[ui.SectionTraining]; n != 1 {
		t.Errorf("%d unread after one more", n)
	}
	must(t, p.Env().Unread.SetLevel(t.Context(), campus.Thread{In: c.Soil, Of: c.Soil}, campus.Muted))
	if n := count()[ui.SectionTraining]; n != 0 {
		t.Errorf("what is muted counts %d", n)
	}
	must(t, p.Env().Unread.SeeAll(t.Context(), campus.InCommons, campus.InTalk))
	if n := count()[ui.SectionConversations]; n != 0 {
		t.Errorf("%d after all was marked as read", n)
	}
}

// TestAFirstStartBeginsWithNothingNew: the topics of years are no news to who starts the
// program for the first time; what was said to them alone is.
func TestAFirstStartBeginsWithNothingNew(t *testing.T) {
	h, p := start(t, app.Options{SignedIn: true}, "student")
	c := h.Campus
	c.Own()
	c.Later(time.Minute)
	c.Replica.Add(c.Talk, c.Siti, "post", campus.NewID(), &campus.Post{Topic: c.Talk, Text: "Welcome"})
	h.Settle()
	must(t, p.Env().Unread.Begin(t.Context()))
	h.Settle()
	all, err := p.Env().Unread.Get(t.Context())
	if err != nil || ui.Sections(all)[ui.SectionConversations] != 1 {
		t.Errorf("%+v %v", all, err)
	}
	saves := c.Replica.Saves
	must(t, p.Env().Unread.Begin(t.Context())) // once
	c.Later(time.Minute)
	c.Replica.Add(c.Commons, c.Siti, "post", campus.NewID(), &campus.Post{Topic: c.Topic, Text: "News"})
	h.Settle()
	all, _ = p.Env().Unread.Get(t.Context())
	if n := ui.Sections(all)[ui.SectionConversations]; n != 2 || c.Replica.Saves != saves {
		t.Errorf("%d unread, %d more marks", n, c.Replica.Saves-saves)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestNotifications: the desktop hears of what comes to what is followed, once a sync,
// and not of what is old, muted, one's own or in sight.
func TestNotifications(t *testing.T) {
	h, p := start(t, app.Options{SignedIn: true}, "teacher")
	r, c := h.Campus.Replica, h.Campus
	c.Own()
	var told []string
	p.Env().Notify = func(_, words string) { told = append(told, words) }
	sync := func(what string, want ...string) {
		t.Helper()
		c.Link.Set(campus.Status{Line: campus.Online, Syncing: true, LastSync: time.Now()})
		h.Settle()
		c.Link.Set(campus.Status{Line: campus.Online, LastSync: time.Now()})
		h.Settle()
		if strings.Join(told, "|") != strings.Join(want, "|") {
			t.Errorf("%s: told %q, want %q", what, told, want)
		}
		told = nil
	}
	say := func(space, topic, by campus.ID) {
		c.Later(time.Minute)
		r.Add(space, by, "post", campus.NewID(), &campus.Post{Topic: topic, Text: "Hello"})
	}
	sync("what is old")
	say(c.Soil, c.Soil, c.Dewi)
	sync("what nobody follows")
	c.Later(time.Minute)
	r.Add(c.Soil, c.Dewi, "post", campus.NewID(), &campus.Post{Topic: c.Soil, Text: "Bu @Siti, please", Mentioned: []campus.ID{c.Siti}})
	sync("what mentions one", "New in “Soil, sensors and water”")
	say(c.Talk, c.Talk, c.Siti)
	sync("one's own")
	say(c.Talk, c.Talk, c.Dewi)
	say(c.Talk, c.Talk, c.Dewi)
	sync("a private conversation", "New in a private conversation")
	sync("once only")
	must(t, p.Env().Unread.SetLevel(t.Context(), campus.Thread{In: c.Soil, Of: c.Soil}, campus.Followed))
	say(c.Soil, c.Soil, c.Dewi)
	sync("what is followed", "New in “Soil, sensors and water”")
	say(c.Soil, c.Soil, c.Dewi)
	say(c.Talk, c.Talk, c.Dewi)
	sync("both at once", "New in 2 conversations")
	p.Env().Go(ui.Place{Section: ui.SectionConversations, Space: c.Talk})
	h.Settle()
	say(c.Talk, c.Talk, c.Dewi)
	sync("in sight")
	must(t, p.Env().Unread.SetLevel(t.Context(), campus.Thread{In: c.Soil, Of: c.Soil}, campus.Muted))
	say(c.Soil, c.Soil, c.Dewi)
	sync("what is muted")
}

// TestQuiet: the menu turns notifications off.
func TestQuiet(t *testing.T) {
	h, p := start(t, app.Options{SignedIn: true}, "teacher")
	tell := func() { p.Env().Notify("Rantau", "New") }
	test.AssertNotificationSent(t, fyne.NewNotification("Rantau", "New"), tell)
	h.Tap("Siti Rahmawati")
	h.Press("Notifications")
	test.AssertNotificationSent(t, nil, tell)
}
