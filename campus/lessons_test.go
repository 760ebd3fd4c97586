package campus

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestWhoWritesWhatIsInAClass(t *testing.T) {
	sheet := AttendanceID(place, other)
	tick := LessonReadID(place, me)
	for _, c := range []struct {
		name   string
		kind   string
		record ID
		role   Role
		to     Audience
		may    bool
	}{
		{"a unit by the staff", "unit", record, Staff, Everyone, true},
		{"a unit by a student", "unit", record, Member, Everyone, false},
		{"a unit by a student for oneself", "unit", record, Member, Audience(me), false},
		{"a session by the staff", "session", record, Owner, Everyone, true},
		{"a session by a student", "session", record, Member, Everyone, false},
		{"attendance by the staff", "attendance", sheet, Staff, Audience(other), true},
		{"attendance by a student", "attendance", sheet, Member, Audience(other), false},
		{"attendance for all to see", "attendance", sheet, Staff, Everyone, false},
		{"attendance for another", "attendance", sheet, Staff, Audience(me), false},
		{"attendance with an ID of its own", "attendance", record, Staff, Audience(other), false},
		{"a tick of one's own", "lessonread", tick, Member, Audience(me), true},
		{"a tick for all to see", "lessonread", tick, Member, Everyone, false},
		{"a tick with an ID of its own", "lessonread", record, Member, Audience(me), false},
	} {
		for _, isNew := range []bool{true, false} {
			w := Write{Actor: Actor{Person: me, Role: c.role}, Space: place, In: InClass, Record: c.record, Author: me, Was: c.to}
			if got := judgeSample(t, c.kind, samples[c.kind].body, samples[c.kind].edit, w, isNew, c.to) == nil; got != c.may {
				t.Errorf("%s (new %v): %v", c.name, isNew, got)
			}
		}
	}
	// Nobody ticks for a student, not even the staff.
	w := Write{Actor: Actor{Person: other, Role: Owner}, Space: place, In: InClass, Record: tick, Author: me, Was: Audience(me)}
	for _, deleted := range []bool{false, true} {
		if w.Deleted = deleted; judgeSample(t, "lessonread", samples["lessonread"].body, samples["lessonread"].edit, w, false, Audience(me)) == nil {
			t.Errorf("a teacher changes a student's tick (deleted %v)", deleted)
		}
	}
}

func TestSessionIsChecked(t *testing.T) {
	at := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC).UnixMilli()
	good := Session{Title: "Meeting", Start: at, End: at + 3_600_000, Link: "https://meet.example.org/a?b=c"}
	for name, change := range map[string]func(*Session){
		"no title":       func(s *Session) { s.Title = " " },
		"no start":       func(s *Session) { s.Start = 0 },
		"ends before":    func(s *Session) { s.End = s.Start },
		"two days":       func(s *Session) { s.End = s.Start + 2*24*3_600_000 },
		"script":         func(s *Session) { s.Link = "javascript:alert(1)" },
		"file":           func(s *Session) { s.Link = "file:///etc/passwd" },
		"other program":  func(s *Session) { s.Link = "zoommtg://zoom.us/join" },
		"half a link":    func(s *Session) { s.Link = "meet.example.org/a" },
		"name in front":  func(s *Session) { s.Link = "https://bank.example@evil.example/" },
		"space":          func(s *Session) { s.Link = "https://example.org/a b" },
		"turned letters": func(s *Session) { s.Link = "https://example.org/\u202egro.knab" },
		"long":           func(s *Session) { s.Link = "https://example.org/" + strings.Repeat("a", MaxLink) },
	} {
		s := good
		if change(&s); s.Validate() == nil {
			t.Errorf("%s: it is taken", name)
		}
	}
	if err := good.Validate(); err != nil {
		t.Error(err)
	}
}

func TestWeeklyKeepsTheTimeOfDay(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin") // its clocks change on 29 March
	if err != nil {
		t.Skip("no zones here")
	}
	start := time.Date(2026, 3, 23, 9, 30, 0, 0, zone)
	all := Weekly(Session{Title: "Meeting", Start: start.UnixMilli(), End: start.Add(time.Hour).UnixMilli()}, 3, zone)
	if len(all) != 3 {
		t.Fatalf("%d sessions", len(all))
	}
	for i, s := range all {
		if got, want := s.From().In(zone).Format(time.DateTime), start.AddDate(0, 0, 7*i).Format(time.DateTime); got != want || s.Length() != time.Hour {
			t.Errorf("session %d is at %s for %v, want %s", i, got, s.Length(), want)
		}
	}
}

func made(kind string, n int, v Value) Record {
	id := ID(fmt.Sprintf("01900000-0000-7000-9000-%012d", n))
	return Record{ID: id, Kind: kind, Body: NewBody(Create(id, kind, v).Set)}
}

func TestSessionsBetween(t *testing.T) {
	at := func(h int) time.Time { return time.Date(2026, 3, 2, h, 0, 0, 0, time.UTC) }
	one := func(n, from, to int) Record {
		return made("session", n, &Session{Title: "s", Start: at(from).UnixMilli(), End: at(to).UnixMilli()})
	}
	all := []Record{one(4, 15, 16), one(1, 7, 8), one(3, 11, 13), one(2, 8, 9), one(5, 12, 20)}
	got := ""
	for _, r := range SessionsBetween(all, at(8), at(12)) {
		got += string(r.ID[len(r.ID)-1])
	}
	if got != "23" {
		t.Errorf("from 8 to 12: %s", got)
	}
}

func TestHours(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	at := func(n, hoursAgo int, cancelled bool) Record {
		start := now.Add(-time.Duration(hoursAgo) * time.Hour)
		return made("session", n, &Session{Title: "s", Start: start.UnixMilli(), End: start.Add(90 * time.Minute).UnixMilli(), Cancelled: cancelled})
	}
	first, second, off, next := at(1, 50, false), at(2, 26, false), at(3, 2, true), at(4, -24, false)
	sheet := func(n int, s Record, student ID, state string) Record {
		r := made("attendance", n, &Attendance{})
		r.Body = NewBody(Attend(s, student, state).Set)
		return r
	}
	late := sheet(5, second, me, Late)
	short := As[Attendance](late)
	short.Minutes = 40
	late.Body = NewBody(Create(late.ID, "attendance", &short).Set)
	gone := sheet(9, first, me, Present)
	gone.Deleted = true
	got := Hours([]Record{first, second, off, next}, []Record{sheet(6, first, me, Present), late, sheet(7, off, me, Present), gone,
		sheet(8, first, other, Absent), sheet(10, first, place, Present)}, []ID{me, other}, now)
	if m := got[me]; m.Time != 130*time.Minute || m.Entered != 2 || m.Held != 2 || m.Counts[Late] != 1 || m.Counts[Present] != 1 {
		t.Errorf("mine: %+v", m)
	}
	if o := got[other]; o.Time != 0 || o.Counts[Absent] != 1 || o.Held != 2 || len(got) != 2 {
		t.Errorf("the other's: %+v of %d", o, len(got))
	}
}

func TestOutline(t *testing.T) {
	u1, u2 := made("unit", 1, &Unit{Title: "Water", Order: "m"}), made("unit", 2, &Unit{Title: "Soil", Order: "c"})
	gone := made("unit", 3, &Unit{Title: "Gone", Order: "a"})
	gone.Deleted = true
	lesson := func(n int, order string, unit ID) Record {
		return made("lesson", n, &Lesson{Title: "l", Order: order, Unit: unit})
	}
	task := made("assignment", 20, &Assignment{Title: "t", Unit: u1.ID})
	got := ""
	for _, s := range Outline([]Record{u1, u2, gone}, []Record{lesson(11, "z", u1.ID), lesson(12, "b", u1.ID), lesson(13, "c", ""), lesson(14, "b", gone.ID), lesson(15, "q", u2.ID)}, []Record{task}) {
		got += "[" + As[Unit](s.Unit).Title
		for _, l := range s.Lessons {
			got += " " + string(l.ID[len(l.ID)-2:])
		}
		for range s.Assignments {
			got += " task"
		}
		got += "]"
	}
	if want := "[ 14 13][Soil 15][Water 12 11 task]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestTicks(t *testing.T) {
	tick := func(n int, student ID, done bool) Record {
		return made("lessonread", n, &LessonRead{Of: place, Student: student, Done: done})
	}
	read := LessonsRead([]Record{tick(1, me, true), tick(2, other, false)})
	if !read[me][place] || read[other][place] {
		t.Errorf("%v", read)
	}
}
