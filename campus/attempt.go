package campus

import (
	"strconv"
	"strings"
	"time"
)

// Attempt is a student's having begun a quiz. It is made when the first question is
// shown, so the honest times of its set tell when that was. Its ID follows from the quiz,
// the student and its number: two computers of one student begin the same attempt.
type Attempt struct {
	Of     ID  `json:"of" merge:"fixed"` // the quiz
	Number int `json:"number" merge:"fixed"`
}

// AttemptID names an attempt.
func AttemptID(quiz, student ID, number int) ID {
	return DerivedID("attempt", string(quiz), string(student), strconv.Itoa(number))
}

// Validate implements Value.
func (a *Attempt) Validate() error { return first(checkID("of", a.Of), checkAttempt(a.Number)) }

func checkAttempt(n int) error {
	if n < 1 || n > MaxAttempts {
		return fieldError("number", "the attempt is a number from 1 to %d", MaxAttempts)
	}
	return nil
}

// MayWrite implements Value.
func (a *Attempt) MayWrite(w Write) error {
	if err := ownWork(w); err != nil {
		return err
	}
	if w.Record != AttemptID(a.Of, w.Author, a.Number) {
		return Errorf(Invalid, "an attempt has the ID that follows from the quiz, the student and its number")
	}
	// A quiz that is not here (yet) is no reason: a server that is catching up would
	// lose work. What counts is looked at again when it is marked. One that the student may
	// not read is as if it were not here, so that no answer tells of it.
	if r, found := w.Find(a.Of); found && r.Kind == "quiz" && MayRead(w.Actor, r.Audience) {
		if q := As[Quiz](r); q.Attempts > 0 && a.Number > q.Attempts {
			return Errorf(Forbidden, "this quiz can be tried %d times", q.Attempts)
		}
	}
	return nil
}

// ownWork is the rule of what a student hands in: for its author and the staff, and
// never taken back.
func ownWork(w Write) error {
	switch {
	case w.Deleted:
		return Errorf(Forbidden, "what was handed in does not change")
	case w.Audience != Audience(w.Author):
		return Errorf(Forbidden, "this is for the student whose work it is, and the staff")
	}
	return onlyAuthor(w)
}

// Answers are what a student answered in one attempt, handed in together. They never
// change. Where two computers finished one attempt there are two of them; the first that
// arrived counts.
type Answers struct {
	Of      ID                `json:"of" merge:"fixed"` // the quiz
	Number  int               `json:"number" merge:"fixed"`
	Answers map[string]Answer `json:"answers,omitempty" merge:"fixed"` // by the questions' IDs
	// Took is how long it took by the clock that ran on in the program, in ms.
	Took int64 `json:"took,omitempty" merge:"fixed"`
}

// Answer is the answer to one question.
type Answer struct {
	Choice []string          `json:"choice,omitempty"` // what was chosen, or put in order
	Match  map[string]string `json:"match,omitempty"`  // choice to target
	Text   string            `json:"text,omitempty"`   // what was written: a text, a number
}

// Given tells whether there is an answer at all.
func (a Answer) Given() bool {
	return len(a.Choice) > 0 || len(a.Match) > 0 || strings.TrimSpace(a.Text) != ""
}

// Whole tells whether nothing of a question is left open: of a matching one, no choice.
func (a Answer) Whole(q Question) bool {
	if q.Type == Matching {
		for _, c := range q.Choices {
			if a.Match[c.ID] == "" {
				return false
			}
		}
	}
	return a.Given()
}

// Validate implements Value.
func (a *Answers) Validate() error {
	if len(a.Answers) > MaxQuestions {
		return fieldError("answers", "a quiz has up to %d questions, not %d", MaxQuestions, len(a.Answers))
	}
	if a.Took < 0 || a.Took > lastDate {
		return fieldError("took", "this time is not possible")
	}
	err := first(checkID("of", a.Of), checkAttempt(a.Number))
	for id, one := range a.Answers {
		if len(one.Choice) > MaxChoices || len(one.Match) > MaxChoices {
			return fieldError("answers", "a question has 2 to %d choices", MaxChoices)
		}
		err = first(err, checkName("answers", id, MaxName), checkText("answers", one.Text, MaxEssay))
		for _, c := range one.Choice {
			err = first(err, checkName("answers", c, MaxName))
		}
		for from, to := range one.Match {
			err = first(err, checkName("answers", from, MaxName), checkName("answers", to, MaxName))
		}
	}
	return err
}

// MayWrite implements Value.
func (a *Answers) MayWrite(w Write) error { return ownWork(w) }

// Begin is the change that begins an attempt.
func Begin(quiz, me ID, number int) Change {
	return Create(AttemptID(quiz, me, number), "attempt", &Attempt{Of: quiz, Number: number}).For(Audience(me))
}

// Finish is the change that hands answers in.
func Finish(me ID, a Answers) Change {
	return Create(NewID(), "answers", &a).For(Audience(me))
}

// Timing is what the honest times tell of an attempt.
type Timing struct {
	Took       time.Duration
	Over       bool // certainly longer than the limit
	Late       bool // certainly finished after the date
	ClockWrong bool
}

// overSlack is how much longer than its limit an attempt may take: to save, to answer
// the last key.
const overSlack = 30 * time.Second

// TimingOf judges an attempt by the interval between its beginning and its end. Nobody
// is to pay for a wrong clock: what is not certain is not said. begun is zero where the
// attempt's own record is not here.
func TimingOf(q Quiz, begun, answers Record) Timing {
	a := As[Answers](answers)
	t := Timing{Took: time.Duration(a.Took) * time.Millisecond, ClockWrong: answers.Written.ClockWrong() || begun.Written.ClockWrong()}
	if due, has := q.DueAt(); has {
		t.Late = answers.WrittenAfter(due)
	}
	if begun.ID != "" {
		_, began := bounds(begun)
		ended, _ := bounds(answers)
		t.Took = max(t.Took, ended.Sub(began)) // certainly
		if !t.ClockWrong && answers.Written != nil {
			t.Took = max(t.Took, answers.WrittenAt().Sub(begun.WrittenAt())-atOnce)
		}
	}
	if limit, has := q.Limit(); has {
		t.Over = t.Took > limit+overSlack
	}
	return t
}

// bounds are the earliest and the latest time at which a record can have been made.
func bounds(r Record) (from, to time.Time) {
	if r.Written == nil {
		return r.Created.Add(-atOnce), r.Created
	}
	return time.UnixMilli(r.Written.From), time.UnixMilli(r.Written.To)
}
