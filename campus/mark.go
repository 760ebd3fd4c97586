package campus

import "math"

// Mark is what the staff say of a student's work: one for each assignment and student,
// also where nothing was handed in. It is for the staff until it is returned, that is,
// made the student's too.
type Mark struct {
	Assignment ID                 `json:"assignment" merge:"fixed"`
	Student    ID                 `json:"student" merge:"fixed"`
	Submission ID                 `json:"submission,omitempty"` // which one was marked
	Scores     map[string]float64 `json:"scores,omitempty"`     // by the rubric's criteria
	Score      *float64           `json:"score,omitempty"`      // where there is no rubric
	Comment    string             `json:"comment,omitempty" merge:"text"`
	// Of a quiz: the points that a person gave, by the answers and the question, and the
	// sum of each attempt, by its number. Its scores are those of the attempt that counts.
	Given    map[ID]map[string]float64 `json:"given,omitempty"`
	Attempts map[string]float64        `json:"attempts,omitempty"`
}

// MarkID names a student's mark of an assignment.
func MarkID(assignment, student ID) ID {
	return DerivedID("mark", string(assignment), string(student))
}

// Validate implements Value.
func (m *Mark) Validate() error {
	if m.Submission != "" && !m.Submission.Valid() {
		return fieldError("submission", "the submission is not named by an ID")
	}
	if len(m.Scores) > 2*MaxQuestions { // those of criteria that are gone may stay
		return fieldError("scores", "a rubric has up to %d criteria, not %d", MaxQuestions, len(m.Scores))
	}
	if len(m.Given) > MaxAttempts || len(m.Attempts) > MaxAttempts {
		return fieldError("attempts", "the attempt is a number from 1 to %d", MaxAttempts)
	}
	err := first(checkID("assignment", m.Assignment), checkID("student", m.Student), checkText("comment", m.Comment, MaxText))
	for id, s := range m.Scores {
		err = first(err, checkLine("scores", id, MaxName), checkPoints("scores", s))
	}
	for id, scores := range m.Given {
		if err = first(err, checkID("given", id)); len(scores) > MaxQuestions {
			return fieldError("given", "a quiz has up to %d questions, not %d", MaxQuestions, len(scores))
		}
		for q, s := range scores {
			err = first(err, checkName("given", q, MaxName), checkPoints("given", s))
		}
	}
	for n, s := range m.Attempts {
		err = first(err, checkName("attempts", n, MaxName), checkAttemptSum(s))
	}
	if m.Score != nil {
		err = first(err, checkPoints("score", *m.Score))
	}
	return err
}

// checkAttemptSum holds for the sum of a quiz's points.
func checkAttemptSum(n float64) error {
	if math.IsNaN(n) || n < 0 || n > MaxPoints*MaxQuestions {
		return checkPoints("attempts", -1)
	}
	return nil
}

// MayWrite implements Value.
func (m *Mark) MayWrite(w Write) error {
	switch {
	case w.Record != MarkID(m.Assignment, m.Student):
		return Errorf(Invalid, "a mark has the ID that follows from the assignment and the student")
	case w.Audience != StaffOnly && w.Audience != Audience(m.Student):
		return Errorf(Forbidden, "this is for the student whose work it is, and the staff")
	}
	return onlyStaff(w)
}

// Sum gives the points of a mark; ok is false where none were given yet.
func (m Mark) Sum(a Assignment) (sum float64, ok bool) {
	if len(a.Rubric) == 0 {
		if m.Score == nil {
			return 0, false
		}
		return *m.Score, true
	}
	for _, c := range a.Rubric {
		if s, has := m.Scores[c.ID]; has {
			sum, ok = sum+s, true
		}
	}
	return sum, ok
}

// Whole tells whether every criterion has a score: of a quiz, that no question waits for
// a person.
func (m Mark) Whole(a Assignment) bool {
	for _, c := range a.Rubric {
		if _, has := m.Scores[c.ID]; !has {
			return false
		}
	}
	return true
}

// MarkReturned tells whether a mark's record is for the student to see.
func MarkReturned(r Record) bool { return r.ID != "" && r.Audience != StaffOnly && !r.Deleted }

// ReturnMark is the change that shows a mark to its student.
func ReturnMark(r Record) Change {
	return Change{Record: r.ID, Kind: r.Kind}.For(Audience(As[Mark](r).Student))
}
