package main

import (
	"path/filepath"
	"time"

	"rantau/app/apptest"
	"rantau/app/documents"
	"rantau/app/resources"
	"rantau/app/widget"
	"rantau/campus"
)

func init() {
	documentsTab := func(s *stage) { s.tab(4) }
	shots = append(shots,
		shot{name: "folder-in-step", as: "teacher", before: inFolder(func(m *campus.MirrorStatus) {}), play: documentsTab},
		shot{name: "folder-working", as: "teacher", before: inFolder(func(m *campus.MirrorStatus) { m.State, m.Left = campus.Working, 214; m.Stuck = nil }), play: documentsTab},
		shot{name: "folder-away", as: "teacher", before: inFolder(func(m *campus.MirrorStatus) { m.State = campus.Away }), play: documentsTab},
		shot{name: "folder-asks", as: "teacher", before: inFolder(func(m *campus.MirrorStatus) { m.State, m.Gone = campus.Asks, 31 }), play: documentsTab},
		shot{name: "folder-bin", as: "teacher", before: inFolder(func(m *campus.MirrorStatus) {}), play: func(s *stage) { documentsTab(s); s.documents().ShowBin(); s.settle() }},
		shot{name: "folder-ask", as: "teacher", play: func(s *stage) {
			documentsTab(s)
			widget.PickFile = func() (string, bool) { return "/home/siti/Documents/Soil, sensors and water", true }
			defer func() { widget.PickFile = nil }()
			s.documents().KeepInFolder()
			s.settle()
		}},
		shot{name: "folder-own", as: "student", before: func(s *stage) {
			library(s)
			s.campus.Folders.Set(campus.MirrorStatus{Mirror: campus.Mirror{Space: campus.PersonalSpace(s.campus.Replica.Me()), Dir: "/home/dewi/Documents/Rantau"}, State: campus.InStep, Files: 1})
		}, play: func(s *stage) {
			s.goTo("resources", "", "")
			s.program.Screen().(*resources.Screen).Tab(2)
			s.settle()
		}},
		shot{name: "sync-folders", as: "teacher", before: func(s *stage) {
			inFolder(func(m *campus.MirrorStatus) {})(s)
			s.campus.Folders.Set(campus.MirrorStatus{Mirror: campus.Mirror{Space: s.campus.Empty, Dir: "/home/siti/Engines"}, State: campus.Asks, Files: 20, Gone: 31})
		}, play: func(s *stage) { s.goTo("sync", "", "") }},
	)
}

// inFolder keeps a class in a folder that stands in some way.
func inFolder(how func(*campus.MirrorStatus)) func(*stage) {
	return func(s *stage) {
		m := campus.MirrorStatus{Mirror: campus.Mirror{Space: s.campus.Soil, Dir: filepath.FromSlash("/home/siti/Documents/Soil, sensors and water")}, State: campus.InStep, Files: 48,
			Stuck: []campus.StuckFile{{Path: "week 1/link to the films", Reason: "this is a link to another place: it is not followed"}, {Path: "week 2/exam.docx", Reason: "this file or its folder may not be read or changed by you"}}}
		how(&m)
		s.campus.Folders.Set(m)
		for i, name := range []string{"week 1/Field notebook.docx", "Readings from plot A.csv", "ບົດຮຽນ/ແຜນ.odt"} {
			at := apptest.Clock.Add(-time.Duration(i*50) * time.Hour)
			s.campus.Folders.Put(s.campus.Soil, campus.Binned{ID: name, Path: name, File: "/tmp/" + name, Size: int64(9000 * (i + 1)), At: at, Until: at.AddDate(0, 0, 30)})
		}
	}
}

// documents is the list of documents of the class in front.
func (s *stage) documents() *documents.List { return s.training().Documents() }
