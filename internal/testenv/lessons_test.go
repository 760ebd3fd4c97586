package testenv_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
	"rantau/sync/server"
)

// TestADraftsPicturesThroughTheWire: the pictures of a lesson have its audience, whoever
// adds them and in whatever order the server hears of it.
func TestADraftsPicturesThroughTheWire(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	now := time.Now()
	e := testenv.NewWith(t, server.Options{Clock: func() time.Time { return now }}, true, "teacher:siti", "teacher:budi", "dara")
	siti, budi, dara := e.Device("siti"), e.Device("budi"), e.Device("dara")
	class := newClass(e, siti, "dara")
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Join(class, budi.Me(), campus.Staff)}})
	sync := func() {
		t.Helper()
		for range 2 {
			siti.Sync()
			budi.Sync()
			dara.Sync()
		}
	}
	sync()
	lesson := campus.NewID()
	picture := func(d *testenv.Device, to campus.Audience) campus.ID {
		id := campus.NewID()
		d.Do(campus.Action{Space: class, Changes: []campus.Change{
			campus.Create(id, "document", &campus.Document{Name: "field.png", Size: 1, Manifest: hash(), Lesson: lesson}).For(to)}})
		return id
	}
	early := picture(siti, campus.Everyone) // before its lesson
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{
		campus.Create(lesson, "lesson", &campus.Lesson{Title: "Water", Order: "n", Publish: now.Add(time.Hour).UnixMilli()}).For(campus.StaffOnly)}})
	sync()
	wrong := picture(budi, campus.Everyone) // by a program that does not know of drafts
	right := picture(budi, campus.StaffOnly)
	sync()
	for _, id := range []campus.ID{lesson, early, wrong, right} {
		if dara.Has(id) {
			t.Error("a student has what is of a draft")
		}
		if r := siti.Get(id); r.Audience != campus.StaffOnly {
			t.Errorf("a %s of a draft is for %q", r.Kind, r.Audience)
		}
	}
	now = now.Add(2 * time.Hour) // one errand publishes the lesson with all its pictures
	if _, _, err := e.Server.DoErrands(context.Background()); err != nil {
		t.Fatal(err)
	}
	late := picture(budi, campus.StaffOnly) // who has not heard of it
	sync()
	for _, id := range []campus.ID{lesson, early, wrong, right, late} {
		if !dara.Has(id) {
			t.Error("a student lacks what was published")
		}
	}
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Unpublish(siti.Get(lesson))}}) // without the pictures
	sync()
	for _, id := range []campus.ID{lesson, early, wrong, right, late} {
		if dara.Has(id) {
			t.Error("a student keeps what is a draft again")
		}
	}
}

// TestNobodyWritesAnothersCourse: units, sessions and attendance are the staff's, and a
// tick is its student's alone.
func TestNobodyWritesAnothersCourse(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		class := newClass(e, siti, "dara", "minh")
		lesson, session, unit := campus.NewID(), campus.NewID(), campus.NewID()
		start := time.Now().UnixMilli()
		meeting := &campus.Session{Title: "Meeting", Start: start, End: start + 3_600_000}
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{
			campus.Create(unit, "unit", &campus.Unit{Title: "Water", Order: "n"}),
			campus.Create(lesson, "lesson", &campus.Lesson{Title: "One", Order: "n", Unit: unit}),
			campus.Create(session, "session", meeting)}})
		sync := func() {
			for range 2 {
				siti.Sync()
				dara.Sync()
				minh.Sync()
			}
		}
		sync()
		dara.Do(campus.Action{Space: class, Changes: []campus.Change{campus.ReadLesson(lesson, dara.Me())}})
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Attend(siti.Get(session), dara.Me(), campus.Present)}})
		sync()
		tick, sheet := campus.LessonReadID(lesson, dara.Me()), campus.AttendanceID(session, dara.Me())
		if !siti.Has(tick) || !dara.Has(sheet) || minh.Has(tick) || minh.Has(sheet) {
			t.Error("what a student read and attended is for that student and the staff")
		}
		if a := campus.As[campus.Attendance](dara.Get(sheet)); a.Minutes != 60 {
			t.Errorf("an hour counts %d minutes", a.Minutes)
		}
		wrong := func(d *testenv.Device, c campus.Change) {
			t.Helper()
			refuses(t, d, campus.Action{Space: class, Changes: []campus.Change{c}})
		}
		wrong(dara, campus.Create(campus.NewID(), "unit", &campus.Unit{Title: "Mine", Order: "o"}))
		wrong(dara, edit(t, dara.Get(unit), `{"title":"Mine"}`))
		wrong(dara, campus.Remove(dara.Get(unit)))
		wrong(dara, campus.Create(campus.NewID(), "session", meeting))
		wrong(dara, edit(t, dara.Get(session), `{"link":"https://evil.example"}`))
		wrong(dara, campus.Remove(dara.Get(session)))
		wrong(dara, edit(t, dara.Get(sheet), `{"minutes":90}`))
		wrong(dara, campus.Remove(dara.Get(sheet)))
		wrong(minh, campus.Attend(minh.Get(session), minh.Me(), campus.Present))
		wrong(minh, campus.Create(campus.LessonReadID(lesson, siti.Me()), "lessonread", &campus.LessonRead{Of: lesson, Student: siti.Me(), Done: true}).For(campus.Audience(siti.Me())))
		wrong(siti, edit(t, siti.Get(tick), `{"done":false}`))
		wrong(siti, campus.Remove(siti.Get(tick)))
		wrong(siti, campus.Change{Record: sheet, Kind: "attendance"}.For(campus.Everyone))
		dara.Do(campus.Action{Space: class, Changes: []campus.Change{edit(t, dara.Get(tick), `{"done":false}`)}}) // one's own may be taken away
		sync()
		if campus.As[campus.LessonRead](siti.Get(tick)).Done {
			t.Error("a tick that was taken away is still there")
		}
	})
}

// TestACopyBringsItsFiles: the documents of a copied class can be opened in the new one,
// also when who copies was not who had added them.
func TestACopyBringsItsFiles(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	ctx := context.Background()
	e := testenv.New(t, true, "teacher:siti", "teacher:budi", "dara")
	siti, budi, dara := e.Device("siti"), e.Device("budi"), e.Device("dara")
	class := newClass(e, siti)
	path := filepath.Join(t.TempDir(), "field.txt")
	if err := os.WriteFile(path, []byte("forty metres"), 0o600); err != nil {
		t.Fatal(err)
	}
	doc, err := siti.Files.Add(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	lesson, picture := campus.NewID(), campus.NewID()
	doc.Lesson = lesson
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Join(class, budi.Me(), campus.Staff),
		campus.Create(lesson, "lesson", &campus.Lesson{Title: "One", Order: "n"}), campus.Create(picture, "document", &doc)}})
	send := func(d *testenv.Device) {
		t.Helper()
		d.Sync()
		if err := d.Files.Upload(ctx); err != nil {
			t.Fatal(err)
		}
		d.Sync()
	}
	send(siti)
	budi.Sync()
	if _, err := budi.Files.Open(ctx, picture, nil); err != nil { // the copy needs the bytes here
		t.Fatal(err)
	}
	actions := campus.CopyClass(budi.Me(), campus.Course{Title: "Again"}, campus.Material{Lessons: []campus.Record{budi.Get(lesson)}, Documents: []campus.Record{budi.Get(picture)}})
	for _, a := range actions {
		budi.Do(a)
	}
	space := actions[0].Space
	budi.Do(campus.Action{Space: space, Changes: []campus.Change{campus.Join(space, dara.Me(), campus.Member)}})
	send(budi)
	dara.Sync()
	copied, err := dara.Records(ctx, campus.Query{Space: space, Kind: "document"})
	if err != nil || len(copied) != 1 {
		t.Fatalf("%d documents came along (%v)", len(copied), err)
	}
	file, err := dara.Files.Open(ctx, copied[0].ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(file); err != nil || string(b) != "forty metres" {
		t.Errorf("it holds %q (%v)", b, err)
	}
}
