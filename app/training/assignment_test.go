package training_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rantau/app/apptest"
	"rantau/app/widget"
	"rantau/campus"
)

const (
	dueHint = "Due, as 2026-12-31 17:00"
)

// only gives the one record of a kind in the class.
func only(t *testing.T, h *apptest.Hand, kind string) campus.Record {
	t.Helper()
	all, err := h.Env.Replica.Records(context.Background(), campus.Query{Space: h.Campus.Soil, Kind: kind})
	if err != nil || len(all) != 1 {
		t.Fatalf("%d records of the kind %s (%v)", len(all), kind, err)
	}
	return all[0]
}

func TestTeacherSetsAnAssignment(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	h.Tap("Work")
	h.Want("No assignments yet")
	h.Tap("New assignment")
	h.Fill("Title", "Map of a field")
	h.Fill("What is to be done (Markdown)", "Draw **your** field.")
	h.Fill(dueHint, "tomorrow")
	h.Fill("Rubric: a criterion on each line, with its points, as Clear plan: 5", "Scale: 4\nLegend")
	h.Tap("Save")
	h.Want("A date is written as 2026-12-31 17:00.")
	h.Fill(dueHint, "2026-12-31 17:00")
	h.Tap("Save")
	h.Want("A line of the rubric is written as Clear plan: 5")
	h.Fill("Rubric: a criterion on each line, with its points, as Clear plan: 5", "Scale: 4\nLegend: 2,5")
	h.Tap("Save")
	h.Want("Map of a field", "draft", "Points 6.5", "Students", "not handed in")
	r := only(t, h, "assignment")
	if a := campus.As[campus.Assignment](r); r.Audience != campus.StaffOnly || a.Due != time.Date(2026, 12, 31, 17, 0, 0, 0, time.Local).UnixMilli() {
		t.Errorf("a new assignment is %+v for %q", a, r.Audience)
	}
	h.Tap("Publish")
	h.WantNot("draft")
	if r := only(t, h, "assignment"); r.Audience != campus.Everyone {
		t.Errorf("published, it is for %q", r.Audience)
	}
	h.Tap("Edit assignment")
	h.Fill("Rubric: a criterion on each line, with its points, as Clear plan: 5", "Legend: 3\nNeatness: 1")
	h.Tap("Save")
	a := campus.As[campus.Assignment](only(t, h, "assignment"))
	if len(a.Rubric) != 2 || a.Rubric[0] != (campus.Criterion{ID: "2", Name: "Legend", Points: 3}) || a.Rubric[1].ID != "3" {
		t.Errorf("the rubric became %+v: a criterion that stays keeps its ID, and no ID comes back", a.Rubric)
	}
}

func assign(h *apptest.Hand, a campus.Assignment) campus.ID {
	id := campus.NewID()
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "assignment", id, &a)
	h.Settle()
	return id
}

func TestStudentHandsIn(t *testing.T) {
	h, s := open(t, "student")
	soil(h, s)
	id := assign(h, campus.Assignment{Title: "Map of a field", Text: "Draw it.", Points: 10})
	h.Tap("Work")
	h.Pick("Map of a field")
	h.Want("Draw it.", "Nothing handed in yet")
	h.Tap("Hand in")
	file := filepath.Join(t.TempDir(), "field.txt")
	if err := os.WriteFile(file, []byte("my field"), 0o600); err != nil {
		t.Fatal(err)
	}
	h.Fill("Your answer", "It is round.")
	widget.PickFile = func() (string, bool) { return file, true }
	defer func() { widget.PickFile = nil }()
	h.Tap("Add a file")
	h.Want("field.txt")
	h.Tap("Hand in")
	h.Want("It is round.", "field.txt", "Saved on this computer; it is sent at the next sync", "Hand in again")
	r := only(t, h, "submission")
	if sub := campus.As[campus.Submission](r); sub.Assignment != id || len(sub.Files) != 1 || r.Audience != campus.Audience(h.Env.Replica.Me()) {
		t.Errorf("handed in: %s for %q", r.Body, r.Audience)
	}
	if n := h.Campus.Replica.Drafts(); n != 0 {
		t.Errorf("%d drafts are left", n)
	}
	h.Campus.Replica.Deliver()
	h.Settle()
	h.Want("on the server")
	h.WantNot("Saved on this computer; it")
	score := 9.0
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "receipt", campus.ReceiptID(r.ID), &campus.Receipt{Submission: r.ID, Student: r.Author})
	mark := h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "mark", campus.MarkID(id, r.Author), &campus.Mark{Assignment: id, Student: r.Author, Submission: r.ID, Score: &score, Comment: "Well done"})
	mark.Audience = campus.Audience(r.Author)
	h.Campus.Replica.Put(mark)
	h.Settle()
	h.Want("Opened by a teacher", "9 of 10 points", "Well done", "Returned")
}

func TestTeacherMarks(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	due := h.Env.Now().Add(-time.Hour)
	id := assign(h, campus.Assignment{Title: "Map", Due: due.UnixMilli(), Rubric: []campus.Criterion{{ID: "1", Name: "Scale", Points: 4}, {ID: "2", Name: "Legend", Points: 6}}})
	sub := h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Dewi, "submission", campus.NewID(), &campus.Submission{Assignment: id, Text: "Here is my field"})
	sub.Audience = campus.Audience(h.Campus.Dewi)
	h.Campus.Replica.Put(sub)
	h.Settle()
	h.Tap("Work")
	h.Want("1 to mark")
	h.Pick("Map")
	h.Want("handed in · late", "Mark (1 waiting)")
	h.Pick("Dewi")
	h.Want("Here is my field", "late", "not marked yet")
	if r := only(t, h, "receipt"); r.ID != campus.ReceiptID(sub.ID) || r.Audience != sub.Audience {
		t.Errorf("opened, the receipt is %s for %q", r.Body, r.Audience)
	}
	h.Tap("Save")
	h.Want("Give points or write a comment first.")
	h.Fill("Scale", "3,5")
	h.Fill("Legend", "many")
	h.Fill("Comment", "The legend is missing")
	h.Tap("Save")
	h.Want("“many” is not a number.")
	h.Fill("Legend", "0")
	h.Tap("Save")
	h.Want("3.5 of 10 points", "only teachers see it", "The legend is missing", "Return all marked (1)")
	if r := only(t, h, "mark"); r.Audience != campus.StaffOnly || campus.As[campus.Mark](r).Submission != sub.ID {
		t.Errorf("marked: %s for %q", r.Body, r.Audience)
	}
	h.Tap("Return")
	h.Want("Returned")
	h.WantNot("Return all marked")
	if r := only(t, h, "mark"); r.Audience != sub.Audience {
		t.Errorf("returned, it is for %q", r.Audience)
	}
	if n := h.Campus.Replica.Drafts(); n != 0 {
		t.Errorf("%d drafts are left", n)
	}
	s.Back()
	h.Settle()
	h.Want("3.5 of 10 points", "Mark")
}

// Work is not handed in without a file that its author chose and that is not there (yet).
func TestNothingIsHandedInWithoutItsFile(t *testing.T) {
	h, s := open(t, "student")
	soil(h, s)
	assign(h, campus.Assignment{Title: "Map of a field", Points: 10})
	h.Tap("Work")
	h.Pick("Map of a field")
	h.Tap("Hand in")
	h.Fill("Your answer", "It is round.")
	file := filepath.Join(t.TempDir(), "field.txt")
	if err := os.WriteFile(file, []byte("my field"), 0o600); err != nil {
		t.Fatal(err)
	}
	defer func() { widget.PickFile = nil }()
	handedIn := func() int {
		all, err := h.Campus.Replica.Records(context.Background(), campus.Query{Kind: "submission", Space: h.Campus.Soil})
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}

	widget.PickFile = func() (string, bool) { return file, true }
	h.TapOnly("Add a file") // a worker reads it; what it found is not shown yet
	h.TapOnly("Hand in")
	h.Want("A file is still being taken in")
	if h.Settle(); handedIn() != 0 {
		t.Fatal("work was handed in while its file was being read")
	}
	widget.PickFile = func() (string, bool) { return t.TempDir(), true }
	h.Tap("Add a file")
	h.Tap("Hand in")
	h.Want("Press once more to hand in without it")
	if handedIn() != 0 {
		t.Fatal("work was handed in without the file that could not be added")
	}
	h.Tap("Hand in")
	r := only(t, h, "submission")
	if files := campus.As[campus.Submission](r).Files; len(files) != 1 {
		t.Errorf("%d files were handed in, want the first", len(files))
	}
}
