package training

import (
	"context"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"

	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/campus"
)

// work is what one look at the assignments of a class gives.
type work struct {
	class       campus.ID
	actor       campus.Actor
	people      *ui.People
	students    []campus.ID // by name; only me where I am one
	assignments map[campus.ID]campus.Record
	submissions []campus.Record // oldest first
	marks       map[campus.ID]campus.Record
	removed     []campus.Record // tombstones of assignments
	book        campus.Gradebook
}

func loadWork(ctx context.Context, env *ui.Env, class campus.ID) (w work, err error) {
	w = work{class: class, assignments: map[campus.ID]campus.Record{}, marks: map[campus.ID]campus.Record{}}
	if w.actor, err = env.Replica.Actor(ctx, class); err != nil {
		return w, err
	}
	if w.people, err = env.People.Get(ctx); err != nil {
		return w, err
	}
	of, err := recordsOf(ctx, env, class, "submission", "mark", "assignment", "membership", "quiz", "answers")
	if err != nil {
		return w, err
	}
	w.submissions = of["submission"]
	of["assignment"] = slices.DeleteFunc(of["assignment"], func(r campus.Record) bool {
		if r.Deleted {
			w.removed = append(w.removed, r)
		}
		return r.Deleted
	})
	for kind, to := range map[string]map[campus.ID]campus.Record{"assignment": w.assignments, "mark": w.marks} {
		for _, r := range of[kind] {
			to[r.ID] = r
		}
	}
	if w.leads() {
		for _, r := range of["membership"] {
			if m := campus.As[campus.Membership](r); m.Role == campus.Member {
				w.students = append(w.students, m.Person)
			}
		}
		name := func(i int) string { return w.people.Name(w.students[i]) }
		sort.SliceStable(w.students, func(i, j int) bool { return name(i) < name(j) })
	} else {
		w.students = []campus.ID{env.Replica.Me()}
	}
	// Quizzes are columns beside the assignments, and what was answered is handed in.
	w.book = campus.NewGradebook(append(of["assignment"], of["quiz"]...), append(slices.Clip(w.submissions), of["answers"]...), of["mark"], w.students)
	return w, nil
}

// recordsOf reads records of several kinds beside each other: in a large class the first
// two are thousands.
func recordsOf(ctx context.Context, env *ui.Env, class campus.ID, kinds ...string) (map[string][]campus.Record, error) {
	out, found, failed := map[string][]campus.Record{}, make([][]campus.Record, len(kinds)), make([]error, len(kinds))
	var all sync.WaitGroup
	for i, kind := range kinds {
		all.Go(func() {
			found[i], failed[i] = env.Replica.Records(ctx, campus.Query{Space: class, Kind: kind, Deleted: kind == "assignment"})
		})
	}
	all.Wait()
	for i, kind := range kinds {
		if out[kind] = found[i]; failed[i] != nil {
			return nil, failed[i]
		}
	}
	return out, nil
}

// receiptsOf finds the receipts of some submissions.
func receiptsOf(ctx context.Context, env *ui.Env, submissions []campus.Record) (map[campus.ID]campus.Record, error) {
	out := map[campus.ID]campus.Record{}
	for _, s := range submissions {
		r, err := env.Replica.Record(ctx, campus.ReceiptID(s.ID))
		switch {
		case campus.CodeOf(err) == campus.NotFound:
		case err != nil:
			return nil, err
		case r.Kind == "receipt" && r.Space == s.Space && !r.Deleted:
			out[r.ID] = r
		}
	}
	return out, nil
}

// leads tells whether the person teaches here.
func (w work) leads() bool { return w.actor.Role.Leads() }

// column finds an assignment in the gradebook, -1 where there is none.
func (w work) column(assignment campus.ID) int {
	for i, c := range w.book.Columns {
		if c.ID == assignment {
			return i
		}
	}
	return -1
}

// of lists what a student handed in for an assignment, newest first.
func (w work) of(assignment, student campus.ID) (out []campus.Record) {
	for i := len(w.submissions) - 1; i >= 0; i-- {
		if r := w.submissions[i]; r.Author == student && campus.As[campus.Submission](r).Assignment == assignment {
			out = append(out, r)
		}
	}
	return out
}

// toMark counts the students whose work for an assignment waits for a mark.
func (w work) toMark(column int) (n int) {
	for _, r := range w.book.Rows {
		if r.Cells[column].Unmarked {
			n++
		}
	}
	return n
}

// standing says how far a student's work is, without its mark.
func (w work) standing(c campus.GradeCell) string {
	parts := []string{notHandedIn.Say()}
	if c.HandedIn {
		parts[0] = handedIn.Say()
	}
	if c.Late {
		parts = append(parts, late.Say())
	}
	if c.OddClock {
		parts = append(parts, cellClock.Say())
	}
	return strings.Join(parts, dot)
}

// overdueWord says that a student's work was due and is not there, "" where it is.
func overdueWord(a campus.Assignment, c campus.GradeCell, now time.Time) string {
	if at, has := a.DueAt(); has && !c.HandedIn && now.After(at) {
		return dot + overdue.Say()
	}
	return ""
}

// rubricWords tells how work is marked, in Markdown, under what is to be done.
func rubricWords(rubric []campus.Criterion) string {
	if len(rubric) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("## " + rubricHead.Say() + "\n\n")
	for _, c := range rubric {
		b.WriteString("- " + markdown.Literal(oneLine(c.Name)) + " · **" + number(c.Points) + "**\n")
	}
	return b.String()
}

// state says in a few words how a student stands with an assignment.
func (w work) state(a campus.Assignment, c campus.GradeCell) string {
	parts := []string{w.standing(c)}
	if c.Marked {
		parts = append(parts, pointsOf.Say(number(c.Points), number(a.Most())))
		if !c.Returned && w.leads() {
			parts = append(parts, onlyStaffSee.Say())
		}
	}
	return strings.Join(parts, dot)
}

// dueWord says when an assignment is due.
func dueWord(a campus.Assignment, now time.Time) string {
	if at, has := a.DueAt(); has {
		return dueBy.Say(ui.At(at, now))
	}
	return noDue.Say()
}

// number writes points as people do: without zeros behind.
func number(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// markRecords lists the marks in a steady order.
func (w work) markRecords() []campus.Record {
	out := slices.Collect(maps.Values(w.marks))
	slices.SortFunc(out, func(a, b campus.Record) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out
}
