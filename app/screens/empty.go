package main

import (
	"time"

	"rantau/app/search"
	"rantau/campus"
)

// What a person sees where nothing is yet: each says what to do.
var emptyShots = []shot{
	{name: "quizzes-empty", as: "teacher", play: func(s *stage) {
		s.goTo("training", s.campus.Empty, "")
		s.training().SelectQuizzes()
	}},
	{name: "timetable-empty", as: "teacher", play: func(s *stage) {
		s.goTo("training", s.campus.Empty, "")
		s.training().ShowTimetable()
	}},
	{name: "training-empty", as: "stranger", play: func(s *stage) { s.goTo("training", "", "") }},
	{name: "groups-tasks-empty", as: "student", before: community, play: func(s *stage) {
		s.goTo("groups", s.campus.Group, "")
		s.groupTab("Tasks")
	}},
	{name: "first-copy", as: "stranger", before: func(s *stage) {
		s.campus.Link.Set(campus.Status{Line: campus.NotTriedIt, Syncing: true,
			Moving: campus.Moving{What: campus.GotRecords, Done: 1200, All: 31_552, Rest: 900 << 10, Left: 2 * time.Minute}})
	}, play: func(s *stage) { s.goTo("training", "", "") }},
	{name: "search-none", as: "teacher", play: func(s *stage) {
		s.goTo("search", "", "")
		if f, ok := s.program.Screen().(*search.Screen); ok {
			f.Seek("zebra")
		}
		s.settle()
	}},
}

func init() {
	shots = append(shots, emptyShots...)
	// The window as the README shows it: much in it, and no line.
	shots = append(shots, shot{name: "class-busy", as: "teacher", before: func(s *stage) {
		course(s)
		quizzes(s)
		meetings(s)
		offline(s)
	}, play: func(s *stage) { s.goTo("training", s.campus.Soil, "") }})
}
