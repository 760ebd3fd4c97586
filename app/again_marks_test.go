package app_test

import (
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
)

// atWork is a class with an assignment, its teacher and a student.
func atWork(t *testing.T) (e *testenv.Env, siti, dara *testenv.Device, class, task campus.ID) {
	t.Helper()
	e = testenv.New(t, false, "teacher:siti", "dara")
	siti, dara = e.Device("siti"), e.Device("dara")
	a := campus.NewClass(siti.Me(), campus.Course{Title: "Soil"})
	a.Changes = append(a.Changes, campus.Join(a.Space, dara.Me(), campus.Member))
	class, task = a.Space, campus.NewID()
	siti.Do(a)
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(task, "assignment",
		&campus.Assignment{Title: "Map", Rubric: []campus.Criterion{{ID: "1", Name: "Scale", Points: 4}}})}})
	siti.Sync()
	dara.Sync()
	return e, siti, dara, class, task
}

// TestWorkIsHandedInAgain: what was refused comes back into its form with its files.
func TestWorkIsHandedInAgain(t *testing.T) {
	_, _, dara, class, task := atWork(t)
	w := atWindow(t, dara)
	hand := campus.HandIn(class, dara.Me(), task, "My field", []campus.Document{{Name: "field.pdf", Size: 7, Manifest: strings.Repeat("ab", 32)}})
	w.refuse(hand)
	w.Want("The server said no", "My field")
	w.Tap(again)
	w.Want("field.pdf")
	if f := w.Focused(); f == nil || f.Text != "My field" {
		t.Fatalf("the words are not in the form; what is there:\n%s", w.Text())
	}
	w.Tap("Hand in")
	w.Settle()
	sets := w.sets()
	if len(sets) != 1 || len(sets[0].Changes) != 2 || sets[0].State != campus.Waiting {
		t.Fatalf("what waits is %+v", sets)
	}
	doc, sub := sets[0].Changes[0], sets[0].Changes[1]
	s := campus.As[campus.Submission](campus.Record{Body: campus.NewBody(sub.Set)})
	if s.Text != "My field" || s.Assignment != task || len(s.Files) != 1 || s.Files[0] != doc.Record || *sub.Audience != campus.Audience(dara.Me()) {
		t.Errorf("handed in again is %+v for %v", s, sub.Audience)
	}
}

// TestAMarkIsGivenAgain: a new one, and a change of one.
func TestAMarkIsGivenAgain(t *testing.T) {
	_, siti, dara, class, task := atWork(t)
	mark := campus.Mark{Assignment: task, Student: dara.Me(), Scores: map[string]float64{"1": 3}, Comment: "Nearly"}
	id := campus.MarkID(task, dara.Me())
	w := atWindow(t, siti)
	w.refuse(campus.Action{Space: class, Changes: []campus.Change{campus.Create(id, "mark", &mark).For(campus.StaffOnly)}})
	w.Tap(again)
	w.Want("3 of 4 points", "Nearly")
	w.Tap("Return")
	if c := w.sent(); !c.New || c.Record != id || *c.Audience != campus.Audience(dara.Me()) {
		t.Errorf("the mark is sent again as %+v", c)
	}
	r := siti.Get(id)
	better := campus.As[campus.Mark](r)
	better.Comment = "Well done"
	edit, _ := campus.Edit(r, &better)
	w.refuse(campus.Action{Space: class, Changes: []campus.Change{edit}})
	w.Tap(again)
	w.Want("Well done", "3 of 4 points")
	w.Tap("Save")
	if c := w.sent(); c.New || c.Base["comment"] != edit.Base["comment"] || string(c.Set["comment"]) != `"Well done"` {
		t.Errorf("the change is sent again as %+v", c)
	}
	w.look()
	w.WantNot("The server said no")
}

// TestAnAssignmentIsSetAgain: with its pictures.
func TestAnAssignmentIsSetAgain(t *testing.T) {
	_, siti, _, class, _ := atWork(t)
	id := campus.NewID()
	w := atWindow(t, siti)
	w.refuse(campus.Action{Space: class, Changes: []campus.Change{
		campus.Create(id, "assignment", &campus.Assignment{Title: "Report", Text: "![x](x.png)", Rubric: []campus.Criterion{{ID: "7", Name: "Clear", Points: 2}}}).For(campus.StaffOnly),
		campus.Create(campus.NewID(), "document", &campus.Document{Name: "x.png", Size: 1, Manifest: strings.Repeat("cd", 32), Lesson: id}).For(campus.StaffOnly)}})
	w.Tap(again)
	w.Want("x.png", "Report", "Clear: 2")
	w.Tap("Save")
	w.Settle()
	sets := w.sets()
	if len(sets) != 1 || len(sets[0].Changes) != 2 {
		t.Fatalf("what waits is %+v", sets)
	}
	c, doc := sets[0].Changes[0], sets[0].Changes[1]
	a := campus.As[campus.Assignment](campus.Record{Body: campus.NewBody(c.Set)})
	d := campus.As[campus.Document](campus.Record{Body: campus.NewBody(doc.Set)})
	if !c.New || *c.Audience != campus.StaffOnly || a.Title != "Report" || a.Rubric[0].ID != "7" || d.Lesson != c.Record || *doc.Audience != campus.StaffOnly {
		t.Errorf("set again: %+v with %+v", a, d)
	}
}
