package campus

import (
	"cmp"
	"slices"
)

// Section is a unit of a class with what stands under it.
type Section struct {
	Unit        Record   // without ID for what is in no unit
	Lessons     []Record // in their order
	Assignments []Record // by due date
}

// Outline lays out a class: first what is in no unit, or in one that is gone, then the
// units in their order, empty ones too.
func Outline(units, lessons, assignments []Record) []Section {
	out := []Section{{}}
	at := map[ID]int{}
	for _, u := range sortedByOrder(units) {
		if !u.Deleted {
			at[u.ID] = len(out)
			out = append(out, Section{Unit: u})
		}
	}
	for _, r := range sortedByOrder(lessons) {
		s := &out[at[As[Lesson](r).Unit]] // an unknown unit is at 0
		s.Lessons = append(s.Lessons, r)
	}
	columns := make([]GradeColumn, 0, len(assignments))
	byID := map[ID]Record{}
	for _, r := range assignments {
		columns = append(columns, GradeColumn{ID: r.ID, Assignment: As[Assignment](r)})
		byID[r.ID] = r
	}
	SortByDue(columns)
	for _, c := range columns {
		s := &out[at[c.Unit]]
		s.Assignments = append(s.Assignments, byID[c.ID])
	}
	return out
}

// OrderOf gives the order of a lesson or a unit.
func OrderOf(r Record) string { return As[struct{ Order string }](r).Order }

func sortedByOrder(all []Record) []Record {
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(a, b Record) int {
		return cmp.Or(cmp.Compare(OrderOf(a), OrderOf(b)), a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID))
	})
	return out
}
