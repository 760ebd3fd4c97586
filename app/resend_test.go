package app_test

import (
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
)

// TestWhatNoEditorHoldsIsSentAgain: a person who was refused something that no form takes
// up sends it again as it was, and it is what the others get.
func TestWhatNoEditorHoldsIsSentAgain(t *testing.T) {
	e := testenv.New(t, false, "teacher:siti", "teacher:budi", "dara")
	siti, budi := e.Device("siti"), e.Device("budi")
	class := campus.NewClass(siti.Me(), campus.Course{Title: "Soil"})
	class.Changes = append(class.Changes, campus.Join(class.Space, budi.Me(), campus.Staff))
	siti.Do(class)
	siti.Sync()
	budi.Sync()
	role := func(r campus.Role) {
		testenv.Edit(siti, campus.MembershipID(class.Space, budi.Me()), func(m *campus.Membership) { m.Role = r })
		siti.Sync()
	}
	role(campus.Member)
	folder, quiz := campus.NewID(), campus.NewID()
	in := func(c campus.Change) campus.Action {
		return campus.Action{Space: class.Space, Changes: []campus.Change{c}}
	}
	budi.Do(in(campus.Create(folder, "folder", &campus.Folder{Name: "Maps"})))
	budi.Do(in(campus.Create(quiz, "quiz", &campus.Quiz{Title: "Test", Practice: true})))
	budi.Sync() // both are refused, for he is on the staff no more
	w := atWindow(t, budi)
	w.look()
	w.Want("The server said no")

	w.Tap("Send it again") // he still may not, which his computer knows now
	if n := len(w.sets()); n != 2 {
		t.Fatalf("%d sets are there", n)
	}
	role(campus.Staff)
	budi.Sync()
	w.look()
	w.Tap("Send it again")
	w.Tap("Send it again")
	budi.Sync()
	siti.Sync()
	if campus.As[campus.Folder](siti.Get(folder)).Name != "Maps" || campus.As[campus.Quiz](siti.Get(quiz)).Title != "Test" {
		t.Error("what was sent again has not arrived")
	}
	if n := len(w.sets()); n != 0 {
		t.Errorf("%d sets are left", n)
	}
}
