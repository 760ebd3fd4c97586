package app_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rantau/app"
	"rantau/app/apptest"
	"rantau/campus"
)

// TestImportantNewsIsToldOnce: what a sync brings is told to the desktop, once, over a
// restart, too; what was there before, and one's own, is not.
func TestImportantNewsIsToldOnce(t *testing.T) {
	a := test.NewTempApp(t)
	c := apptest.NewCampus(t.TempDir(), "teacher")
	add := func(title string, by campus.ID, important bool, audience campus.Audience) campus.Record {
		r := c.Replica.Add(c.Commons, by, "article", campus.NewID(), &campus.Article{Title: title, Important: important})
		r.Audience = audience
		c.Replica.Put(r)
		return r
	}
	add("Old", c.Nadia, true, campus.Everyone)
	start := func() *app.Program {
		p := app.NewIn(a, app.Options{SignedIn: true, Now: func() time.Time { return apptest.Clock }, Open: func() (app.Session, error) {
			return app.Session{Replica: c.Replica, Files: c.Files, Link: c.Link}, nil
		}}, c.Queue.Main)
		p.Window().Show()
		p.Start()
		c.Queue.Until(func() bool { return p.Env() != nil })
		c.Queue.Settle(p.Env())
		return p
	}
	quiet := func(p *app.Program, why string, do func()) {
		t.Helper()
		test.AssertNotificationSent(t, nil, func() { do(); c.Queue.Settle(p.Env()) })
		if t.Failed() {
			t.Fatal(why)
		}
	}
	p := start()
	quiet(p, "what was there when the copy was made", func() {})
	quiet(p, "what is not important", func() { add("Lunch", c.Nadia, false, campus.Everyone) })
	quiet(p, "one's own", func() { add("Mine", c.Siti, true, campus.Everyone) })
	draft := add("Draft", c.Nadia, true, campus.StaffOnly)
	test.AssertNotificationSent(t, &fyne.Notification{Title: "Important news", Content: "The ferry does not go"}, func() {
		add("The ferry does not go", c.Nadia, true, campus.Everyone)
		c.Queue.Settle(p.Env())
	})
	draft.Audience = campus.Everyone
	test.AssertNotificationSent(t, &fyne.Notification{Title: "Important news", Content: "Draft"}, func() {
		c.Replica.Put(draft)
		c.Queue.Settle(p.Env())
	})
	quiet(p, "a correction of what was told", func() { c.Replica.Put(draft) })
	p.Env().Close()
	var second *app.Program
	test.AssertNotificationSent(t, nil, func() { second = start() })
	quiet(second, "what was told before a restart", func() { c.Replica.Put(draft) })
}
