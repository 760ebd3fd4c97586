package syncpage_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/syncpage"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// keptNote stands under every form.
const keptNote = "What you type is kept on this computer."

// TestMendedHere: what has no editor of its own is mended on the page, goes once more, and
// what was not typed goes as it was.
func TestMendedHere(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	soil := h.Campus.Soil
	folder, link, quiz := campus.NewID(), campus.NewID(), campus.NewID()
	q := campus.Quiz{Title: "First test", Minutes: 20, Questions: []campus.Question{{ID: "a", Type: campus.SingleChoice, Text: "How wet?", Points: 2,
		Choices: []campus.Choice{{ID: "x", Text: "Very"}, {ID: "y", Text: "Not"}}}}}
	for i, c := range []campus.Change{
		campus.Create(folder, "folder", &campus.Folder{Name: "Pictures", Order: "b"}),
		campus.Create(link, "document", &campus.Document{Name: "Weather", URL: "https://example.org/a", Tags: []string{"rain"}}),
		campus.Create(quiz, "quiz", &q).For(campus.StaffOnly),
	} {
		h.Campus.Replica.Queue(soil, c)
		h.Campus.Replica.RefuseSet(i, campus.Forbidden, "no")
	}
	h.Use(syncpage.New(h.Env))

	mend := func(what string) { // the cards are in the order in which they were saved
		t.Helper()
		if !h.Sees(what) {
			t.Fatalf("%q is not listed:\n%s", what, h.Text())
		}
		for _, b := range h.Buttons() {
			if b.Text == "Edit and send again" || b.Text == "Continue editing" {
				test.Tap(b)
				break
			}
		}
		h.Settle()
		h.Want(keptNote)
	}
	mend("New folder: Pictures")
	h.Fill("Name", "Photographs")
	h.TapLast("Close")
	h.Want("Continue editing") // it was kept
	mend("New folder: Pictures")
	if !slices.ContainsFunc(h.Fields(), func(e *widget.Entry) bool { return e.Text == "Photographs" }) {
		t.Error("what was typed was not kept")
	}
	h.TapLast("Send it again")
	h.WantNot("Continue editing", keptNote)
	if f := campus.As[campus.Folder](record(t, h, folder)); f.Name != "Photographs" || f.Order != "b" {
		t.Errorf("%+v", f)
	}

	mend("New document: Weather")
	h.Fill("Address", "no address")
	h.TapLast("Send it again")
	h.Want("no address", keptNote) // it is refused here, and what was typed stays
	h.Fill("Address", "https://example.org/b")
	h.Fill("Tags", "rain, wind")
	h.TapLast("Send it again")
	h.WantNot(keptNote)
	if d := campus.As[campus.Document](record(t, h, link)); d.URL != "https://example.org/b" || strings.Join(d.Tags, "|") != "rain|wind" || d.Name != "Weather" {
		t.Errorf("%+v", d)
	}

	mend("First test")
	h.Fill("1 · 2", "Hardly")
	h.Fill("Questions 1", "How wet is it?")
	h.TapLast("Send it again")
	h.WantNot(keptNote)
	got := campus.As[campus.Quiz](record(t, h, quiz))
	if got.Minutes != 20 || len(got.Questions) != 1 || got.Questions[0].Text != "How wet is it?" || got.Questions[0].Choices[1].Text != "Hardly" || got.Questions[0].Choices[0] != q.Questions[0].Choices[0] || got.Questions[0].Points != 2 {
		t.Errorf("%+v", got)
	}
	h.WantNot("The server said no")
	h.Want("Waiting to be sent")
}

func record(t *testing.T, h *apptest.Hand, id campus.ID) campus.Record {
	t.Helper()
	r, err := h.Campus.Replica.Record(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestNoWayIntoALockedTopic: a post that was refused by a lock is mended here, for its topic
// has no field to write in; its card names the topic.
func TestNoWayIntoALockedTopic(t *testing.T) {
	h := apptest.NewHand(t, "student")
	c := h.Campus
	r := record(t, h, c.Topic)
	topic := campus.As[campus.Topic](r)
	topic.Locked = true
	change, _ := campus.Edit(r, &topic)
	var err error
	if r.Body, err = campus.Overlay(r.Body, change); err != nil {
		t.Fatal(err)
	}
	c.Replica.Put(r)
	c.Replica.Queue(c.Commons, campus.Say(c.Commons, c.Topic, "Too late").Changes...)
	c.Replica.RefuseSet(0, campus.Forbidden, "this topic is locked")
	h.Env.Go = func(p ui.Place) { t.Errorf("it leads to %+v, where nobody can write", p) }
	h.Use(syncpage.New(h.Env))
	h.Want("New post: " + topic.Title)
	h.Tap("Edit and send again")
	h.Want("Too late", keptNote)
}
