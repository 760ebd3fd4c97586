package main

import (
	"fmt"
	"time"

	"rantau/app/apptest"
	"rantau/campus"
)

// book puts more assignments, work and marks into the class, for the gradebook.
func book(s *stage) {
	assignments(s)
	c := s.campus
	for i, title := range []string{"Pump and pipe", "A plan for the dry season", "Reading a data sheet"} {
		id := campus.DerivedID("book", fmt.Sprint(i))
		due := apptest.Clock.Add(time.Duration(i-2) * 6 * 24 * time.Hour)
		c.Replica.Add(c.Soil, c.Siti, "assignment", id, &campus.Assignment{Title: title, Points: 20, Weight: 1.5, Due: due.UnixMilli()})
		if due.After(apptest.Clock) {
			continue
		}
		for j, who := range []campus.ID{c.Dewi, c.Minh, c.Somchai, c.Aung} {
			sub := c.Replica.Add(c.Soil, who, "submission", campus.DerivedID("booked", fmt.Sprint(i, j)), &campus.Submission{Assignment: id, Text: "Here it is."})
			sub.Created, sub.Audience = due.Add(time.Duration(j-2)*time.Hour), campus.Audience(who)
			c.Replica.Put(sub)
			if (i+j)%3 == 0 {
				continue
			}
			score := float64(11 + (7*i+5*j)%9)
			m := c.Replica.Add(c.Soil, c.Siti, "mark", campus.MarkID(id, who), &campus.Mark{Assignment: id, Student: who, Submission: sub.ID, Score: &score})
			if m.Audience = campus.StaffOnly; j%2 == 0 {
				m.Audience = campus.Audience(who)
			}
			c.Replica.Put(m)
		}
	}
}

var markShots = []shot{
	{name: "gradebook", as: "teacher", before: book, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, "")
		s.training().Marks()
	}},
	{name: "my-marks", as: "student", before: book, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, "")
		s.training().Marks()
	}},
}

func init() { shots = append(shots, markShots...) }
