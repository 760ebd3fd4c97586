package training_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rantau/app/apptest"
	"rantau/campus"
)

// lessonNamed finds a lesson of the class by its title.
func lessonNamed(t *testing.T, h *apptest.Hand, title string) campus.Record {
	t.Helper()
	all, err := h.Env.Replica.Records(context.Background(), campus.Query{Space: h.Campus.Soil, Kind: "lesson"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if campus.As[campus.Lesson](r).Title == title {
			return r
		}
	}
	t.Fatalf("no lesson is called %q", title)
	return campus.Record{}
}

func TestALessonIsADraftUntilItIsPublished(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	h.Tap("New lesson")
	h.Type(titleHint, "Rain")
	h.Tap("Save as draft")
	h.Want("7. Rain", "draft · Siti")
	r := lessonNamed(t, h, "Rain")
	if r.Audience != campus.StaffOnly {
		t.Fatalf("a draft is for %q", r.Audience)
	}
	picture := h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "document", campus.NewID(), &campus.Document{Name: "a.png", Manifest: strings.Repeat("ab", 32), Lesson: r.ID})
	picture.Audience = campus.StaffOnly
	h.Campus.Replica.Put(picture)
	h.Settle()
	s.PublishOn()
	h.Settle()
	const label = "Published on, as 2026-12-31 17:00; empty for no date"
	h.Fill(label, "soon")
	h.Tap("Save")
	h.Want("A date is written as 2026-12-31 17:00")
	h.Fill(label, "2031-02-03 08:00")
	h.Tap("Save")
	h.Want("draft until ")
	if at := campus.As[campus.Lesson](lessonNamed(t, h, "Rain")).Publish; at != time.Date(2031, 2, 3, 8, 0, 0, 0, time.Local).UnixMilli() {
		t.Errorf("it is to be published at %d", at)
	}
	h.Tap("Publish")
	h.WantNot("draft")
	audience := func() (lesson, document campus.Audience) {
		d, err := h.Env.Replica.Record(context.Background(), picture.ID)
		if err != nil {
			t.Fatal(err)
		}
		return lessonNamed(t, h, "Rain").Audience, d.Audience
	}
	if l, d := audience(); l != campus.Everyone || d != campus.Everyone {
		t.Errorf("published, the lesson is for %q and its picture for %q", l, d)
	}
	s.MakeDraft()
	h.Settle()
	if l, d := audience(); l != campus.StaffOnly || d != campus.StaffOnly {
		t.Errorf("a draft again, the lesson is for %q and its picture for %q", l, d)
	}
	if at := campus.As[campus.Lesson](lessonNamed(t, h, "Rain")).Publish; at != 0 {
		t.Error("what was made a draft again would be published once more")
	}
	h.Want("draft · Siti")
}

func TestUnits(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	h.Tap("New unit")
	h.Fill("Title", "Water")
	h.Tap("Save")
	h.Tap("New unit")
	h.Fill("Title", "Power")
	h.Tap("Save")
	h.Want("Water", "Power", "0 lessons")
	unit := func(title string) string {
		r := lessonNamed(t, h, title)
		id := campus.As[campus.Lesson](r).Unit
		if id == "" {
			return ""
		}
		u, err := h.Env.Replica.Record(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		return campus.As[campus.Unit](u).Title
	}
	last := ""
	for _, line := range strings.Split(h.Text(), "\n") {
		if strings.HasPrefix(line, "6. ") {
			last = line[3:]
		}
	}
	press := func(key fyne.KeyName) {
		h.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt})
		h.Settle()
	}
	s.MoveRow(last, 1) // past the last of those without a unit: into the first unit
	h.Settle()
	if got := unit(last); got != "Water" {
		t.Fatalf("moved down once it is in %q", got)
	}
	h.Window.Canvas().Focus(s.LessonKeys())
	press(fyne.KeyDown)
	if got := unit(last); got != "Power" {
		t.Fatalf("moved down twice it is in %q", got)
	}
	press(fyne.KeyUp)
	if got := unit(last); got != "Water" {
		t.Fatalf("moved up again it is in %q", got)
	}
	h.Want("1 lesson")
	s.MoveRow("Power", -1)
	h.Settle()
	text := h.Text()
	if strings.Index(text, "Power") > strings.Index(text, "Water") {
		t.Error("the unit did not move up")
	}
	h.Pick("Water") // folds it
	h.WantNot(last)
	h.Pick("Water")
	h.Want("6. " + last)
	s.NewLessonIn("Power")
	h.Settle()
	h.Type(titleHint, "Batteries")
	h.Tap("Save as draft")
	if got := unit("Batteries"); got != "Power" {
		t.Errorf("a lesson that was begun in a unit is in %q", got)
	}
	s.Back()
	h.Settle()
	s.RemoveUnit("Water")
	h.Settle()
	h.WantNot("Water")
	h.Want(last)
	if r := lessonNamed(t, h, last); r.Deleted {
		t.Error("a lesson went with its unit")
	}
}

func TestAStudentSeesUnitsWithSomethingInThem(t *testing.T) {
	h, s := open(t, "student")
	full, empty := campus.NewID(), campus.NewID()
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "unit", full, &campus.Unit{Title: "Full of water", Order: "b"})
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "unit", empty, &campus.Unit{Title: "Empty of all", Order: "c"})
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "lesson", campus.NewID(), &campus.Lesson{Title: "Wells", Text: "x", Order: "n", Unit: full})
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "assignment", campus.NewID(), &campus.Assignment{Title: "Dig one", Points: 1, Unit: full})
	draft := h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "lesson", campus.NewID(), &campus.Lesson{Title: "Not ready", Text: "x", Order: "n", Unit: full})
	draft.Audience = campus.StaffOnly
	h.Campus.Replica.Put(draft)
	soil(h, s)
	h.Want("Full of water", "7. Wells", "Dig one")
	h.WantNot("Empty of all", "Not ready", "New unit")
	if n := h.Menus(); n != 1 { // that of the class, for printing
		t.Errorf("a student has %d menus", n)
	}
	h.Pick("Dig one")
	h.Want("Nothing handed in yet")
}

func TestALessonIsTickedAtItsEnd(t *testing.T) {
	h, s := open(t, "student")
	long, short := campus.NewID(), campus.NewID()
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "lesson", long, &campus.Lesson{Title: "Long", Text: strings.Repeat("A line that is read.\n\n", 200), Order: "zy"})
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "lesson", short, &campus.Lesson{Title: "Short", Text: "One line.", Order: "zz"})
	place{h.Campus.Soil, long}.of(h, s)
	ticks := func() (done int) {
		all, err := h.Env.Replica.Records(context.Background(), campus.Query{Space: h.Campus.Soil, Kind: "lessonread"})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range all {
			if r.Audience != campus.Audience(h.Env.Replica.Me()) {
				t.Errorf("a tick is for %q", r.Audience)
			}
			if campus.As[campus.LessonRead](r).Done {
				done++
			}
		}
		return done
	}
	if ticks() != 0 {
		t.Fatal("a lesson is ticked before its end was seen")
	}
	s.ScrollLesson(199)
	h.Settle()
	if ticks() != 1 {
		t.Fatal("the end of a lesson was reached, and it is not ticked")
	}
	h.Want("read · ")
	s.TickLesson(false) // by hand
	h.Settle()
	s.ScrollLesson(0)
	s.ScrollLesson(199)
	h.Settle()
	if ticks() != 0 {
		t.Error("who took the tick away is contradicted")
	}
	place{h.Campus.Soil, short}.of(h, s)
	if ticks() != 1 {
		t.Error("a lesson that is seen whole is not ticked")
	}
}

func TestATeacherTicksNothing(t *testing.T) {
	h, s := open(t, "teacher")
	before := h.Campus.Replica.Saves
	place{h.Campus.Soil, h.Campus.Lessons[0]}.of(h, s)
	s.ScrollLesson(len(h.Campus.Lessons))
	h.Settle()
	if h.Campus.Replica.Saves != before {
		t.Error("looking at a lesson saves something for a teacher")
	}
}
