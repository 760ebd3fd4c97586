package groups_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/groups"
	"rantau/app/ui"
	"rantau/campus"
	"rantau/internal/testenv"
)

func tasks(t *testing.T, h *apptest.Hand) map[string]campus.Task {
	t.Helper()
	out := map[string]campus.Task{}
	for _, r := range find(t, h, "task") {
		v := campus.As[campus.Task](r)
		out[v.Title] = v
	}
	return out
}

// TestTasks: a task is made by a member, given to somebody, moved on, shown when it is
// late, and found by its filters.
func TestTasks(t *testing.T) {
	h, s := open(t, "student")
	h.Pick("Bandung Raya")
	s.Tab("Tasks")
	h.Settle()
	h.Want("No tasks yet")
	for _, task := range []struct{ title, day string }{{"Buy wood", "2027-03-20"}, {"Write the letter", "2027-03-10"}} {
		h.Tap("New task")
		h.Fill("What is to be done", task.title)
		h.Fill("Until", task.day)
		if task.title == "Buy wood" {
			h.Type("Find by name or institution", "aung")
			h.Want("Nobody found")
			h.Field("Find by name or institution").SetText("")
			h.Settle()
			h.Pick("Dewi Lestari")
		}
		h.Tap("Save")
	}
	h.Want("Buy wood", "Dewi Lestari · until 20 Mar", "Write the letter", "Nobody yet", "Late since 10 Mar")
	if got := tasks(t, h)["Buy wood"]; !slices.Equal(got.Who, []campus.ID{h.Campus.Dewi}) || got.State != campus.TaskToDo {
		t.Errorf("the task is %+v", got)
	}
	h.Choose("All tasks", "My tasks")
	h.Want("Buy wood")
	h.WantNot("Write the letter")
	h.Choose("My tasks", "Done")
	h.Want("Nothing here")
	h.Choose("Done", "All tasks")

	h.Dots(0)
	h.Pick("Done")
	if got := tasks(t, h)["Buy wood"]; got.State != campus.TaskDone {
		t.Errorf("the state is %q", got.State)
	}
	h.Press("Write the letter")
	h.Want("The task")
	h.Fill("What is to be done", "Send the letter")
	h.Tap("Save")
	h.Want("Send the letter")
	h.Dots(0) // what is to do comes first
	h.Pick("Remove the task")
	h.WantNot("Send the letter") // an own one goes without a question
	h.Want("Buy wood")
}

// TestMoveTasks: by key and by menu, within what is in one state.
func TestMoveTasks(t *testing.T) {
	h, s := open(t, "student")
	order := ""
	for _, title := range []string{"One", "Two", "Three"} {
		order = campus.OrderBetween(order, "")
		h.Campus.Replica.Add(h.Campus.Group, h.Campus.Siti, "task", campus.DerivedID(title), &campus.Task{Title: title, State: campus.TaskToDo, Order: order})
	}
	h.Pick("Bandung Raya")
	s.Tab("Tasks")
	h.Settle()
	list := h.Movable()
	list.Highlight(0)
	for range 2 {
		list.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt})
		h.Settle()
	}
	sorted := func() string {
		var all []campus.Task
		for _, v := range tasks(t, h) {
			all = append(all, v)
		}
		slices.SortFunc(all, func(a, b campus.Task) int { return strings.Compare(a.Order, b.Order) })
		out := ""
		for _, v := range all {
			out += v.Title + " "
		}
		return out
	}
	if got := sorted(); got != "Two Three One " {
		t.Errorf("after two keys: %s", got)
	}
	h.Dots(1)
	h.Pick("Move up")
	if got := sorted(); got != "Three Two One " {
		t.Errorf("after the menu: %s", got)
	}
	if h.Sees("Remove the task") {
		t.Error("a member may delete another's task")
	}
}

// TestSharedPage: written by one, written on by another, kept while nobody saves.
func TestSharedPage(t *testing.T) {
	h, s := open(t, "student")
	h.Pick("Bandung Raya")
	s.Tab("Pages")
	h.Settle()
	h.Want("No pages yet")
	h.Tap("New page")
	h.Type("Title of the page", "Our plan")
	h.Type("Everybody in the group can write here. Two who write at once are brought together.", "First we buy wood.")
	if !s.Back() { // Esc: what was typed stays
		t.Fatal("the editor does not close")
	}
	h.Settle()
	h.Tap("Go on writing")
	h.Want("Our plan")
	h.Tap("Save")
	h.Want("Our plan", "First we buy wood.", "Edit")
	made := find(t, h, "page")
	if len(made) != 1 || campus.As[campus.Page](made[0]).Text != "First we buy wood." {
		t.Fatalf("the pages are %v", made)
	}
	h.Tap("Edit")
	h.Field("Everybody in the group can write here. Two who write at once are brought together.").SetText("First we buy wood. Then we saw.")
	h.Tap("Save")
	h.Want("Then we saw.")
	if s.Place().Record != made[0].ID {
		t.Error("the place is not the page")
	}
	h.Tap("History")
	h.Want("What it said before", "First we buy wood.")
	h.Tap("Restore")
	if r := find(t, h, "page"); campus.As[campus.Page](r[0]).Text != "First we buy wood." {
		t.Errorf("restored: %s", r[0].Body)
	}
	h.WantNot("Then we saw.")
	h.Tap("Remove")
	h.TapLast("Remove")
	h.Want("No pages yet")
}

// TestPageVersions: what did not fit together is offered as elsewhere.
func TestPageVersions(t *testing.T) {
	h, s := open(t, "student")
	r := h.Campus.Replica.Add(h.Campus.Group, h.Campus.Siti, "page", campus.DerivedID("plan"), &campus.Page{Title: "Plan", Text: "Buy wood"})
	r.Edited = r.Created.Add(1)
	r.Versions = []campus.Version{{ID: campus.NewID(), Author: h.Campus.Nadia, At: apptest.Clock.UnixMilli(), Fields: []byte(`{"text":"Buy bamboo"}`)}}
	h.Campus.Replica.Put(r)
	h.Pick("Bandung Raya")
	s.Tab("Pages")
	h.Settle()
	h.Press("Plan")
	h.Tap("2 versions")
	h.Want("wood", "bamboo")
	h.Tap("Insert the other's part")
	h.Tap("Save for all")
	h.Want("Buy wood bamboo")
	h.WantNot("2 versions")
}

// TestTwoWriteOnePage: over the server, at once, in different places.
func TestTwoWriteOnePage(t *testing.T) {
	test.NewTempApp(t)
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	a := campus.NewGroup(siti.Me(), campus.Group{Name: "Two rivers"})
	page := campus.NewID()
	a.Changes = append(a.Changes, campus.Join(a.Space, dara.Me(), campus.Member),
		campus.Create(page, "page", &campus.Page{Title: "Plan", Text: "Buy wood on Monday.\n\nSaw it on Tuesday.\n"}))
	siti.Do(a)
	siti.Sync()
	dara.Sync()
	testenv.Edit(siti, page, func(p *campus.Page) { p.Text = "Buy bamboo on Monday.\n\nSaw it on Tuesday.\n" })
	testenv.Edit(dara, page, func(p *campus.Page) { p.Text = "Buy wood on Monday.\n\nSaw it on Friday.\n" })
	for range 2 {
		siti.Sync()
		dara.Sync()
	}
	h := apptest.Sit(t, dara.Replica, dara.Files)
	s := groups.New(h.Env).(*groups.Screen)
	h.Use(s)
	h.Pick("Two rivers")
	s.Tab("Pages")
	h.Settle()
	h.Press("Plan")
	h.Wait("Buy bamboo on Monday.")
	h.Want("Saw it on Friday.")
}

// TestRefusedTaskIsWrittenAgain in the form of tasks, once it is known who is in the group.
func TestRefusedTaskIsWrittenAgain(t *testing.T) {
	h, s := open(t, "student")
	ctx := context.Background()
	c := campus.Create(campus.NewID(), "task", &campus.Task{Title: "Print the plan", State: campus.TaskToDo, Order: "m", Who: []campus.ID{h.Campus.Siti}})
	if err := h.Campus.Replica.Save(ctx, campus.Action{Space: h.Campus.Group, Changes: []campus.Change{c}}); err != nil {
		t.Fatal(err)
	}
	sets, _ := h.Campus.Replica.Waiting(ctx)
	at := len(sets) - 1
	h.Campus.Replica.RefuseSet(at, campus.Forbidden, "no")
	sets, _ = h.Campus.Replica.Waiting(ctx)
	a, err := ui.TakeUp(ctx, h.Campus.Replica, sets[at])
	if err != nil || a == nil {
		t.Fatal(a, err)
	}
	s.Open(a.Place())
	s.Shown()
	h.Settle()
	h.Want("Print the plan", "Siti Rahmawati")
	h.Tap("Save")
	made := find(t, h, "task")
	if len(made) != 1 || campus.As[campus.Task](made[0]).Title != "Print the plan" || len(campus.As[campus.Task](made[0]).Who) != 1 {
		t.Fatalf("%+v", made)
	}
	sets, _ = h.Campus.Replica.Waiting(ctx)
	for _, w := range sets {
		if w.State == campus.Refused {
			t.Error("it stays refused")
		}
	}
}
