package home_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"rantau/app/apptest"
	"rantau/app/home"
	"rantau/app/ui"
	"rantau/campus"
)

func TestHomeLeadsOn(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	var went []ui.Place
	h.Env.Go = func(p ui.Place) { went = append(went, p) }
	h.Show(home.New(h.Env))
	h.Want("Good afternoon, Siti", "6 lessons · Agriculture and animal science", "The exchange window opens on 22 March",
		"Dewi Lestari in Soil, sensors and water")
	h.Pick("6 lessons")
	h.Pick("The exchange window")
	if len(went) != 2 || went[0] != (ui.Place{Section: "training", Space: h.Campus.Soil}) || went[1].Record != h.Campus.Article {
		t.Errorf("it led to %v", went)
	}
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Dewi, "post", campus.NewID(), &campus.Post{Topic: h.Campus.Soil, Text: "Now it works!"})
	h.Settle()
	h.Want("Now it works!")
}

func TestHomeOfSomebodyNew(t *testing.T) {
	h := apptest.NewHand(t, "stranger")
	h.Show(home.New(h.Env))
	h.Want("You are in no class yet", "Nobody has said anything")
}

// bare is a copy that nothing has come to yet.
type bare struct{ campus.Replica }

func (bare) Spaces(context.Context, ...campus.SpaceType) ([]campus.Space, error) { return nil, nil }

// Before the first sync, and after a repair without a line, nothing is known of
// anybody: to say that there are no classes would be a lie.
func TestHomeOfAnEmptyCopy(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	h.Env.Replica = bare{h.Campus.Replica}
	h.Show(home.New(h.Env))
	h.Want("come with the next sync")
	h.WantNot("no class yet", "teach no class", "Nobody has said", "Somebody")
}

func TestWhatIsDue(t *testing.T) {
	h := apptest.NewHand(t, "student")
	var went ui.Place
	h.Env.Go = func(p ui.Place) { went = p }
	h.Show(home.New(h.Env))
	h.WantNot("To do")
	id := campus.NewID()
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "assignment", id, &campus.Assignment{Title: "Map of a field", Due: h.Env.Now().Add(-time.Hour).UnixMilli()})
	h.Settle()
	h.Want("To do", "Map of a field", "overdue")
	h.Pick("Map of a field")
	if went.Record != id || went.Space != h.Campus.Soil {
		t.Errorf("it leads to %+v", went)
	}
	hand := campus.HandIn(h.Campus.Soil, h.Env.Replica.Me(), id, "here", nil)
	if err := h.Env.Replica.Save(context.Background(), hand); err != nil {
		t.Fatal(err)
	}
	h.Settle()
	h.WantNot("To do")
}

// TestTasksAreDue: what a group has given to me, and not what it has given to others.
func TestTasksAreDue(t *testing.T) {
	h := apptest.NewHand(t, "student")
	var went ui.Place
	h.Env.Go = func(p ui.Place) { went = p }
	h.Show(home.New(h.Env))
	mine := campus.NewID()
	h.Campus.Replica.Add(h.Campus.Group, h.Campus.Siti, "task", campus.NewID(), &campus.Task{Title: "Hers", State: campus.TaskToDo, Who: []campus.ID{h.Campus.Siti}})
	h.Settle()
	h.WantNot("To do")
	h.Campus.Replica.Add(h.Campus.Group, h.Campus.Siti, "task", mine, &campus.Task{Title: "Buy wood", State: campus.TaskDoing, Who: []campus.ID{h.Campus.Dewi}, Due: "2027-03-10"})
	h.Settle()
	h.Want("To do", "Buy wood", "overdue", "Bandung Raya and Penang")
	h.WantNot("Hers")
	h.Pick("Buy wood")
	if went != (ui.Place{Section: ui.SectionGroups, Space: h.Campus.Group, Record: mine}) {
		t.Errorf("it leads to %+v", went)
	}
}

// TestQuizIsDue: a graded quiz that is due is listed, and leads to its class; practice asks
// nothing of anybody.
func TestQuizIsDue(t *testing.T) {
	h := apptest.NewHand(t, "student")
	due := h.Env.Now().Add(time.Hour).UnixMilli()
	id := campus.NewID()
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "quiz", id, &campus.Quiz{Title: "First test", Due: due})
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "quiz", campus.NewID(), &campus.Quiz{Title: "Only practice", Due: due, Practice: true})
	h.Show(home.New(h.Env))
	h.Want("First test")
	h.WantNot("Only practice")
	var went ui.Place
	h.Env.Go = func(p ui.Place) { went = p }
	h.Press("First test")
	if went.Section != ui.SectionTraining || went.Record != id {
		t.Errorf("it leads to %+v", went)
	}
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Dewi, "answers", campus.NewID(), &campus.Answers{Of: id, Number: 1})
	h.Settle()
	if strings.Count(h.Text(), "First test") != strings.Count(h.Text(), "Due: First test") { // in the calendar it stays
		t.Errorf("it is still to do: %s", h.Text())
	}
}

// TestDueOverAllClasses: what is due first stands first, whatever class asks for it.
func TestDueOverAllClasses(t *testing.T) {
	h := apptest.NewHand(t, "student")
	classes, err := h.Env.Replica.Spaces(context.Background(), campus.InClass)
	if err != nil || len(classes) < 2 {
		t.Fatalf("%d classes: %v", len(classes), err)
	}
	now := h.Env.Now()
	for i, hours := range []int{40, 20} {
		title := []string{"Later one", "Earlier one"}[i]
		h.Campus.Replica.Add(classes[i].ID, h.Campus.Siti, "assignment", campus.NewID(), &campus.Assignment{Title: title, Due: now.Add(time.Duration(hours) * time.Hour).UnixMilli()})
	}
	h.Campus.Replica.Add(classes[0].ID, h.Campus.Siti, "assignment", campus.NewID(), &campus.Assignment{Title: "Without a date"})
	h.Show(home.New(h.Env))
	seen := h.Text()
	earlier, later, never := strings.Index(seen, "Earlier one"), strings.Index(seen, "Later one"), strings.Index(seen, "Without a date")
	if earlier < 0 || earlier > later || later > never {
		t.Errorf("the order is %d, %d, %d", earlier, later, never)
	}
}

// TestTwoVersionsAreTold: whom a merge that was not clean concerns is told, and led to it.
func TestTwoVersionsAreTold(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	var went ui.Place
	h.Env.Go = func(p ui.Place) { went = p }
	h.Show(home.New(h.Env))
	h.WantNot("two versions")
	r, err := h.Campus.Replica.Record(context.Background(), h.Campus.Lessons[0])
	if err != nil {
		t.Fatal(err)
	}
	r.Versions = []campus.Version{{ID: campus.NewID(), Author: h.Campus.Nadia, At: h.Env.Now().UnixMilli(), Fields: []byte(`{"text":"Another"}`)}}
	h.Campus.Replica.Put(r)
	h.Settle()
	h.Press("1 thing has two versions: choose")
	if went.Section != ui.SectionSync {
		t.Errorf("it leads to %+v", went)
	}
}

// TestAllThatIsDue: what is due is one list by date, and none of it is out of reach.
func TestAllThatIsDue(t *testing.T) {
	h := apptest.NewHand(t, "student")
	now := h.Env.Now()
	for i := range 8 {
		h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "assignment", campus.NewID(),
			&campus.Assignment{Title: fmt.Sprintf("Paper %d.", i), Due: now.AddDate(0, 0, i).Add(time.Hour).UnixMilli()})
	}
	h.Campus.Replica.Add(h.Campus.Group, h.Campus.Siti, "task", campus.NewID(), &campus.Task{Title: "Buy wood", State: campus.TaskDoing,
		Who: []campus.ID{h.Campus.Dewi}, Due: now.AddDate(0, 0, 2).Format(time.DateOnly)})
	h.Show(home.New(h.Env))
	list, _, _ := strings.Cut(h.Text()[strings.Index(h.Text(), "To do"):], "and 3 more")
	if at := strings.Index(list, "Buy wood"); at < strings.Index(list, "Paper 1.") || at > strings.Index(list, "Paper 4.") || strings.Contains(list, "Paper 5.") {
		t.Fatalf("not by date, or not the first: %s", list)
	}
	h.Pick("and 3 more")
	h.Want("Paper 6.", "Paper 7.")
	h.WantNot("and 3 more")
}

// TestWhoAsksToJoin: whoever leads a group sees on the first page that somebody waits for
// an answer, and comes to where it is given.
func TestWhoAsksToJoin(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	h.Show(home.New(h.Env))
	h.WantNot("ask to join", "asks to join")
	who := campus.NewID()
	r := h.Campus.Replica.Add(h.Campus.Group, "", "applicant", campus.ApplicantID(h.Campus.Group, who), &campus.Applicant{Person: who, State: campus.JoinWaiting})
	r.Audience = campus.StaffOnly
	h.Campus.Replica.Put(r)
	h.Settle()
	h.Want("1 person asks to join", "Bandung Raya and Penang")
	var went ui.Place
	h.Env.Go = func(p ui.Place) { went = p }
	h.Pick("1 person asks to join")
	if went != (ui.Place{Section: ui.SectionGroups, Space: h.Campus.Group, Record: r.ID}) {
		t.Errorf("it leads to %+v", went)
	}
}
