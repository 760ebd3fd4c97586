package campus

import (
	"cmp"
	"slices"
)

// Gradebook is the marks of a class as a grid.
type Gradebook struct {
	Columns []GradeColumn
	Rows    []GradeRow
}

// GradeColumn is what is marked: an assignment, or something of another kind that has
// points and a weight as an assignment has.
type GradeColumn struct {
	ID   ID
	Kind string // of its record
	Assignment
	Draft   bool // only the staff see it
	Removed bool // its record is gone, the work for it is not
}

// GradeRow is a student.
type GradeRow struct {
	Student ID
	Cells   []GradeCell // one for each column
	// Total is in percent: the weighted mean of what was marked. Has is false where
	// nothing that counts was.
	Total float64
	Has   bool
}

// GradeCell is a student's work for an assignment.
type GradeCell struct {
	Points    float64
	Marked    bool
	Returned  bool // the student sees it
	HandedIn  bool
	Late      bool
	OddClock  bool // written by a clock that was wrong: what is late is judged in doubt for the student
	Waiting   bool // the mark waits to be sent
	Unmarked  bool // handed in after what was marked, or nothing was marked
	Latest    ID   // the submission that came last
	Submitted int  // how many times
}

// NewGradebook lays out a class: assignments in their order of due dates, students as
// given. Submissions are those of all students, oldest first. Graded quizzes are columns
// among the assignments, and the answers to them submissions.
func NewGradebook(assignments, submissions, marks []Record, students []ID) Gradebook {
	var g Gradebook
	column := map[ID]int{}
	quiz := map[ID]bool{}
	for _, r := range assignments {
		c := GradeColumn{ID: r.ID, Kind: r.Kind, Assignment: As[Assignment](r), Draft: r.Audience == StaffOnly}
		if r.Kind == "quiz" {
			q := As[Quiz](r)
			if q.Practice {
				continue
			}
			c.Assignment, quiz[r.ID] = q.Assignment(), true
		}
		g.Columns = append(g.Columns, c)
	}
	SortByDue(g.Columns)
	for i, c := range g.Columns {
		column[c.ID] = i
	}
	row := map[ID]int{}
	for i, s := range students {
		row[s] = i
		g.Rows = append(g.Rows, GradeRow{Student: s, Cells: make([]GradeCell, len(g.Columns))})
	}
	at := func(assignment, student ID) *GradeCell {
		c, known := column[assignment]
		r, member := row[student]
		if !known || !member {
			return nil
		}
		return &g.Rows[r].Cells[c]
	}
	for _, r := range submissions {
		s := As[Submission](r)
		if r.Kind == "answers" {
			s.Assignment = As[Answers](r).Of
		}
		if cell := at(s.Assignment, r.Author); cell != nil {
			cell.HandedIn, cell.Unmarked, cell.Latest = true, true, r.ID
			cell.Late = g.Columns[column[s.Assignment]].Late(r)
			cell.OddClock = r.Written.ClockWrong()
			cell.Submitted++
		}
	}
	for _, r := range marks {
		m := As[Mark](r)
		if cell := at(m.Assignment, m.Student); cell != nil {
			cell.Points, cell.Marked = m.Sum(g.Columns[column[m.Assignment]].Assignment)
			cell.Returned = cell.Marked && MarkReturned(r)
			cell.Waiting = r.Waiting
			cell.Unmarked = cell.HandedIn && (!cell.Marked || m.Submission != cell.Latest)
			if quiz[m.Assignment] { // which attempt counts is said by the quiz
				cell.Unmarked = cell.HandedIn && !m.Whole(g.Columns[column[m.Assignment]].Assignment)
			}
		}
	}
	for i := range g.Rows {
		g.Rows[i].total(g.Columns)
	}
	return g
}

func (r *GradeRow) total(columns []GradeColumn) {
	sum, weight := 0.0, 0.0
	for i, c := range columns {
		if most := c.Most(); r.Cells[i].Marked && most > 0 && c.Weight > 0 {
			sum += c.Weight * r.Cells[i].Points / most
			weight += c.Weight
		}
	}
	if weight > 0 {
		r.Total, r.Has = 100*sum/weight, true
	}
}

// SortByDue puts assignments in the order in which they are due; those without a date
// come last, and equals by title.
func SortByDue(columns []GradeColumn) {
	slices.SortStableFunc(columns, func(a, b GradeColumn) int {
		if (a.Due == 0) != (b.Due == 0) {
			return cmp.Compare(b.Due, a.Due)
		}
		return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID))
	})
}

// WithRemoved adds the work for assignments that were removed, of which only tombstones are
// left: it stays with its authors and the staff, counts nothing, and has a column each
// behind all others. What a mark gave by a rubric is the sum of all its scores, for the
// rubric is gone too.
func (g Gradebook) WithRemoved(tombstones, submissions, marks []Record) Gradebook {
	removed, row := map[ID]int{}, map[ID]int{} // the first by their columns, -1 for none yet
	for _, r := range tombstones {
		if r.Deleted {
			removed[r.ID] = -1
		}
	}
	out := Gradebook{Columns: slices.Clone(g.Columns)}
	for i, r := range g.Rows {
		r.Cells = slices.Clone(r.Cells)
		row[r.Student], out.Rows = i, append(out.Rows, r)
	}
	at := func(assignment, student ID) *GradeCell {
		r, member := row[student]
		c, gone := removed[assignment]
		if !member || !gone {
			return nil
		}
		if c < 0 {
			c = len(out.Columns)
			removed[assignment] = c
			out.Columns = append(out.Columns, GradeColumn{ID: assignment, Kind: "assignment", Removed: true})
			for i := range out.Rows {
				out.Rows[i].Cells = append(out.Rows[i].Cells, GradeCell{})
			}
		}
		return &out.Rows[r].Cells[c]
	}
	for _, r := range submissions {
		if cell := at(As[Submission](r).Assignment, r.Author); cell != nil {
			cell.HandedIn, cell.Latest = true, r.ID
			cell.Submitted++
		}
	}
	for _, r := range marks {
		m := As[Mark](r)
		cell := at(m.Assignment, m.Student)
		if cell == nil {
			continue
		}
		if m.Score != nil {
			cell.Points, cell.Marked = *m.Score, true
		}
		for _, s := range m.Scores {
			cell.Points, cell.Marked = cell.Points+s, true
		}
		cell.Returned = cell.Marked && MarkReturned(r)
	}
	return out
}
