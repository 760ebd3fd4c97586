package main

import (
	"rantau/app/apptest"
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
	s.campus.Wish(campus.Joining{Code: "GHJK6789", State: campus.JoinRefused, Reason: "this code is not known; look at it again, or ask whether it was ended"})
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
