package main

import (
	"context"

	"rantau/app/widget"
	"rantau/campus"
)

func init() {
	shots = append(shots, shot{name: "lesson-history", as: "teacher", before: rewritten, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, s.campus.Lessons[0])
		if r, err := s.campus.Replica.Record(context.Background(), s.campus.Lessons[0]); err == nil {
			widget.OpenHistory(s.program.Env(), r, true)
		}
		s.settle()
	}})
}

// rewritten changes the first lesson once more.
func rewritten(s *stage) {
	r, err := s.campus.Replica.Record(context.Background(), s.campus.Lessons[0])
	if err != nil {
		return
	}
	l := campus.As[campus.Lesson](r)
	l.Title += " in the dry season"
	if c, differs := campus.Edit(r, &l); differs {
		_ = s.campus.Replica.Save(context.Background(), campus.Action{Space: r.Space, Changes: []campus.Change{c}})
	}
}
