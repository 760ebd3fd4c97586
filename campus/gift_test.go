package campus

import (
	"slices"
	"strings"
	"testing"
)

const gift = `// a comment
$CATEGORY: $course$/Science/Water

::Moon:: Who is *buried* in Grant's tomb? {
 =Grant #yes
 ~no one
 ~Napoleon\: the first
}

Which are gases? { ~%50%oxygen ~%50%argon ~%-100%iron }

Grant is buried in Grant's tomb. {FALSE#Nobody is "buried" there}

Two plus two is {=four =4} exactly.

Match. {
 =Canada -> Ottawa
 =Italy -> Rome
 = -> Oslo
}

What is pi to two places? {#3.14:0.005}

A number from 1 to 5? {#1..5####any of them}

When was Ulysses S. Grant born? {#
 =1822:0 #Correct
 =%50%1822:2
}

Write about \{rivers\}. {}

::Broken:: There is no answer here

Nothing is right { ~a ~b }
`

func TestReadGIFT(t *testing.T) {
	all, skipped := ReadGIFT(gift)
	types := make([]QuestionType, len(all))
	for i, b := range all {
		types[i] = b.Question.Type
		if b.Category != "Water" {
			t.Errorf("%q is in %q", b.Question.Text, b.Category)
		}
	}
	if want := []QuestionType{SingleChoice, MultipleChoice, TrueFalse, ShortText, Matching, Numeric, Numeric, Numeric, Essay}; !slices.Equal(types, want) {
		t.Fatalf("read: %v", types)
	}
	if len(skipped) != 2 || !strings.HasPrefix(skipped[0], "::Broken::") {
		t.Errorf("skipped: %q", skipped)
	}
	right := func(i int, a Answer, want float64) {
		t.Helper()
		if got, _ := Share(all[i].Question, all[i].Key, a); got != want {
			t.Errorf("%q: %v, want %v", all[i].Question.Text, got, want)
		}
	}
	id := func(i int, text string) string {
		for _, c := range append(slices.Clone(all[i].Question.Choices), all[i].Question.Targets...) {
			if c.Text == text {
				return c.ID
			}
		}
		t.Errorf("%q is not among %v", text, all[i].Question)
		return ""
	}
	right(0, Answer{Choice: []string{id(0, "Grant")}}, 1)
	right(0, Answer{Choice: []string{id(0, "Napoleon: the first")}}, 0)
	right(1, Answer{Choice: []string{id(1, "oxygen"), id(1, "argon")}}, 1)
	right(1, Answer{Choice: []string{id(1, "oxygen"), id(1, "iron")}}, 0)
	right(2, Answer{Choice: []string{ChoiceFalse}}, 1)
	right(3, Answer{Text: "Four"}, 1)
	right(4, Answer{Match: map[string]string{id(4, "Canada"): id(4, "Ottawa"), id(4, "Italy"): id(4, "Rome")}}, 1)
	right(5, Answer{Text: "3,144"}, 1)
	right(6, Answer{Text: "4.9"}, 1)
	right(6, Answer{Text: "5.1"}, 0)
	right(7, Answer{Text: "1822"}, 1)
	if q := all[3].Question.Text; q != "Two plus two is _____ exactly." || all[8].Question.Text != "Write about {rivers}." {
		t.Errorf("texts: %q, %q", q, all[8].Question.Text)
	}
	if all[0].Key.Feedback != "yes" || all[6].Key.Feedback != "any of them" || all[2].Key.Feedback != `Nobody is "buried" there` || len(all[4].Question.Targets) != 3 {
		t.Errorf("feedback: %+v", all)
	}
}

// FuzzReadGIFT: whatever a file holds, what is read of it is valid and can be marked.
// TestGIFTForgottenBrace: one question that was not closed does not take the others along,
// and an empty line within an answer is none of it.
func TestGIFTForgottenBrace(t *testing.T) {
	all, skipped := ReadGIFT("What is wet? {=Water ~Sand\n\nThe earth is flat. {F}\n\n// {\nTwo? {\n=two\n\n=2\n}\n\nOpen {=a \\{")
	if len(all) != 2 || len(skipped) != 2 || !strings.HasPrefix(skipped[0], "What is wet?") || !strings.HasPrefix(skipped[1], "Open") {
		t.Fatalf("%+v, not %q", all, skipped)
	}
	if all[0].Question.Type != TrueFalse || all[1].Question.Type != ShortText || len(all[1].Key.Accept) != 2 {
		t.Errorf("%+v", all)
	}
}

func FuzzReadGIFT(f *testing.F) {
	for block := range strings.SplitSeq(gift, "\n\n") {
		f.Add(block)
	}
	f.Add("a{#1e999..2}\n\n{=%x%->}\n\n::\\::{~=}\n\n\xff{T}\\")
	f.Fuzz(func(t *testing.T, text string) {
		all, _ := ReadGIFT(text)
		for _, b := range all {
			if err := b.Validate(); err != nil {
				t.Fatalf("%+v: %v", b, err)
			}
			if share, known := Share(b.Question, b.Key, Answer{Text: "1", Choice: []string{"x"}}); share < 0 || share > 1 || !known && b.Question.Type != Essay {
				t.Fatalf("%+v is worth %v (%v)", b, share, known)
			}
		}
	})
}

// TestGIFTWithoutEmptyLines: a question on each line is what many people write.
func TestGIFTWithoutEmptyLines(t *testing.T) {
	all, skipped := ReadGIFT("// a list\n::Q1:: Is water wet? {T}\n::Q2:: Two and two? {#4}\nRain is { =wet ~dry } and\ncold.\nName it {\n=Hamlet\n\n}\n::Q5:: Why \\{ here? {}\n")
	var types []QuestionType
	for _, b := range all {
		types = append(types, b.Question.Type)
	}
	if want := []QuestionType{TrueFalse, Numeric, SingleChoice, ShortText, Essay}; !slices.Equal(types, want) || len(skipped) != 0 {
		t.Fatalf("read %v, skipped %q", types, skipped)
	}
	if text := all[2].Question.Text; !strings.HasSuffix(text, "cold.") {
		t.Errorf("the end of a question went away: %q", text)
	}
}
