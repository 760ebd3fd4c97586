package campus

import (
	"crypto/rand"
	"encoding/hex"
	"slices"
	"strings"
)

// QuestionType says how a question is answered.
type QuestionType string

// The types.
const (
	SingleChoice   QuestionType = "single"
	MultipleChoice QuestionType = "multiple"
	TrueFalse      QuestionType = "truefalse"
	Matching       QuestionType = "matching"
	Ordering       QuestionType = "ordering"
	Numeric        QuestionType = "numeric"
	ShortText      QuestionType = "short"
	Essay          QuestionType = "essay"
)

// QuestionTypes lists all, in the order in which a teacher is offered them.
var QuestionTypes = []QuestionType{SingleChoice, MultipleChoice, TrueFalse, ShortText, Numeric, Matching, Ordering, Essay}

// Question is what a student is shown of a question. Nothing in it tells the right
// answer: that is in the quiz's key.
type Question struct {
	ID     string       `json:"id"`
	Type   QuestionType `json:"type"`
	Text   string       `json:"text"` // Markdown
	Points float64      `json:"points"`
	// Choices are what is chosen from, put in order, or matched. Where their order would
	// be the answer they stand in the order of their IDs, which are random.
	Choices []Choice `json:"choices,omitempty"`
	Targets []Choice `json:"targets,omitempty"` // what the choices are matched with
	Unit    string   `json:"unit,omitempty"`    // of a number, shown behind it
}

// Choice is one thing to choose.
type Choice struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// The two choices of a question of the type TrueFalse, which has none of its own.
const (
	ChoiceTrue  = "true"
	ChoiceFalse = "false"
)

// The limits of questions.
const (
	MaxQuestions    = 100
	MaxChoices      = 30
	MaxQuestionText = 10_000
	MaxChoiceText   = 1000
	MaxAccepted     = 50
	MaxEssay        = 20_000
)

// NewPartID names a question or a choice at random: a name that counted would tell the
// order that is asked for.
func NewPartID() string {
	var b [5]byte
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// Chooses tells whether a question of the type has choices of its own.
func (t QuestionType) Chooses() bool {
	return t == SingleChoice || t == MultipleChoice || t == Matching || t == Ordering
}

// Has tells whether a choice is one of the question's.
func (q Question) Has(id string) bool {
	if q.Type == TrueFalse {
		return id == ChoiceTrue || id == ChoiceFalse
	}
	return slices.ContainsFunc(q.Choices, func(c Choice) bool { return c.ID == id })
}

// Hide puts what would tell the answer by its order in the order of its IDs.
func (q Question) Hide() Question {
	byID := func(a, b Choice) int { return strings.Compare(a.ID, b.ID) }
	if q.Type == Ordering {
		q.Choices = slices.SortedFunc(slices.Values(q.Choices), byID)
	}
	if q.Type == Matching {
		q.Targets = slices.SortedFunc(slices.Values(q.Targets), byID)
	}
	return q
}

// check tells what is wrong with a question by itself.
func (q Question) check() error {
	if !slices.Contains(QuestionTypes, q.Type) {
		return fieldError("questions", "%q is not a type of question", q.Type)
	}
	if q.Type.Chooses() && (len(q.Choices) < 2 || len(q.Choices) > MaxChoices) || len(q.Targets) > MaxChoices {
		return fieldError("questions", "a question has 2 to %d choices", MaxChoices)
	}
	if q.Type == Matching && len(q.Targets) < 2 {
		return fieldError("questions", "a question has 2 to %d choices", MaxChoices)
	}
	if !q.Type.Chooses() && len(q.Choices) > 0 || q.Type != Matching && len(q.Targets) > 0 {
		return fieldError("questions", "this type of question has no choices")
	}
	if strings.TrimSpace(q.Text) == "" {
		return fieldError("questions", "a question is empty")
	}
	err := first(checkName("questions", q.ID, MaxName), checkText("questions", q.Text, MaxQuestionText),
		checkPoints("points", q.Points), checkLine("questions", q.Unit, MaxName))
	seen := map[string]bool{}
	for _, c := range append(slices.Clone(q.Choices), q.Targets...) {
		if seen[c.ID] {
			return fieldError("questions", "two choices of a question have one name")
		}
		seen[c.ID] = true
		if strings.TrimSpace(c.Text) == "" {
			return fieldError("questions", "a choice is empty")
		}
		err = first(err, checkName("questions", c.ID, MaxName), checkText("questions", c.Text, MaxChoiceText))
	}
	return err
}

// checkQuestions holds for the questions of a quiz.
func checkQuestions(all []Question) error {
	if len(all) > MaxQuestions {
		return fieldError("questions", "a quiz has up to %d questions, not %d", MaxQuestions, len(all))
	}
	seen := map[string]bool{}
	for _, q := range all {
		if seen[q.ID] {
			return fieldError("questions", "two questions have one name")
		}
		seen[q.ID] = true
		if err := q.check(); err != nil {
			return err
		}
	}
	return nil
}
