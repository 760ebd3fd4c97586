package training_test

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gen2brain/go-fitz"

	"rantau/app/widget"
	"rantau/campus"
)

// printed takes the file that is saved next, and gives what can be read in it.
func printed(t *testing.T, name string, do func()) (text string, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), name)
	widget.PickPlace = func(asked string) (string, bool) {
		if asked != name {
			t.Errorf("it is to be called %q", asked)
		}
		return path, true
	}
	defer func() { widget.PickPlace = nil }()
	do()
	doc, err := fitz.New(path)
	if err != nil {
		t.Fatal(err)
	}
	defer doc.Close()
	for i := range doc.NumPage() {
		s, err := doc.Text(i)
		if err != nil {
			t.Fatal(err)
		}
		text += s
	}
	return strings.Join(strings.Fields(text), " "), path
}

func TestPrintALesson(t *testing.T) {
	h, s := open(t, "student")
	place{h.Campus.Soil, h.Campus.Lessons[0]}.of(h, s)
	for _, word := range []string{"Save as PDF", "Handout with room for notes (PDF)"} {
		text, path := printed(t, "What soil moisture tells a farmer.pdf", func() {
			s.ReaderMenu(word)
			h.Settle()
		})
		for _, want := range []string{"What soil moisture tells a farmer", "Siti Rahmawati, 24 Feb", "Ways to measure", "1 / "} {
			if !strings.Contains(text, want) {
				t.Errorf("%q is not in\n%s", want, text)
			}
		}
		if b, err := os.ReadFile(path); err != nil || !bytes.Contains(b, []byte("/Subtype/Image/Width 900")) {
			t.Errorf("the picture of the lesson is not in the file (%v)", err)
		}
		h.Want("The PDF is saved", "Saved as What soil")
		var opened string
		was := widget.Browse
		widget.Browse = func(u *url.URL) error { opened = u.String(); return nil }
		h.Tap("Open it")
		widget.Browse = was
		if !strings.HasPrefix(opened, "file:///") || !strings.Contains(opened, "What%20soil") {
			t.Errorf("%q is opened", opened)
		}
	}
}

func TestPrintAClassAndItsMarks(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	text, _ := printed(t, "Soil, sensors and water.pdf", func() {
		s.ClassMenu("All lessons as PDF")
		h.Settle()
	})
	for _, want := range []string{"What soil moisture tells a farmer", "Calibrating your sensor", "Your project: a bed that waters itself"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	h.Tap("Close")
	id := assign(h, campus.Assignment{Title: "Map of a field", Points: 10, Weight: 1})
	nine := 9.0
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "mark", campus.MarkID(id, h.Campus.Somchai), &campus.Mark{Assignment: id, Student: h.Campus.Somchai, Score: &nine})
	h.Settle()
	text, _ = printed(t, "Gradebook_ Soil, sensors and water.pdf", func() {
		s.ClassMenu("Gradebook as PDF")
		h.Settle()
	})
	for _, want := range []string{"Map of a field (10)", "Somchai Wongsakul 9 90.0 %", "Dewi Lestari"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}
