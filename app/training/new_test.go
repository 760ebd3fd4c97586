package training_test

import "testing"

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
