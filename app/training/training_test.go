package training_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rantau/app/apptest"
	"rantau/app/training"
	"rantau/app/ui"
	"rantau/campus"
)

func open(t *testing.T, as string) (*apptest.Hand, *training.Screen) {
	h := apptest.NewHand(t, as)
	s := training.New(h.Env).(*training.Screen)
	h.Show(s)
	return h, s
}

func (p place) of(h *apptest.Hand, s *training.Screen) {
	s.Open(ui.Place{Space: p.space, Record: p.record})
	s.Shown()
	h.Settle()
}

type place struct{ space, record campus.ID }

func soil(h *apptest.Hand, s *training.Screen) { place{h.Campus.Soil, ""}.of(h, s) }

const (
	titleHint = "Title of the lesson"
	textHint  = "Write in Markdown: # heading, **bold**, - list, > quotation, | table |, ![picture](name.png)"
	postHint  = "Ask or answer in this class"
)

func TestTeacherWritesALesson(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	h.Tap("New lesson")
	h.Type(titleHint, "Measuring rain")
	h.Type(textHint, "A **tin** is enough.")
	if !h.Campus.Queue.Until(func() bool { return h.Sees("tin") }) {
		t.Error("the preview does not come")
	}
	h.Tap("Publish")
	h.Want("7. Measuring rain", "waiting to be sent", "is enough.")
	if n := h.Campus.Replica.Drafts(); n != 0 {
		t.Errorf("%d drafts are left after saving", n)
	}
	h.Campus.Replica.Deliver()
	h.Settle()
	h.WantNot("waiting to be sent")
}

func TestADraftSurvives(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	h.Tap("New lesson")
	h.Type(titleHint, "Half a lesson")
	h.Env.Close() // the window is closed in the middle
	again := &apptest.Hand{T: t, Campus: h.Campus, Window: h.Window, Env: h.Campus.Env(h.Window)}
	defer again.Env.Close()
	s = training.New(again.Env).(*training.Screen)
	again.Show(s)
	soil(again, s)
	again.Tap("Continue writing")
	if got := again.Field(titleHint).Text; got != "Half a lesson" {
		t.Errorf("the draft came back as %q", got)
	}
}

func TestAnEditIsBasedOnWhatWasRead(t *testing.T) {
	h, s := open(t, "teacher")
	lesson := h.Campus.Lessons[1]
	place{h.Campus.Soil, lesson}.of(h, s)
	before, _ := h.Campus.Replica.Record(context.Background(), lesson)
	s.EditLesson()
	h.Settle()
	h.Type(titleHint, " again")
	h.Env.Close()

	changed := before // meanwhile somebody else's edit arrives
	changed.Body = campus.NewBody(campus.Create(lesson, "lesson", &campus.Lesson{Title: "Other", Text: "Other", Order: "n"}).Set)
	h.Campus.Replica.Put(changed)

	again := &apptest.Hand{T: t, Campus: h.Campus, Window: h.Window, Env: h.Campus.Env(h.Window)}
	defer again.Env.Close()
	s = training.New(again.Env).(*training.Screen)
	again.Show(s)
	place{h.Campus.Soil, lesson}.of(again, s)
	again.Tap("Continue editing")
	again.Want("What you were writing is back")
	again.Tap("Save")
	sets, _ := again.Campus.Replica.Waiting(context.Background())
	if len(sets) != 1 || len(sets[0].Changes) != 1 {
		t.Fatalf("%d sets were saved", len(sets))
	}
	fields, _ := before.Body.Fields()
	c := sets[0].Changes[0]
	if c.Base["title"] != campus.HashValue(fields["title"]) || len(c.Set) != 1 {
		t.Errorf("the edit writes %d fields on the base %q: not on what its author saw", len(c.Set), c.Base["title"])
	}
}

func TestNothingIsLostWhenSavingFails(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	h.Tap("Discussion")
	h.Type(postHint, "Keep me")
	h.Campus.Replica.Refuse = campus.Errorf(campus.Internal, "the disk is full")
	h.Tap("Send")
	h.Want("The disk is full. What you typed is still here. Try again.")
	if h.Field(postHint).Text != "Keep me" {
		t.Error("the text is gone")
	}
	h.Campus.Replica.Refuse = nil
	h.Tap("Send")
	h.WantNot("The disk is full")
	h.Want("Keep me", "waiting to be sent")
	if h.Field(postHint).Text != "" {
		t.Error("the text is still in the field after it was sent")
	}
}

func TestAStudentSeesNoButtonsOfATeacher(t *testing.T) {
	h, s := open(t, "student")
	h.WantNot("New class")
	soil(h, s)
	h.WantNot("New lesson", "Import Markdown", "Edit")
	h.Tap("Documents")
	h.WantNot("Add a document")
	h.Tap("Members")
	h.WantNot("Add students")
	h.Tap("Lessons")
	h.Pick("1. What soil")
	h.WantNot("Edit")
	h.Want("Ways to measure")
}

func TestAStrangerSeesNothing(t *testing.T) {
	h, _ := open(t, "stranger")
	h.Want("No classes yet")
	h.WantNot("Soil, sensors and water")
}

func TestANewClass(t *testing.T) {
	h, s := open(t, "teacher")
	s.New()
	h.Settle()
	h.Type("For example: Soil, sensors and water", "Welding safely")
	h.Tap("Make the class")
	h.Want("Welding safely", "No lessons yet")
}

func TestAddingStudentsIsOneAction(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	h.Tap("Members")
	h.Tap("Add students")
	h.Pick("Maria Clara")
	h.Pick("Sok Dara")
	before := h.Campus.Replica.Saves
	h.Tap("Add 2 students")
	if h.Campus.Replica.Saves != before+1 {
		t.Errorf("%d actions were saved, want 1", h.Campus.Replica.Saves-before)
	}
	h.Want("Maria Clara Santos", "Sok Dara", "Members  7")
}

func TestWhatComesFromTheServerIsShown(t *testing.T) {
	h, s := open(t, "student")
	soil(h, s)
	id := campus.NewID()
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "lesson", id, &campus.Lesson{Title: "Fresh from the server", Text: "x", Order: "zz"})
	h.Settle()
	h.Want("7. Fresh from the server")
}

func TestImport(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	dir := t.TempDir()
	lesson, images := filepath.Join(dir, "en", "one"), filepath.Join(dir, "images")
	for _, d := range []string{lesson, images} {
		if err := os.MkdirAll(d, 0o750); err != nil {
			t.Fatal(err)
		}
	}
	copyPicture(t, h, filepath.Join(images, "a b.png"))
	write(t, filepath.Join(images, "fake.png"), "not a picture")
	write(t, filepath.Join(dir, "secret.txt"), "secret")
	_ = os.Symlink(filepath.Join(images, "a b.png"), filepath.Join(images, "link.png"))
	path := filepath.Join(lesson, "README.md")
	write(t, path, "# Imported lesson\n\n![x](../../images/a%20b.png) ![y](../../images/gone.png) ![z](../../images/fake.png)\n"+
		"![s](../../secret.txt) ![l](../../images/link.png) ![r](https://example.org/r.png) ![p](/etc/passwd)\n")
	before := h.Campus.Replica.Saves
	s.Import(path)
	h.Settle()
	h.Want("Imported lesson", "gone.png (not found beside the file)", "fake.png (not a picture", "secret.txt", "link.png", "passwd")
	h.WantNot("r.png")
	if h.Campus.Replica.Saves != before+1 {
		t.Errorf("%d actions were saved, want 1", h.Campus.Replica.Saves-before)
	}
	lessons, _ := h.Campus.Replica.Records(context.Background(), campus.Query{Space: h.Campus.Soil, Kind: "lesson"})
	for _, l := range lessons {
		if campus.As[campus.Lesson](l).Title == "Imported lesson" && l.Audience != campus.StaffOnly {
			t.Error("an imported lesson is for everybody before its author has seen it")
		}
	}
	documents, _ := h.Campus.Replica.Records(context.Background(), campus.Query{Space: h.Campus.Soil, Kind: "document"})
	var with []string
	for _, d := range documents {
		if doc := campus.As[campus.Document](d); doc.Lesson != "" && d.Waiting {
			with = append(with, doc.Name)
		}
	}
	if strings.Join(with, ",") != "a b.png" {
		t.Errorf("the pictures %q came along", with)
	}
}

func TestBadMarkdownFiles(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	dir := t.TempDir()
	for name, body := range map[string]string{"big.md": strings.Repeat("a", 1<<20+1), "binary.md": "a\x00b", "latin.md": "caf\xe9"} {
		path := filepath.Join(dir, name)
		write(t, path, body)
		s.Import(path)
		h.Settle()
		h.Want(name)
	}
	s.Import(filepath.Join(dir, "none.md"))
	h.Settle()
	h.Want("“none.md” cannot be read")
	if h.Campus.Replica.Saves != 0 {
		t.Error("something was saved")
	}
}

func write(t *testing.T, path, body string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
}

func copyPicture(t *testing.T, h *apptest.Hand, to string) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(h.Campus.Dir, "upload-moisture.png"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, to, string(b))
}

// TestTheRealCourse imports a course that is beside the repository, and scrolls.
func TestTheRealCourse(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/data/course-farm/en/*/README.md")
	if len(files) == 0 {
		t.Skip("no course beside this repository")
	}
	h, s := open(t, "teacher")
	place{h.Campus.Empty, ""}.of(h, s)
	for _, f := range files[:3] {
		s.Import(f)
		h.Settle()
		h.Window.Canvas().Overlays().Remove(h.Window.Canvas().Overlays().Top())
		s.Back()
		h.Settle()
	}
	lessons, err := h.Campus.Replica.Records(context.Background(), campus.Query{Space: h.Campus.Empty, Kind: "lesson"})
	if err != nil || len(lessons) != 3 {
		t.Fatalf("%d lessons, %v", len(lessons), err)
	}
	place{h.Campus.Empty, lessons[1].ID}.of(h, s)
	start := time.Now()
	for i := 0; i < 120; i += 10 {
		s.ScrollLesson(i)
	}
	h.Settle()
	t.Logf("scrolled through in %v", time.Since(start))
}

// A long introduction leaves room for the class, and all of it can be read.
func TestALongIntroductionCanBeRead(t *testing.T) {
	h, s := open(t, "teacher")
	r, err := h.Campus.Replica.Record(context.Background(), h.Campus.Soil)
	if err != nil {
		t.Fatal(err)
	}
	c := campus.As[campus.Course](r)
	c.About = strings.Repeat("We measure, we write down, and then we look at what it means for the field. ", 40) + "The last word is zephyr."
	edit, _ := campus.Edit(r, &c)
	if err := h.Campus.Replica.Save(context.Background(), campus.Action{Space: h.Campus.Soil, Changes: []campus.Change{edit}}); err != nil {
		t.Fatal(err)
	}
	place{h.Campus.Soil, ""}.of(h, s)
	h.WantNot("zephyr")
	h.Tap("Read all")
	h.Want("zephyr")
}
