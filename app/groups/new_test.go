package groups_test

import "testing"

// TestNewMakesWhatTheTabLists: Ctrl+N in a group is for what is in front.
func TestNewMakesWhatTheTabLists(t *testing.T) {
	h, s := open(t, "teacher")
	h.Pick("Bandung Raya")
	for tab, hint := range map[string]string{"Tasks": "New task", "Pages": "Title of the page"} {
		h.Pick(tab)
		s.New()
		h.Settle()
		h.Want(hint)
		if tab == "Tasks" {
			h.Tap("Close")
		} else {
			s.Back()
			h.Settle()
		}
	}
}
