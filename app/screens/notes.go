package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"rantau/app/apptest"
	"rantau/app/reader"
	"rantau/campus"
)

func init() {
	shots = append(shots,
		shot{name: "notes", as: "teacher", before: noted, play: func(s *stage) { s.readNoted(); s.beside(2); s.chooseNote(1) }},
		shot{name: "notes-student", as: "student", before: noted, play: func(s *stage) { s.readNoted(); s.beside(2) }},
		shot{name: "notes-write", as: "teacher", before: noted, play: func(s *stage) {
			s.readNoted()
			s.write("a mentor and an e-Buddy", "Ask Nadia for the form of last year, in Khmer as well.")
		}},
		shot{name: "notes-none", as: "teacher", before: library, play: func(s *stage) { s.read(guide); s.beside(2) }},
	)
}

// handbook is a document of a class with notes on it: the teacher's for all, and one's own.
var handbook = campus.DerivedID("document", "handbook")

func noted(s *stage) {
	c := s.campus
	path := filepath.Join(c.Dir, "Handbook of the exchange.pdf")
	if os.WriteFile(path, apptest.Paper("Handbook of the exchange", 6), 0o600) != nil {
		return
	}
	doc, err := c.Files.Add(context.Background(), path)
	if err != nil {
		return
	}
	doc.Stored = doc.Manifest
	c.Replica.Add(c.Soil, c.Siti, "document", handbook, &doc)
	own := campus.PersonalSpace(c.Replica.Me())
	for i, one := range []struct {
		space, by campus.ID
		campus.Annotation
	}{
		{own, c.Replica.Me(), campus.Annotation{Page: 1}},
		{c.Soil, c.Siti, campus.Annotation{Page: 1, Part: 190, Quote: "The receiving institution", Text: "Read this part before Monday.\nWe go through it together in the first meeting."}},
		{own, c.Replica.Me(), campus.Annotation{Page: 1, Part: 420, Text: "Who is our mentor? Ask in the group."}},
		{c.Soil, c.Siti, campus.Annotation{Page: 2, Part: 300, Text: "The dates changed: see the timetable of the orientation week."}},
		{own, c.Replica.Me(), campus.Annotation{Page: 4, Part: 200, Quote: "The receiving institution"}},
	} {
		a := one.Annotation
		a.In, a.Of, a.Manifest = c.Soil, handbook, doc.Manifest
		if i == 3 {
			a.Manifest = campus.HashSet([]byte("before")) + campus.HashSet([]byte("it"))
		}
		c.Replica.Add(one.space, one.by, "annotation", campus.DerivedID("noted", string(rune('a'+i))), &a)
	}
}

func (s *stage) readNoted() {
	r, err := s.campus.Replica.Record(context.Background(), handbook)
	if err != nil {
		return
	}
	s.program.Env().Show(r)
	s.settle()
	if open, ok := s.program.Screen().(*reader.Screen); ok {
		s.drawn(open)
	}
}

// chooseNote leads to one of the notes.
func (s *stage) chooseNote(i int) {
	if open, ok := s.program.Screen().(*reader.Screen); ok {
		open.ChooseNote(i)
		s.drawn(open)
	}
}

// write begins a note about words of the page.
func (s *stage) write(words, text string) {
	open, ok := s.program.Screen().(*reader.Screen)
	for end := time.Now().Add(5 * time.Second); ok && !open.NoteOn(words, text) && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		s.settle()
	}
	s.settle()
}
