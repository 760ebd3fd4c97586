package training_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/apptest"
	"rantau/campus"
)

func twoChoices(a, b string) []campus.Choice {
	return []campus.Choice{{ID: "a", Text: a}, {ID: "b", Text: b}}
}

// eightTypes puts a practice quiz with a question of each type into the class, one after
// the other.
func eightTypes(h *apptest.Hand) campus.ID {
	id := campus.NewID()
	quiz := campus.Quiz{Title: "All of them", Practice: true, OneByOne: true, Questions: []campus.Question{
		{ID: "1", Type: campus.SingleChoice, Text: "Single?", Points: 1, Choices: twoChoices("Water", "Sand")},
		{ID: "2", Type: campus.MultipleChoice, Text: "Several?", Points: 1, Choices: append(twoChoices("Clay", "Loam"), campus.Choice{ID: "c", Text: "Glass"})},
		{ID: "3", Type: campus.TrueFalse, Text: "Is it so?", Points: 1},
		{ID: "4", Type: campus.Matching, Text: "Which to which?", Points: 1, Choices: twoChoices("cat", "dog"), Targets: []campus.Choice{{ID: "x", Text: "meows"}, {ID: "y", Text: "barks"}}},
		{ID: "5", Type: campus.Ordering, Text: "In order", Points: 1, Choices: twoChoices("early", "later")},
		{ID: "6", Type: campus.Numeric, Text: "How much?", Points: 1, Unit: "%"},
		{ID: "7", Type: campus.ShortText, Text: "What is it called?", Points: 1},
		{ID: "8", Type: campus.Essay, Text: "Why?", Points: 1},
	}}
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "quiz", id, &quiz)
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "quizkey", campus.QuizKeyID(id, true), &campus.QuizKey{Of: id, Practice: true, Keys: map[string]campus.KeyItem{
		"1": {Right: []string{"a"}}, "2": {Right: []string{"a", "b"}}, "3": {Right: []string{campus.ChoiceFalse}, Feedback: "It is not"},
		"4": {Match: map[string]string{"a": "x", "b": "y"}}, "5": {Right: []string{"a", "b"}}, "6": {Number: 12.5, Tolerance: 0.5}, "7": {Accept: []string{"moisture"}}}})
	h.Settle()
	return id
}

// key presses a key on the last thing that says these words and takes the keyboard.
func key(h *apptest.Hand, words string, name fyne.KeyName) {
	h.T.Helper()
	var found fyne.Focusable
	for _, o := range test.LaidOutObjects(h.Window.Canvas().Content()) {
		f, is := o.(fyne.Focusable)
		if !is {
			continue
		}
		for _, in := range test.LaidOutObjects(o) {
			if text, is := in.(*canvas.Text); is && strings.Contains(text.Text, words) {
				found = f
			}
		}
	}
	if found == nil {
		h.T.Fatalf("nothing that takes the keyboard says %q", words)
	}
	h.Window.Canvas().Focus(found)
	found.TypedKey(&fyne.KeyEvent{Name: name})
	h.Settle()
}

// byKeys opens a choice and takes one of its options.
func byKeys(h *apptest.Hand, sel fyne.Focusable, option int) {
	h.T.Helper()
	c := h.Window.Canvas()
	press := func(name fyne.KeyName) {
		h.T.Helper()
		if c.Focused() == nil {
			h.T.Fatal("nothing has the keyboard")
		}
		c.Focused().TypedKey(&fyne.KeyEvent{Name: name})
	}
	c.Focus(sel)
	press(fyne.KeySpace)
	for range option + 1 {
		press(fyne.KeyDown)
	}
	press(fyne.KeyReturn)
	h.Settle()
}

// TestEightTypes: a student answers a question of each type, by mouse or by keys, and
// sees at once and with no network what was right.
func TestEightTypes(t *testing.T) {
	for _, keys := range []bool{false, true} {
		t.Run(map[bool]string{false: "mouse", true: "keys"}[keys], func(t *testing.T) {
			h, s := open(t, "student")
			h.Campus.Link.Set(campus.Status{Line: campus.Unreached})
			soil(h, s)
			id := eightTypes(h)
			place{h.Campus.Soil, id}.of(h, s)
			press := func(words string) {
				t.Helper()
				if keys {
					key(h, words, fyne.KeySpace)
					return
				}
				h.Press(words)
			}
			h.Tap("Begin")
			press("Sand")
			press("Water") // one takes the place of the other
			h.Tap("Next")
			press("Clay")
			press("Glass")
			press("Loam")
			press("Glass") // and away again
			h.Tap("Next")
			press("False")
			h.Tap("Next")
			for _, sel := range h.Selects() {
				want := map[bool]string{true: "meows", false: "barks"}[sel == h.Selects()[0]]
				for i, o := range sel.Options {
					switch {
					case !strings.Contains(o, want):
					case keys:
						byKeys(h, sel, i)
					default:
						sel.SetSelectedIndex(i)
					}
				}
			}
			h.Tap("Next")
			if h.Sees("1. later") {
				move(h, keys)
			} else {
				h.Tap("Answer with this order")
			}
			h.Tap("Next")
			h.Type("Your answer", "12,8")
			h.Tap("Next")
			h.Type("Your answer", " Moisture")
			h.Tap("Next")
			h.Type("Your answer", "Because.")
			h.Tap("Finish")
			h.Want("Every question has an answer. Hand in now?")
			h.TapLast("Finish")
			h.Want("Attempt 1 · 7 of 8 points · waits for the teacher", "1 of 1 points")
			h.WantNot("0 of 1 points")
			a := campus.As[campus.Answers](only(t, h, "answers"))
			m := campus.MarkAnswers(campus.As[campus.Quiz](only(t, h, "quiz")), campus.As[campus.QuizKey](only(t, h, "quizkey")), a, nil)
			if m.Sum != 7 || len(m.Waits) != 1 || len(a.Answers) != 8 {
				t.Errorf("%+v of %+v", m, a.Answers)
			}
			if n, _ := h.Env.Replica.Waiting(context.Background()); len(n) != 2 { // begun, and handed in
				t.Errorf("%d sets wait", len(n))
			}
		})
	}
}

// move moves the first of an order down.
func move(h *apptest.Hand, keys bool) {
	h.T.Helper()
	for _, b := range h.Buttons() {
		if b.Icon == nil || b.Icon.Name() != base.MoveDownIcon().Name() || b.Disabled() {
			continue
		}
		if keys {
			h.Window.Canvas().Focus(b)
			b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		} else {
			test.Tap(b)
		}
		h.Settle()
		return
	}
	h.T.Fatal("nothing can be moved")
}
