package news_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/news"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
	"rantau/internal/testenv"
)

// add puts an article of Nadia's into the commons.
func add(c *apptest.Campus, ago time.Duration, a campus.Article) campus.ID {
	r := c.Replica.Add(c.Commons, c.Nadia, "article", campus.NewID(), &a)
	r.Created = apptest.Clock.Add(-ago)
	r.Edited = r.Created
	c.Replica.Put(r)
	return r.ID
}

// TestUnreadStandsOut: what was read is marked so for all of a person's computers, and
// pinned news stands first.
func TestUnreadStandsOut(t *testing.T) {
	h := apptest.NewHand(t, "student")
	c := h.Campus
	add(c, 9*24*time.Hour, campus.Article{Title: "House rules", Pinned: true})
	add(c, time.Hour, campus.Article{Title: "Nothing new", Archived: true})
	h.Show(news.New(h.Env))
	h.Want("News · 3 unread", "pinned · Nadia")
	h.WantNot("Nothing new")
	if n, err := news.Unread(t.Context(), h.Env); n != 3 || err != nil {
		t.Errorf("%d are unread (%v)", n, err)
	}
	h.Pick("The exchange window")
	h.Want("News · 2 unread")
	mark, err := c.Replica.Record(t.Context(), campus.ReadMarkID(c.Commons, c.Article))
	if err != nil || mark.Space != campus.PersonalSpace(c.Dewi) {
		t.Errorf("the mark is in %s (%v)", mark.Space, err)
	}
	h.Tap("Mark all read")
	h.WantNot("unread", "Mark all read")
	h.Choose("News", "Archive")
	h.Want("Nothing new")
	h.WantNot("House rules")
}

// TestDraftWithPicturesIsPublished: a teacher writes a draft with a picture and a file;
// a student sees nothing of it, then all of it at once.
func TestDraftWithPicturesIsPublished(t *testing.T) {
	test.NewTempApp(t)
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	siti.Sync()
	dara.Sync()
	dir := t.TempDir()
	h := apptest.Sit(t, siti.Replica, siti.Files)
	h.Use(news.New(h.Env))
	h.Tap("Write")
	h.Type("For example: The exchange window opens on 22 March", "Holiday")
	file := func(button, name string, b []byte) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		widget.PickFile = func() (string, bool) { return path, true }
		defer func() { widget.PickFile = nil }()
		h.Tap(button)
	}
	file("Add a picture", "map.png", apptest.Picture())
	file("Add a picture", "words.png", []byte("no picture"))
	h.Want("Words.png (not a picture")
	file("Attach a file", "plan.txt", []byte("Friday: rice"))
	h.Want("map.png", "plan.txt")
	h.Choose("Now", "Not yet: keep as a draft")
	h.Tap("Save")
	h.Want("draft", "Attachments", "plan.txt", "waiting to be sent")
	siti.Sync()
	dara.Sync()
	g := apptest.Sit(t, dara.Replica, dara.Files)
	g.Use(news.New(g.Env))
	g.Want("No news yet")
	if n, err := dara.Count(t.Context(), campus.Query{Kind: "document"}); n != 0 || err != nil {
		t.Errorf("%d documents of a draft are at a student's (%v)", n, err)
	}

	h.Tap("Publish")
	h.TapLast("Publish")
	h.WantNot("draft")
	siti.Sync()
	dara.Sync()
	g.Wait("Holiday")
	g.Pick("Holiday")
	g.Want("plan.txt")
	h.Dots(0)
	h.Pick("Pin")
	h.Want("pinned")
	h.Dots(0)
	h.Pick("Archive")
	h.Want("archived")
	siti.Sync()
	dara.Sync()
	g.Wait("archived")
	h.Dots(0)
	h.Pick("Edit")
	h.Tap("Take out") // the last: the file
	h.Tap("Save")
	h.WantNot("plan.txt")
	siti.Sync()
	dara.Sync()
	if n, err := dara.Count(t.Context(), campus.Query{Kind: "document"}); n != 1 || err != nil {
		t.Errorf("%d documents are left, want the picture (%v)", n, err)
	}
}

// TestPublishedOnADate: the form takes a date that is to come, and nothing else.
func TestPublishedOnADate(t *testing.T) {
	test.NewTempApp(t)
	e := testenv.New(t, false, "teacher:siti")
	siti := e.Device("siti")
	siti.Sync()
	h := apptest.Sit(t, siti.Replica, siti.Files)
	h.Use(news.New(h.Env))
	h.Tap("Write")
	h.Type("For example: The exchange window opens on 22 March", "Exams")
	h.Choose("Now", "On a date")
	h.Type("2027-03-31 08:00", "2020-01-01 08:00")
	h.Tap("Save")
	h.Want("The date is one to come")
	h.Field("2027-03-31 08:00").SetText(time.Now().AddDate(1, 0, 0).Format("2006-01-02") + " 08:00")
	h.Tap("Save")
	h.Want("comes ")
	all, err := siti.Records(t.Context(), campus.Query{Kind: "article"})
	if err != nil || len(all) != 1 || all[0].Audience != campus.StaffOnly ||
		!slices.ContainsFunc(campus.ErrandsOf(all[0]), func(e campus.Errand) bool { return e.What == campus.ErrandPublish }) {
		t.Fatalf("%+v %v", all, err)
	}
	h.Dots(0)
	h.Pick("Edit")
	h.Choose("On a date", "Now")
	h.Tap("Publish")
	h.WantNot("comes ")
	if r := siti.Get(all[0].ID); r.Audience != campus.Everyone || campus.As[campus.Article](r).Publish > time.Now().UnixMilli() {
		t.Errorf("after publishing by hand: %s for %q", r.Body, r.Audience)
	}
}

// TestRefusedDraft: what was refused is written again as the draft that it was, with
// its picture.
func TestRefusedDraft(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	c := h.Campus
	id := campus.NewID()
	err := c.Replica.Save(t.Context(), campus.Action{Space: c.Bandung, Changes: []campus.Change{
		campus.Create(id, "article", &campus.Article{Title: "Exams", Text: "In May."}).For(campus.StaffOnly),
		campus.Create(campus.NewID(), "document", &campus.Document{Name: "plan.txt", Size: 3, Manifest: c.Manifest(), Of: id}).For(campus.StaffOnly)}})
	if err != nil {
		t.Fatal(err)
	}
	c.Replica.RefuseSet(0, campus.Forbidden, "no")
	sets, _ := c.Replica.Waiting(t.Context())
	again, err := ui.TakeUp(t.Context(), c.Replica, sets[0])
	if err != nil || again == nil {
		t.Fatal("it cannot be taken up", err)
	}
	s := news.New(h.Env).(*news.Screen)
	s.Open(again.Place())
	h.Show(s)
	h.Want("Exams", "plan.txt", "Not yet: keep as a draft")
	h.Tap("Save")
	all, err := c.Replica.Records(t.Context(), campus.Query{Kind: "article", Space: c.Bandung})
	if err != nil || len(all) != 1 || all[0].Audience != campus.StaffOnly {
		t.Errorf("%+v %v", all, err)
	}
}

// TestHistoryOfAnArticle is in its menu, and restores its words alone.
func TestHistoryOfAnArticle(t *testing.T) {
	h, ctx, id := apptest.NewHand(t, "teacher"), t.Context(), campus.NewID()
	h.Campus.Replica.Add(h.Campus.Commons, h.Campus.Nadia, "membership", campus.MembershipID(h.Campus.Commons, h.Campus.Siti),
		&campus.Membership{Person: h.Campus.Siti, Role: campus.Staff})
	s := news.New(h.Env).(*news.Screen)
	h.Show(s)
	r := h.Campus.Replica.Add(h.Campus.Commons, h.Campus.Siti, "article", id, &campus.Article{Title: "Rain", Text: "It rained."})
	c, _ := campus.Edit(r, &campus.Article{Title: "Rain", Text: "It poured.", Important: true})
	if err := h.Campus.Replica.Save(ctx, campus.Action{Space: h.Campus.Commons, Changes: []campus.Change{c}}); err != nil {
		t.Fatal(err)
	}
	s.Open(ui.Place{Section: ui.SectionNews, Space: h.Campus.Commons, Record: id})
	s.Shown()
	h.Settle()
	h.Dots(h.Menus() - 1)
	h.Pick("History")
	h.Want("rained.", "poured.")
	h.Tap("Restore")
	r, _ = h.Campus.Replica.Record(ctx, id)
	if a := campus.As[campus.Article](r); a.Text != "It rained." || !a.Important {
		t.Errorf("restored: %+v", a)
	}
}

// TestListStaysWithItsReader: somebody else archives what is being read. It stays in sight,
// and so does the list.
func TestListStaysWithItsReader(t *testing.T) {
	h := apptest.NewHand(t, "student")
	s := news.New(h.Env).(*news.Screen)
	h.Use(s)
	s.Open(ui.Place{Record: h.Campus.Article})
	s.Shown()
	h.Settle()
	r, err := h.Campus.Replica.Record(t.Context(), h.Campus.Article)
	if err != nil {
		t.Fatal(err)
	}
	a := campus.As[campus.Article](r)
	a.Archived = true
	c, _ := campus.Edit(r, &a)
	if r.Body, err = campus.Overlay(r.Body, c); err != nil {
		t.Fatal(err)
	}
	r.Editor = h.Campus.Nadia
	h.Campus.Replica.Put(r)
	h.Settle()
	h.Want(a.Title, "archived", "74 institutions")
	if s.Place().Record != r.ID {
		t.Error("what was read is closed")
	}
	s.Back()
	s.Open(ui.Place{Record: r.ID}) // who seeks it finds it where it is
	s.Shown()
	h.Settle()
	h.WantNot("74 institutions")
}
