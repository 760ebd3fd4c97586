package widget

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestBreakLines: each letter is as wide as 1; marks above and below have no width.
func TestBreakLines(t *testing.T) {
	for _, c := range []struct {
		runs  []string
		width float32
		want  string // lines with /, spans with |
	}{
		{[]string{""}, 10, ""},
		{[]string{"one two three"}, 7, "one two/three"},
		{[]string{"one two three"}, 0, "one two three"},
		{[]string{"one  two"}, 4, "one/two"},
		{[]string{"one\n\ntwo\n"}, 10, "one//two/"},
		{[]string{"ab", "cd ef"}, 4, "ab|cd/ef"}, // a word may change its style inside
		{[]string{"ab ", "cd", " ef"}, 5, "ab |cd/ef"},
		{[]string{"abcdefgh ij"}, 3, "abc/def/gh/ij"},
		{[]string{"x abcdefgh"}, 3, "x/abc/def/gh"},
		{[]string{"นักเรียนปลูกข้าว"}, 8, "นักเรียน/ปลูกข้าว"},
		{[]string{"ជំរាបសួរ"}, 1, "ជំ/រា/ប/សួ/រ"},
		{[]string{"well-known"}, 6, "well-/known"},
	} {
		lines := breakLines(c.runs, c.width, func(_ int, s string) float32 { return float32(letters(s)) })
		var got []string
		for _, l := range lines {
			var spans []string
			for _, s := range l.spans {
				spans = append(spans, s.text)
			}
			got = append(got, strings.Join(spans, "|"))
		}
		if strings.Join(got, "/") != c.want {
			t.Errorf("%q in %v: %q, want %q", c.runs, c.width, strings.Join(got, "/"), c.want)
		}
	}
}

func letters(s string) (n int) {
	for _, r := range s {
		if !strings.ContainsRune("\u0e31\u0e35\u0e39\u17c6\u17b6\u17bd", r) {
			n++
		}
	}
	return n
}

func FuzzBreakLines(f *testing.F) {
	f.Add("one two", " three\nสวัสดี", float32(3))
	f.Add("", "\n\n", float32(0))
	f.Fuzz(func(t *testing.T, a, b string, width float32) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) || width < 0 || len(a)+len(b) > 500 {
			t.Skip()
		}
		whole, at := a+b, 0
		for _, l := range breakLines([]string{a, b}, width, func(_ int, s string) float32 { return float32(utf8.RuneCountInString(s)) }) {
			if l.from < at || l.end < l.from || l.end > len(whole) {
				t.Fatalf("%q: the line from %d to %d comes after %d", whole, l.from, l.end, at)
			}
			if strings.TrimSpace(whole[at:l.from]) != "" && strings.Trim(whole[at:l.from], " \t\n\u200b\u2009") != "" {
				t.Fatalf("%q: %q is on no line", whole, whole[at:l.from])
			}
			text := ""
			for _, s := range l.spans {
				text += s.text
			}
			if text != whole[l.from:l.end] {
				t.Fatalf("%q: the spans of a line are %q", whole, text)
			}
			at = l.end
		}
		if strings.Trim(whole[at:], " \t\n\u200b\u2009") != "" {
			t.Fatalf("%q: %q is on no line", whole, whole[at:])
		}
	})
}
