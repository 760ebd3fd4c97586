package paper_test

import (
	"strings"
	"testing"

	"rantau/app/markdown"
	"rantau/app/paper"
)

// FuzzLesson: every text can be printed, and the file has at least a page and an end.
func FuzzLesson(f *testing.F) {
	for _, s := range []string{"# A\n\ntext", strings.Repeat("x", 10_000), strings.Repeat("ทดสอบ", 2000), "\u202e\u200f\u0000\ufeff", "🎉👩‍🌾\u0301\u0301\u0301", "|a|b|\n|-|-|\n|" + strings.Repeat("long ", 500) + "|2|",
		strings.Repeat("> ", 200) + "deep", strings.Repeat("- a\n  ", 50), "```\n" + strings.Repeat("code\t", 300) + "\n```", "![x](y.png)", "\xff"} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, notes bool) {
		if len(s) > 20_000 {
			return
		}
		d := paper.New(s, paper.Options{Notes: notes})
		d.Lesson(s, s, markdown.Parse(s), nil)
		b, err := d.Bytes()
		if err != nil || !strings.HasPrefix(string(b), "%PDF-") || !strings.Contains(string(b[max(0, len(b)-64):]), "%%EOF") {
			t.Errorf("%d bytes, %v", len(b), err)
		}
	})
}
