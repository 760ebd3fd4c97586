package campus

import "testing"

func TestWholeAnswer(t *testing.T) {
	match := Question{Type: Matching, Choices: []Choice{{ID: "a"}, {ID: "b"}}}
	for _, c := range []struct {
		q    Question
		a    Answer
		want bool
	}{
		{match, Answer{}, false},
		{match, Answer{Match: map[string]string{"a": "1"}}, false},
		{match, Answer{Match: map[string]string{"a": "1", "b": "2"}}, true},
		{Question{Type: ShortText}, Answer{Text: " "}, false},
		{Question{Type: ShortText}, Answer{Text: "wet"}, true},
	} {
		if got := c.a.Whole(c.q); got != c.want {
			t.Errorf("%+v of %s: %v", c.a, c.q.Type, got)
		}
	}
}
