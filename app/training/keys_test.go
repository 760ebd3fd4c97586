package training_test

import "testing"

// The sheet of shortcuts names what works in the place in front, and nothing else.
func TestKeysOfThePlaceInFront(t *testing.T) {
	h, s := open(t, "teacher")
	want := func(keys ...string) {
		t.Helper()
		h.Settle()
		var have []string
		for _, k := range s.Keys() {
			have = append(have, k.Keys)
		}
		if len(have) != len(keys) {
			t.Errorf("the keys are %q, not %q", have, keys)
			return
		}
		for i := range keys {
			if have[i] != keys[i] {
				t.Errorf("the keys are %q, not %q", have, keys)
			}
		}
	}
	want()
	soil(h, s)
	want("Alt+↑, Alt+↓")
	h.Tap("Timetable")
	want("1, 2, 3, 4")
	h.Tap("Documents")
	want("Backspace")
	h.Tap("Discussion")
	want("Alt+↑, Alt+↓", "@")
	h.Tap("Members")
	want()
}

func TestKeysOfAStudent(t *testing.T) {
	h, s := open(t, "student")
	soil(h, s)
	if keys := s.Keys(); len(keys) > 0 {
		t.Errorf("a student moves lessons with %v", keys)
	}
}
