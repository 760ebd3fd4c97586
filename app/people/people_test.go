package people_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/people"
	"rantau/campus"
	"rantau/internal/testenv"
)

func TestCardOfSomebody(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	h.Campus.Community()
	meet := people.Card(h.Env)
	meet(h.Campus.Dewi)
	h.Settle()
	h.Want("Dewi Lestari", "Student", "Bandung, Indonesia", "Agriculture and animal science", "Indonesian, English", "Write to Dewi Lestari")
	h.WantNot("Edit my profile")
	h.Tap("Close")
	h.WantNot("Dewi Lestari")
	meet(campus.NewID())
	h.Settle()
	h.Want("Somebody", "This person's profile is not on this computer yet.")
	h.WantNot("Write to Somebody")
}

func TestHostileProfile(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	c := h.Campus
	c.Replica.Add(c.Commons, c.Sok, "person", c.Sok, &campus.Person{Name: "\u202e\x00" + strings.Repeat("N", 10_000), Work: "\x00",
		Area: strings.Repeat("a ", 5000), Languages: strings.Repeat("xx ", 3000), About: strings.Repeat("\n👩🏽‍🌾", 900)})
	people.Card(h.Env)(c.Sok)
	h.Settle()
	if m := h.Window.Canvas().Overlays().Top().MinSize(); m.Width > 1366 || m.Height > 768 {
		t.Errorf("the card would have to be %v", m)
	}
	if strings.ContainsAny(h.Text(), "\x00\u202e") {
		t.Error("a control character reaches the screen")
	}
}

// TestOwnProfile: what a person writes about themselves reaches the others.
func TestOwnProfile(t *testing.T) {
	test.NewTempApp(t)
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	siti.Sync()
	dara.Sync()
	h := apptest.Sit(t, dara.Replica, dara.Files)
	meet := people.Card(h.Env)
	meet(dara.Me())
	h.Settle()
	h.Want("dara (you)", "Politeknik Uji", "Indonesia")
	h.Tap("Edit my profile")
	h.Type("What you study or teach, what you would like to do in the exchange.", "I repair radios.")
	h.Tap("Close") // it stays as a draft
	meet(dara.Me())
	h.Settle()
	h.Tap("Edit my profile")
	h.Tap("Save")
	h.Env.People.Changed(campus.Notice{Kinds: map[string]bool{"person": true}})
	dara.Sync()
	siti.Sync()
	if got := campus.As[campus.Person](siti.Get(dara.Me())); got.About != "I repair radios." || got.Name != "dara" {
		t.Errorf("the others read %+v", got)
	}
}

// TestEarlierContactDetails: what somebody wrote of how to be reached can be had again.
func TestEarlierContactDetails(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	c := h.Campus
	c.Community()
	r := c.Replica.Add(c.Commons, c.Siti, "contact", campus.ContactID(c.Siti), &campus.Contact{Person: c.Siti, Email: "old@example.org"})
	v := campus.As[campus.Contact](r)
	v.Email = "new@example.org"
	change, _ := campus.Edit(r, &v)
	if err := h.Env.Replica.Save(t.Context(), campus.Action{Space: c.Commons, Changes: []campus.Change{change}}); err != nil {
		t.Fatal(err)
	}
	people.Card(h.Env)(c.Siti)
	h.Settle()
	h.Want("new@example.org")
	h.WantNot("old@example.org")
	h.Tap("Earlier contact details")
	h.Want("old@example.org", "Restore")
}
