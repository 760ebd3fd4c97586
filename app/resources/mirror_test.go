package resources_test

import (
	"net/url"
	"path/filepath"
	"testing"
	"time"

	"rantau/app/widget"
	"rantau/campus"
)

// TestKeptInAFolder: one's own files are kept in a folder on the disk; how it stands is
// shown, what has vanished is asked about, the bin gives back what lies in it.
func TestKeptInAFolder(t *testing.T) {
	h, s := open(t, "student")
	own := campus.PersonalSpace(h.Campus.Replica.Me())
	menu(h, 0, "Space on this computer…")
	h.Tap("Close")
	if h.Dots(h.Menus() - 1); h.Sees("Keep in a folder…") {
		t.Error("the library of everybody is offered")
	}
	h.Press("Space on this computer…")
	h.Tap("Close")
	s.Tab(2)
	h.Settle()

	dir := filepath.Join(t.TempDir(), "My work")
	h.Answers(dir)
	menu(h, 0, "Keep in a folder…")
	h.Want("What is in “My work” is added here")
	h.Tap("Cancel")
	h.WantNot("In step")
	h.Answers(dir)
	menu(h, 0, "Keep in a folder…")
	h.TapLast("Keep in step")
	h.Want("In step: 0 files", "My work")

	var opened *url.URL
	was := widget.Browse
	widget.Browse = func(u *url.URL) error { opened = u; return nil }
	t.Cleanup(func() { widget.Browse = was })
	h.Tap("Open the folder")
	if opened == nil || filepath.Base(opened.Path) != "My work" {
		t.Errorf("what was opened is %v", opened)
	}

	m := campus.MirrorStatus{Mirror: campus.Mirror{Space: own, Dir: dir}, State: campus.Working, Left: 12}
	h.Campus.Folders.Set(m)
	h.Settle()
	h.Want("12 files to go")
	m.State = campus.Away
	h.Campus.Folders.Set(m)
	h.Settle()
	h.Want("The folder is not there now")
	h.WantNot("Open the folder")
	m.State, m.Gone = campus.Asks, 30
	h.Campus.Folders.Set(m)
	h.Settle()
	h.Want("30 files have vanished from this folder")
	h.Tap("Bring them back")
	h.Tap("They were removed")
	if len(h.Campus.Folders.Agreed) != 1 || len(h.Campus.Folders.Missed) != 1 {
		t.Error("the answers were not heard")
	}

	h.Campus.Folders.Put(own, campus.Binned{ID: "1", Path: "week 1/soil.txt", File: filepath.Join(dir, "bin", "soil.txt"), Size: 5, Until: time.Date(2027, 4, 2, 0, 0, 0, 0, time.UTC)})
	m.State = campus.InStep
	h.Campus.Folders.Set(m)
	h.Settle()
	h.Dots(0)
	h.Press("Bin…")
	h.Want("soil.txt", "week 1", "until 2 Apr")
	h.Tap("Put back")
	h.Want("“soil.txt” is in the folder again.")
	h.Dots(0)
	h.Press("Bin…")
	h.Want("The bin is empty")
	h.Tap("Close")

	h.Dots(0)
	h.Press("Stop keeping in step")
	h.TapLast("Stop keeping in step")
	h.WantNot("In step", "My work")
}
