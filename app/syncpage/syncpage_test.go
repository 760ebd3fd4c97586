package syncpage_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"fyne.io/fyne/v2"

	"rantau/app/apptest"
	"rantau/app/syncpage"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

func TestWhatWaitsAndWhatWasRefused(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	h.Show(syncpage.New(h.Env))
	h.Want("Everything is on the server", "Last sync 14:02")
	for _, text := range []string{"Refuse me", "Let me wait"} {
		if err := h.Campus.Replica.Save(context.Background(), campus.Say(h.Campus.Soil, h.Campus.Soil, text)); err != nil {
			t.Fatal(err)
		}
	}
	h.Settle()
	h.Want("Waiting to be sent", "New post", "in Soil, sensors and water", "Refuse me", "Let me wait")
	h.WantNot("The server said no", "Discard")
	h.Campus.Replica.RefuseSet(0, campus.Forbidden, "you are no longer a member here")
	h.Settle()
	h.Want("The server said no", "Why: you are no longer a member here", "Copy the text")
	var back func(context.Context) error
	h.Env.TakenAway = func(_ string, f func(context.Context) error) { back = f }
	h.Tap("Discard") // asks
	h.Want("Discard this change?")
	h.Tap("Discard")
	h.WantNot("Refuse me", "The server said no")
	if back == nil || back(context.Background()) != nil {
		t.Fatal("what was discarded cannot be brought back")
	}
	h.Settle()
	h.Want("Refuse me")
	h.Campus.Replica.RefuseSet(1, campus.Forbidden, "you are no longer a member here")
	h.Settle()
	h.Tap("Discard")
	h.TapLast("Discard")
	h.WantNot("Refuse me")
	h.Want("Let me wait")
	h.Campus.Replica.Deliver()
	h.Settle()
	h.Want("Everything is on the server")
}

// TestWhatWasLeftBehind: what was written in a place that one is taken out of is there to be
// read and copied; nothing offers what can't be done.
func TestWhatWasLeftBehind(t *testing.T) {
	h := apptest.NewHand(t, "student")
	gone := campus.NewID()
	h.Campus.Replica.Queue(gone, campus.Create(campus.NewID(), "draft", &campus.Draft{Device: "d", In: gone, Of: gone, Text: "What I found in the well", Rev: 1}))
	h.Campus.Replica.Queue(gone, campus.Create(campus.NewID(), "folder", &campus.Folder{Name: "Photos of the well"}))
	for i := range 2 {
		h.Campus.Replica.RefuseSet(i, campus.Forbidden, "you are no longer a member there; your text is kept here")
		h.Campus.Replica.LeaveSet(i, "Wells of Kampot")
	}
	sets, err := h.Campus.Replica.Waiting(t.Context())
	if err != nil || len(sets) != 2 {
		t.Fatalf("%v %v", sets, err)
	}
	if err := h.Campus.Replica.KeepDraft(t.Context(), ui.PlaceOf(sets[1]), `{"values":{"0.name":"Photos of both wells"}}`); err != nil {
		t.Fatal(err)
	}
	h.Show(syncpage.New(h.Env))
	h.Settle()
	h.Want("in Wells of Kampot, where you are no longer a member", "What I found in the well", "Photos of both wells", "Copy")
	h.WantNot("Send it again", "Write it again")
	h.Env.TakenAway = func(string, func(context.Context) error) { t.Error("bringing it back is offered") }
	h.Tap("Discard")
	h.Tap("Discard") // it asks
	h.Settle()
	h.Want("What I found in the well")
	h.WantNot("Photos of both wells")
}

// What is taken back is named, and so is that the server does not bring it back.
func TestRefusedRevival(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	h.Show(syncpage.New(h.Env))
	said := campus.Say(h.Campus.Soil, h.Campus.Soil, "Gone")
	for _, a := range []func() campus.Action{
		func() campus.Action { return said },
		func() campus.Action {
			r, err := h.Campus.Replica.Record(t.Context(), said.Changes[0].Record)
			if err != nil {
				t.Fatal(err)
			}
			return campus.Action{Space: r.Space, Changes: []campus.Change{campus.Remove(r)}}
		},
	} {
		if err := h.Campus.Replica.Save(t.Context(), a()); err != nil {
			t.Fatal(err)
		}
		h.Campus.Replica.Deliver()
	}
	r, err := h.Campus.Replica.Record(t.Context(), said.Changes[0].Record)
	if err != nil || !r.Deleted {
		t.Fatalf("%+v %v", r, err)
	}
	if err := h.Campus.Replica.Save(t.Context(), campus.Action{Space: r.Space, Changes: []campus.Change{campus.Revive(r)}}); err != nil {
		t.Fatal(err)
	}
	h.Settle()
	h.Want("Brought back post")
	h.Campus.Replica.RefuseSet(0, campus.Forbidden, "only who removed this and the staff can bring it back")
	h.Settle()
	h.Want("Brought back post", "Why: only who removed this and the staff can bring it back")
}

// What the program notes by itself while somebody reads is not among what a person did.
func TestNotesGoAlong(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	h.Show(syncpage.New(h.Env))
	save := func(a campus.Action) {
		t.Helper()
		if err := h.Campus.Replica.Save(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		h.Settle()
	}
	me, soil := h.Campus.Replica.Me(), h.Campus.Soil
	mark := campus.Create(campus.ReadMarkID(soil, soil), "readmark", &campus.ReadMark{In: soil, Of: soil, Upto: 5})
	save(campus.Action{Space: campus.PersonalSpace(me), Changes: []campus.Change{mark}})
	h.Want("Everything is on the server")
	save(campus.Say(soil, soil, "Let me wait"))
	h.Want("Waiting to be sent", "goes along by itself", "Let me wait")
	h.WantNot("Read mark", "read mark")
}

func TestWorkingOffline(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	s := syncpage.New(h.Env).(*syncpage.Screen)
	h.Show(s)
	h.Tap("Sync now")
	if h.Campus.Link.Synced != 1 {
		t.Error("no sync was asked for")
	}
	h.Tap("Work offline")
	s.Status(h.Campus.Link.Status())
	h.Settle()
	h.Want("Use the network again")
	h.WantNot("Sync now")
}

// Both who wrote the text that stands and who wrote the other are told, and choose.
func TestTwoVersionsAreForChoosing(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	lesson, err := h.Campus.Replica.Record(context.Background(), h.Campus.Lessons[0])
	if err != nil {
		t.Fatal(err)
	}
	lesson.Versions = []campus.Version{{ID: campus.NewID(), Author: h.Campus.Nadia, At: apptest.Clock.UnixMilli(), Fields: []byte(`{"title":"Another title"}`)}}
	h.Use(syncpage.New(h.Env))
	h.Want("Everything is on the server")
	h.Campus.Replica.Put(lesson) // it comes while the page is looked at
	h.Settle()
	h.Want("Two versions: choose", campus.As[campus.Lesson](lesson).Title)
	h.WantNot("Everything is on the server")
	h.Tap("Compare and choose")
	h.Want("Another", "Nadia", "Put together")
}

// TestEveryKindHasAWord: whatever can wait or be refused is named.
func TestEveryKindHasAWord(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	h.Show(syncpage.New(h.Env))
	for _, k := range campus.Kinds {
		h.Campus.Replica.Queue(h.Campus.Soil, campus.Change{Record: campus.NewID(), Kind: k.Name, New: true, Set: map[string]json.RawMessage{}})
		h.Campus.Replica.RefuseSet(0, campus.Forbidden, "no") // of what waits, mere notes are not listed
		h.Settle()
		if h.Want("New "); h.Sees("New record") {
			t.Errorf("a %s has no word", k.Name)
		}
		if err := h.Campus.Replica.Discard(context.Background(), h.Campus.Soil, 1); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRefusedFileIsSaved: once its set is discarded nothing keeps it here, so there is a
// copy to be had before.
func TestRefusedFileIsSaved(t *testing.T) {
	h := apptest.NewHand(t, "student")
	from := filepath.Join(t.TempDir(), "map.txt")
	if err := os.WriteFile(from, []byte("three pots"), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := h.Env.Files.Add(context.Background(), from)
	if err != nil {
		t.Fatal(err)
	}
	d.About = "Where they stand"
	c := campus.Create(campus.NewID(), "document", &d)
	h.Campus.Replica.Queue(h.Campus.Soil, c)
	h.Campus.Replica.RefuseSet(0, campus.Forbidden, "no")
	to := filepath.Join(t.TempDir(), "saved.txt")
	widget.PickPlace = func(string) (string, bool) { return to, true }
	defer func() { widget.PickPlace = nil }()
	h.Use(syncpage.New(h.Env))
	h.Tap("Save a copy of the file")
	h.Want("Saved as “saved.txt”")
	if b, err := os.ReadFile(to); err != nil || string(b) != "three pots" {
		t.Errorf("%q %v", b, err)
	}
	h.Tap("Copy the text")
	if got := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(got, "map.txt") || !strings.Contains(got, "Where they stand") {
		t.Errorf("copied: %q", got)
	}
}

// TestFieldsAreCopied: of what has no editor here, all that can be read.
func TestFieldsAreCopied(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	q := campus.Quiz{Title: "First test", Questions: []campus.Question{{ID: "a", Type: campus.SingleChoice, Text: "How wet?", Choices: []campus.Choice{{ID: "x", Text: "Very"}}}}}
	h.Campus.Replica.Queue(h.Campus.Soil, campus.Create(campus.NewID(), "quiz", &q),
		campus.Create(campus.NewID(), "contact", &campus.Contact{Person: h.Campus.Siti, Email: "siti@example.org"}))
	h.Campus.Replica.RefuseSet(0, campus.Forbidden, "no")
	h.Use(syncpage.New(h.Env))
	h.Tap("Copy the text")
	for _, want := range []string{"First test", "How wet?", "– Very", "Email: siti@example.org"} {
		if got := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
}

// TestMarksAreNamed: two marks of one work stand beside each other in the words of its
// criteria, and say whose they are and of what; so does a change that was refused.
func TestMarksAreNamed(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	soil, work := h.Campus.Soil, campus.NewID()
	h.Campus.Replica.Add(soil, h.Campus.Siti, "assignment", work, &campus.Assignment{Title: "Water report", Points: 10,
		Rubric: []campus.Criterion{{ID: "x1", Name: "Method", Points: 6}, {ID: "x2", Name: "Language", Points: 4}}})
	mark := h.Campus.Replica.Add(soil, h.Campus.Siti, "mark", campus.MarkID(work, h.Campus.Nadia),
		&campus.Mark{Assignment: work, Student: h.Campus.Nadia, Scores: map[string]float64{"x1": 5, "x2": 2.5}})
	hers := "Water report · " + name(t, h, h.Campus.Nadia)
	change, _ := campus.Edit(mark, &campus.Mark{Assignment: work, Student: h.Campus.Nadia, Scores: map[string]float64{"x1": 6}})
	h.Campus.Replica.Queue(soil, change)
	lesson, err := h.Campus.Replica.Record(t.Context(), h.Campus.Lessons[0])
	if err != nil {
		t.Fatal(err)
	}
	l := campus.As[campus.Lesson](lesson)
	title := l.Title
	l.Text = "Only the text is another"
	change, _ = campus.Edit(lesson, &l)
	h.Campus.Replica.Queue(soil, change)
	h.Campus.Replica.RefuseSet(1, campus.Forbidden, "no")
	h.Use(syncpage.New(h.Env))
	h.Want("Changed mark: "+hers, "Changed lesson: "+title)

	mark.Versions = []campus.Version{{ID: campus.NewID(), Author: h.Campus.Nadia, At: apptest.Clock.UnixMilli(), Fields: []byte(`{"scores":{"x1":4,"x2":3}}`)}}
	h.Campus.Replica.Put(mark)
	h.Settle()
	h.Want("Mark: " + hers)
	h.Tap("Compare and choose")
	h.Want("Method: ", "2.5", "Language: ")
	h.WantNot("x1", "scores")
}

func name(t *testing.T, h *apptest.Hand, who campus.ID) string {
	t.Helper()
	people, err := h.Env.People.Get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return people.Name(who)
}

// asking counts how often a record is asked for.
type asking struct {
	campus.Replica
	n *atomic.Int64
}

func (a asking) Record(ctx context.Context, id campus.ID) (campus.Record, error) {
	a.n.Add(1)
	return a.Replica.Record(ctx, id)
}

// TestAMonthIsListedAtOnce: what waits is named without a question for each of thousands.
func TestAMonthIsListedAtOnce(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	lesson, err := h.Campus.Replica.Record(t.Context(), h.Campus.Lessons[0])
	if err != nil {
		t.Fatal(err)
	}
	for range 500 {
		h.Campus.Replica.Queue(h.Campus.Commons, campus.Say(h.Campus.Commons, h.Campus.Topic, "In a topic").Changes...)
		h.Campus.Replica.Queue(h.Campus.Soil, campus.Change{Record: campus.NewID(), Kind: "lesson", Set: map[string]json.RawMessage{"text": []byte(`"x"`)}})
	}
	change, _ := campus.Edit(lesson, &campus.Lesson{Title: campus.As[campus.Lesson](lesson).Title, Text: "x", Order: "n"})
	h.Campus.Replica.Queue(h.Campus.Soil, change)
	var n atomic.Int64
	h.Env.Replica = asking{h.Env.Replica, &n}
	h.Show(syncpage.New(h.Env))
	h.Want("New post: ")
	if n.Load() > 350 {
		t.Errorf("%d questions for a thousand sets", n.Load())
	}
}
