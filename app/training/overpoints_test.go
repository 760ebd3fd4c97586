package training_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"rantau/app/apptest"
	"rantau/app/widget"
	"rantau/campus"
)

// none fails where the class has a record of the kind.
func none(t *testing.T, h *apptest.Hand, kind string) {
	t.Helper()
	if n, err := h.Env.Replica.Count(context.Background(), campus.Query{Space: h.Campus.Soil, Kind: kind}); err != nil || n != 0 {
		t.Fatalf("%d records of the kind %s (%v)", n, kind, err)
	}
}

// TestMoreThanAllThePointsIsAskedAbout: a slip of the keyboard gives nobody 99 of 10
// points unasked, and a bonus is given by saying so once.
func TestMoreThanAllThePointsIsAskedAbout(t *testing.T) {
	h, _, _ := queueOf(t)
	h.Fill("Points", "99")
	h.Tap("Save and next")
	h.Want("99 of 10 points", "1 of 3")
	none(t, h, "mark")
	h.Tap("Cancel")
	none(t, h, "mark")
	h.Tap("Save")
	widget.Dismiss(h.Window.Canvas()) // Esc is a no, and not the end of saving
	h.Settle()
	none(t, h, "mark")
	h.Fill("Points", "12")
	keys(h, fyne.KeyUp) // the arrow gives no more, and takes nothing away
	h.Want("12 of 10 points")
	h.Tap("Save")
	h.Tap("Give a bonus")
	if m := campus.As[campus.Mark](only(t, h, "mark")); *m.Score != 12 {
		t.Fatalf("the mark is %+v", m)
	}
	// What was given so once is not asked about again.
	h.Fill("Comment", "More than was asked for")
	h.Tap("Save")
	h.WantNot("Give a bonus")
	if m := campus.As[campus.Mark](only(t, h, "mark")); m.Comment == "" {
		t.Fatalf("the comment is not saved: %+v", m)
	}
}

// TestPointsAreNumbersFromNothing: less than nothing and what is no number are refused
// with a sentence.
func TestPointsAreNumbersFromNothing(t *testing.T) {
	for words, said := range map[string]string{"-3": "score is a number from 0 to", "NaN": "is not a number", "Inf": "is not a number", "10001": "score is a number from 0 to"} {
		h, _, _ := queueOf(t)
		h.Fill("Points", words)
		h.Tap("Save")
		h.Want(said)
		h.WantNot("Give a bonus")
		none(t, h, "mark")
	}
}

func TestABonusInAQuiz(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	id := aQuiz(h, campus.Quiz{Title: "Test", Attempts: 1})
	r := h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Dewi, "answers", campus.NewID(), &campus.Answers{Of: id, Number: 1,
		Answers: map[string]campus.Answer{"e": {Text: "Because it is so."}}})
	r.Audience = campus.Audience(h.Campus.Dewi)
	h.Campus.Replica.Put(r)
	h.Settle()
	place{h.Campus.Soil, id}.of(h, s)
	h.Tap("Results")
	h.Pick("Dewi")
	h.Tap("Mark")
	h.Fill("4. Why? · Points 5", "-1")
	h.Tap("Save")
	h.Want("score is a number from 0 to")
	h.Fill("4. Why? · Points 5", "99")
	h.Tap("Save")
	h.Want("99 of 5 points")
	h.Tap("Cancel")
	none(t, h, "mark")
	h.Fill("4. Why? · Points 5", "6")
	h.Tap("Save")
	h.Tap("Give a bonus")
	if m := campus.As[campus.Mark](only(t, h, "mark")); m.Given[r.ID]["e"] != 6 {
		t.Fatalf("the mark is %+v", m)
	}
	h.Tap("Mark")
	h.Fill("Comment", "Well argued")
	h.Tap("Save")
	h.WantNot("Give a bonus")
	h.Want("Well argued")
}
