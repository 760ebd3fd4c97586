package campus

import (
	"slices"
	"testing"
	"time"
)

func TestDuties(t *testing.T) {
	now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	day := 24 * time.Hour
	column := func(title string, in time.Duration) GradeColumn {
		c := GradeColumn{Assignment: Assignment{Title: title}}
		if in != 0 {
			c.Due = now.Add(in).UnixMilli()
		}
		return c
	}
	g := Gradebook{Columns: []GradeColumn{column("long ago", -40*day), column("yesterday", -day), column("soon", day), column("done", 2*day), column("marked on paper", 3*day), column("far", 20*day), column("no date", 0)},
		Rows: []GradeRow{{Cells: []GradeCell{{}, {}, {}, {HandedIn: true, Unmarked: true}, {Marked: true}, {}, {}}}}}
	var got []string
	for _, d := range Duties(g, false, now) {
		got = append(got, d.Assignment.Title)
		if d.Overdue != (d.Assignment.Title == "yesterday") {
			t.Errorf("%s: overdue %v", d.Assignment.Title, d.Overdue)
		}
	}
	if !slices.Equal(got, []string{"yesterday", "soon", "no date"}) {
		t.Errorf("a student is to hand in %v", got)
	}
	if d := Duties(g, true, now); len(d) != 1 || d[0].Assignment.Title != "done" || d[0].ToMark != 1 {
		t.Errorf("a teacher is to mark %+v", d)
	}
}
