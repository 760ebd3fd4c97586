package testenv_test

import (
	"context"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync/server"
)

// TestPublishedOnADate: a draft with a date is made everybody's by the server, on that
// date and once, and a draft again is not published a second time.
func TestPublishedOnADate(t *testing.T) {
	t.Parallel()
	now := time.Now()
	e := testenv.NewWith(t, server.Options{Clock: func() time.Time { return now }}, true, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	monday, later := campus.NewID(), campus.NewID()
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{
		campus.Create(monday, "lesson", &campus.Lesson{Title: "Monday", Order: "n", Publish: now.Add(24 * time.Hour).UnixMilli()}).For(campus.StaffOnly),
		campus.Create(later, "lesson", &campus.Lesson{Title: "Later", Order: "o", Publish: now.Add(48 * time.Hour).UnixMilli()}).For(campus.StaffOnly)}})
	sync := func() {
		t.Helper()
		if _, _, err := e.Server.DoErrands(context.Background()); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			siti.Sync()
			dara.Sync()
		}
	}
	sync()
	if dara.Has(monday) {
		t.Fatal("a student sees a draft before its date")
	}
	next, has, err := e.Server.DoErrands(context.Background())
	if err != nil || !has || next.UnixMilli() != now.Add(24*time.Hour).UnixMilli() {
		t.Errorf("the next errand is at %v (%v, %v)", next, has, err)
	}
	now = now.Add(25 * time.Hour)
	sync()
	if !dara.Has(monday) || dara.Has(later) {
		t.Error("on its date one lesson is published, and no other")
	}
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Unpublish(siti.Get(monday))}})
	sync()
	now = now.Add(time.Hour)
	sync()
	if dara.Has(monday) {
		t.Error("what was made a draft again is published once more")
	}
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Remove(siti.Get(later))}})
	now = now.Add(48 * time.Hour)
	sync()
	if dara.Has(later) {
		t.Error("a deleted draft was published")
	}
}
