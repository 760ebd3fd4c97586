package ui_test

import (
	"context"
	"testing"
	"time"

	"rantau/app/apptest"
	"rantau/app/ui"
	"rantau/campus"
)

func env(t *testing.T) (*apptest.Campus, *ui.Env) {
	c := apptest.NewCampus(t.TempDir(), "teacher")
	e := c.Env(nil)
	t.Cleanup(e.Close)
	return c, e
}

func TestOnlyTheNewestFetchIsShown(t *testing.T) {
	c, e := env(t)
	var g ui.Guard
	var shown []int
	hold := make(chan struct{})
	ui.Load(e, &g, func(context.Context) (int, error) { <-hold; return 1, nil }, func(n int, _ error) { shown = append(shown, n) })
	ui.Load(e, &g, func(context.Context) (int, error) { return 2, nil }, func(n int, _ error) { shown = append(shown, n) })
	close(hold)
	c.Queue.Settle(e)
	if len(shown) != 1 || shown[0] != 2 {
		t.Errorf("shown were %v, want [2]", shown)
	}
}

func TestADraftIsKeptAWhileAfterTyping(t *testing.T) {
	c, e := env(t)
	e.Draft("here").Set("abc")
	if !c.Queue.Until(func() bool { s, _ := c.Replica.Draft(context.Background(), "here"); return s == "abc" }) {
		t.Error("the draft was not kept")
	}
	e.Draft("here").Clear()
	c.Queue.Settle(e)
	if c.Replica.Drafts() != 0 {
		t.Error("the draft was not let go of")
	}
}

func TestClosingKeepsWhatWasTypedThisMoment(t *testing.T) {
	c, e := env(t)
	e.Draft("here").Set("typed just now")
	e.Close()
	if s, _ := c.Replica.Draft(context.Background(), "here"); s != "typed just now" {
		t.Errorf("kept was %q", s)
	}
}

func TestMay(t *testing.T) {
	siti, dewi := campus.NewID(), campus.NewID()
	member, staff := campus.Actor{Person: dewi, Role: campus.Member}, campus.Actor{Person: siti, Role: campus.Staff, Teacher: true}
	post := campus.Record{ID: campus.NewID(), Kind: "post", Author: dewi, Body: campus.Body(`{"text":"x"}`)}
	for _, c := range []struct {
		what      string
		got, want bool
	}{
		{"a student posts", ui.MayCreate(member, campus.InClass, "post"), true},
		{"a student writes a lesson", ui.MayCreate(member, campus.InClass, "lesson"), false},
		{"a teacher writes a lesson", ui.MayCreate(staff, campus.InClass, "lesson"), true},
		{"a stranger posts", ui.MayCreate(campus.Actor{Person: siti}, campus.InClass, "post"), false},
		{"an author edits", ui.MayEdit(member, campus.InClass, post, "text"), true},
		{"staff edits a student's post", ui.MayEdit(staff, campus.InClass, post, "text"), false},
		{"staff removes a student's post", ui.MayRemove(staff, campus.InClass, post), true},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v", c.what, c.got)
		}
	}
}

func TestAgo(t *testing.T) {
	now := time.Date(2027, 3, 16, 14, 2, 0, 0, time.Local)
	for _, c := range []struct {
		before time.Duration
		want   string
	}{
		{10 * time.Second, "just now"}, {5 * time.Minute, "5 min ago"}, {3 * time.Hour, "3 h ago"},
		{20 * time.Hour, "yesterday"}, {3 * 24 * time.Hour, "3 days ago"}, {20 * 24 * time.Hour, "24 Feb"},
		{-48 * time.Hour, "18 Mar"}, {400 * 24 * time.Hour, "9 Feb 2026"},
	} {
		if got := ui.Ago(now.Add(-c.before), now); got != c.want {
			t.Errorf("%v before: %q, want %q", c.before, got, c.want)
		}
	}
}
