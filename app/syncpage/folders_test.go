package syncpage_test

import (
	"testing"

	"rantau/app/apptest"
	"rantau/app/syncpage"
	"rantau/campus"
)

// TestWhatIsStuckInFolders: files that stay as they are stand here with the reason, and the
// question is answered here too.
func TestWhatIsStuckInFolders(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	h.Show(syncpage.New(h.Env))
	h.WantNot("Folders in step")
	m := campus.MirrorStatus{Mirror: campus.Mirror{Space: h.Campus.Soil, Dir: "/home/siti/Soil"}, State: campus.InStep,
		Stuck: []campus.StuckFile{{Path: "week 1/exam.docx", Reason: "only the staff here can do this"}}}
	h.Campus.Folders.Set(m)
	h.Settle()
	h.Want("Folders in step", "exam.docx", "Only the staff here can do this", "in Soil, sensors and water")
	m.State, m.Gone, m.Stuck = campus.Asks, 25, nil
	h.Campus.Folders.Set(m)
	h.Settle()
	h.WantNot("exam.docx")
	h.Want("25 files have vanished")
	h.Tap("Bring them back")
	if len(h.Campus.Folders.Missed) != 1 {
		t.Error("the answer was not heard")
	}
}
