package campus

import (
	"math"
	"slices"
)

// QuizKey holds what is right. A practice quiz and a graded one have keys of different
// IDs, and only the former can be made everybody's: nothing that is done to a graded
// quiz, and no race of two computers, brings its key to a student.
type QuizKey struct {
	Of       ID                 `json:"of" merge:"fixed"` // the quiz
	Practice bool               `json:"practice,omitempty" merge:"fixed"`
	Keys     map[string]KeyItem `json:"keys,omitempty"` // by the questions' IDs
}

// KeyItem is what is right for one question.
type KeyItem struct {
	// Right are the choices that are right; all of them in their order, where they are
	// to be put in order.
	Right     []string          `json:"right,omitempty"`
	Match     map[string]string `json:"match,omitempty"`  // choice to target
	Accept    []string          `json:"accept,omitempty"` // short texts; "*" stands for anything
	Number    float64           `json:"number,omitempty"`
	Tolerance float64           `json:"tolerance,omitempty"`
	Percent   bool              `json:"percent,omitempty"` // the tolerance is of the number
	Feedback  string            `json:"feedback,omitempty"`
}

// QuizKeyID names the key of a quiz: there is one.
func QuizKeyID(quiz ID, practice bool) ID {
	if practice {
		return DerivedID("quizkey", "practice", string(quiz))
	}
	return DerivedID("quizkey", "graded", string(quiz))
}

// Validate implements Value.
func (k *QuizKey) Validate() error {
	if len(k.Keys) > 2*MaxQuestions { // those of questions that are gone may stay
		return fieldError("keys", "a quiz has up to %d questions, not %d", MaxQuestions, len(k.Keys))
	}
	err := checkID("of", k.Of)
	for id, item := range k.Keys {
		err = first(err, checkName("keys", id, MaxName), item.check())
	}
	return err
}

func (k KeyItem) check() error {
	if len(k.Right) > MaxChoices || len(k.Match) > MaxChoices {
		return fieldError("keys", "a question has 2 to %d choices", MaxChoices)
	}
	if len(k.Accept) > MaxAccepted {
		return fieldError("keys", "up to %d answers are accepted, not %d", MaxAccepted, len(k.Accept))
	}
	if math.IsNaN(k.Number) || math.IsInf(k.Number, 0) || math.IsNaN(k.Tolerance) || math.IsInf(k.Tolerance, 0) || k.Tolerance < 0 {
		return fieldError("keys", "a number or its tolerance is not possible")
	}
	err := checkText("feedback", k.Feedback, MaxQuestionText)
	for _, s := range k.Accept {
		err = first(err, checkText("keys", s, MaxLine))
	}
	for _, id := range k.Right {
		err = first(err, checkName("keys", id, MaxName))
	}
	for from, to := range k.Match {
		err = first(err, checkName("keys", from, MaxName), checkName("keys", to, MaxName))
	}
	return err
}

// MayWrite implements Value.
func (k *QuizKey) MayWrite(w Write) error {
	switch {
	case w.Record != QuizKeyID(k.Of, k.Practice):
		return Errorf(Invalid, "a key has the ID that follows from its quiz")
	case w.Audience != StaffOnly && (!k.Practice || w.Audience != Everyone):
		return Errorf(Forbidden, "the key of a graded quiz is for the staff alone")
	}
	return onlyStaff(w)
}

// Fits tells whether a question can be marked by the key: an essay can't, nor what a
// teacher has not given an answer to yet.
func (k KeyItem) Fits(q Question) bool {
	switch q.Type {
	case SingleChoice, TrueFalse:
		return len(k.Right) == 1 && q.Has(k.Right[0])
	case MultipleChoice:
		return len(k.Right) > 0 && !slices.ContainsFunc(k.Right, func(id string) bool { return !q.Has(id) })
	case Ordering:
		return len(k.Right) == len(q.Choices) && !slices.ContainsFunc(q.Choices, func(c Choice) bool { return !slices.Contains(k.Right, c.ID) })
	case Matching:
		for _, c := range q.Choices {
			if !slices.ContainsFunc(q.Targets, func(t Choice) bool { return t.ID == k.Match[c.ID] }) {
				return false
			}
		}
		return len(q.Choices) > 0
	case ShortText:
		return len(k.Accept) > 0
	case Numeric:
		return true
	}
	return false
}

// WithKey gives what is published along with a record: the key of a practice quiz.
func WithKey(r Record, look func(ID) (Record, bool), to Audience) []Change {
	if r.Kind != "quiz" || !As[Quiz](r).Practice {
		return nil
	}
	key, found := look(QuizKeyID(r.ID, true))
	if !found || key.Deleted || key.Audience == to {
		return nil
	}
	return []Change{Change{Record: key.ID, Kind: key.Kind}.For(to)}
}
