package training_test

import (
	"context"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	base "fyne.io/fyne/v2/theme"

	"rantau/app/apptest"
	"rantau/app/widget"
	"rantau/campus"
)

const publishHint = "Publish by itself, as 2026-12-31 08:00"

func TestPublishedOnADate(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	h.Tap("Work")
	h.Tap("New assignment")
	h.Fill("Title", "Map")
	h.Fill(publishHint, "soon")
	h.Tap("Save")
	h.Want("A date is written as 2026-12-31 17:00.")
	h.Fill(publishHint, "2027-03-20 08:00")
	h.Tap("Save")
	h.Want("draft · will be published 20 Mar, 08:00")
	r := only(t, h, "assignment")
	if a := campus.As[campus.Assignment](r); a.Publish != time.Date(2027, 3, 20, 8, 0, 0, 0, time.Local).UnixMilli() || r.Audience != campus.StaffOnly {
		t.Errorf("it is %+v for %q", a, r.Audience)
	}
	s.Back()
	h.Settle()
	h.Want("will be published 20 Mar, 08:00")
	h.Pick("Map")
	h.Tap("Edit assignment")
	h.Tap("Save") // nothing changed, so nothing is saved
	if r := only(t, h, "assignment"); campus.As[campus.Assignment](r).Publish == 0 {
		t.Error("the date went away")
	}
	h.Tap("Publish")
	h.WantNot("will be published")
	s.EditAssignment()
	h.Settle()
	h.WantNot(publishHint)
}

func TestDraftAgainIsUndone(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	id := assign(h, campus.Assignment{Title: "Map", Points: 10, Publish: 7})
	doc := h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "document", campus.NewID(), &campus.Document{Name: "x.png", Size: 1, Manifest: hash64, Lesson: id})
	h.Tap("Work")
	h.Pick("Map")
	more(h, "Make it a draft again")
	h.Want("It is a draft again: only teachers see it.", "draft")
	r := only(t, h, "assignment")
	picture, _ := h.Campus.Replica.Record(context.Background(), doc.ID)
	if r.Audience != campus.StaffOnly || campus.As[campus.Assignment](r).Publish != 0 || picture.Audience != campus.StaffOnly {
		t.Errorf("a draft again, it is %s for %q, its picture for %q", r.Body, r.Audience, picture.Audience)
	}
	h.Tap("Undo")
	h.WantNot("It is a draft again")
	picture, _ = h.Campus.Replica.Record(context.Background(), doc.ID)
	if r := only(t, h, "assignment"); r.Audience != campus.Everyone || picture.Audience != campus.Everyone {
		t.Errorf("undone, it is for %q, its picture for %q", r.Audience, picture.Audience)
	}
}

const hash64 = "abababababababababababababababababababababababababababababababab"

// more takes an item of the menu of what else can be done.
func more(h *apptest.Hand, item string) {
	h.T.Helper()
	var last *widget.Button
	for _, b := range h.Buttons() {
		if b.Text == "" && b.Icon != nil && b.Icon.Name() == base.MoreVerticalIcon().Name() {
			last = b
		}
	}
	if last == nil {
		h.T.Fatal("there is no menu of more")
	}
	last.OnTapped()
	h.Settle()
	h.Pick(item)
}

func TestRemovedAssignment(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	task := assign(h, campus.Assignment{Title: "Map", Points: 10})
	sub := handed(h, task, h.Campus.Dewi, "mine")
	h.Tap("Work")
	h.Pick("Map")
	more(h, "Remove")
	h.Want("Remove the assignment “Map” for everybody?")
	h.Tap("Remove")
	h.Want("No assignments yet")
	if r, err := h.Campus.Replica.Record(context.Background(), task); err != nil || !r.Deleted {
		t.Errorf("removed, it is %+v (%v)", r, err)
	}
	if r, _ := h.Campus.Replica.Record(context.Background(), sub.ID); r.Deleted {
		t.Error("what was handed in went with it")
	}
}

func TestStudentKeepsWhatWasRemoved(t *testing.T) {
	h, s := open(t, "student")
	soil(h, s)
	task := assign(h, campus.Assignment{Title: "Map", Points: 10})
	assign(h, campus.Assignment{Title: "Report", Points: 10})
	handed(h, task, h.Campus.Dewi, "My lost field")
	h.Campus.Replica.Put(campus.Record{ID: task, Kind: "assignment", Space: h.Campus.Soil, Deleted: true, Body: campus.Body("{}")})
	h.Settle()
	h.Tap("Work")
	h.Tap("My marks")
	h.Want("(removed assignment)", "Report")
	h.Pick("(removed assignment)")
	h.Want("My lost field")
	h.WantNot("Hand in again")
}

func TestPictureInAnAssignment(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	path := filepath.Join(t.TempDir(), "a field.png")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, image.NewRGBA(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(t.TempDir(), "bad.png")
	if err := os.WriteFile(bad, []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	next := bad
	widget.PickFile = func() (string, bool) { return next, true }
	defer func() { widget.PickFile = nil }()
	h.Tap("Work")
	h.Tap("New assignment")
	h.Fill("Title", "Map")
	h.Fill("What is to be done (Markdown)", "Draw it.")
	h.Tap("Add a picture")
	h.Want("bad.png (not a picture, or too large)")
	next = path
	h.Tap("Add a picture")
	h.Tap("Add a picture")
	h.Want("a field.png, a field-2.png")
	h.Tap("Save")
	r := only(t, h, "assignment")
	if text := campus.As[campus.Assignment](r).Text; text != "Draw it.\n\n![a field](a%20field-2.png)\n\n\n![a field](a%20field.png)" && text != "Draw it.\n\n![a field](a%20field.png)\n\n\n![a field](a%20field-2.png)" {
		t.Errorf("the text is %q", text)
	}
	n := 0
	for _, d := range records(h, "document") {
		if doc := campus.As[campus.Document](d); doc.Lesson == r.ID {
			if n++; d.Audience != campus.StaffOnly {
				t.Errorf("a picture of a draft is for %q", d.Audience)
			}
		}
	}
	if n != 2 {
		t.Errorf("%d pictures", n)
	}
	h.Tap("Publish")
	for _, d := range records(h, "document") {
		if campus.As[campus.Document](d).Lesson == r.ID && d.Audience != campus.Everyone {
			t.Errorf("a picture of what was published is for %q", d.Audience)
		}
	}
}
