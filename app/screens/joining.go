package main

import (
	"rantau/app/apptest"
	"rantau/app/groups"
	"rantau/campus"
)

// The pictures of finding groups, of asking to join and of codes.
var joiningShots = []shot{
	{name: "groups-all", as: "student", before: asked, play: func(s *stage) { s.goTo("groups", s.campus.Dryers(), "") }},
	{name: "groups-refused", as: "student", before: asked, play: func(s *stage) { s.goTo("groups", s.campus.Robots(), "") }},
	{name: "groups-requests", as: "teacher", before: coded, play: func(s *stage) { s.goTo("groups", s.campus.Group, ""); s.groupTab("Members") }},
	{name: "class-code", as: "teacher", before: coded, play: func(s *stage) { s.goTo("training", s.campus.Soil, ""); s.training().SelectTab(4) }},
	{name: "class-join", as: "student", before: asked, play: func(s *stage) { s.goTo("training", "", ""); s.training().JoinByCode() }},
}

func init() { shots = append(shots, joiningShots...) }

// asked has a wish that was refused and two codes: one that waits for a line.
func asked(s *stage) {
	community(s)
	s.campus.Wish(campus.Joining{Space: s.campus.Robots(), State: campus.JoinRefused, Reason: "All our boards are taken until April. Please ask again then."})
	s.campus.Wish(campus.Joining{Code: "GHJK6789", State: campus.JoinRefused, Reason: "this code is not known; look at it again, ask whether it was ended, or wait until it has reached the server"})
	w := s.campus.Wish(campus.Joining{Code: "BCDF2345"})
	w.Waiting = true
	s.campus.Replica.Put(w)
}

// coded has a code in a class and in a group.
func coded(s *stage) {
	community(s)
	for _, space := range []campus.ID{s.campus.Soil, s.campus.Group} {
		r := s.campus.Replica.Add(space, s.campus.Siti, "joincode", campus.DerivedID("code", string(space)),
			&campus.JoinCode{Code: "KMNP4567", Until: apptest.Clock.AddDate(0, 0, 6).UnixMilli()})
		r.Audience = campus.StaffOnly
		s.campus.Replica.Put(r)
	}
}

// project puts tasks and a page into the partners' group.
func project(s *stage) {
	community(s)
	c := s.campus
	order := ""
	for i, t := range []campus.Task{
		{Title: "Ask the workshop for twelve boards", State: campus.TaskToDo, Who: []campus.ID{c.Dewi}, Due: "2027-03-12"},
		{Title: "Draw the dryer, with the size of every part", State: campus.TaskToDo, Who: []campus.ID{c.Dewi, c.Nadia}, Due: "2027-03-20"},
		{Title: "Find somebody with a thermometer that keeps its readings", State: campus.TaskToDo},
		{Title: "Compare the prices of wood in Bandung and George Town", State: campus.TaskDoing, Who: []campus.ID{c.Siti}, Due: "2027-03-25"},
		{Title: "Agree on the hours", State: campus.TaskDone, Who: []campus.ID{c.Siti, c.Nadia}},
	} {
		order = campus.OrderBetween(order, "")
		t.Order = order
		c.Replica.Add(c.Group, c.Siti, "task", campus.DerivedID("group task", string(rune('a'+i))), &t)
	}
	for _, p := range []campus.Page{
		{Title: "How we build the dryer", Text: "We build **two**: one in Bandung, one in George Town, from the same drawing.\n\n## What we need\n\n- twelve boards, 2 cm thick\n- glass or clear plastic, 60 × 90 cm\n- black paint\n\n## Who does what\n\n| Week | Bandung | George Town |\n| --- | --- | --- |\n| 1 | the box | the frame |\n| 2 | the glass | the racks |\n"},
		{Title: "Minutes of the first call", Text: "Everybody was there."},
	} {
		c.Replica.Add(c.Group, c.Dewi, "page", s.page(p.Title), &p)
	}
}

func (s *stage) page(title string) campus.ID { return campus.DerivedID("group page", title) }

// plan is the page of the project.
func (s *stage) plan() campus.ID { return s.page("How we build the dryer") }

func init() {
	shots = append(shots,
		shot{name: "groups-tasks", as: "student", before: project, play: func(s *stage) { s.goTo("groups", s.campus.Group, ""); s.groupTab("Tasks") }},
		shot{name: "groups-pages", as: "student", before: project, play: func(s *stage) { s.goTo("groups", s.campus.Group, ""); s.groupTab("Pages") }},
		shot{name: "groups-page", as: "student", before: project, play: func(s *stage) { s.goTo("groups", s.campus.Group, s.plan()) }},
		shot{name: "groups-task-form", as: "student", before: project, play: func(s *stage) {
			s.goTo("groups", s.campus.Group, "")
			s.groupTab("Tasks")
			s.group().EditTask()
		}},
		shot{name: "groups-page-edit", as: "student", before: project, play: func(s *stage) {
			s.goTo("groups", s.campus.Group, s.plan())
			s.group().EditPage()
		}},
	)
}

func (s *stage) group() *groups.Screen { return s.program.Screen().(*groups.Screen) }
