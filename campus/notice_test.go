package campus

import "testing"

func TestNoticesAddUp(t *testing.T) {
	n := NewNotice()
	n.Add(Notice{Kinds: map[string]bool{"post": true}, Spaces: map[ID]bool{"a": true}, IDs: map[ID]bool{"1": true}})
	n.Add(Notice{Kinds: map[string]bool{"lesson": true}, Spaces: map[ID]bool{"b": true}, IDs: map[ID]bool{"2": true}, Outbox: true})
	if !n.Touches("post") || !n.Touches("lesson") || n.Touches("topic") || !n.Spaces["a"] || !n.Spaces["b"] || !n.IDs["1"] || !n.IDs["2"] || !n.Outbox {
		t.Errorf("two notices made %+v", n)
	}
	many := NewNotice()
	for range mostIDs + 1 {
		many.IDs[NewID()] = true
	}
	n.Add(many)
	if n.IDs != nil {
		t.Error("a notice names more records than a screen can look through")
	}
	n.Add(Notice{})
	if n.Kinds != nil || n.Spaces != nil || n.IDs != nil {
		t.Errorf("all and some made %+v, not all", n)
	}
}
