package main

import (
	"context"

	"rantau/campus"
)

var removedShots = []shot{
	{name: "removed", as: "teacher", play: func(s *stage) {
		s.goTo("training", s.campus.Soil, "")
		r, err := s.campus.Replica.Record(context.Background(), s.campus.Lessons[2])
		if err != nil {
			return
		}
		done := make(chan struct{})
		s.program.Env().Work(func(ctx context.Context) { // as the menu does it
			defer close(done)
			_ = s.program.Env().Replica.Save(ctx, campus.Action{Space: r.Space, Changes: []campus.Change{campus.Remove(r)}})
		})
		<-done
	}},
	{name: "sync-resend", as: "teacher", before: resend, play: func(s *stage) { s.goTo("sync", "", "") }},
}

// resend has the server refuse what no form takes up.
func resend(s *stage) {
	s.campus.Replica.Queue(s.campus.Soil, campus.Create(campus.NewID(), "folder", &campus.Folder{Name: "Maps of the field"}))
	s.campus.Replica.RefuseSet(0, campus.Forbidden, "only the staff here can do this")
	offline(s)
}

func init() { shots = append(shots, removedShots...) }
