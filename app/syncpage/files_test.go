package syncpage_test

import (
	"testing"

	"rantau/app/apptest"
	"rantau/app/syncpage"
	"rantau/campus"
)

// TestFilesOnTheirWay: each can be held up and goes on; what hangs on nothing can be given up,
// and what was to be sent is brought back by the same hand that removed it.
func TestFilesOnTheirWay(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	files := h.Campus.Files
	own := h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Replica.Me(), "document", campus.NewID(), &campus.Document{Name: "Pump.mp4", Size: 2_500_000, Manifest: manifest})
	page := h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Replica.Me(), "document", campus.NewID(), &campus.Document{Name: "Photo.jpg", Size: 100_000, Manifest: manifest, Lesson: h.Campus.Lessons[0]})
	atlas := h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "document", campus.NewID(), &campus.Document{Name: "Atlas.pdf", Size: 8_000_000, Manifest: manifest, Stored: manifest})
	if err := files.Keep(t.Context(), atlas.ID, true); err != nil {
		t.Fatal(err)
	}
	files.Going = []campus.WaitingFile{
		{Document: page, Name: "Photo.jpg", State: campus.FileState{Size: 100_000, Here: 100_000}},
		{Document: own, Name: "Pump.mp4", State: campus.FileState{Size: 2_500_000, Here: 2_500_000}}}
	h.Show(syncpage.New(h.Env))
	h.Settle()
	h.Want("Photo.jpg", "Pump.mp4", "2.5 MB to go", "Pause", "Don’t send")
	// In all it takes minutes, of those that go: 8 KB a second.
	h.Campus.Link.Set(campus.Status{Line: campus.Online, Moving: campus.Moving{What: campus.SendingFile, Name: "Pump.mp4", Done: 1, All: 2, Rate: 8000}})
	h.Campus.Replica.Put(own)
	h.Settle()
	h.Want("2.5 MB to go · about 5 minutes left")
	files.Going[1].State.Paused = true
	h.Campus.Replica.Put(own)
	h.Settle()
	h.Want("2.5 MB to go · less than a minute left")
	files.Going[1].State.Paused = false
	h.Campus.Link.Set(campus.Status{Line: campus.Online})
	h.Campus.Replica.Put(own)
	h.Settle()
	h.TapLast("Pause")
	h.Settle()
	h.Want("Paused", "Go on")
	if !files.Paused[own.ID] || files.Paused[page.ID] {
		t.Errorf("paused: %v", files.Paused)
	}
	h.Tap("Go on")
	h.Settle()
	h.WantNot("Paused")
	removed := ""
	h.Env.Removed = func(_ campus.Action, what string) { removed = what }
	h.Tap("Don’t send") // the picture of a lesson offers none
	h.Want("is not sent, and the document is removed")
	h.Tap("Don’t send")
	h.Settle()
	if r, err := h.Campus.Replica.Record(t.Context(), own.ID); err == nil && !r.Deleted || removed != "Pump.mp4" {
		t.Errorf("it is still there (%v), %q", err, removed)
	}

	files.Going = nil
	files.Come = []campus.WaitingFile{{Document: atlas, Name: "Atlas.pdf", State: campus.FileState{Size: 8_000_000, Here: 3_000_000, OnServer: true, NoRoom: true}}}
	h.Campus.Replica.Put(atlas)
	h.Settle()
	h.Want("Coming to this computer", "2.9 MB of 7.6 MB", "No room", "4.8 MB to go")
	h.Tap("No longer keep here")
	h.Settle()
	if kept, err := files.Kept(t.Context()); err != nil || kept[atlas.ID] {
		t.Errorf("it is still kept: %v %v", kept, err)
	}
}

const manifest = "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"
