package quiz

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// look is what one look at the quizzes of a class gives.
type look struct {
	class    campus.ID
	actor    campus.Actor
	people   *ui.People
	students []campus.ID // by name; only me where I am one
	quizzes  []campus.Record
	keys     map[campus.ID]campus.Record // by the quiz
	attempts map[campus.ID]campus.Record
	done     map[campus.ID]map[campus.ID]*done // by the quiz and the student
	marks    map[campus.ID]campus.Record
	left     map[campus.ID]int // attempts that another computer finished while this one was at them
	values   map[campus.ID]campus.Quiz
	keyed    map[campus.ID]campus.QuizKey
}

// done is what a student handed in for a quiz, marked as far as the key that is here
// allows. It is worked out once in a look: a class has many students.
type done struct {
	records []campus.Record // oldest first
	tries   []campus.Try
	again   []campus.Record
}

func load(ctx context.Context, env *ui.Env, class campus.ID) (k look, err error) {
	k = look{class: class, keys: map[campus.ID]campus.Record{}, attempts: map[campus.ID]campus.Record{},
		done: map[campus.ID]map[campus.ID]*done{}, marks: map[campus.ID]campus.Record{}, left: map[campus.ID]int{}, values: map[campus.ID]campus.Quiz{}, keyed: map[campus.ID]campus.QuizKey{}}
	if k.actor, err = env.Replica.Actor(ctx, class); err != nil {
		return k, err
	}
	if k.people, err = env.People.Get(ctx); err != nil {
		return k, err
	}
	of := map[string][]campus.Record{}
	for _, kind := range []string{"quiz", "quizkey", "attempt", "answers", "mark", "membership"} {
		if of[kind], err = env.Replica.Records(ctx, campus.Query{Space: class, Kind: kind}); err != nil {
			return k, err
		}
	}
	for _, kind := range []string{"quiz", "quizkey"} {
		if err := widget.WithVersions(ctx, env.Replica, of[kind]); err != nil {
			return k, err
		}
	}
	k.quizzes = of["quiz"]
	slices.SortStableFunc(k.quizzes, byDue)
	for _, r := range k.quizzes {
		k.values[r.ID] = campus.As[campus.Quiz](r)
	}
	for _, r := range of["quizkey"] {
		key := campus.As[campus.QuizKey](r)
		if r.ID == campus.QuizKeyID(key.Of, key.Practice) {
			k.keys[key.Of], k.keyed[key.Of] = r, key
		}
	}
	for _, r := range of["attempt"] {
		k.attempts[r.ID] = r
	}
	for _, r := range of["mark"] {
		k.marks[r.ID] = r
	}
	k.markAll(of["answers"])
	if !k.leads() {
		if err := k.unfinished(ctx, env); err != nil {
			return k, err
		}
	}
	k.students = []campus.ID{env.Replica.Me()}
	if k.leads() {
		k.students = nil
		for _, r := range of["membership"] {
			if m := campus.As[campus.Membership](r); m.Role == campus.Member {
				k.students = append(k.students, m.Person)
			}
		}
		slices.SortStableFunc(k.students, func(a, b campus.ID) int { return strings.Compare(k.people.Name(a), k.people.Name(b)) })
	}
	return k, nil
}

// unfinished finds what was being answered here for an attempt that was handed in
// meanwhile from another computer: it can still be handed in.
func (k look) unfinished(ctx context.Context, env *ui.Env) error {
	me := env.Replica.Me()
	for quiz := range k.done {
		for _, r := range k.of(quiz, me) {
			n := campus.As[campus.Answers](r).Number
			draft, err := env.Replica.Draft(ctx, attemptPlace(campus.AttemptID(quiz, me, n)))
			if err != nil {
				return err
			}
			if _, begun := k.attempts[campus.AttemptID(quiz, me, n)]; draft != "" && begun {
				k.left[quiz] = n
			}
		}
	}
	return nil
}

// byDue puts first what is due first; practice and what has no date comes behind.
func byDue(a, b campus.Record) int {
	p, q := campus.As[campus.Quiz](a), campus.As[campus.Quiz](b)
	x, dated := p.DueAt()
	y, other := q.DueAt()
	switch {
	case dated && other:
		return cmp.Or(x.Compare(y), strings.Compare(p.Title, q.Title))
	case dated:
		return -1
	case other:
		return 1
	}
	return 0
}

// leads tells whether the person teaches here.
func (k look) leads() bool { return k.actor.Role.Leads() }

// find gives a quiz, the zero record where there is none.
func (k look) find(id campus.ID) campus.Record {
	for _, r := range k.quizzes {
		if r.ID == id {
			return r
		}
	}
	return campus.Record{}
}

func (k look) quiz(id campus.ID) campus.Quiz     { return k.values[id] }
func (k look) key(quiz campus.ID) campus.QuizKey { return k.keyed[quiz] }

func (k look) mark(quiz, student campus.ID) campus.Record {
	if r := k.marks[campus.MarkID(quiz, student)]; !r.Deleted {
		return r
	}
	return campus.Record{}
}

// markAll sorts what was handed in by quiz and student, and marks it.
func (k look) markAll(answers []campus.Record) {
	for _, r := range answers {
		quiz := campus.As[campus.Answers](r).Of
		if k.done[quiz] == nil {
			k.done[quiz] = map[campus.ID]*done{}
		}
		if k.done[quiz][r.Author] == nil {
			k.done[quiz][r.Author] = &done{}
		}
		d := k.done[quiz][r.Author]
		d.records = append(d.records, r)
	}
	for quiz, all := range k.done {
		q, key := k.quiz(quiz), k.key(quiz)
		for student, d := range all {
			given := campus.As[campus.Mark](k.mark(quiz, student)).Given
			d.tries, d.again = campus.Tries(q, key, d.records, given)
		}
	}
}

// of lists what a student handed in for a quiz.
func (k look) of(quiz, student campus.ID) []campus.Record {
	if d := k.done[quiz][student]; d != nil {
		return d.records
	}
	return nil
}

// tries are a student's attempts; again is what was handed in twice.
func (k look) tries(quiz, student campus.ID) (tries []campus.Try, again []campus.Record) {
	if d := k.done[quiz][student]; d != nil {
		return d.tries, d.again
	}
	return nil, nil
}

// next is the number of the attempt that a student has begun and not finished, or else
// of the next one.
func (k look) next(quiz, student campus.ID) (number int, begun bool) {
	done := map[int]bool{}
	for _, r := range k.of(quiz, student) {
		done[campus.As[campus.Answers](r).Number] = true
	}
	for n := 1; ; n++ {
		if _, has := k.attempts[campus.AttemptID(quiz, student, n)]; has && !done[n] {
			return n, true
		} else if !has && !done[n] {
			return n, false
		}
	}
}

// waits counts the students of whose answers something waits for a person.
func (k look) waits(quiz campus.ID) (n int) {
	for _, s := range k.students {
		if k.waitsOf(quiz, s) {
			n++
		}
	}
	return n
}

func (k look) waitsOf(quiz, student campus.ID) bool {
	tries, _ := k.tries(quiz, student)
	return slices.ContainsFunc(tries, func(t campus.Try) bool { return len(t.Waits) > 0 })
}
