package quiz

import (
	"slices"
	"testing"

	"rantau/campus"
)

// TestHalfAMatchingIsOpen: whoever hands in is told of it.
func TestHalfAMatchingIsOpen(t *testing.T) {
	match := campus.Question{ID: "m", Type: campus.Matching, Choices: []campus.Choice{{ID: "a"}, {ID: "b"}}}
	p := &paper{questions: []campus.Question{{ID: "s", Type: campus.ShortText}, match}, answers: map[string]campus.Answer{
		"s": {Text: "wet"}, "m": {Match: map[string]string{"a": "1"}}}}
	if got := p.open(); !slices.Equal(got, []int{2}) {
		t.Errorf("open are %v", got)
	}
	p.answers["m"] = campus.Answer{Match: map[string]string{"a": "1", "b": "2"}}
	if got := p.open(); len(got) != 0 {
		t.Errorf("open are %v", got)
	}
}
