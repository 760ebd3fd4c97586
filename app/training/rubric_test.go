package training_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rantau/app/widget"
	"rantau/campus"
)

// TestTheRubricAddsUp: points that somebody typed are not thrown away without a word.
func TestTheRubricAddsUp(t *testing.T) {
	const label = "Rubric: a criterion on each line, with its points, as Clear plan: 5"
	h, s := open(t, "teacher")
	soil(h, s)
	h.Tap("Work")
	h.Tap("New assignment")
	h.Fill("Points", "10")
	h.Fill(label, "Scale: 4\nLegend: 2.5")
	h.Want("With a rubric, the points are the sum of its lines.")
	h.Want("6.5")
	h.Fill(label, "")
	h.Fill("Title", "Map")
	h.Fill("Points", "7")
	h.Tap("Save")
	h.Want("Points 7")
}

// TestARubricIsNotChangedByLooking: points of old that count for nothing stay, and nothing
// is kept as if it had been typed.
func TestARubricIsNotChangedByLooking(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	assign(h, campus.Assignment{Title: "Map", Points: 100, Rubric: []campus.Criterion{{ID: "1", Name: "Scale", Points: 4}}})
	h.Tap("Work")
	h.Pick("Map")
	h.Tap("Edit assignment")
	h.WantNot("Discard")
	before := h.Campus.Replica.Saves
	h.Tap("Save")
	if r := only(t, h, "assignment"); campus.As[campus.Assignment](r).Points != 100 || r.Waiting {
		t.Errorf("looking at it made it %s (%d actions)", r.Body, h.Campus.Replica.Saves-before)
	}
}

// TestStudentsKnowHowItIsMarked before they hand in, and what a criterion is called stays
// as it is written.
func TestStudentsKnowHowItIsMarked(t *testing.T) {
	h, s := open(t, "student")
	soil(h, s)
	assign(h, campus.Assignment{Title: "Map", Text: "Draw it.\n\n```\nopen", Rubric: []campus.Criterion{{ID: "1", Name: "A *clear* plan [x](y) <b>", Points: 4}, {ID: "2", Name: "1. Legend", Points: 2.5}}})
	h.Tap("Work")
	h.Pick("Map")
	h.Want("Draw it.", "How it is marked", "A *clear* plan [x](y) <b> · ", "1. Legend · ")
}

// TestAnAnswerThatWasBegun is seen on the page, and what is due and not there is said to be.
func TestAnAnswerThatWasBegun(t *testing.T) {
	h, s := open(t, "student")
	soil(h, s)
	assign(h, campus.Assignment{Title: "Map", Due: h.Env.Now().Add(-time.Hour).UnixMilli()})
	h.Tap("Work")
	h.Want("not handed in · overdue")
	h.Pick("Map")
	h.Want("Hand in")
	h.Tap("Hand in")
	h.Fill("Your answer", "It is")
	h.Tap("Close")
	h.Want("Continue writing", "What you began is kept on this computer.")
	s.Back()
	h.Settle()
	h.Pick("Map")
	h.Want("Continue writing")
	h.Tap("Continue writing")
	h.Want("It is")
	h.Tap("Discard")
	h.TapLast("Discard")
	h.WantNot("Continue writing")
}

// TestARefusalIsInSight where a form is longer than its sheet: what is wrong, and where.
func TestARefusalIsInSight(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	h.Window.Resize(fyne.NewSize(1000, 420))
	h.Tap("Work")
	h.Tap("New assignment")
	h.Fill("Title", "Map")
	h.Fill("Rubric: a criterion on each line, with its points, as Clear plan: 5", "Scale")
	h.Tap("Save")
	h.Want("A line of the rubric is written as")
	driver := fyne.CurrentApp().Driver()
	if e, ok := h.Window.Canvas().Focused().(*widget.Entry); !ok || e.Text != "Scale" {
		t.Errorf("the keyboard is in %v", h.Window.Canvas().Focused())
	} else if y := driver.AbsolutePositionForObject(e).Y; y < 60 || y+e.Size().Height > 380 {
		t.Errorf("the field is at %v of 420", y)
	}
}

// TestARefusedFieldComesBackInSight when it has the keyboard already and was scrolled away.
func TestARefusedFieldComesBackInSight(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	h.Window.Resize(fyne.NewSize(1000, 420))
	h.Tap("Work")
	h.Tap("New assignment")
	const label = "Rubric: a criterion on each line, with its points, as Clear plan: 5"
	h.Fill("Title", "Map")
	h.Fill(label, "Scale")
	h.Tap("Save")
	test.Scroll(h.Window.Canvas(), fyne.NewPos(500, 200), 0, 2000)
	e := h.Focused()
	top := func() float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(e).Y }
	if e == nil || top() < 380 {
		t.Fatalf("it was not scrolled away: %v", top())
	}
	h.Tap("Save")
	if y := top(); y < 60 || y+e.Size().Height > 380 {
		t.Errorf("the field is at %v of 420", y)
	}
}

// TestThePastIsNoDateOfPublishing: a draft would say until when it is one, and be wrong.
func TestThePastIsNoDateOfPublishing(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	h.Tap("Work")
	h.Tap("New assignment")
	h.Fill("Title", "Map")
	h.Fill(publishHint, "2020-01-01 10:00")
	h.Tap("Save")
	h.Want("This time is past. To publish now, leave it empty and press Publish.")
}
