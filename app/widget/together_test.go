package widget_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rantau/app/apptest"
	"rantau/app/widget"
	"rantau/campus"
)

// contested puts versions of Nadia and Dewi beside a lesson, and shows them.
func contested(t *testing.T, h *apptest.Hand, id campus.ID, fields ...string) *error {
	t.Helper()
	r, err := h.Campus.Replica.Record(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	r.Versions = nil
	for i, f := range fields {
		by := []campus.ID{h.Campus.Nadia, h.Campus.Dewi}[i]
		r.Versions = append(r.Versions, campus.Version{ID: campus.DerivedID("version", f), Author: by, At: apptest.Clock.UnixMilli(), Fields: []byte(f)})
	}
	h.Campus.Replica.Put(r)
	return show(t, h, id)
}

func show(t *testing.T, h *apptest.Hand, id campus.ID) *error {
	t.Helper()
	r, err := h.Campus.Replica.Record(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	people, err := h.Env.People.Get(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	told := new(error)
	widget.ShowVersions(h.Env, r, people, widget.FieldsOf(r, nil), true, func(err error) { *told = err })
	h.Settle()
	return told
}

func lesson(t *testing.T, h *apptest.Hand) (campus.Record, campus.Lesson) {
	t.Helper()
	r, err := h.Campus.Replica.Record(context.Background(), h.Campus.Lessons[0])
	if err != nil {
		t.Fatal(err)
	}
	return r, campus.As[campus.Lesson](r)
}

func rewrite(t *testing.T, h *apptest.Hand, text string) {
	t.Helper()
	r, l := lesson(t, h)
	l.Text = text
	c, _ := campus.Edit(r, &l)
	if err := h.Campus.Replica.Save(context.Background(), campus.Action{Space: r.Space, Changes: []campus.Change{c}}); err != nil {
		t.Fatal(err)
	}
}

// TestVersionsArePutTogether: what is typed below both is what stands for all, and the
// versions are gone.
func TestVersionsArePutTogether(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	rewrite(t, h, "Dig a hole. Measure it.")
	contested(t, h, h.Campus.Lessons[0], `{"text":"Dig a hole. Water it.","title":"Digging"}`)
	h.Want("Shown now", "The other version", "Nadia binti Hassan", "Title", "Text")
	h.WantNot("At the right") // there is only one
	h.Tap("Insert the other's part")
	h.Tap("Save for all")
	r, l := lesson(t, h)
	if len(r.Versions) != 0 || !strings.Contains(l.Text, "Measure ") || !strings.Contains(l.Text, "Water ") || l.Title == "Digging" {
		t.Errorf("%+v, %d versions", l, len(r.Versions))
	}
	h.WantNot("Save for all")
	past, err := h.Campus.Replica.Past(context.Background(), r.Space, r.ID)
	if err != nil || len(past) == 0 || campus.As[campus.Lesson](past[0]).Text != "Dig a hole. Measure it." {
		t.Error("what stood before is not in its history", past, err)
	}
}

// TestVersionsAreADraft: what was begun on the sheet is there when it is opened again.
func TestVersionsAreADraft(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	contested(t, h, h.Campus.Lessons[0], `{"text":"Theirs"}`)
	h.Fill("Put together", "Mine and theirs")
	h.Tap("Close")
	if r, _ := lesson(t, h); len(r.Versions) != 1 {
		t.Fatal("closing decided")
	}
	show(t, h, h.Campus.Lessons[0])
	h.Tap("Save for all")
	if r, l := lesson(t, h); l.Text != "Mine and theirs" || len(r.Versions) != 0 {
		t.Errorf("%q, %d versions", l.Text, len(r.Versions))
	}
	text, err := h.Campus.Replica.Draft(context.Background(), "versions/"+string(h.Campus.Lessons[0]))
	if err != nil || text != "" {
		t.Errorf("the draft stays: %q %v", text, err)
	}

	// What was begun about versions that are gone says nothing about others.
	contested(t, h, h.Campus.Lessons[0], `{"text":"First"}`)
	h.Fill("Put together", "Of the first")
	h.Tap("Close")
	contested(t, h, h.Campus.Lessons[0], `{"text":"Second"}`)
	h.Tap("Save for all")
	if _, l := lesson(t, h); l.Text != "Mine and theirs" {
		t.Errorf("%q", l.Text)
	}
}

// TestOnlySeenVersionsGo: of several versions, those that nobody looked at stay.
func TestOnlySeenVersionsGo(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	h.Window.Resize(fyne.NewSize(1000, 480))
	contested(t, h, h.Campus.Lessons[0], `{"text":"Of Nadia"}`, `{"text":"Of Dewi"}`)
	h.Want("At the right")
	h.Tap("Use this one")
	seen := false
	for _, e := range h.Fields() { // what is taken is in sight, for it stands when it is saved
		y := fyne.CurrentApp().Driver().AbsolutePositionForObject(e).Y
		seen = seen || e.Text == "Of Nadia" && y > 0 && y+e.Size().Height < 460
	}
	if !seen {
		t.Error("what was taken is out of sight")
	}
	h.Tap("Save for all")
	r, l := lesson(t, h)
	if l.Text != "Of Nadia" || len(r.Versions) != 1 || r.Versions[0].Author != h.Campus.Dewi {
		t.Fatalf("%q, %+v", l.Text, r.Versions)
	}
	show(t, h, r.ID)
	h.Tap("The right")
	h.Tap("Save for all")
	if r, l = lesson(t, h); l.Text != "Of Dewi" || len(r.Versions) != 0 {
		t.Errorf("%q, %+v", l.Text, r.Versions)
	}
}

// TestVersionsOfWhatIsNoText are chosen by side; both files of a document stay.
func TestVersionsOfWhatIsNoText(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	r := h.Campus.Replica.Add(h.Campus.Group, h.Campus.Siti, "task", campus.DerivedID("a task"), &campus.Task{Title: "Print", State: campus.TaskToDo, Order: "m"})
	contested(t, h, r.ID, `{"state":"done","deadline":"2027-04-01"}`)
	h.Want("To do", "Done", "2027")
	h.ChooseLast("The left", "The right")
	h.Tap("Save for all")
	r, _ = h.Campus.Replica.Record(context.Background(), r.ID)
	if v := campus.As[campus.Task](r); v.State != campus.TaskDone || v.Due != "" || len(r.Versions) != 0 {
		t.Errorf("%+v, %d versions", v, len(r.Versions))
	}
}

// TestHistoryRestoresWhatPeopleWrite leaves alone what nobody typed.
func TestHistoryRestoresWhatPeopleWrite(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	rewrite(t, h, "The first words")
	rewrite(t, h, "The second words")
	r, _ := lesson(t, h)
	widget.OpenHistory(h.Env, r, true)
	h.Settle()
	h.Want("first", "second")
	h.Tap("Restore")
	if _, l := lesson(t, h); l.Text != "The first words" {
		t.Errorf("%q", l.Text)
	}
}
