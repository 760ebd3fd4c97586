package collaborate_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/collaborate"
	"rantau/app/ui"
	"rantau/campus"
	"rantau/internal/testenv"
)

func open(t *testing.T, as string) (*apptest.Hand, *collaborate.Screen) {
	h := apptest.NewHand(t, as)
	h.Campus.Community()
	s := collaborate.New(h.Env).(*collaborate.Screen)
	h.Show(s)
	return h, s
}

func TestFilters(t *testing.T) {
	h, s := open(t, "student")
	h.Want("5 requests", "10 to receive", "until 31 Mar", "was until 28 Feb", "Answered", "Closed")
	h.WantNot("New request")
	s.Filter(campus.StudyAreas[3], "")
	h.Settle()
	h.Want("2 requests", "A mentor from industry")
	h.WantNot("Two weeks of soil")
	s.Filter(campus.StudyAreas[3], campus.RequestOpen)
	h.Settle()
	h.Want("1 request")
	s.Filter(campus.StudyAreas[2], "")
	h.Settle()
	h.Want("No request fits")
	h.Tap("Show all")
	h.Want("5 requests")
}

func TestContact(t *testing.T) {
	h, s := open(t, "student")
	var to ui.Place
	h.Env.Go = func(p ui.Place) { to = p }
	h.Pick("Looking for a partner")
	h.Want("Nadia binti Hassan", "Penang College of Technology, Malaysia", "English, Malay", "Four weeks, three hours a day.")
	h.WantNot("Mark as answered", "Remove")
	h.Tap("Write to Nadia binti Hassan")
	r, err := h.Campus.Replica.Record(t.Context(), to.Space)
	if err != nil || to.Section != ui.SectionConversations || !strings.HasPrefix(campus.As[campus.Talk](r).Title, "Looking for a partner") {
		t.Errorf("it leads to %+v (%v)", to, err)
	}
	if !s.Back() || s.Back() {
		t.Error("Esc does not lead to the board once")
	}
}

func TestNewRequest(t *testing.T) {
	h, s := open(t, "teacher")
	s.New()
	h.Settle()
	h.Type("For example: Partner in hospitality, ten students each way", "Robots that sort fruit")
	h.Type("2027-03-31", "next week")
	h.Tap("Put it on the board")
	h.Want("The deadline is a day such as 2027-03-31. What you typed is still here.")
	h.Tap("Close")
	s.New() // the draft is back
	h.Settle()
	h.Field("2027-03-31").SetText("2027-05-01")
	h.Tap("Put it on the board")
	h.Want("Robots that sort fruit", "1 May", "waiting to be sent", "Mark as answered")
	if n := h.Campus.Replica.Drafts(); n != 0 {
		t.Errorf("%d drafts are left", n)
	}
}

// TestADeadlineThatIsOver is refused for something new; a day is also read with dots.
func TestADeadlineThatIsOver(t *testing.T) {
	h, _ := open(t, "teacher")
	h.Tap("New request")
	h.Type("For example: Partner in hospitality, ten students each way", "Ten for ten")
	h.Fill("Deadline", "15.3.2027")
	h.Tap("Put it on the board")
	h.Want("This day is past.")
	h.Fill("Deadline", "16.3.2027") // today
	h.Tap("Put it on the board")
	h.WantNot("This day is past.")
	all, err := h.Campus.Replica.Records(t.Context(), campus.Query{Kind: "request", Order: campus.NewestFirst, Limit: 1})
	if err != nil || len(all) != 1 || campus.As[campus.Request](all[0]).Deadline != "2027-03-16" {
		t.Errorf("%v %v", all, err)
	}
}

// TestChangedMeanwhile: the state is strict; who marks it on what is no longer
// true is told so and sees what is.
func TestChangedMeanwhile(t *testing.T) {
	test.NewTempApp(t)
	e := testenv.New(t, false, "teacher:siti", "dara")
	one, two := e.Device("siti"), e.Device("siti")
	one.Sync()
	h := apptest.Sit(t, one.Replica, one.Files)
	s := collaborate.New(h.Env).(*collaborate.Screen)
	h.Use(s)
	h.Want("No requests on the board yet")
	h.Tap("New request")
	h.Type("For example: Partner in hospitality, ten students each way", "Ten for ten")
	h.Type("Weeks, hours a day, level, what you offer. Others write to you about it.", "Four weeks.")
	h.Tap("Put it on the board")
	one.Sync()
	h.Gone("waiting to be sent")
	two.Sync()
	list, err := two.Records(t.Context(), campus.Query{Kind: "request"})
	if err != nil || len(list) != 1 {
		t.Fatalf("%d requests at the other computer (%v)", len(list), err)
	}
	testenv.Edit(two, list[0].ID, func(r *campus.Request) { r.State = campus.RequestClosed })
	two.Sync()
	one.Sync() // the window has not heard of it yet: its queue stands still
	h.TapOnly("Mark as answered")
	h.Wait("Somebody changed this request meanwhile")
	h.Want("Closed", "Open again")
	h.Tap("Open again")
	h.Want("Mark as answered")
	h.WantNot("Somebody changed")
	one.Sync()
	if got := campus.As[campus.Request](one.Get(list[0].ID)).State; got != campus.RequestOpen {
		t.Errorf("the server has it as %s", got)
	}
}

func TestHostileRequest(t *testing.T) {
	h, _ := open(t, "student")
	c := h.Campus
	c.Replica.Add(c.Commons, c.Sok, "request", campus.NewID(), &campus.Request{Title: "\u202ex\x00y" + strings.Repeat("W", 10_000),
		Text: strings.Repeat("\n", 300) + "👩🏽‍🌾", Area: strings.Repeat("area ", 500), Deadline: "\u202enever", Send: 1 << 30, State: "\x00"})
	h.Settle()
	h.Pick("xyWW")
	if m := h.Window.Canvas().Content().MinSize(); m.Width > 1366 || m.Height > 768 {
		t.Errorf("the window would have to be %v", m)
	}
	if strings.ContainsAny(h.Text(), "\x00\u202e") {
		t.Error("a control character reaches the screen")
	}
}
