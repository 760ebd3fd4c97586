package campus

import (
	"fmt"
	"math"
	"time"
)

// Assignment is work that students of a class hand in. While it is a draft it is for
// the staff; its teacher publishes it by making it everybody's.
type Assignment struct {
	Title  string      `json:"title"`
	Text   string      `json:"text,omitempty" merge:"text"` // Markdown
	Due    int64       `json:"due,omitempty"`               // ms since 1970; 0 for no date
	Points float64     `json:"points"`                      // the most that can be had
	Weight float64     `json:"weight,omitempty"`            // in the total of the class; 0 counts nothing
	Rubric []Criterion `json:"rubric,omitempty"`
	Once   bool        `json:"once,omitempty"` // it can't be handed in again
	Unit   ID          `json:"unit,omitempty"` // under which it stands; "" for none
	// Publish is when the server makes a draft everybody's, in ms since 1970; 0: by hand.
	Publish int64 `json:"publish,omitempty"`
}

// Criterion is a line of a rubric.
type Criterion struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	About  string  `json:"about,omitempty"`
	Points float64 `json:"points"` // the most that can be had
}

// The limits of an assignment.
const (
	MaxPoints   = 10_000
	MaxCriteria = 20
)

// Validate implements Value.
func (a *Assignment) Validate() error {
	if len(a.Rubric) > MaxCriteria {
		return fieldError("rubric", "a rubric has up to %d criteria, not %d", MaxCriteria, len(a.Rubric))
	}
	err := first(checkName("title", a.Title, MaxName), checkText("text", a.Text, MaxText),
		checkDate("due", a.Due), checkDate("publish", a.Publish), checkUnit(a.Unit),
		checkPoints("points", a.Points), checkPoints("weight", a.Weight))
	seen := map[string]bool{}
	for _, c := range a.Rubric {
		if c.ID == "" || seen[c.ID] {
			return fieldError("rubric", "two criteria of the rubric have one name")
		}
		seen[c.ID] = true
		err = first(err, checkLine("rubric", c.ID, MaxName), checkName("rubric", c.Name, MaxName), checkText("rubric", c.About, 2000), checkPoints("rubric", c.Points))
	}
	return err
}

func checkPoints(field string, n float64) error {
	if math.IsNaN(n) || n < 0 || n > MaxPoints {
		return fieldError(field, "the %s is a number from 0 to %d", label(field), MaxPoints)
	}
	return nil
}

// CheckScore tells what is wrong with points that are typed into a field of a form. More
// than there are is a bonus, which no rule forbids.
func CheckScore(field string, n float64) error {
	if err := checkPoints("score", n); err != nil {
		return &Error{Code: Invalid, Field: field, Message: err.Error()}
	}
	return nil
}

// MayWrite implements Value.
func (a *Assignment) MayWrite(w Write) error { return onlyStaff(w) }

// DueAt gives when it is due.
func (a Assignment) DueAt() (at time.Time, has bool) {
	return time.UnixMilli(a.Due), a.Due > 0
}

// Most is the most points that can be had: by the rubric where there is one.
func (a Assignment) Most() float64 {
	if len(a.Rubric) == 0 {
		return a.Points
	}
	sum := 0.0
	for _, c := range a.Rubric {
		sum += c.Points
	}
	return sum
}

// Late tells whether a submission was certainly written after the due date.
func (a Assignment) Late(submission Record) bool {
	due, has := a.DueAt()
	return has && submission.WrittenAfter(due)
}

// CriterionID names the next criterion of a rubric.
func (a Assignment) CriterionID() string {
	used := map[string]bool{}
	for _, c := range a.Rubric {
		used[c.ID] = true
	}
	for n := len(a.Rubric) + 1; ; n++ {
		if id := fmt.Sprint(n); !used[id] {
			return id
		}
	}
}
