package syncpage_test

import (
	"context"
	"testing"

	"rantau/app/apptest"
	"rantau/app/syncpage"
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
	h.Tap("Discard") // asks
	h.Want("Discard this change for good?")
	h.Tap("Discard")
	h.WantNot("Refuse me", "The server said no")
	h.Want("Let me wait")
	h.Campus.Replica.Deliver()
	h.Settle()
	h.Want("Everything is on the server")
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
	h.Campus.Replica.Put(lesson)
	h.Use(syncpage.New(h.Env))
	h.Want("Two versions: choose", campus.As[campus.Lesson](lesson).Title)
	h.WantNot("Everything is on the server")
	h.Tap("Compare and choose")
	h.Want("Another", "Nadia", "Put together")
}
