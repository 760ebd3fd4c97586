package training_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"rantau/app/widget"
	"rantau/campus"
)

func TestCopyALesson(t *testing.T) {
	h, s := open(t, "teacher")
	first := h.Campus.Lessons[0]
	place{h.Campus.Soil, first}.of(h, s)
	s.CopyLesson()
	h.Settle()
	h.Choose("Soil, sensors and water", "Repairing small engines")
	h.Fill("Title", "Moisture once more")
	h.Tap("Copy")
	h.Want("Repairing small engines", "1. Moisture once more", "draft · Siti", "Ways to measure")
	ctx := context.Background()
	lessons, _ := h.Env.Replica.Records(ctx, campus.Query{Space: h.Campus.Empty, Kind: "lesson"})
	documents, _ := h.Env.Replica.Records(ctx, campus.Query{Space: h.Campus.Empty, Kind: "document"})
	if len(lessons) != 1 || len(documents) != 1 || documents[0].Audience != campus.StaffOnly || campus.As[campus.Document](documents[0]).Lesson != lessons[0].ID {
		t.Errorf("%d lessons and %d documents were made", len(lessons), len(documents))
	}
	if path, err := h.Env.Files.Open(ctx, documents[0].ID, func(campus.FileState) {}); err != nil || path == "" {
		t.Errorf("the copied picture can't be opened: %v", err)
	}

	place{h.Campus.Soil, first}.of(h, s) // within its class it comes behind the lesson
	s.CopyLesson()
	h.Settle()
	h.Tap("Copy")
	h.Want("2. Copy of What soil moisture")
}

func TestCopyAClass(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	assign(h, campus.Assignment{Title: "Map of a field", Due: 1_900_000_000_000, Points: 10})
	h.Campus.Files.Away[h.Campus.Factsheet] = true
	s.CopyClass()
	h.Settle()
	h.Fill("Title", "Soil, next year")
	before := h.Campus.Replica.Saves
	h.Tap("Copy")
	h.Want("notebook.pdf", "be had now")
	if h.Campus.Replica.Saves != before {
		t.Error("something was saved before the question was answered")
	}
	h.Tap("Copy without them")
	h.Want("Soil, next year", "Lessons  6", "Work  1", "Documents  1", "Members  1", "1. What soil moisture")
	h.Tap("Work")
	h.Want("no due date · draft")
	if n := h.Campus.Replica.Drafts(); n != 0 {
		t.Errorf("%d drafts are left", n)
	}
}

func TestATemplateIsOffered(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	h.Tap("Edit")
	h.Check("Offer it when I make a class")
	h.Tap("Save")
	h.Want("template · Teacher")
	h.Tap("New class")
	h.Pick("From template: Soil, sensors and water")
	h.Fill("Title", "Soil in the rainy season")
	h.Tap("Copy")
	h.Want("Soil in the rainy season", "Teacher · 1 member", "Lessons  6")
	h.Tap("New class")
	h.Pick("Empty class")
	h.Want("A new class")
}

func TestTroubleInACopyGoesOnWhereItStopped(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	s.CopyClass()
	h.Settle()
	h.Campus.Replica.Refuse = campus.Errorf(campus.Internal, "the disk is full")
	h.Tap("Copy")
	h.Want("The disk is full")
	h.Campus.Replica.Refuse = nil
	h.Tap("Copy")
	h.Want("Copy of Soil, sensors and water", "Lessons  6")
	classes, err := h.Env.Replica.Spaces(context.Background(), campus.InClass)
	if err != nil || len(classes) != 4 {
		t.Errorf("%d classes (%v)", len(classes), err)
	}
}

func TestAFileIsAttachedToALesson(t *testing.T) {
	h, s := open(t, "teacher")
	var shown campus.ID
	h.Env.Show = func(r campus.Record) { shown = r.ID }
	lesson := h.Campus.Lessons[1]
	place{h.Campus.Soil, lesson}.of(h, s)
	s.MakeDraft()
	h.Settle()
	file := filepath.Join(t.TempDir(), "wiring.pdf")
	if err := os.WriteFile(file, []byte("%PDF"), 0o600); err != nil {
		t.Fatal(err)
	}
	widget.PickFile = func() (string, bool) { return file, true }
	defer func() { widget.PickFile = nil }()
	s.ReaderMenu("Attach a file")
	h.Settle()
	h.Want("wiring.pdf")
	ctx := context.Background()
	docs, err := h.Env.Replica.Records(ctx, campus.Query{Space: h.Campus.Soil, Kind: "document", Of: lesson})
	if err != nil || len(docs) != 1 || docs[0].Audience != campus.StaffOnly {
		t.Fatalf("attached to a draft: %+v (%v)", docs, err)
	}
	h.Tap("Publish")
	if r, err := h.Env.Replica.Record(ctx, docs[0].ID); err != nil || r.Audience != campus.Everyone {
		t.Errorf("published with its lesson, it is for %q (%v)", r.Audience, err)
	}
	h.Press("wiring.pdf")
	h.Pick("Open it")
	if shown != docs[0].ID {
		t.Error("it is not shown")
	}
	h.Press("wiring.pdf")
	h.Pick("Remove")
	h.TapLast("Remove")
	h.WantNot("wiring.pdf")
}
