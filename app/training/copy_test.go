package training_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rantau/app/ui"
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
	h.Tick("Offer it when I make a class")
	h.Tap("Save")
	h.Want("template · Teacher")
	h.Tap("New class")
	h.Pick("From template: Soil, sensors and water")
	h.Fill("Title", "Soil in the rainy season")
	h.Tap("Make the class")
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

func TestACopyTakesQuizzesAndTheTimetable(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	aQuiz(h, campus.Quiz{Title: "Wet and dry", Due: 1_900_000_000_000})
	for title, start := range map[string]time.Time{"Meeting": time.Date(2026, 3, 5, 9, 0, 0, 0, time.Local), "Another": time.Date(2026, 3, 12, 9, 0, 0, 0, time.Local)} {
		h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "session", campus.NewID(), &campus.Session{Title: title, Start: start.UnixMilli(), End: start.Add(time.Hour).UnixMilli()})
	}
	h.Settle()
	s.CopyClass()
	h.Settle()
	h.Fill("Title", "Soil, next year")
	h.Fill("First session on, as 2026-12-31; empty for none", "next spring")
	h.Tap("Copy")
	h.Want("A day is written as 2026-12-31.")
	day := h.Env.Now().In(time.Local)
	h.Fill("First session on, as 2026-12-31; empty for none", day.Format(time.DateOnly))
	h.Tap("Copy")
	h.Want("Soil, next year", "Lessons  6")
	h.Tap("Work")
	h.Tap("Quizzes  1")
	h.Want("Wet and dry", "graded · draft")
	h.Tap("Timetable")
	h.Want("Meeting", "draft")
	h.Tap("Publish drafts")
	h.Want("Publish 2 draft sessions for everybody in the class?")
	h.TapLast("Publish drafts")
	h.WantNot("draft", "Publish drafts")
	ctx := context.Background()
	for _, r := range h.Campus.Replica.All() {
		if r.Kind == "session" && r.Space != h.Campus.Soil && (r.Audience != campus.Everyone || campus.As[campus.Session](r).From().Before(day.AddDate(0, 0, -1))) {
			t.Errorf("the copied session is %s for %q", r.Body, r.Audience)
		}
	}
	if n, err := h.Env.Replica.Count(ctx, campus.Query{Space: h.Campus.Soil, Kind: "session"}); err != nil || n != 2 {
		t.Errorf("the class itself has %d sessions (%v)", n, err)
	}
}

// TestADraftSessionIsPublished: nobody's attendance is entered before its students know of it.
func TestADraftSessionIsPublished(t *testing.T) {
	h, s := open(t, "teacher")
	start := h.Env.Now()
	r := h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "session", campus.NewID(), &campus.Session{Title: "Meeting", Start: start.UnixMilli(), End: start.Add(time.Hour).UnixMilli()})
	r.Audience = campus.StaffOnly
	h.Campus.Replica.Put(r)
	soil(h, s)
	h.Tap("Timetable")
	h.Pick("Meeting")
	h.WantNot("Attendance")
	h.Tap("Publish")
	h.WantNot("draft")
	if r, _ := h.Env.Replica.Record(context.Background(), r.ID); r.Audience != campus.Everyone {
		t.Errorf("published, it is for %q", r.Audience)
	}
}

func TestCopyAQuizIntoAnotherClass(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	id := aQuiz(h, campus.Quiz{Title: "Wet and dry", Due: 1_900_000_000_000})
	place{h.Campus.Soil, id}.of(h, s)
	h.Env.Go = func(p ui.Place) { place{p.Space, p.Record}.of(h, s) }
	h.Dots(h.Menus() - 1)
	h.Press("Copy to a class")
	h.Choose("Soil, sensors and water", "Repairing small engines")
	h.Fill("Title", "Wet and dry again")
	h.Tap("Copy")
	h.Want("Wet and dry again", "graded · draft")
	ctx := context.Background()
	made, _ := h.Env.Replica.Records(ctx, campus.Query{Space: h.Campus.Empty, Kind: "quiz"})
	if len(made) != 1 || campus.As[campus.Quiz](made[0]).Due != 0 || made[0].Audience != campus.StaffOnly {
		t.Fatalf("made: %+v", made)
	}
	key, err := h.Env.Replica.Record(ctx, campus.QuizKeyID(made[0].ID, false))
	if q := campus.As[campus.Quiz](made[0]); err != nil || key.Audience != campus.StaffOnly || !campus.As[campus.QuizKey](key).Keys[q.Questions[0].ID].Fits(q.Questions[0]) {
		t.Errorf("its key: %+v (%v)", key, err)
	}
}
