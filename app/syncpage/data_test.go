package syncpage_test

import (
	"testing"
	"time"

	"rantau/app/apptest"
	"rantau/app/syncpage"
	"rantau/campus"
)

// TestDataAndLog: what the line cost stands beside what it may, and the last syncs with
// what each moved.
func TestDataAndLog(t *testing.T) {
	h := apptest.NewHand(t, "student")
	link := h.Campus.Link
	today := h.Env.Now().Local()
	day := func(before int) string { return campus.DayOf(today.AddDate(0, 0, -before)) }
	link.Days = []campus.Usage{{Day: day(0), Sent: 200_000, Received: 800_000}, {Day: day(2), Sent: 0, Received: 3_000_000}}
	link.Log = []campus.SyncNote{
		{At: apptest.Clock, Took: 1540 * time.Millisecond, Sets: 2, Records: 1, Files: 2, Sent: 900, Received: 12_000},
		{At: apptest.Clock.Add(-time.Hour), Took: time.Second, Records: 300, Received: 40_000, Trouble: "the line was cut"},
	}
	s := syncpage.New(h.Env).(*syncpage.Screen)
	h.Use(s)
	h.Tap("Data used")
	h.Want("Today", "This month", "The last seven days", "sent, ", "received")
	h.WantNot(" of ", "files over 256 KB wait")
	link.Set(campus.Status{Line: campus.Online, LastSync: apptest.Clock.Add(time.Minute), Metered: true})
	s.Status(link.Status())
	h.Settle()
	h.Want("The system says that this line costs by the megabyte")

	h.Tap("Data limits…")
	h.Fill("Megabytes a day", "much")
	h.TapLast("Save")
	h.Want("“much” is no number of megabytes")
	h.Fill("Megabytes a day", "1,5")
	h.Fill("Megabytes a month", "20")
	h.Tick("It costs by the megabyte: large files wait")
	h.TapLast("Save")
	if link.Limit != (campus.Budget{Day: 3 << 19, Month: 20 << 20, Metered: true}) {
		t.Errorf("the budget is %+v", link.Limit)
	}
	h.Want(" of ", "files over 256 KB wait")
	h.WantNot("The limit is used up")
	h.Tap("Data limits…")
	h.Fill("Megabytes a day", "0.5")
	h.Fill("Megabytes a month", "")
	h.TapLast("Save")
	h.Want("The limit is used up")
	if link.Limit.Month != 0 {
		t.Errorf("an empty field left %+v", link.Limit)
	}

	h.Tap("Last syncs")
	h.Want("2 changes sent · 1 record received · 2 files moved", "1.5 s", "The line was cut", "300 records received")

	// What is asked for by hand goes although it is used up.
	link.Set(campus.Status{Line: campus.Spent, LastSync: apptest.Clock})
	s.Status(link.Status())
	h.Tap("Sync now")
	if link.Forced != 1 || link.Synced != 0 {
		t.Errorf("%d forced, %d asked for", link.Forced, link.Synced)
	}
	link.Set(campus.Status{Line: campus.Online, LastSync: apptest.Clock, Moving: campus.Moving{What: campus.GettingFile, Name: "film.mp4", Done: 5 << 20, All: 20 << 20, Left: 3 * time.Minute}})
	s.Status(link.Status())
	h.Want("fetching film.mp4, 5.0 MB of 20.0 MB · about 3 minutes left")
	link.Set(campus.Status{Line: campus.Online, LastSync: apptest.Clock})
	s.Status(link.Status())
	h.Tap("Sync now")
	if link.Forced != 1 || link.Synced != 1 {
		t.Errorf("%d forced, %d asked for", link.Forced, link.Synced)
	}
}

// TestHeldBack: what the limits hold back says so, and goes when its person says so.
func TestHeldBack(t *testing.T) {
	h := apptest.NewHand(t, "student")
	link := h.Campus.Link
	s := syncpage.New(h.Env).(*syncpage.Screen)
	h.Use(s)
	h.WantNot("held back", "film.mp4")
	h.Campus.Files.Going = []campus.WaitingFile{
		{Document: campus.Record{Space: h.Campus.Soil}, Name: "film.mp4", State: campus.FileState{Size: 2 << 20, Held: true}},
		{Document: campus.Record{Space: h.Campus.Soil}, Name: "notes.txt", State: campus.FileState{Size: 3 << 10}},
		{Document: campus.Record{Space: h.Campus.Soil}, Name: "odd.bin", State: campus.FileState{Size: 3 << 10, Trouble: "it is too large"}}}
	for _, line := range []campus.LineState{campus.Online, campus.Spent} {
		link.Set(campus.Status{Line: line, Files: 3, Held: 2, HeldSize: 3 << 20})
		s.Status(link.Status())
		h.Want("2 files held back by the data limits")
		h.Tap("Send now (3.0 MB)")
		h.Settle()
		h.Want("film.mp4", "2.0 MB", "notes.txt", "odd.bin", "t is too large")
		h.WantNot("Everything is on the server")
	}
	if link.HeldSent != 2 || link.Synced+link.Forced != 0 {
		t.Errorf("sent %d times, %d and %d asked for", link.HeldSent, link.Synced, link.Forced)
	}
	link.Set(campus.Status{Line: campus.OffByHand, Files: 3, Held: 2, HeldSize: 3 << 20})
	s.Status(link.Status())
	h.WantNot("Send now (3.0 MB)")
}

func TestNoSyncsYet(t *testing.T) {
	h := apptest.NewHand(t, "student")
	h.Use(syncpage.New(h.Env))
	h.Tap("Last syncs")
	h.Want("No sync has moved anything yet")
	h.Tap("Data used")
	h.Want("Nothing has gone over the line yet.")
}
