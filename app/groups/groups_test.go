package groups_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/groups"
	"rantau/campus"
	"rantau/internal/testenv"
)

func open(t *testing.T, as string) (*apptest.Hand, *groups.Screen) {
	h := apptest.NewHand(t, as)
	h.Campus.Community()
	s := groups.New(h.Env).(*groups.Screen)
	h.Show(s)
	return h, s
}

func TestWhatAStudentSees(t *testing.T) {
	h, s := open(t, "student")
	h.Want("Bandung Raya and Penang", "3 members")
	h.WantNot("New group")
	s.New() // Ctrl+N does what the button would: nothing
	h.Settle()
	h.WantNot("Make the group")
	h.Pick("Bandung Raya")
	h.Want("The letter of acceptance is in the documents.")
	h.WantNot("Edit")
	h.Tap("Members")
	h.Want("Nadia binti Hassan", "Staff", "Owner", "Member")
	h.WantNot("Add people")
	if n := h.Menus(); n != 1 {
		t.Errorf("a member has %d menus, want the own one", n)
	}
	h.Tap("About")
	h.Want("Our partnership.", "Leave the group")
}

func TestLeave(t *testing.T) {
	h, _ := open(t, "student")
	h.Pick("Bandung Raya")
	h.Tap("About")
	h.Tap("Leave the group")
	h.Want("Leave this group?")
	h.TapLast("Leave the group")
	h.Want("No groups yet")
}

func TestMembersAreAddedAndRemoved(t *testing.T) {
	h, _ := open(t, "teacher")
	h.Pick("Bandung Raya")
	h.Tap("Members")
	h.Tap("Add people")
	h.Type("Find by name or institution", "aung")
	h.Pick("Aung Ko Ko")
	h.Tap("Add")
	h.Want("Aung Ko Ko", "4 members")
	var back func(context.Context) error
	h.Env.TakenAway = func(_ string, f func(context.Context) error) { back = f }
	h.Dots(2) // Siti, Nadia, then the members by name
	h.Pick("Remove from the group")
	h.TapLast("Remove from the group")
	h.WantNot("Aung Ko Ko")
	h.Want("3 members")
	if back == nil || back(context.Background()) != nil {
		t.Fatal("it cannot be undone")
	}
	h.Settle()
	h.Want("Aung Ko Ko", "4 members")
	h.Dots(2)
	h.Pick("Remove from the group")
	h.TapLast("Remove from the group")
	h.Tap("Add people")
	h.Type("Find by name or institution", "aung")
	h.Pick("Aung Ko Ko")
	h.Tap("Add")
	h.Want("Aung Ko Ko", "4 members")
}

func TestOverTheServer(t *testing.T) {
	test.NewTempApp(t)
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	siti.Sync()
	dara.Sync()
	h := apptest.Sit(t, siti.Replica, siti.Files)
	s := groups.New(h.Env).(*groups.Screen)
	h.Use(s)
	h.Want("No groups yet")
	s.New()
	h.Settle()
	h.Type("For example: Bandung Raya and Penang", "Two rivers")
	h.Tap("Make the group")
	h.Want("Two rivers", "Owner · 1 member", "Nothing said yet")
	h.Tap("Members")
	h.Tap("Add people")
	h.Pick("dara")
	h.Tap("Add")
	h.Wait("2 members")
	siti.Sync()

	dara.Sync()
	g := apptest.Sit(t, dara.Replica, dara.Files)
	g.Use(groups.New(g.Env))
	g.Pick("Two rivers")
	g.Type("Write to the group", "Good morning, everybody")
	g.Tap("Send")
	dara.Sync()
	siti.Sync()
	h.Tap("Discussion")
	h.Wait("Good morning, everybody")

	g.Tap("About")
	g.Tap("Leave the group")
	g.TapLast("Leave the group")
	dara.Sync()
	g.Wait("No groups yet")
	siti.Sync()
	h.Wait("Owner · 1 member")
	h.Want("Good morning, everybody")
}

// TestDocuments: a file that is dropped on the window is in the group, for the
// others as well.
func TestDocuments(t *testing.T) {
	h, s := open(t, "teacher")
	h.Pick("Bandung Raya")
	path := filepath.Join(t.TempDir(), "Timetable.txt")
	if err := os.WriteFile(path, []byte("Monday, two o'clock"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Tab("Documents")
	h.Campus.Files.Hold = true
	s.Drop([]string{path})
	h.Settle()
	h.Want("The data limits hold it back")
	h.Campus.Files.Hold = false
	s.Drop([]string{path})
	h.Settle()
	h.Want("It is sent when there is a line")
	h.Wait("Timetable.txt")
	r, err := h.Campus.Replica.Records(t.Context(), campus.Query{Space: h.Campus.Group, Kind: "document"})
	if err != nil || len(r) != 2 {
		t.Errorf("%d documents in the group (%v)", len(r), err)
	}
}

func TestHostileName(t *testing.T) {
	h, _ := open(t, "student")
	h.Campus.Replica.Add(h.Campus.Group, h.Campus.Siti, "group", h.Campus.Group,
		&campus.Group{Name: "\u202ea\x00b\n" + string(make([]rune, 10_000)), About: "\u202e\x00"})
	h.Settle()
	h.Pick("ab")
	if m := h.Window.Canvas().Content().MinSize(); m.Width > 1366 {
		t.Errorf("the window would have to be %v wide", m.Width)
	}
}
