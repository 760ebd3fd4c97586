package training_test

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rantau/app/apptest"
	"rantau/app/widget"
	"rantau/campus"
)

// kind lists the records of a kind in the class.
func kind(t *testing.T, h *apptest.Hand, name string) []campus.Record {
	t.Helper()
	all, err := h.Env.Replica.Records(context.Background(), campus.Query{Space: h.Campus.Soil, Kind: name})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const startHint = "Start, as 2026-12-31 17:00"

func TestATeacherMakesSessions(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	h.Tap("Timetable")
	h.Want("No sessions yet")
	h.Tap("New session")
	h.Fill("Title", "Meeting on Zoom")
	h.Fill(startHint, "2027-03-18 09:30")
	h.Fill("Minutes", "a while")
	h.Fill("Weeks in a row", "3")
	h.Fill("Link of the online meeting", "javascript:alert(1)")
	h.Tap("Save")
	h.Want("“a while” is not a whole number from 1 to 1,440")
	h.Fill("Minutes", "90")
	h.Tap("Save")
	h.Want("The link is an address such as")
	h.Fill("Link of the online meeting", "https://meet.example.org/soil?pwd=1")
	h.Tap("Save")
	h.Want("Meeting on Zoom", "Thu 18 Mar, 09:30–11:00", "15 Mar – 21 Mar", "Times in UTC")
	if n := len(kind(t, h, "session")); n != 3 {
		t.Fatalf("%d sessions were made", n)
	}
	if h.Campus.Replica.Saves != 1 {
		t.Errorf("they are %d actions", h.Campus.Replica.Saves)
	}

	var browsed string
	defer func(was func(*url.URL) error) { widget.Browse = was }(widget.Browse)
	widget.Browse = func(u *url.URL) error { browsed = u.String(); return nil }
	h.Pick("Meeting on Zoom")
	h.Tap("Go to the meeting")
	h.Want("This link leads out of Rantau, to", "https://meet.example.org/soil?pwd=1")
	if browsed != "" {
		t.Error("the browser was opened before the address was shown")
	}
	h.Tap("Open in the browser")
	if browsed != "https://meet.example.org/soil?pwd=1" {
		t.Errorf("the browser gets %q", browsed)
	}

	h.Pick("Meeting on Zoom")
	h.Tap("Cancel the session")
	h.Want("cancelled · Thu 18 Mar")
	h.Pick("Meeting on Zoom")
	h.Tap("It takes place after all")
	h.WantNot("cancelled")
	h.Pick("Meeting on Zoom")
	h.Tap("Edit")
	h.Fill(startHint, "2027-03-22 09:30") // another week
	h.Tap("Save")
	h.Want("Mon 22 Mar, 09:30–11:00", "22 Mar – 28 Mar")
	h.Tap("This week")
	h.Want("No sessions in this week", "The next: Mon 22 Mar")
}

// meeting lays a session of an hour into the week of the clock.
func meeting(h *apptest.Hand, title string, before time.Duration) campus.Record {
	start := h.Env.Now().Add(-before)
	return h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "session", campus.NewID(),
		&campus.Session{Title: title, Start: start.UnixMilli(), End: start.Add(time.Hour).UnixMilli()})
}

func TestAttendanceAndHours(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	session := meeting(h, "Meeting", 3*time.Hour)
	h.Settle()
	h.Tap("Timetable")
	h.Pick("Meeting")
	h.Tap("Attendance")
	h.Want("0 of 4 entered", "Dewi Lestari", "not entered")
	s.EnterAttendance("2", 0) // by the key, for the first by name: Aung
	h.Settle()
	h.Want("1 of 4 entered")
	h.Tap("All others present")
	h.Want("4 of 4 entered", "60 minutes")
	entries := kind(t, h, "attendance")
	for _, r := range entries {
		a, want := campus.As[campus.Attendance](r), campus.Present
		if a.Student == h.Campus.Aung {
			want = campus.Late
		}
		if a.State != want || a.Minutes != 60 || a.Of != session.ID || r.Audience != campus.Audience(a.Student) {
			t.Errorf("entered: %+v for %q", a, r.Audience)
		}
	}
	if len(entries) != 4 || h.Campus.Replica.Saves != 2 {
		t.Errorf("%d entries in %d actions", len(entries), h.Campus.Replica.Saves)
	}
	s.OpenAttendance(0)
	h.Settle()
	h.Fill("Minutes that count", "45")
	h.Tap("Save")
	h.Want("45 minutes")
	s.OpenAttendance(0)
	h.Settle()
	h.Tap("History")
	h.Want("What it said before")
	h.Tap("Close") // the history, and the form under it
	h.Tap("Close")
	s.EnterAttendance("3", 1)
	h.Settle()
	h.Want("0 minutes")
	h.Tap("Close")
	h.Want("4 of 4 entered")

	h.Tap("Hours")
	h.Want("Hours and progress", "0 h 45 min", "1 h 0 min", "0 of 6")
	file := filepath.Join(t.TempDir(), "hours.csv")
	widget.PickPlace = func(name string) (string, bool) {
		if name != "Soil, sensors and water.csv" {
			t.Errorf("it is to be called %q", name)
		}
		return file, true
	}
	defer func() { widget.PickPlace = nil }()
	h.Tap("Save as CSV")
	h.Want("Saved as hours.csv")
	saved, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(strings.TrimPrefix(string(saved), "\ufeff")), "\n")
	if len(lines) != 5 || lines[1] != "Aung Ko Ko,0.75,0,1,0,0,0,0,1" || lines[2] != "Dewi Lestari,0.00,0,0,1,0,0,0,1" {
		t.Errorf("the table is\n%s", saved)
	}
}

func TestAStudentSeesTheirOwnHours(t *testing.T) {
	h, s := open(t, "student")
	session := meeting(h, "Meeting", 3*time.Hour)
	for _, who := range []campus.ID{h.Campus.Dewi, h.Campus.Aung} {
		r := h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "attendance", campus.AttendanceID(session.ID, who), &campus.Attendance{Of: session.ID, Student: who, State: campus.Late, Minutes: 50})
		r.Audience = campus.Audience(who)
		h.Campus.Replica.Put(r)
	}
	soil(h, s)
	h.Tap("Timetable")
	h.Want("Meeting", "Late")
	h.WantNot("New session")
	h.Pick("Meeting")
	h.Want("Attendance: Late")
	h.WantNot("Cancel the session")
	h.Tap("Close")
	h.Tap("Hours")
	h.Want("Dewi Lestari", "0 h 50 min", "0 of 6")
	h.WantNot("Aung Ko Ko", "Save as CSV")
}

func TestLinksToLessons(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	h.Tap("New lesson")
	h.Type(titleHint, "Overview")
	h.Type(textHint, "See ")
	h.Tap("Link a lesson")
	h.Pick("Calibrating your sensor")
	if got, want := h.Field(textHint).Text, "See [Calibrating your sensor](lesson:"+string(h.Campus.Lessons[2])+")"; got != want {
		t.Errorf("the text is %q, want %q", got, want)
	}
	h.Tap("Publish")
	h.Want("7. Overview")
	s.FollowLink()
	h.Settle()
	h.Want("Calibrating your sensor", "This lesson follows on from the last one")
	h.WantNot("This link leads out of Rantau")
}
