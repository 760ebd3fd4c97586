package testenv_test

import (
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
)

// TestProjectThroughTheWire: tasks and pages are every member's and nobody else's, and
// two who write on one page at once are brought together.
func TestProjectThroughTheWire(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, nok, minh := e.Device("siti"), e.Device("dara"), e.Device("nok"), e.Device("minh")
		group := newGroup(siti, "")
		siti.Do(campus.Action{Space: group, Changes: []campus.Change{campus.Join(group, dara.Me(), campus.Member), campus.Join(group, nok.Me(), campus.Member)}})
		task, page := campus.NewID(), campus.NewID()
		siti.Sync()
		dara.Sync()
		dara.Do(campus.Action{Space: group, Changes: []campus.Change{
			campus.Create(task, "task", &campus.Task{Title: "Buy wood", State: campus.TaskToDo, Who: []campus.ID{nok.Me()}, Order: "n"}),
			campus.Create(page, "page", &campus.Page{Title: "Plan", Text: "We buy wood at the market.\n\nThen we saw it on Tuesday.\n"})}})
		dara.Sync()
		nok.Sync()
		siti.Sync()

		testenv.Edit(nok, task, func(t *campus.Task) { t.State = campus.TaskDone })
		testenv.Edit(nok, page, func(p *campus.Page) { p.Text = "We buy bamboo at the market.\n\nThen we saw it on Tuesday.\n" })
		testenv.Edit(dara, page, func(p *campus.Page) { p.Text = "We buy wood at the market.\n\nThen we saw it on Friday.\n" })
		for range 2 {
			nok.Sync()
			dara.Sync()
			siti.Sync()
		}
		if got := campus.As[campus.Task](siti.Get(task)); got.State != campus.TaskDone {
			t.Errorf("the task is %+v", got)
		}
		for _, d := range []*testenv.Device{siti, dara, nok} {
			r := d.Get(page)
			if text := campus.As[campus.Page](r).Text; !strings.Contains(text, "bamboo") || !strings.Contains(text, "Friday") || len(r.Versions) > 0 {
				t.Errorf("%s has %q and %d versions", d.Name, text, len(r.Versions))
			}
		}

		one := func(d *testenv.Device, c campus.Change) {
			t.Helper()
			refuses(t, d, campus.Action{Space: group, Changes: []campus.Change{c}})
		}
		one(nok, campus.Remove(nok.Get(task)))
		one(nok, campus.Remove(nok.Get(page)))
		one(nok, campus.Create(campus.NewID(), "task", &campus.Task{Title: "Secret", State: campus.TaskToDo}).For(campus.Audience(nok.Me())))
		one(minh, campus.Create(campus.NewID(), "task", &campus.Task{Title: "Mine", State: campus.TaskToDo}))
		one(minh, campus.Create(campus.NewID(), "page", &campus.Page{Title: "Mine"}))
		siti.Do(campus.Action{Space: group, Changes: []campus.Change{campus.Remove(siti.Get(task))}})
		dara.Do(campus.Action{Space: group, Changes: []campus.Change{campus.Remove(dara.Get(page))}})
		for range 2 {
			siti.Sync()
			dara.Sync()
			nok.Sync()
		}
		if nok.Has(task) || nok.Has(page) {
			t.Error("what the staff and the author have deleted is there")
		}
	})
}
