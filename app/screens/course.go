package main

import (
	"context"
	"strings"
	"time"

	"rantau/app/apptest"
	"rantau/campus"
)

// course lays units over the lessons of the class, with a draft and ticks.
func course(s *stage) {
	assignments(s)
	c := s.campus
	units := make([]campus.ID, 2)
	for i, u := range []campus.Unit{{Title: "Measuring", About: "The first three weeks: what a sensor says, and how far one can believe it.", Order: "g"},
		{Title: "Acting on what was measured", Order: "p"}} {
		units[i] = campus.DerivedID("unit", u.Title)
		c.Replica.Add(c.Soil, c.Siti, "unit", units[i], &u)
	}
	ctx := context.Background()
	for i, id := range c.Lessons[1:] {
		r, err := c.Replica.Record(ctx, id)
		if err != nil {
			continue
		}
		l := campus.As[campus.Lesson](r)
		l.Unit = units[min(i/3, 1)]
		if i == 4 {
			r.Audience, l.Publish = campus.StaffOnly, apptest.Clock.Add(50*time.Hour).UnixMilli()
		}
		r.Body = campus.NewBody(campus.Create(id, "lesson", &l).Set)
		c.Replica.Put(r)
	}
	r, err := c.Replica.Record(ctx, s.task())
	if err == nil {
		a := campus.As[campus.Assignment](r)
		a.Unit = units[0]
		r.Body = campus.NewBody(campus.Create(r.ID, "assignment", &a).Set)
		c.Replica.Put(r)
	}
	c.Replica.Add(c.Soil, c.Siti, "document", campus.DerivedID("file", "wiring"), &campus.Document{Name: "Wiring of the board.pdf", Size: 412_000, Manifest: strings.Repeat("ab", 32), Of: c.Lessons[1]})
	for _, id := range c.Lessons[:2] {
		tick := c.Replica.Add(c.Soil, c.Dewi, "lessonread", campus.LessonReadID(id, c.Dewi), &campus.LessonRead{Of: id, Student: c.Dewi, Done: true})
		tick.Audience = campus.Audience(c.Dewi)
		c.Replica.Put(tick)
	}
}

// meetings lays sessions into the week, with attendance.
func meetings(s *stage) {
	course(s)
	c := s.campus
	at := func(day, hour int) time.Time {
		return time.Date(2027, 3, day, hour, 0, 0, 0, time.Local)
	}
	add := func(title string, day, hour int, cancelled bool) campus.Record {
		return c.Replica.Add(c.Soil, c.Siti, "session", campus.DerivedID("session", title), &campus.Session{Title: title, Start: at(day, hour).UnixMilli(),
			End: at(day, hour+1).Add(30 * time.Minute).UnixMilli(), Link: "https://meet.politeknik-bandung.example/j/84126530178?pwd=c29pbCBhbmQgd2F0ZXI", Cancelled: cancelled,
			About: "Have your board and one cable at hand. Who has no line can read lesson 2 and hand in the table."})
	}
	first := add("Sensors on the table", 15, 9, false)
	add("Office hour", 17, 14, true)
	add("Calibrating together", 18, 9, false)
	enter := func(who campus.ID, state string, minutes int) {
		r := c.Replica.Add(c.Soil, c.Siti, "attendance", campus.AttendanceID(first.ID, who), &campus.Attendance{Of: first.ID, Student: who, State: state, Minutes: minutes})
		r.Audience = campus.Audience(who)
		c.Replica.Put(r)
	}
	enter(c.Dewi, campus.Present, 90)
	enter(c.Minh, campus.Late, 70)
	enter(c.Aung, campus.Excused, 0)
}

var courseShots = []shot{
	{name: "class-units", as: "teacher", before: course, play: func(s *stage) { s.goTo("training", s.campus.Soil, "") }},
	{name: "lesson-files", as: "student", before: course, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, s.campus.Lessons[1])
	}},
	{name: "lesson-draft", as: "teacher", before: course, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, s.campus.Lessons[5])
	}},
	{name: "lesson-new", as: "teacher", before: course, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, "")
		s.make()
	}},
	{name: "class-copy", as: "teacher", before: course, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, "")
		s.training().CopyClass()
	}},
	{name: "timetable", as: "teacher", before: meetings, play: timetable},
	{name: "timetable-attendance", as: "teacher", before: meetings, play: func(s *stage) {
		timetable(s)
		s.training().EnterFirst()
	}},
	{name: "timetable-session", as: "teacher", before: meetings, play: func(s *stage) {
		timetable(s)
		s.training().ShowSession()
	}},
	{name: "timetable-hours", as: "teacher", before: meetings, play: func(s *stage) {
		timetable(s)
		s.training().ShowHours()
	}},
	{name: "timetable-form", as: "teacher", before: meetings, play: func(s *stage) {
		timetable(s)
		s.training().EditSession()
	}},
}

func timetable(s *stage) {
	s.goTo("training", s.campus.Soil, "")
	s.training().ShowTimetable()
}

func init() { shots = append(shots, courseShots...) }
