package campus

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzTyped: what people type for codes and tags never crashes, and what comes of it stays
// as it is when it is read once more.
func FuzzTyped(f *testing.F) {
	for _, s := range []string{"abcd-2345", "AB–CD 23.45", "\u202egnp\x00", "soil, Soil; #water、ດິນ\n", "\xff\xfe", strings.Repeat("\u0301", 40), ShowCode(NewCode())} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		code := CleanCode(s)
		if again := CleanCode(code); again != code {
			t.Errorf("the code %q becomes %q", code, again)
		}
		if ValidCode(code) && CleanCode(ShowCode(code)) != code {
			t.Errorf("%q is not read from how it is shown", code)
		}
		tags := SplitTags(s)
		if again := SplitTags(strings.Join(tags, ",")); len(again) != len(tags) {
			t.Errorf("%q become %q", tags, again)
		}
		for _, tag := range tags {
			if !utf8.ValidString(tag) || tag != CleanLine(tag) {
				t.Errorf("the tag %q is not clean", tag)
			}
		}
	})
}
