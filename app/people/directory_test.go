package people_test

import (
	"context"
	"image"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/people"
	"rantau/app/widget"
	"rantau/campus"
	"rantau/internal/testenv"
)

func TestDirectory(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	h.Campus.Community()
	var met campus.ID
	h.Env.Meet = func(id campus.ID) { met = id }
	h.Show(people.New(h.Env))
	h.Want("8 people", "Dewi Lestari", "Politeknik Negeri Bandung Raya · Indonesia · Agriculture and animal science", "Student")
	h.Choose("Everybody", "Coordinator")
	h.Want("1 person", "Nadia binti Hassan")
	h.Choose("All languages", "Indonesian")
	h.Want("Nobody fits")
	h.Tap("Show all")
	h.Choose("All countries", "Malaysia")
	h.WantNot("Dewi Lestari")
	h.Choose("Malaysia", "All countries")
	h.Choose("All institutions", "Politeknik Negeri Bandung Raya")
	h.Choose("All study areas", "Agriculture and animal science")
	h.Want("Dewi Lestari")
	h.Type("Find by name, institution or area", "LEST bandung")
	h.Want("1 person")
	h.Pick("Dewi Lestari")
	if met != h.Campus.Dewi {
		t.Errorf("it opens %s", met)
	}
}

// TestContactIsForWhomItsPersonSays: first nobody else sees it, then everybody.
func TestContactIsForWhomItsPersonSays(t *testing.T) {
	test.NewTempApp(t)
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	siti.Sync()
	dara.Sync()
	h := apptest.Sit(t, dara.Replica, dara.Files)
	meet := people.Card(h.Env)
	edit := func(do func()) {
		t.Helper()
		meet(dara.Me())
		h.Settle()
		h.Tap("Edit my profile")
		do()
		h.Tap("Save")
		dara.Sync()
		siti.Sync()
	}
	edit(func() {
		h.Fill("Email", "dara@example.org")
		h.Want("Only you and the secretariat")
	})
	meet(dara.Me())
	h.Settle()
	h.Want("dara@example.org", "Only you and the secretariat see this.")
	h.Tap("Close")
	g := apptest.Sit(t, siti.Replica, siti.Files)
	see := people.Card(g.Env)
	see(dara.Me())
	g.Settle()
	g.WantNot("dara@example.org")
	g.Tap("Close")
	edit(func() { h.Choose("Only you and the secretariat", "Everybody in the exchange") })
	see(dara.Me())
	g.Settle()
	g.Want("dara@example.org")
	g.WantNot("see this.")
	g.Tap("Close")
	edit(func() { h.Fill("Email", "") })
	see(dara.Me())
	g.Settle()
	g.WantNot("Email")
}

// TestPicture: what a person chooses is cut square, small, and seen by the others.
func TestPicture(t *testing.T) {
	test.NewTempApp(t)
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	siti.Sync()
	dara.Sync()
	h := apptest.Sit(t, dara.Replica, dara.Files)
	path := filepath.Join(t.TempDir(), "me.png")
	if err := os.WriteFile(path, apptest.Picture(), 0o600); err != nil {
		t.Fatal(err)
	}
	choose := func() {
		t.Helper()
		widget.PickFile = func() (string, bool) { return path, true }
		defer func() { widget.PickFile = nil }()
		people.Card(h.Env)(dara.Me())
		h.Settle()
		h.Tap("Edit my profile")
		h.Tap("Choose a picture")
		h.Tap("Save")
	}
	send := func() {
		t.Helper()
		dara.Sync()
		if err := dara.Files.Upload(context.Background()); err != nil {
			t.Fatal(err)
		}
		dara.Sync()
		siti.Sync()
	}
	pictures := func() []campus.Record {
		all, err := siti.Records(context.Background(), campus.Query{Kind: "document", Of: dara.Me()})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	choose()
	send()
	all := pictures()
	if len(all) != 1 {
		t.Fatalf("%d pictures came to another's computer", len(all))
	}
	first := campus.As[campus.Document](all[0])
	if first.Type != "image/jpeg" || first.Size == 0 || first.Size > campus.MaxPicture {
		t.Errorf("the picture is %+v", first)
	}
	g := apptest.Sit(t, siti.Replica, siti.Files)
	told := false
	look := func() image.Image { return g.Env.Portraits.Get(dara.Me(), func() { told = true }) }
	if look() != nil {
		t.Error("a picture is there before it was read")
	}
	g.Settle()
	if m := look(); m == nil || !told || m.Bounds().Dx() != m.Bounds().Dy() {
		t.Fatalf("the picture is not shown (%v)", told)
	}
	if _, _, _, a := look().At(0, 0).RGBA(); a != 0 {
		t.Error("it is not round")
	}
	choose() // another one: the old one goes
	send()
	if all = pictures(); len(all) != 1 {
		t.Errorf("%d pictures are left", len(all))
	}
	people.Card(h.Env)(dara.Me())
	h.Settle()
	h.Tap("Edit my profile")
	h.Tap("Remove")
	h.Tap("Save")
	send()
	g.Env.Portraits.Changed(campus.Notice{Kinds: map[string]bool{"document": true}})
	look()
	g.Settle()
	if len(pictures()) != 0 || look() != nil {
		t.Error("a picture that was removed is still shown")
	}
}

// TestNoPicture: a file that only says that it is a picture is not taken.
func TestNoPicture(t *testing.T) {
	h := apptest.NewHand(t, "student")
	path := filepath.Join(t.TempDir(), "me.png")
	if err := os.WriteFile(path, []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	widget.PickFile = func() (string, bool) { return path, true }
	defer func() { widget.PickFile = nil }()
	people.Card(h.Env)(h.Campus.Dewi)
	h.Settle()
	h.Tap("Edit my profile")
	h.Tap("Choose a picture")
	h.Want("This file is not a picture that can be read")
}
