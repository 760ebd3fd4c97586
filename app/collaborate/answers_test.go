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

// TestFurtherFilters: country, language, way, mine and words; what is past says so.
func TestFurtherFilters(t *testing.T) {
	h, _ := open(t, "teacher")
	h.Choose("All countries", "Malaysia")
	h.Want("3 requests")
	h.Choose("All languages", "Malay")
	h.Want("2 requests")
	h.Choose("Sending and receiving", "To receive students")
	h.Want("1 request", "Looking for a partner")
	h.Choose("All requests", "My requests")
	h.Want("No request fits")
	h.Tap("Show all")
	h.Type("Find in titles, texts and institutions", "SENSORS bandung")
	h.Want("1 request", "Two weeks of soil")
	h.Field("Find in titles, texts and institutions").SetText("")
	h.Campus.Replica.Add(h.Campus.Commons, h.Campus.Nadia, "request", campus.NewID(), &campus.Request{Title: "Too late", Countries: "TH LA", From: "2027-04-01", To: "2027-04-20",
		Deadline: "2027-03-01", State: campus.RequestOpen, Area: campus.StudyAreas[0], Areas: []string{campus.StudyAreas[1]}})
	h.Choose("All requests", "Open requests")
	h.WantNot("Too late")
	h.Choose("Open requests", "Past the deadline")
	h.Want("1 request", "Past")
	h.Pick("Too late")
	h.Want("Thailand, Lao PDR", "1 Apr – 20 Apr", "Computer science, IT and informatics, Multimedia and creative industry", "(over)")
}

// TestSavedSearch: filters are kept under a name, tell how much is new, and can be
// removed and brought back.
func TestSavedSearch(t *testing.T) {
	h, _ := open(t, "student")
	h.WantNot("Save this search")
	h.Choose("All countries", "Malaysia")
	h.Tap("Save this search")
	h.Tap("Save")
	h.Want("Malaysia", "Remove this search")
	h.Tap("Malaysia") // the search in use: tapping it takes the filters away
	h.Want("5 requests")
	c := h.Campus
	for _, by := range []campus.ID{c.Nadia, c.Siti, c.Dewi} {
		r := c.Replica.Add(c.Commons, by, "request", campus.NewID(), &campus.Request{Title: "New of " + string(by), State: campus.RequestOpen})
		r.Created = apptest.Clock.Add(1)
		c.Replica.Put(r)
	}
	h.Settle()
	h.Want("Malaysia · 1 new")
	h.Tap("Malaysia · 1 new")
	h.Want("4 requests")
	h.Choose("Malaysia", "All countries")
	h.WantNot("1 new")
	h.Tap("Malaysia")
	var removed campus.Action
	h.Env.Removed = func(a campus.Action, _ string) { removed = a }
	h.Tap("Remove this search")
	h.Want("8 requests")
	h.WantNot("Remove this search")
	if err := c.Replica.Save(t.Context(), removed.Revived()); err != nil {
		t.Fatal(err)
	}
	h.Settle()
	h.Want("Malaysia")
	all, err := c.Replica.Records(t.Context(), campus.Query{Kind: "savedsearch", Space: campus.PersonalSpace(c.Dewi)})
	if err != nil || len(all) != 1 || campus.As[campus.SavedSearch](all[0]).Filters["country"] != "MY" {
		t.Errorf("%d searches are kept (%v)", len(all), err)
	}
}

// TestAnswerAndAgree: a student answers, its author agrees, the student says that it
// was not so.
func TestAnswerAndAgree(t *testing.T) {
	test.NewTempApp(t)
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	made := campus.NewRequest(e.Commons, campus.Request{Title: "Ten for ten", Text: "Four weeks."})
	siti.Do(made)
	siti.Sync()
	dara.Sync()
	g := apptest.Sit(t, dara.Replica, dara.Files)
	g.Use(collaborate.New(g.Env))
	g.Pick("Ten for ten")
	g.Tap("Answer")
	g.Fill("What you offer or ask. Everybody in the exchange sees it.", "We are six.")
	g.Tap("Answer")
	g.Want("Answers", "We are six.", "Answered")
	g.Dots(0)
	g.Pick("Take back")
	g.Want("You took your answer back.")
	g.WantNot("We are six.")
	g.Tap("Undo")
	g.Want("We are six.")
	dara.Sync()
	siti.Sync()

	h := apptest.Sit(t, siti.Replica, siti.Files)
	h.Use(collaborate.New(h.Env))
	h.Want("Answered")
	h.Pick("Ten for ten")
	h.Want("We are six.")
	h.WantNot("Answer\n")
	h.Tap("Mark as agreed")
	h.Tap("Mark as agreed") // who answered is chosen already
	h.Want("Agreed with", "dara", "Agreed")
	siti.Sync()
	dara.Sync()
	g.Wait("We have not agreed")
	g.Tap("We have not agreed")
	g.TapLast("We have not agreed")
	g.WantNot("Agreed with")
	dara.Sync()
	siti.Sync()
	if v := campus.As[campus.Request](siti.Get(made.Changes[0].Record)); v.With != "" || v.State != campus.RequestAnswered {
		t.Errorf("it is %s with %q", v.State, v.With)
	}
}

// TestRefusedAnswer: a request that was closed meanwhile refuses an answer, and its
// words come back to where answers are written.
func TestRefusedAnswer(t *testing.T) {
	h, _ := open(t, "student")
	c := h.Campus
	r, err := c.Replica.Record(t.Context(), c.Asked())
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Replica.Save(t.Context(), campus.AnswerTo(r, c.Dewi, "We come.")); err != nil {
		t.Fatal(err)
	}
	c.Replica.RefuseSet(0, campus.Changed, "the state was changed meanwhile")
	sets, _ := c.Replica.Waiting(t.Context())
	again, err := ui.TakeUp(t.Context(), c.Replica, sets[0])
	if err != nil || again == nil {
		t.Fatal("it cannot be taken up", err)
	}
	s := collaborate.New(h.Env).(*collaborate.Screen)
	s.Open(again.Place())
	h.Show(s)
	h.Want("Answer to “Two weeks of soil", "We come.")
}

// TestContactNamesTheRequest: the private conversation begins with what it is about.
func TestContactNamesTheRequest(t *testing.T) {
	h, _ := open(t, "student")
	var to ui.Place
	h.Env.Go = func(p ui.Place) { to = p }
	h.Pick("Looking for a partner")
	h.Tap("Write to Nadia binti Hassan")
	words, err := h.Campus.Replica.Draft(t.Context(), ui.PostPlace(to.Space, to.Space))
	if err != nil || !strings.Contains(words, "Looking for a partner in hospitality") {
		t.Errorf("the first words are %q (%v)", words, err)
	}
}
