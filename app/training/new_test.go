package training_test

import (
	"testing"
	"time"

	"rantau/campus"
)

// TestNewMakesWhatTheTabLists: Ctrl+N in a class is for what is in front.
func TestNewMakesWhatTheTabLists(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	for _, one := range []struct{ tab, form string }{{"Work", "What is to be done (Markdown)"}, {"Timetable", "Link"}} {
		h.Pick(one.tab)
		s.New()
		h.Settle()
		h.Want(one.form)
		h.Tap("Close")
	}
	h.Pick("Work")
	h.Pick("Quizzes")
	s.New()
	h.Settle()
	h.Press("New practice quiz")
	h.Tap("Close")
	h.Pick("Lessons")
	s.New()
	h.Settle()
	h.Want("Preview")
}

// TestAPlaceInAClass: what was found in a search is shown where it stands.
func TestAPlaceInAClass(t *testing.T) {
	h, s := open(t, "teacher")
	start := h.Env.Now().AddDate(0, 0, 21)
	session, unit := campus.NewID(), campus.NewID()
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "session", session, &campus.Session{Title: "At the river", Start: start.UnixMilli(), End: start.Add(time.Hour).UnixMilli()})
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "unit", unit, &campus.Unit{Title: "Rivers", Order: "zz"})
	h.Settle()
	place{h.Campus.Soil, session}.of(h, s)
	h.Want("At the river", "New session")
	place{h.Campus.Soil, unit}.of(h, s)
	h.Want("Rivers", "New lesson")
}
