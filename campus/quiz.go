package campus

import (
	"slices"
	"strconv"
	"time"
)

// Quiz is a set of questions for a class. Its right answers are in a record of their own,
// the key. A practice quiz is for learning: its key is everybody's, and it answers at
// once with no network. A graded one is marked by the server when it arrives, and its key
// never comes to a student. Which of the two it is never changes.
type Quiz struct {
	Title    string `json:"title"`
	Text     string `json:"text,omitempty" merge:"text"` // Markdown, before it begins
	Practice bool   `json:"practice,omitempty" merge:"fixed"`
	// Opens and Closes bound when it can be begun, Due is when it should be finished; in
	// ms since 1970, 0 for no date.
	Opens     int64      `json:"opens,omitempty"`
	Due       int64      `json:"due,omitempty"`
	Closes    int64      `json:"closes,omitempty"`
	Minutes   int        `json:"minutes,omitempty"`  // for one attempt; 0 for no limit
	Attempts  int        `json:"attempts,omitempty"` // 0 for no limit
	Counts    Counting   `json:"counts,omitempty"`   // which attempt counts
	Shuffle   bool       `json:"shuffle,omitempty"`  // questions and choices
	OneByOne  bool       `json:"one_by_one,omitempty"`
	AtOnce    bool       `json:"at_once,omitempty"` // the mark is returned as soon as nobody has to look
	Weight    float64    `json:"weight,omitempty"`  // in the total of the class; 0 counts nothing
	Questions []Question `json:"questions,omitempty"`
	// Publish is when the server makes a draft everybody's, in ms since 1970; 0: by hand.
	Publish int64 `json:"publish,omitempty"`
}

// Counting says which of several attempts counts.
type Counting string

// The ways; without one it is the best.
const (
	CountBest  Counting = "best"
	CountLast  Counting = "last"
	CountFirst Counting = "first"
)

// The limits of a quiz.
const (
	MaxMinutes  = 24 * 60
	MaxAttempts = 1000
)

// Validate implements Value.
func (q *Quiz) Validate() error {
	switch {
	case q.Minutes < 0 || q.Minutes > MaxMinutes:
		return fieldError("minutes", "the %s is a number from 0 to %d", "time", MaxMinutes)
	case q.Attempts < 0 || q.Attempts > MaxAttempts:
		return fieldError("attempts", "the %s is a number from 0 to %d", "attempts", MaxAttempts)
	case !slices.Contains([]Counting{"", CountBest, CountLast, CountFirst}, q.Counts):
		return fieldError("counts", "%q is not a way to count attempts", q.Counts)
	case q.Opens > 0 && q.Closes > 0 && q.Closes <= q.Opens:
		return fieldError("closes", "it closes before it opens")
	}
	return first(checkName("title", q.Title, MaxName), checkText("text", q.Text, MaxText),
		checkDate("opens", q.Opens), checkDate("due", q.Due), checkDate("closes", q.Closes), checkDate("publish", q.Publish),
		checkPoints("weight", q.Weight), checkQuestions(q.Questions))
}

// MayWrite implements Value.
func (q *Quiz) MayWrite(w Write) error { return onlyStaff(w) }

// Most is the most points that can be had.
func (q Quiz) Most() float64 {
	sum := 0.0
	for _, one := range q.Questions {
		sum += one.Points
	}
	return sum
}

// Question finds a question, false where there is none.
func (q Quiz) Question(id string) (Question, bool) {
	for _, one := range q.Questions {
		if one.ID == id {
			return one, true
		}
	}
	return Question{}, false
}

// Limit is the time for one attempt.
func (q Quiz) Limit() (limit time.Duration, has bool) {
	return time.Duration(q.Minutes) * time.Minute, q.Minutes > 0
}

// DueAt is when it should be finished: before it closes, if nothing else is said.
func (q Quiz) DueAt() (at time.Time, has bool) {
	due := q.Due
	if due == 0 {
		due = q.Closes
	}
	return time.UnixMilli(due), due > 0
}

// Open tells whether an attempt can be begun at a time.
func (q Quiz) Open(now time.Time) bool {
	ms := now.UnixMilli()
	return (q.Opens == 0 || ms >= q.Opens) && (q.Closes == 0 || ms < q.Closes)
}

// Assignment is a graded quiz as a column of the gradebook: its questions are the rubric
// of its marks.
func (q Quiz) Assignment() Assignment {
	a := Assignment{Title: q.Title, Text: q.Text, Weight: q.Weight, Publish: q.Publish}
	if at, has := q.DueAt(); has {
		a.Due = at.UnixMilli()
	}
	for i, one := range q.Questions {
		a.Rubric = append(a.Rubric, Criterion{ID: one.ID, Name: strconv.Itoa(i + 1), Points: one.Points})
	}
	return a
}
