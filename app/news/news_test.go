package news_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/news"
	"rantau/app/ui"
	"rantau/campus"
	"rantau/internal/testenv"
)

func TestReadNewestFirst(t *testing.T) {
	h := apptest.NewHand(t, "student")
	s := news.New(h.Env).(*news.Screen)
	h.Show(s)
	h.WantNot("Write")
	text := h.Text()
	if strings.Index(text, "The exchange window opens") > strings.Index(text, "74 institutions") {
		t.Errorf("the newest is not first:\n%s", text)
	}
	s.Open(ui.Place{Record: h.Campus.Article})
	s.Shown()
	h.Settle()
	h.Want("Orientation: 19 March, online", "14 Mar, 12:02 · for the whole exchange")
	if !s.Back() || s.Back() {
		t.Error("Esc does not lead to the list once")
	}
}

// TestOnTheWayIsNotEdited: what was written offline came to the server later, and nobody
// has changed it.
func TestOnTheWayIsNotEdited(t *testing.T) {
	h := apptest.NewHand(t, "student")
	c := h.Campus
	s := news.New(h.Env).(*news.Screen)
	h.Show(s)
	r := c.Replica.Add(c.Commons, c.Nadia, "article", campus.NewID(), &campus.Article{Title: "Written on a boat", Text: "Hello."})
	at := apptest.Clock.Add(-time.Hour).UnixMilli()
	r.Written = &campus.Written{From: at, To: at, Clock: at}
	r.Created, r.Edited = apptest.Clock, apptest.Clock
	c.Replica.Put(r)
	open := func() {
		s.Open(ui.Place{Record: r.ID})
		s.Shown()
		h.Settle()
		h.Want("Hello.")
	}
	open()
	h.WantNot("edited")
	r.Edited = apptest.Clock.Add(5 * time.Minute)
	c.Replica.Put(r)
	open()
	h.Want("edited")
}

func TestHostileArticle(t *testing.T) {
	h := apptest.NewHand(t, "student")
	h.Show(news.New(h.Env))
	c := h.Campus
	c.Replica.Add(c.Commons, c.Nadia, "article", campus.NewID(), &campus.Article{Title: "\u202exx\x00" + strings.Repeat("W", 10_000),
		Text: "\x00\u202e" + strings.Repeat("> ", 3000) + strings.Repeat("👩🏽‍🌾", 3000)})
	h.Settle()
	h.Pick("xxWWW")
	if m := h.Window.Canvas().Content().MinSize(); m.Width > 1366 {
		t.Errorf("the window would have to be %v wide", m.Width)
	}
	if strings.ContainsAny(h.Text(), "\x00\u202e") {
		t.Error("a control character reaches the screen")
	}
}

// TestOverTheServer: a teacher writes for the institution, a student reads it
// and cannot write, and a correction arrives.
func TestOverTheServer(t *testing.T) {
	test.NewTempApp(t)
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	siti.Sync()
	dara.Sync()
	h := apptest.Sit(t, siti.Replica, siti.Files)
	h.Use(news.New(h.Env))
	h.Want("No news yet")
	h.Tap("Write")
	h.Want("A new article for Politeknik Uji")
	h.Type("For example: The exchange window opens on 22 March", "Holiday")
	h.Type("Write in Markdown: # heading, **bold**, - list, [link](https://…)", "No classes on **Friday**.")
	h.Tap("Publish")
	h.Want("Holiday", "waiting to be sent", "Friday")
	siti.Sync()
	h.Gone("waiting to be sent")

	dara.Sync()
	g := apptest.Sit(t, dara.Replica, dara.Files)
	g.Use(news.New(g.Env))
	g.WantNot("Write")
	g.Pick("Holiday")
	g.Want("Friday")
	if g.Menus() > 0 { // what it was before may be read
		g.Dots(0)
		g.WantNot("Edit", "Remove")
		g.Window.Canvas().Overlays().Remove(g.Window.Canvas().Overlays().Top())
	}
	h.Dots(0)
	h.Pick("Edit")
	h.Field("Write in Markdown: # heading, **bold**, - list, [link](https://…)").SetText("No classes on **Monday**.")
	h.Tap("Save")
	siti.Sync()
	dara.Sync()
	g.Wait("Monday")
	h.Dots(0)
	h.Pick("Remove")
	h.TapLast("Remove")
	h.Wait("This article was removed") // the copy tells of it by itself
	siti.Sync()
	dara.Sync()
	g.Wait("This article was removed")
}
