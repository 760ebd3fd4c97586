package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"rantau/app/apptest"
	"rantau/app/reader"
	"rantau/app/resources"
	"rantau/app/ui"
	"rantau/campus"
)

func init() {
	shots = append(shots,
		shot{name: "resources", as: "teacher", before: library, play: func(s *stage) { s.goTo("resources", "", "") }},
		shot{name: "resources-student", as: "student", before: library, play: func(s *stage) { s.goTo("resources", "", "") }},
		shot{name: "resources-empty", as: "teacher", play: func(s *stage) { s.goTo("resources", "", "") }},
		shot{name: "resources-add", as: "teacher", before: library, play: addDocument},
		shot{name: "reader", as: "teacher", before: library, play: func(s *stage) { s.read(guide) }},
		shot{name: "reader-find", as: "teacher", before: library, play: func(s *stage) { s.read(guide); s.look("institution") }},
		shot{name: "reader-contents", as: "teacher", before: library, play: func(s *stage) { s.read(guide); s.beside(0) }},
		shot{name: "reader-pages", as: "teacher", before: library, play: func(s *stage) { s.read(guide); s.beside(1) }},
		shot{name: "reader-print", as: "teacher", before: library, play: func(s *stage) { s.read(guide); s.print() }},
		shot{name: "reader-picture", as: "teacher", before: library, play: func(s *stage) { s.read("Timetable of the orientation week.png") }},
		shot{name: "reader-text", as: "teacher", before: library, play: func(s *stage) { s.read("How to open a class.txt"); s.look("class") }},
		shot{name: "reader-other", as: "teacher", before: library, play: func(s *stage) { s.read("Form 3, student profile.docx") }},
		shot{name: "reader-away", as: "teacher", before: func(s *stage) { library(s); offline(s) }, play: func(s *stage) { s.read("Handbook for e-Buddies.epub") }},
	)
}

// guide is the document of the library that is a real PDF.
const guide = "Exchange framework 2027.pdf"

func library(s *stage) { s.campus.Library() }

// read opens a document of the library and waits for its pages.
func (s *stage) read(name string) {
	s.goTo("resources", "", "")
	id := apptest.InLibrary(name)
	if name == guide {
		id = campus.DerivedID("document", "guide")
	}
	r, err := s.campus.Replica.Record(context.Background(), id)
	if err != nil {
		return
	}
	s.program.Env().Show(r)
	s.settle()
	if open, ok := s.program.Screen().(*reader.Screen); ok {
		s.drawn(open)
	}
}

// look looks for words in the document that is open.
func (s *stage) look(words string) {
	open, ok := s.program.Screen().(*reader.Screen)
	if !ok || !open.Find() {
		return
	}
	open.LookFor(words)
	s.drawn(open)
}

// beside opens what stands at the left of the pages: the contents, or the pages in small.
func (s *stage) beside(tab int) {
	if open, ok := s.program.Screen().(*reader.Screen); ok {
		open.ShowPanel(tab)
		s.drawn(open)
	}
}

// twoPrinters stand in a lab; nothing is printed.
type twoPrinters struct{}

func (twoPrinters) List(context.Context) ([]ui.Printer, error) {
	return []ui.Printer{{Name: "Lab_1_HP_LaserJet"}, {Name: "Office"}}, nil
}
func (twoPrinters) Print(context.Context, ui.Print) error { return nil }

// print opens the sheet that prints what is read.
func (s *stage) print() {
	s.program.Env().Printers = twoPrinters{}
	if open, ok := s.program.Screen().(*reader.Screen); ok {
		open.Print()
		s.drawn(open)
	}
}

// drawn waits for the pages in sight.
func (s *stage) drawn(open *reader.Screen) {
	s.settle()
	for end := time.Now().Add(5 * time.Second); open.Drawing() && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		s.settle()
	}
}

// addDocument drops a file on Resources: its form opens.
func addDocument(s *stage) {
	s.goTo("resources", "", "")
	path := filepath.Join(s.campus.Dir, "Learning agreement (blank).pdf")
	if os.WriteFile(path, apptest.Paper("Learning agreement", 2), 0o600) != nil {
		return
	}
	if r, ok := s.program.Screen().(*resources.Screen); ok {
		r.Drop([]string{path})
	}
	s.settle()
}
