package main

import (
	"context"
	"strings"
	"time"

	"rantau/app/apptest"
	"rantau/app/syncpage"
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
	}}, shot{name: "sync-files", as: "teacher", before: refusedFile, play: func(s *stage) { s.goTo("sync", "", "") }},
		shot{name: "sync-mend", as: "teacher", before: refusedFile, play: func(s *stage) {
			s.goTo("sync", "", "")
			s.program.Screen().(*syncpage.Screen).Mend()
			s.settle()
		}},
		shot{name: "sync-data", as: "student", before: spending, play: func(s *stage) {
			s.goTo("sync", "", "")
			s.program.Screen().(*syncpage.Screen).SelectTab(1)
			s.settle()
		}},
		shot{name: "sync-log", as: "student", before: spending, play: func(s *stage) {
			s.goTo("sync", "", "")
			s.program.Screen().(*syncpage.Screen).SelectTab(2)
			s.settle()
		}},
		shot{name: "sync-held", as: "student", before: func(s *stage) {
			spending(s)
			s.campus.Files.Going = []campus.WaitingFile{
				{Document: campus.Record{Space: s.campus.Soil}, Name: "Soil profile, east field.pdf", State: campus.FileState{Size: 2_100_000, Here: 2_100_000, Held: true}},
				{Document: campus.Record{Space: s.campus.Soil}, Name: "Pump at work.mp4", State: campus.FileState{Size: 2_500_000, Here: 2_500_000, Held: true}},
				{Document: campus.Record{Space: s.campus.Soil}, Name: "Readings of October.csv", State: campus.FileState{Size: 21_000, Here: 21_000}},
			}
			s.campus.Files.Come = []campus.WaitingFile{
				{Document: campus.Record{Space: s.campus.Soil}, Name: "Atlas of soils.pdf", State: campus.FileState{Size: 8_400_000, Here: 3_100_000, OnServer: true, Paused: true}},
				{Document: campus.Record{Space: s.campus.Soil}, Name: "Drip irrigation, all films.zip", State: campus.FileState{Size: 480_000_000, OnServer: true, NoRoom: true}},
			}
			s.campus.Link.Set(campus.Status{Line: campus.Online, Slow: true, Files: 3, Held: 2, HeldSize: 4_600_000, LastSync: apptest.Clock})
		}, play: func(s *stage) { s.goTo("sync", "", "") }},
		shot{name: "home-contested", as: "teacher", before: refusedFile})
}

// refusedFile refuses a document, with a lesson beside it that has two versions.
func refusedFile(s *stage) {
	versions(s)
	l := campus.Document{Name: "Weather of the station", URL: "https://example.org/weather", About: "Every hour", Tags: []string{"rain", "wind"}}
	s.campus.Replica.Queue(s.campus.Soil, campus.Create(campus.NewID(), "document", &l))
	s.campus.Replica.RefuseSet(0, campus.Forbidden, "you are not a member here")
	d := campus.Document{Name: "Plan of the pump.pdf", Type: "application/pdf", Size: 120_000, Manifest: strings.Repeat("a1", 32), About: "Drawn by the second year"}
	s.campus.Replica.Queue(s.campus.Soil, campus.Create(campus.NewID(), "document", &d))
	s.campus.Replica.RefuseSet(1, campus.Forbidden, "you are not a member here")
	s.campus.Link.Set(campus.Status{Line: campus.Online, Contested: 1, LastSync: apptest.Clock})
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

// spending is a week on a thin line, with a budget.
func spending(s *stage) {
	link := s.campus.Link
	link.Limit = campus.Budget{Day: 5 << 20, Month: 60 << 20, Metered: true}
	for i, received := range []int64{3_200_000, 5_000_000, 900_000, 0, 4_100_000, 2_000, 1_250_000} {
		link.Days = append(link.Days, campus.Usage{Day: campus.DayOf(apptest.Clock.Local().AddDate(0, 0, -i)), Sent: received / 12, Received: received})
	}
	for i := range 24 {
		n := campus.SyncNote{At: apptest.Clock.Add(-time.Duration(i*47) * time.Minute), Took: time.Duration(400+310*i) * time.Millisecond, Sets: i % 4, Records: 1 + 7*i%40, Sent: int64(500 + 90*i), Received: int64(2_000 + 3_700*i)}
		if i%7 == 2 {
			n.Sets, n.Records, n.Files, n.Received = 0, 0, 1+i%3, 420_000
		}
		if i%9 == 4 {
			n.Trouble = "the line was cut"
		}
		link.Log = append(link.Log, n)
	}
}
