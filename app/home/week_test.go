package home_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"rantau/app/apptest"
	"rantau/app/home"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// timetable gives the class hours, something due, a planned article and a request.
func timetable(c *apptest.Campus) (hour, task, request campus.ID) {
	r, now := c.Replica, apptest.Clock
	session := func(title string, at time.Time, cancelled bool) campus.ID {
		id := campus.NewID()
		body, _ := json.Marshal(map[string]any{"title": title, "start": at.UnixMilli(), "end": at.Add(time.Hour).UnixMilli(), "cancelled": cancelled, "link": "https://example.org/room"})
		r.Put(campus.Record{ID: id, Kind: "session", Space: c.Soil, Author: c.Siti, Seq: 1, Created: now.Add(-time.Hour), Body: body})
		return id
	}
	hour = session("Soil, in the lab; bring \\ a pot\nand a spoon", now.Add(20*time.Hour), false)
	session("No lesson", now.Add(21*time.Hour), true)
	session("In two weeks", now.AddDate(0, 0, 14), false)
	task = campus.NewID()
	r.Add(c.Soil, c.Siti, "assignment", task, &campus.Assignment{Title: "Map of a field", Due: now.Add(2 * time.Hour).UnixMilli()})
	request = campus.NewID()
	r.Add(c.Commons, r.Me(), "request", request, &campus.Request{Title: "Ten for ten", State: campus.RequestOpen, Deadline: now.AddDate(0, 0, 3).Format(time.DateOnly)})
	r.Add(c.Commons, c.Nadia, "request", campus.NewID(), &campus.Request{Title: "Somebody else's", State: campus.RequestOpen, Deadline: now.AddDate(0, 0, 3).Format(time.DateOnly)})
	return hour, task, request
}

func TestWeek(t *testing.T) {
	h := apptest.NewHand(t, "student")
	_, task, _ := timetable(h.Campus)
	var went ui.Place
	h.Env.Go = func(p ui.Place) { went = p }
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "quiz", campus.NewID(), &campus.Quiz{Title: "First test", Due: apptest.Clock.Add(3 * time.Hour).UnixMilli()})
	h.Show(home.New(h.Env))
	h.Want("Due: First test", "My week", "Tue 16:02", "Due: Map of a field", "Wed 10:02", "Soil, in the lab", "Fri", "Request until: Ten for ten")
	h.WantNot("No lesson", "In two weeks", "Somebody else's")
	h.Press("Due: Map of a field")
	if went.Record != task || went.Section != ui.SectionTraining {
		t.Errorf("it leads to %+v", went)
	}
	h.Press("19") // a day alone, and all again
	h.Want("Ten for ten")
	h.WantNot("Soil, in the lab")
	h.Press("19")
	h.Want("Soil, in the lab")
}

// TestCalendarIsReadBack: another program reads what is written, in UTC, with the same
// UIDs each time.
func TestCalendarIsReadBack(t *testing.T) {
	h := apptest.NewHand(t, "student")
	hour, task, request := timetable(h.Campus)
	var first bytes.Buffer
	if err := home.Calendar(context.Background(), h.Env, &first); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(first.String(), "BEGIN:VCALENDAR\r\n") || !strings.Contains(first.String(), "DTSTART:"+apptest.Clock.Add(20*time.Hour).UTC().Format("20060102T150405Z")) {
		t.Errorf("the file is\n%s", first.String())
	}
	cal, err := ics.ParseCalendar(bytes.NewReader(first.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]*ics.VEvent{}
	for _, e := range cal.Events() {
		found[e.Id()] = e
	}
	if len(found) != 4 { // that in two weeks, too
		t.Errorf("%d events", len(found))
	}
	lesson := found[string(hour)+"@rantau"]
	if lesson == nil || found[string(task)+"@rantau"] == nil || found[string(request)+"@rantau"] == nil {
		t.Fatalf("the UIDs are %v", found)
	}
	if got := lesson.GetProperty(ics.ComponentPropertySummary).Value; got != "Soil, in the lab; bring \\ a pot\nand a spoon · Soil, sensors and water" {
		t.Errorf("the title is read as %q", got)
	}
	if at, err := lesson.GetStartAt(); err != nil || !at.Equal(apptest.Clock.Add(20*time.Hour)) {
		t.Errorf("it begins at %v (%v)", at, err)
	}
	if day, err := found[string(request)+"@rantau"].GetAllDayStartAt(); err != nil || day.Format(time.DateOnly) != apptest.Clock.AddDate(0, 0, 3).Format(time.DateOnly) {
		t.Errorf("the deadline is on %v (%v)", day, err)
	}
	var again bytes.Buffer
	if err := home.Calendar(context.Background(), h.Env, &again); err != nil || again.String() != first.String() {
		t.Errorf("written again it is another file (%v)", err)
	}
}

func TestSaveWeek(t *testing.T) {
	h := apptest.NewHand(t, "student")
	timetable(h.Campus)
	h.Show(home.New(h.Env))
	path := filepath.Join(t.TempDir(), "week.ics")
	widget.PickPlace = func(string) (string, bool) { return path, true }
	defer func() { widget.PickPlace = nil }()
	h.Tap("Save as .ics")
	h.Want("three months was saved")
	if to, err := os.ReadFile(path); err != nil || !strings.Contains(string(to), "END:VCALENDAR") {
		t.Error("nothing was written", err)
	}
}

// TestSinceLastTime: what others brought since the last visit, by place, until all is
// seen; the visit is noted for all computers.
func TestSinceLastTime(t *testing.T) {
	h := apptest.NewHand(t, "student")
	c := h.Campus
	own := campus.PersonalSpace(c.Dewi)
	var went ui.Place
	h.Env.Go = func(p ui.Place) { went = p }
	first := home.New(h.Env)
	h.Show(first)
	h.WantNot("New since")
	mark, err := c.Replica.Record(t.Context(), campus.ReadMarkID(own, own))
	if err != nil {
		t.Fatal("the visit was not noted", err)
	}
	c.Replica.Deliver()
	v := campus.As[campus.ReadMark](mark)
	add := func(space, by campus.ID, kind string, v campus.Value) {
		r := c.Replica.Add(space, by, kind, campus.NewID(), v)
		r.Created, r.Edited = apptest.Clock.Add(time.Minute), apptest.Clock.Add(time.Minute)
		c.Replica.Put(r)
	}
	add(c.Soil, c.Minh, "post", &campus.Post{Topic: c.Soil, Text: "one"})
	add(c.Soil, c.Aung, "post", &campus.Post{Topic: c.Soil, Text: "two"})
	add(c.Soil, c.Dewi, "post", &campus.Post{Topic: c.Soil, Text: "mine"})
	add(c.Soil, c.Siti, "lesson", &campus.Lesson{Title: "Pumps", Order: "zz"})
	add(c.Soil, c.Siti, "document", &campus.Document{Name: "a.png", Manifest: c.Manifest(), Of: c.Lessons[0]})
	add(c.Commons, c.Nadia, "request", &campus.Request{Title: "A partner", State: campus.RequestOpen})
	add(c.Talk, c.Siti, "post", &campus.Post{Topic: c.Talk, Text: "between us"})
	c.Replica.Add(c.Commons, "", "listing", campus.ListingID(c.Robots()), &campus.Listing{Space: c.Robots(), Name: "Robotics in the evening", Entry: campus.EntryClosed})
	add(own, c.Dewi, "joining", &campus.Joining{Space: c.Robots(), State: campus.JoinRefused, Reason: "Next term"})
	add(own, c.Dewi, "joining", &campus.Joining{Code: "BCDF2345", In: c.Soil, State: campus.JoinJoined})
	h.Settle()
	h.WantNot("New since") // this session began before
	h.Show(home.New(h.Env))
	h.Want("New since", "2 posts · 1 lesson", "1 request", "A private conversation: Siti Rahmawati", "Robotics in the evening", "not accepted", "you were let in")
	h.WantNot("1 document")
	c.Replica.Add(own, c.Dewi, "follow", campus.FollowID(c.Talk, c.Talk), &campus.Follow{In: c.Talk, Of: c.Talk, Level: campus.Muted})
	h.Settle()
	h.WantNot("A private conversation: Siti Rahmawati", "between us")
	h.Press("2 posts")
	if went != (ui.Place{Section: ui.SectionTraining, Space: c.Soil}) {
		t.Errorf("it leads to %+v", went)
	}
	h.Tap("All seen")
	h.WantNot("New since")
	mark, _ = c.Replica.Record(t.Context(), mark.ID)
	if now := campus.As[campus.ReadMark](mark); now.Upto <= v.Upto {
		t.Error("the later visit was not noted")
	}
}

func TestWhatWaitsAndWhereOneStopped(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	c := h.Campus
	var went ui.Place
	h.Env.Go = func(p ui.Place) { went = p }
	place, _ := json.Marshal(ui.Place{Section: ui.SectionTraining, Space: c.Soil, Record: c.Lessons[1]})
	if err := c.Replica.KeepDraft(t.Context(), ui.LastPlace, string(place)); err != nil {
		t.Fatal(err)
	}
	h.Show(home.New(h.Env))
	h.Want("Continue where you stopped", "How sensors talk to a board")
	h.WantNot("wait to be sent", "waits to be sent")
	h.Press("How sensors talk")
	if went.Record != c.Lessons[1] || went.Space != c.Soil {
		t.Errorf("it leads to %+v", went)
	}
	if err := c.Replica.Save(t.Context(), campus.Say(c.Soil, c.Soil, "Hello")); err != nil {
		t.Fatal(err)
	}
	h.Settle()
	h.Want("1 change waits to be sent")
	sets, _ := c.Replica.Waiting(t.Context())
	c.Replica.RefuseSet(len(sets)-1, campus.Forbidden, "you are not a member here")
	h.Settle()
	h.Want("1 change was refused")
	h.Press("1 change was refused")
	if went.Section != ui.SectionSync {
		t.Errorf("it leads to %+v", went)
	}
}
