package training_test

import (
	"context"
	"testing"

	"rantau/app/ui"
	"rantau/campus"
)

// TestHistoryOfALesson is in its menu, and restores.
func TestHistoryOfALesson(t *testing.T) {
	h, s := open(t, "teacher")
	id := h.Campus.Lessons[0]
	r, err := h.Campus.Replica.Record(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	was := campus.As[campus.Lesson](r)
	now := was
	now.Text = "Only a sentence is left."
	c, _ := campus.Edit(r, &now)
	if err := h.Campus.Replica.Save(context.Background(), campus.Action{Space: r.Space, Changes: []campus.Change{c}}); err != nil {
		t.Fatal(err)
	}
	place{h.Campus.Soil, id}.of(h, s)
	more(h, "History")
	h.Want("What it said before", "Only a sentence is left.")
	h.Tap("Restore")
	r, _ = h.Campus.Replica.Record(context.Background(), id)
	if got := campus.As[campus.Lesson](r); got.Text != was.Text || got.Order != was.Order {
		t.Errorf("restored: %q", got.Text)
	}
}

// TestRefusedSessionIsWrittenAgain, as is a unit: in the form that it came from.
func TestRefusedSessionIsWrittenAgain(t *testing.T) {
	h, s := open(t, "teacher")
	ctx := context.Background()
	again := func(c campus.Change) {
		t.Helper()
		if err := h.Campus.Replica.Save(ctx, campus.Action{Space: h.Campus.Soil, Changes: []campus.Change{c}}); err != nil {
			t.Fatal(err)
		}
		sets, _ := h.Campus.Replica.Waiting(ctx)
		h.Campus.Replica.RefuseSet(len(sets)-1, campus.Forbidden, "no")
		sets, _ = h.Campus.Replica.Waiting(ctx)
		a, err := ui.TakeUp(ctx, h.Campus.Replica, sets[len(sets)-1])
		if err != nil || a == nil {
			t.Fatal(a, err)
		}
		s.Open(a.Place())
		s.Shown()
		h.Settle()
	}
	start := h.Env.Now().UnixMilli()
	again(campus.Create(campus.NewID(), "session", &campus.Session{Title: "At the pump", Start: start, End: start + 5_400_000}))
	h.Want("New session", "At the pump", "90")
	h.Tap("Save")
	again(campus.Create(campus.NewID(), "unit", &campus.Unit{Title: "Pumps", Order: "z"}))
	h.Want("New unit", "Pumps")
	h.Tap("Save")
	sets, err := h.Campus.Replica.Waiting(ctx)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, w := range sets {
		if w.State == campus.Refused {
			t.Errorf("what was written again stays refused: %+v", w)
		}
		kinds[w.Changes[0].Kind]++
	}
	if kinds["session"] != 1 || kinds["unit"] != 1 {
		t.Errorf("%v", kinds)
	}
}
