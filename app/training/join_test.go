package training_test

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/training"
	"rantau/campus"
	"rantau/internal/testenv"
)

// TestJoinByCode: typed with no line, it says what it waits for, and can be taken back;
// refused, it says why, and is typed again.
func TestJoinByCode(t *testing.T) {
	h := apptest.NewHand(t, "stranger")
	h.Campus.Wish(campus.Joining{})
	h.Show(training.New(h.Env))
	h.Want("No classes yet")
	h.Tap("Join by code")
	h.Type("BCDF-2345", "bcd")
	h.Tap("Join")
	h.Want("A code has 8 letters and digits")
	h.Type("BCDF-2345", "f-2345")
	h.Tap("Join")
	h.Want("Code BCDF-2345", "You will join when there is a line.")
	h.Tap("Take back")
	h.WantNot("Code BCDF-2345")

	h.Campus.Wish(campus.Joining{Code: "GHJK6789", State: campus.JoinRefused, Reason: "this code is not known"})
	h.Settle()
	h.Want("Code GHJK-6789", "Not joined: this code is not known")
	h.Tap("Type it again")
	h.WantNot("Code GHJK-6789")
	h.Type("BCDF-2345", "GHJK6798")
	h.Tap("Join")
	h.Want("Code GHJK-6798")
}

func TestAddAGroup(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	h.Campus.Community()
	s := training.New(h.Env).(*training.Screen)
	h.Show(s)
	h.Pick("Repairing small engines")
	s.SelectTab(4)
	h.Settle()
	h.Tap("Add a group")
	h.Tap("Choose students")
	h.Want("Choose whose members to add")
	h.Choose("", "Matchmaking Group · 5 members")
	h.Tap("Choose students")
	h.Want("Maria Clara Santos", "Sok Dara", "Nguyễn Minh Anh")
	h.WantNot("Nadia binti Hassan") // the staff of the group
	h.Tap("Add a group")
	h.Choose("", "Matchmaking Group · 5 members")
	h.Tap("Choose students")
	h.Want("All of them are in this class already")
}

// TestCodeOverTheServer: from the teacher's screen to the student's, in one sync.
func TestCodeOverTheServer(t *testing.T) {
	test.NewTempApp(t)
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	siti.Do(campus.NewClass(siti.Me(), campus.Course{Title: "Soil and sensors"}))
	siti.Sync()
	h := apptest.Sit(t, siti.Replica, siti.Files)
	s := training.New(h.Env).(*training.Screen)
	h.Use(s)
	h.Pick("Soil and sensors")
	s.SelectTab(4)
	h.Settle()
	h.Tap("Make a join code")
	h.Pick("For today")
	h.Wait("Code ")
	siti.Sync()
	codes, err := siti.Records(t.Context(), campus.Query{Kind: "joincode"})
	if err != nil || len(codes) != 1 {
		t.Fatalf("%d codes, %v", len(codes), err)
	}
	g := apptest.Sit(t, dara.Replica, dara.Files)
	g.Use(training.New(g.Env))
	g.Tap("Join by code")
	g.Type("BCDF-2345", campus.As[campus.JoinCode](codes[0]).Code)
	g.Tap("Join")
	g.Wait("You will join when there is a line.")
	dara.Sync()
	g.Wait("Soil and sensors")
	g.Gone("You will join when there is a line.")
	siti.Sync()
	h.Wait("dara")
}
