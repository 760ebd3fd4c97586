package app_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"rantau/app"
	"rantau/app/apptest"
	"rantau/app/ui"
	"rantau/campus"
)

// TestContinueAfterARestart: the first page leads back to what was open when the
// program ended.
func TestContinueAfterARestart(t *testing.T) {
	a := test.NewTempApp(t)
	c := apptest.NewCampus(t.TempDir(), "student")
	start := func() (*app.Program, *apptest.Hand) {
		p := app.NewIn(a, app.Options{SignedIn: true, Now: func() time.Time { return apptest.Clock }, Open: func() (app.Session, error) {
			return app.Session{Replica: c.Replica, Files: c.Files, Link: c.Link}, nil
		}}, c.Queue.Main)
		p.Window().Show()
		p.Start()
		c.Queue.Until(func() bool { return p.Env() != nil })
		c.Queue.Settle(p.Env())
		return p, &apptest.Hand{T: t, Campus: c, Env: p.Env(), Window: p.Window()}
	}
	p, h := start()
	h.WantNot("Continue where you stopped")
	p.Env().Go(ui.Place{Section: ui.SectionTraining, Space: c.Soil, Record: c.Lessons[1]})
	h.Settle()
	p.Env().Go(ui.Place{Section: "home"})
	h.Settle()
	h.Want("Continue where you stopped", "How sensors talk to a board")
	p.Env().Go(ui.Place{Section: ui.SectionNews, Record: c.Article})
	h.Settle()
	p.Quit()
	c.Queue.Until(func() bool { s, _ := c.Replica.Draft(t.Context(), ui.LastPlace); return len(s) > 0 })
	p.Env().Close()

	_, h = start()
	h.Want("Continue where you stopped", "The exchange window opens on 22 March")
	if err := c.Replica.Save(t.Context(), campus.Say(c.Soil, c.Soil, "x")); err != nil {
		t.Fatal(err)
	}
	h.Settle()
	h.Want("Continue where you stopped", "1 change waits to be sent")
}
