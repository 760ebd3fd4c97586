package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"rantau/app/apptest"
	"rantau/app/lang"
	"rantau/app/widget"
	"rantau/campus"
)

// assignments puts work into the class: one that was handed in and marked, one that is
// due, a draft.
func assignments(s *stage) {
	c := s.campus
	add := func(id campus.ID, kind string, by campus.ID, ago time.Duration, to campus.Audience, v campus.Value) campus.Record {
		r := c.Replica.Add(c.Soil, by, kind, id, v)
		r.Created, r.Audience = apptest.Clock.Add(-ago), to
		r.Edited = r.Created
		c.Replica.Put(r)
		return r
	}
	day := 24 * time.Hour
	add(s.task(), "assignment", c.Siti, 9*day, campus.Everyone, &campus.Assignment{Title: "A map of your field", Weight: 2, Due: apptest.Clock.Add(-day).UnixMilli(),
		Text:   "Draw the field that you measure, **with a scale**, and mark:\n\n- where the sensors are\n- where the water comes from\n- which way is north\n\nA photograph of a drawing on paper is enough.",
		Rubric: []campus.Criterion{{ID: "1", Name: "Scale and north", Points: 4}, {ID: "2", Name: "Sensors and water", Points: 4}, {ID: "3", Name: "Easy to read", Points: 2}}})
	add(campus.DerivedID("task", "2"), "assignment", c.Siti, day, campus.Everyone, &campus.Assignment{Title: "One week of readings", Weight: 1, Points: 20, Due: apptest.Clock.Add(3 * day).UnixMilli(), Text: "A table with a reading every morning."})
	add(campus.DerivedID("task", "3"), "assignment", c.Siti, day, campus.StaffOnly, &campus.Assignment{Title: "What would you change?", Points: 10})
	hand := func(who campus.ID, ago time.Duration, text string) campus.Record {
		return add(campus.DerivedID("handin", text), "submission", who, ago, campus.Audience(who), &campus.Submission{Assignment: s.task(), Text: text})
	}
	first := hand(c.Dewi, 4*day, "Our field is 40 m long and 25 m wide. The well is in the south-east corner; the three sensors stand on the diagonal, 10 m apart. North is up.")
	second := hand(c.Dewi, 2*day, "With a scale now: one square of the paper is 2 m. I also moved the second sensor, for it stood in the shade.")
	second.Written = &campus.Written{From: second.Created.Add(-2 * day).UnixMilli(), To: second.Created.UnixMilli(), Clock: second.Created.Add(-day).UnixMilli()}
	c.Replica.Put(second)
	late := hand(c.Aung, 3*time.Hour, "Sorry that it is late, we had no power since Sunday.")
	if doc, err := s.file("A map of our field.pdf", apptest.Paper("Our field", 2)); err == nil {
		id := campus.DerivedID("handin", "map")
		add(id, "document", c.Aung, 3*time.Hour, campus.Audience(c.Aung), &doc)
		late.Body = campus.NewBody(campus.Create(late.ID, "submission", &campus.Submission{Assignment: s.task(), Text: campus.As[campus.Submission](late).Text, Files: []campus.ID{id}}).Set)
		c.Replica.Put(late)
	}
	if len(c.Lessons) > 0 {
		add(campus.ReceiptID(first.ID), "receipt", c.Siti, 3*day, campus.Audience(c.Dewi), &campus.Receipt{Submission: first.ID, Student: c.Dewi})
		add(campus.ReceiptID(second.ID), "receipt", c.Siti, day, campus.Audience(c.Dewi), &campus.Receipt{Submission: second.ID, Student: c.Dewi})
		add(campus.MarkID(s.task(), c.Dewi), "mark", c.Siti, 5*time.Hour, campus.Audience(c.Dewi), &campus.Mark{Assignment: s.task(), Student: c.Dewi, Submission: second.ID,
			Scores: map[string]float64{"1": 4, "2": 3, "3": 2}, Comment: "Very clear. Write beside the well how deep the water stands, then anybody can plan a pump with your map."})
	}
}

// file takes a file in.
func (s *stage) file(name string, b []byte) (campus.Document, error) {
	path := filepath.Join(s.campus.Dir, name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		return campus.Document{}, err
	}
	return s.campus.Files.Add(context.Background(), path)
}

func (s *stage) task() campus.ID { return campus.DerivedID("task", "1") }

var assignmentShots = []shot{
	{name: "assignments", as: "teacher", before: assignments, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, "")
		s.training().SelectTab(1)
	}},
	{name: "assignment-empty", as: "student", play: func(s *stage) {
		s.goTo("training", s.campus.Soil, "")
		s.training().SelectTab(1)
	}},
	{name: "assignment-student", as: "student", before: assignments, play: func(s *stage) { s.goTo("training", s.campus.Soil, s.task()) }},
	{name: "assignment-students", as: "teacher", before: assignments, play: func(s *stage) { s.goTo("training", s.campus.Soil, s.task()) }},
	{name: "assignment-mark", as: "teacher", before: assignments, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, s.task())
		s.training().MarkWork(s.campus.Aung)
		for end := time.Now().Add(2 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			s.settle() // until the page is drawn
			if s.training().Drawn() {
				break
			}
		}
	}},
	{name: "assignment-form", as: "teacher", before: assignments, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, s.task())
		s.training().EditAssignment()
	}},
	{name: "assignment-day", as: "teacher", before: assignments, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, s.task())
		s.training().EditAssignment()
		s.settle()
		c := s.program.Window().Canvas()
		for range 20 { // to the field of the due date, and down into its calendar
			if e, ok := c.Focused().(*widget.Entry); ok && strings.HasPrefix(e.Text, "20") {
				e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
				return
			}
			c.FocusNext()
		}
	}},
	{name: "assignment-ask", as: "teacher", before: assignments, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, s.task())
		widget.Ask(s.program.Window(), lang.Text("training.removeLesson").Say(), lang.Text("training.removeTaskAsk").Say("A map of your field"), func() {})
	}},
	{name: "assignment-handin", as: "student", before: assignments, play: func(s *stage) {
		s.goTo("training", s.campus.Soil, s.task())
		s.training().HandIn()
	}},
}

func init() { shots = append(shots, assignmentShots...) }
