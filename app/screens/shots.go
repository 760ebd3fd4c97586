package main

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"rantau/app"
	"rantau/app/apptest"
	"rantau/app/search"
	"rantau/app/signin"
	"rantau/app/ui"
	"rantau/campus"
)

// stage is one program on one sample campus.
type stage struct {
	campus  *apptest.Campus
	program *app.Program
}

func (s *stage) settle() {
	if e := s.program.Env(); e != nil {
		s.campus.Queue.Settle(e)
	}
	apptest.Relayout(s.program.Window().Canvas())
}

// goTo leads to a place.
func (s *stage) goTo(section string, space, record campus.ID) {
	s.program.Env().Go(ui.Place{Section: section, Space: space, Record: record})
	s.settle()
}

func (s *stage) make() {
	if m, ok := s.program.Screen().(ui.Maker); ok {
		m.New()
	}
	s.settle()
}

func (s *stage) options(sh shot) app.Options {
	return app.Options{SignedIn: !sh.signedOut, Now: func() time.Time { return apptest.Clock }, SignIn: noServer{}, Open: func() (app.Session, error) {
		if sh.broken {
			return app.Session{}, campus.Errorf(campus.Internal, "the file of this profile is damaged. It was not touched, and what had not been sent is still in it")
		}
		return app.Session{Replica: s.campus.Replica, Files: s.campus.Files, Link: s.campus.Link, Folders: s.campus.Folders}, nil
	}}
}

// noServer is a signer without a server.
type noServer struct{}

func (noServer) SignIn(context.Context, string, string, string) error {
	return campus.Errorf(campus.Forbidden, "the user name or the password is not right")
}

func (noServer) Defaults() signin.Defaults {
	return signin.Defaults{Server: "http://127.0.0.1:8080", User: "siti", Hint: "Sample campus: user siti, password merantau"}
}

// shot is one picture: who looks, what comes before, what is done.
type shot struct {
	name      string
	as        string
	signedOut bool
	broken    bool
	before    func(*stage)
	play      func(*stage)
}

// offline makes some work that waits.
func offline(s *stage) {
	s.campus.Link.Set(campus.Status{Line: campus.Unreached, Waiting: 3, Files: 1, LastSync: apptest.Clock.Add(-5 * 3_600_000_000_000)})
	save := func(a campus.Action) { _ = s.campus.Replica.Save(context.Background(), a) }
	save(campus.Say(s.campus.Soil, s.campus.Soil, "Good question, Dewi. Take the sensor out of the soil and hold it in the air: it should show nearly nothing."))
	save(campus.NewClass(s.campus.Replica.Me(), campus.Course{Title: "Reading a wiring plan", Area: campus.StudyAreas[6]}))
	save(campus.Say(s.campus.Commons, s.campus.Topic, "I print the lesson in the office and carry the paper home."))
}

var shots = []shot{
	{name: "signin", signedOut: true, as: "teacher"},
	{name: "broken", broken: true, as: "teacher"},
	{name: "home", as: "teacher"},
	{name: "home-empty", as: "stranger"},
	{name: "training", as: "teacher", play: func(s *stage) { s.goTo("training", "", "") }},
	{name: "class-lessons", as: "teacher", before: offline, play: func(s *stage) { s.goTo("training", s.campus.Soil, "") }},
	{name: "class-student", as: "student", play: func(s *stage) { s.goTo("training", s.campus.Soil, "") }},
	{name: "class-discussion", as: "teacher", before: offline, play: func(s *stage) { s.tab(2) }},
	{name: "class-documents", as: "teacher", play: func(s *stage) { s.tab(4) }},
	{name: "class-members", as: "teacher", play: func(s *stage) { s.tab(5) }},
	{name: "class-empty", as: "teacher", play: func(s *stage) { s.goTo("training", s.campus.Empty, "") }},
	{name: "class-form", as: "teacher", play: func(s *stage) { s.goTo("training", "", ""); s.make() }},
	{name: "add-students", as: "teacher", play: func(s *stage) {
		s.goTo("training", s.campus.Soil, "")
		s.training().AddStudents()
	}},
	{name: "lesson", as: "student", play: func(s *stage) { s.goTo("training", s.campus.Soil, s.campus.Lessons[0]) }},
	{name: "lesson-scrolled", as: "teacher", before: versions, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, s.campus.Lessons[0])
		s.training().ScrollLesson(14)
	}},
	{name: "lesson-versions", as: "teacher", before: versions, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, s.campus.Lessons[0])
		s.training().LessonVersions()
	}},
	{name: "lesson-editor", as: "teacher", play: func(s *stage) {
		s.goTo("training", s.campus.Soil, s.campus.Lessons[0])
		s.training().EditLesson()
	}},
	{name: "sync-waiting", as: "teacher", before: offline, play: func(s *stage) { s.goTo("sync", "", "") }},
	{name: "sync-refused", as: "teacher", before: refused, play: func(s *stage) { s.goTo("sync", "", "") }},
	{name: "sync-again", as: "teacher", before: refused, play: writeAgain},
	{name: "class-versions", as: "teacher", before: classVersions, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, "")
		s.training().ClassVersions()
	}},
	{name: "keys", as: "teacher", play: func(s *stage) {
		s.goTo("training", s.campus.Soil, "")
		s.program.Window().Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	}},
	{name: "search", as: "teacher", play: func(s *stage) { s.goTo("search", "", "") }},
	{name: "search-found", as: "teacher", play: func(s *stage) {
		s.goTo("search", "", "")
		s.program.Screen().(*search.Screen).Seek("sensor")
		s.settle()
	}},
	{name: "sync-empty", as: "teacher", play: func(s *stage) { s.goTo("sync", "", "") }},
}

func refused(s *stage) {
	offline(s)
	s.campus.Replica.RefuseSet(0, campus.Forbidden, "you are not a member here")
	s.campus.Link.Set(campus.Status{Line: campus.Online, Waiting: 2, Refused: 1, LastSync: apptest.Clock})
}

// writeAgain takes up what was refused.
func writeAgain(s *stage) {
	sets, err := s.campus.Replica.Waiting(context.Background())
	if err != nil || len(sets) == 0 {
		return
	}
	if a, err := ui.TakeUp(context.Background(), s.campus.Replica, sets[0]); err == nil && a != nil {
		s.program.Env().Go(a.Place())
	}
}

// classVersions puts a version with another title beside the class.
func classVersions(s *stage) {
	r, err := s.campus.Replica.Record(context.Background(), s.campus.Soil)
	if err != nil {
		return
	}
	r.Versions = []campus.Version{{ID: campus.NewID(), Author: s.campus.Nadia, At: apptest.Clock.UnixMilli() - 7_200_000,
		Fields: []byte(`{"title":"Soil, water and sensors","about":"Six weeks on a field."}`)}}
	s.campus.Replica.Put(r)
}

// versions puts a version beside the first lesson.
func versions(s *stage) {
	id := s.campus.Lessons[0]
	r, err := s.campus.Replica.Record(context.Background(), id)
	if err != nil {
		return
	}
	r.Versions = []campus.Version{{ID: campus.NewID(), Author: s.campus.Nadia, At: apptest.Clock.UnixMilli() - 7_200_000,
		Fields: []byte(`{"text":"# What soil moisture tells a farmer\n\nA shorter lesson, for the first hour only."}`)}}
	s.campus.Replica.Put(r)
}
