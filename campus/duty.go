package campus

import (
	"slices"
	"time"
)

// Duty is what an assignment asks of somebody now.
type Duty struct {
	Assignment GradeColumn
	Overdue    bool
	ToMark     int // work that waits for the teacher; 0 for who is to hand in
}

// How long before and after its date an assignment that was not handed in is a duty.
const (
	dutyAhead  = 14 * 24 * time.Hour
	dutyBehind = 30 * 24 * time.Hour
)

// Duties gives what a class asks: of its staff the work to be marked; of a student,
// whose row alone the gradebook has, what is to be handed in. First comes what is due
// first.
func Duties(g Gradebook, leads bool, now time.Time) (out []Duty) {
	for i, c := range g.Columns {
		d := Duty{Assignment: c}
		due, dated := c.DueAt()
		d.Overdue = dated && now.After(due)
		if leads {
			for _, r := range g.Rows {
				if r.Cells[i].Unmarked {
					d.ToMark++
				}
			}
			if d.ToMark > 0 {
				out = append(out, d)
			}
			continue
		}
		near := !dated || now.After(due.Add(-dutyAhead)) && now.Before(due.Add(dutyBehind))
		open := slices.ContainsFunc(g.Rows, func(r GradeRow) bool { return !r.Cells[i].HandedIn && !r.Cells[i].Marked })
		if near && open {
			out = append(out, d)
		}
	}
	return out
}

// TaskDuties gives the tasks that somebody is to do soon, or should have done: what is
// due first comes first, and last what has no date.
func TaskDuties(tasks []Record, me ID, now time.Time) (out []Record) {
	due := map[ID]time.Time{}
	for _, r := range tasks {
		t := As[Task](r)
		at, dated := t.DueAt(now.Location())
		near := !dated || now.After(at.Add(-dutyAhead)) && now.Before(at.Add(dutyBehind))
		if t.State == TaskDone || !near || !slices.Contains(t.Who, me) {
			continue
		}
		if !dated {
			at = now.Add(2 * dutyAhead)
		}
		due[r.ID] = at
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(a, b Record) int { return due[a.ID].Compare(due[b.ID]) })
	return out
}
