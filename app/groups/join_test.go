package groups_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/groups"
	"rantau/campus"
	"rantau/internal/testenv"
)

func find(t *testing.T, h *apptest.Hand, kind string) []campus.Record {
	t.Helper()
	all, err := h.Campus.Replica.Records(t.Context(), campus.Query{Kind: kind})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestDirectory: what one is not in is found among all groups, and what may not be asked
// is not.
func TestDirectory(t *testing.T) {
	h, _ := open(t, "student")
	h.WantNot("Solar dryers for fruit")
	h.Tap("All groups")
	h.Want("Solar dryers for fruit", "Robotics in the evening", "Bandung Raya and Penang")
	h.Type("Find by name", "fruit dry")
	h.Want("Solar dryers for fruit")
	h.WantNot("Robotics in the evening")
	h.Type("Find by name", "xyz")
	h.Want("No group found")
}

func TestJoinAnOpenGroup(t *testing.T) {
	h, _ := open(t, "student")
	h.Campus.Wish(campus.Joining{})
	h.Tap("All groups")
	h.Pick("Solar dryers for fruit")
	h.Want("anybody can join", "bring a thermometer.")
	h.Tap("Join")
	h.Want("Your request is saved. It goes when there is a line.", "waiting to be sent")
	w := find(t, h, "joining")
	if len(w) != 1 || campus.As[campus.Joining](w[0]).Space != h.Campus.Dryers() {
		t.Fatalf("what was saved: %v", w)
	}
	h.Tap("Take back")
	h.Want("anybody can join", "Join")
	if len(find(t, h, "joining")) != 0 {
		t.Error("a wish that was taken back is there")
	}
}

func TestAskAClosedGroup(t *testing.T) {
	h, s := open(t, "student")
	h.Campus.Wish(campus.Joining{})
	h.Tap("All groups")
	h.Pick("Robotics in the evening")
	h.Tap("Ask to join")
	h.Type("Who you are, and why you would like to join.", "I have built a line follower")
	h.Tap("Ask")
	w := find(t, h, "joining")
	if len(w) != 1 || campus.As[campus.Joining](w[0]).Words != "I have built a line follower" {
		t.Fatalf("what was saved: %v", w)
	}
	// The server has brought it to the staff; it is among mine now.
	w[0].Waiting, w[0].Body = false, campus.NewBody(campus.Create(w[0].ID, "joining", &campus.Joining{Space: h.Campus.Robots(), State: campus.JoinWaiting}).Set)
	h.Campus.Replica.Put(w[0])
	h.Settle()
	h.Want("The staff of the group have your request.", "Waiting for the staff")
	h.Tap("Mine")
	h.Want("Robotics in the evening")

	w[0].Body = campus.NewBody(campus.Create(w[0].ID, "joining", &campus.Joining{Space: h.Campus.Robots(), State: campus.JoinRefused, Reason: "We have no boards left"}).Set)
	h.Campus.Replica.Put(w[0])
	h.Settle()
	h.Want("You were not let in: We have no boards left", "Ask again")

	// Let in after all: the group opens where its listing was.
	h.Campus.Replica.Add(h.Campus.Robots(), h.Campus.Nadia, "group", h.Campus.Robots(), &campus.Group{Name: "Robotics in the evening", Entry: campus.EntryClosed})
	h.Campus.Replica.Add(h.Campus.Robots(), "", "membership", campus.MembershipID(h.Campus.Robots(), h.Campus.Dewi), &campus.Membership{Person: h.Campus.Dewi, Role: campus.Member})
	h.Settle()
	h.Want("Nothing said yet")
	if s.Place().Space != h.Campus.Robots() {
		t.Error("another group is open")
	}
}

func TestStaffAnswer(t *testing.T) {
	h, _ := open(t, "teacher")
	h.Want("2 requests")
	h.Pick("Bandung Raya")
	h.Tap("Members")
	h.Want("Asking to join", "Somchai Wongsakul", "who comes with me", "Maria Clara Santos")
	h.Tap("Refuse") // the last: Somchai, who asked later, comes second
	h.Type("Why not, or what to do instead. It may stay empty.", "Next term")
	h.Tap("Refuse")
	h.Want("1 request")
	h.Want("Not accepted", "Next term") // and can be accepted after all
	for _, b := range h.Buttons() {
		if b.Text == "Accept" {
			test.Tap(b)
			break
		}
	}
	h.Settle()
	h.WantNot("Asking to join")
	h.Want("4 members")
	states := ""
	for _, r := range find(t, h, "applicant") {
		a := campus.As[campus.Applicant](r)
		states += string(a.State) + " " + a.Reason + ";"
	}
	if !strings.Contains(states, "refused Next term;") || !strings.Contains(states, "accepted ;") {
		t.Errorf("the answers are %q", states)
	}
	h.Tap("Accept")
	h.Want("5 members")
	h.WantNot("Not accepted")
}

func TestMembersSeeNoRequests(t *testing.T) {
	h, _ := open(t, "student")
	h.WantNot("2 requests")
	h.Pick("Bandung Raya")
	h.Tap("Members")
	h.WantNot("Asking to join", "Make a join code")
}

func TestLastOwnerNamesAnother(t *testing.T) {
	h, _ := open(t, "teacher")
	h.Pick("Bandung Raya")
	h.Tap("About")
	h.Tap("Leave the group")
	h.Want("Before you leave", "Who goes on as owner")
	h.Tap("Leave the group")
	h.Want("Choose who goes on as owner")
	h.Choose("", "Nadia binti Hassan")
	h.Tap("Leave the group")
	h.WantNot("Before you leave")
	m := func(p campus.ID) campus.Role {
		r, err := h.Campus.Replica.Record(t.Context(), campus.MembershipID(h.Campus.Group, p))
		if err != nil {
			t.Fatal(err)
		}
		return campus.As[campus.Membership](r).Role
	}
	if m(h.Campus.Nadia) != campus.Owner || m(h.Campus.Siti) != campus.None {
		t.Errorf("the owner is %s, who left is %s", m(h.Campus.Nadia), m(h.Campus.Siti))
	}
}

func TestGroupForAll(t *testing.T) {
	h, _ := open(t, "teacher")
	h.Pick("Matchmaking Group")
	h.Tap("About")
	h.Want("everybody of the exchange is in it")
	h.WantNot("Leave the group")
	h.Tap("Members")
	h.WantNot("Add people", "Make a join code")
	if n := h.Menus(); n != 0 {
		t.Errorf("%d menus in a group for all", n)
	}
}

func TestPairAndEntry(t *testing.T) {
	h, s := open(t, "teacher")
	h.Pick("Bandung Raya")
	h.Want("Partners: Politeknik Negeri Bandung Raya (Indonesia) and Penang College of Technology (Malaysia)")
	s.New()
	h.Settle()
	h.Type("For example: Bandung Raya and Penang", "Two rivers")
	h.Choose("By invitation: others do not see it", "Open: anybody can join")
	h.ChooseLast("–", "Penang College of Technology")
	h.Tap("Make the group")
	h.Want("Choose two different institutions, or none")
	h.ChooseLast("–", "Politeknik Negeri Bandung Raya")
	h.Tap("Make the group")
	for _, r := range find(t, h, "group") {
		if g := campus.As[campus.Group](r); g.Name == "Two rivers" {
			if g.Entry != campus.EntryOpen || len(g.Pair) != 2 {
				t.Errorf("the group is %+v", g)
			}
			return
		}
	}
	t.Error("there is no such group")
}

func TestJoinCode(t *testing.T) {
	h, _ := open(t, "teacher")
	h.Pick("Bandung Raya")
	h.Tap("Members")
	h.Tap("Make a join code")
	h.Pick("For one week")
	h.Want("Code ", "until ")
	made := find(t, h, "joincode")
	if len(made) != 1 || made[0].Audience != campus.StaffOnly {
		t.Fatalf("the codes are %v", made)
	}
	code := campus.As[campus.JoinCode](made[0]).Code
	h.Tap("Show large")
	h.Want(campus.ShowCode(code))
	h.Tap("Close")
	h.Tap("End the code")
	h.TapLast("End the code")
	h.Want("Make a join code")
	if v := campus.As[campus.JoinCode](find(t, h, "joincode")[0]); !v.Off {
		t.Errorf("an ended code is %+v", v)
	}
}

// TestJoiningOverTheServer: from the directory of one person into the members of another.
func TestJoiningOverTheServer(t *testing.T) {
	test.NewTempApp(t)
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	siti.Do(campus.NewGroup(siti.Me(), campus.Group{Name: "Two rivers", Entry: campus.EntryClosed}))
	siti.Sync()
	dara.Sync()
	g := apptest.Sit(t, dara.Replica, dara.Files)
	g.Use(groups.New(g.Env))
	g.Want("No groups yet")
	g.Tap("All groups")
	g.Pick("Two rivers")
	g.Tap("Ask to join")
	g.Type("Who you are, and why you would like to join.", "I live at one of them")
	g.Tap("Ask")
	dara.Sync()
	g.Wait("The staff of the group have your request.")

	siti.Sync()
	h := apptest.Sit(t, siti.Replica, siti.Files)
	h.Use(groups.New(h.Env))
	h.Want("1 request")
	h.Pick("Two rivers")
	h.Tap("Members")
	h.Want("I live at one of them")
	h.Tap("Accept")
	h.Wait("2 members")
	siti.Sync()
	dara.Sync()
	g.Wait("Nothing said yet")
}
