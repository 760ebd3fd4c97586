package campus

import (
	"encoding/json"
	"strings"
	"testing"
)

// A value nested so deep that others can't read it must not get into a space.
func TestSetsAreShallow(t *testing.T) {
	for _, c := range []struct {
		depth int
		want  Code
	}{{3, ""}, {25, ""}, {40, Invalid}, {9996, Invalid}} {
		value := strings.Repeat("[", c.depth) + strings.Repeat("]", c.depth)
		set := Set{Server: NewID(), Device: strings.Repeat("a", 32), Space: NewID(), Number: 1,
			Changes: []Change{{Record: NewID(), Kind: "post", Set: map[string]json.RawMessage{"z": json.RawMessage(value)}}}}
		_, err := DecodeSet(set.Encode())
		if (err == nil) != (c.want == "") || err != nil && CodeOf(err) != c.want {
			t.Errorf("depth %d: %v", c.depth, err)
		}
	}
	text := Set{Server: NewID(), Device: strings.Repeat("a", 32), Space: NewID(), Number: 1,
		Changes: []Change{Create(NewID(), "post", &Post{Topic: NewID(), Text: strings.Repeat("[{\\\"", 100)})}}
	if _, err := DecodeSet(text.Encode()); err != nil {
		t.Errorf("brackets in a text: %v", err)
	}
}
