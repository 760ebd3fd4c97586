package campus

import (
	"fmt"
	"testing"
	"time"
)

func gradeRecord(id ID, kind string, author ID, to Audience, v Value) Record {
	return Record{ID: id, Kind: kind, Author: author, Audience: to, Created: time.UnixMilli(1_000_000), Body: NewBody(Create(id, kind, v).Set)}
}

func TestRemovedWorkStays(t *testing.T) {
	task, gone, other := NewID(), NewID(), NewID()
	score := 4.0
	tasks := []Record{gradeRecord(task, "assignment", me, Everyone, &Assignment{Title: "Map", Points: 10, Weight: 1})}
	subs := []Record{gradeRecord(NewID(), "submission", me, Audience(me), &Submission{Assignment: gone, Text: "mine"})}
	marks := []Record{
		gradeRecord(MarkID(task, me), "mark", place, StaffOnly, &Mark{Assignment: task, Student: me, Score: &score}),
		gradeRecord(MarkID(gone, me), "mark", place, Audience(me), &Mark{Assignment: gone, Student: me, Scores: map[string]float64{"1": 2, "2": 1.5}}),
		gradeRecord(MarkID(other, me), "mark", place, StaffOnly, &Mark{Assignment: other, Student: me, Score: &score}), // of something that is not known here
	}
	g := NewGradebook(tasks, subs, marks, []ID{me})
	all := g.WithRemoved([]Record{tasks[0], {ID: gone, Deleted: true}, {ID: NewID(), Deleted: true}}, subs, marks)
	if len(g.Columns) != 1 || len(g.Rows[0].Cells) != 1 {
		t.Error("the gradebook itself was changed")
	}
	if len(all.Columns) != 2 || !all.Columns[1].Removed || all.Columns[1].ID != gone {
		t.Fatalf("the columns are %+v", all.Columns)
	}
	r := all.Rows[0]
	if c := r.Cells[1]; !c.HandedIn || c.Points != 3.5 || !c.Returned {
		t.Errorf("what is left of it is %+v", c)
	}
	if r.Total != 40 || r.Cells[0].Returned || g.Columns[0].Kind != "assignment" {
		t.Errorf("what is there is %+v", r)
	}
}

func TestOddClockIsSeenAndNotPunished(t *testing.T) {
	task := NewID()
	due := time.UnixMilli(1_000_000)
	tasks := []Record{gradeRecord(task, "assignment", place, StaffOnly, &Assignment{Title: "Map", Points: 10, Due: due.UnixMilli()})}
	sub := gradeRecord(NewID(), "submission", me, Audience(me), &Submission{Assignment: task, Text: "mine"})
	sub.Created = due.Add(time.Hour)
	sub.Written = &Written{From: due.Add(-time.Hour).UnixMilli(), To: sub.Created.UnixMilli(), Clock: due.Add(48 * time.Hour).UnixMilli()}
	g := NewGradebook(tasks, []Record{sub}, nil, []ID{me})
	if c := g.Rows[0].Cells[0]; c.Late || !c.OddClock || !g.Columns[0].Draft {
		t.Errorf("the cell is %+v", c)
	}
	sub.Written.Clock = sub.Written.To
	g = NewGradebook(tasks, []Record{sub}, nil, []ID{me})
	if c := g.Rows[0].Cells[0]; !c.Late || c.OddClock {
		t.Errorf("with a clock that may be right the cell is %+v", c)
	}
}

func BenchmarkGradebook(b *testing.B) {
	var tasks, subs, marks []Record
	var students []ID
	for i := range 40 {
		tasks = append(tasks, gradeRecord(DerivedID("task", fmt.Sprint(i)), "assignment", me, Everyone, &Assignment{Title: fmt.Sprint(i), Points: 20, Weight: 1, Due: int64(i + 1)}))
	}
	for i := range 200 {
		who := DerivedID("student", fmt.Sprint(i))
		students = append(students, who)
		for _, task := range tasks {
			score := float64(i % 20)
			sub := gradeRecord(NewID(), "submission", who, Audience(who), &Submission{Assignment: task.ID, Text: "Here it is."})
			subs = append(subs, sub)
			marks = append(marks, gradeRecord(MarkID(task.ID, who), "mark", me, Audience(who), &Mark{Assignment: task.ID, Student: who, Submission: sub.ID, Score: &score}))
		}
	}
	for b.Loop() {
		NewGradebook(tasks, subs, marks, students)
	}
}
