package training

import (
	"bytes"
	"context"
	"encoding/csv"
	"strconv"
	"strings"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/campus"
)

// progress is how far the students of a class have come: all for the staff, one's own
// for a student.
type progress struct {
	class       campus.ID
	course      campus.Course
	staff       bool
	people      *ui.People
	students    []campus.ID
	took        map[campus.ID]campus.TookPart
	read        map[campus.ID]int
	lessons     int // that students see
	handed      map[campus.ID]int
	assignments int
}

func loadProgress(ctx context.Context, env *ui.Env, class campus.ID) (p progress, err error) {
	root, err := env.Replica.Record(ctx, class)
	if err != nil {
		return p, err
	}
	actor, err := env.Replica.Actor(ctx, class)
	if err != nil {
		return p, err
	}
	p = progress{class: class, course: campus.As[campus.Course](root), staff: actor.Role.Leads(), read: map[campus.ID]int{}}
	if p.people, err = env.People.Get(ctx); err != nil {
		return p, err
	}
	p.students = []campus.ID{env.Replica.Me()}
	if p.staff {
		if p.students, err = studentsOf(ctx, env, class, p.people); err != nil {
			return p, err
		}
	}
	of := map[string][]campus.Record{}
	for _, kind := range []string{"session", "attendance", "lesson", "lessonread", "assignment", "submission"} {
		if of[kind], err = env.Replica.Records(ctx, campus.Query{Space: class, Kind: kind}); err != nil {
			return p, err
		}
	}
	p.took = campus.Hours(of["session"], of["attendance"], p.students, env.Now())
	read := campus.LessonsRead(of["lessonread"])
	for _, r := range of["lesson"] {
		if r.Audience != campus.Everyone {
			continue
		}
		p.lessons++
		for _, s := range p.students {
			if read[s][r.ID] {
				p.read[s]++
			}
		}
	}
	open := map[campus.ID]bool{}
	for _, r := range of["assignment"] {
		if r.Audience == campus.Everyone {
			open[r.ID] = true
		}
	}
	p.assignments = len(open)
	p.handed = countHanded(of["submission"], open)
	return p, nil
}

// countHanded counts for each student the assignments for which something was handed in.
func countHanded(submissions []campus.Record, open map[campus.ID]bool) map[campus.ID]int {
	type work struct{ student, assignment campus.ID }
	seen, out := map[work]bool{}, map[campus.ID]int{}
	for _, r := range submissions {
		w := work{r.Author, campus.As[campus.Submission](r).Assignment}
		if open[w.assignment] && !seen[w] {
			seen[w] = true
			out[w.student]++
		}
	}
	return out
}

// columns are the heads of the numbers of a student.
func (p progress) columns() []string {
	return []string{hoursWord.Say(), isPresent.Say(), isLate.Say(), isAbsent.Say(), isExcused.Say(), columnRead.Say(), columnHanded.Say()}
}

// numbers are those of a student, in the same order.
func (p progress) numbers(student campus.ID) []string {
	t := p.took[student]
	count := func(state string) string { return lang.Number(t.Counts[state]) }
	return []string{lengthWord(t.Time), count(campus.Present), count(campus.Late), count(campus.Absent), count(campus.Excused),
		countOf.Say(p.read[student], p.lessons), countOf.Say(p.handed[student], p.assignments)}
}

// table is all of it as CSV, which a spreadsheet opens: in UTF-8 with its mark, hours as
// a number.
func (p progress) table() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	rows := [][]string{append([]string{roleStudent.Say()}, append(p.columns(), sessionsHeld.Say())...)}
	for _, s := range p.students {
		t := p.took[s]
		row := []string{plainCell(oneLine(p.people.Name(s))), strconv.FormatFloat(t.Time.Hours(), 'f', 2, 64)}
		for _, n := range []int{t.Counts[campus.Present], t.Counts[campus.Late], t.Counts[campus.Absent], t.Counts[campus.Excused], p.read[s], p.handed[s], t.Held} {
			row = append(row, strconv.Itoa(n))
		}
		rows = append(rows, row)
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// plainCell keeps a spreadsheet from taking a name for a formula.
func plainCell(s string) string {
	if strings.IndexAny(s, "=+-@\t") == 0 {
		return "'" + s
	}
	return s
}
