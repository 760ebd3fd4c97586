package sample

import (
	"encoding/json"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"rantau/campus"
	"rantau/internal/unraced"
)

// TestSources holds that all texts are valid and in the composed form that
// search and comparison count on.
func TestSources(t *testing.T) {
	err := fs.WalkDir(sources, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := sources.ReadFile(path)
		if !utf8.Valid(raw) || !norm.NFC.IsNormal(raw) {
			t.Errorf("%s is not valid UTF-8 in NFC", path)
		}
		for _, bad := range []string{"\ufffd", "\u200e", "\u200f", "\ufeff", "\u00a0"} {
			if strings.Contains(string(raw), bad) {
				t.Errorf("%s holds %+q", path, bad)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// leftover is a slot that nobody filled, or a mark of a source that came
// through.
var leftover = regexp.MustCompile(`\{(\d+\.\.\d+|name|me|inst|partner|city|pcity|country|pcountry|zone|pzone|day|date|time|class|lesson|area|year|week|teacher|student|copy|series|readings|picture [^}]*)\}| // |\\n[A-Z]`)

// TestTexts holds that what people read is finished: no empty text, no slot
// left, nothing but composed letters, and that names of files are possible.
func TestTexts(t *testing.T) {
	unraced.Skip(t)
	for _, size := range []Size{Small, Batch} {
		_, steps := campuses[size]()
		for _, s := range steps {
			for _, c := range s.Action.Changes {
				for field, raw := range c.Set {
					var text string
					if json.Unmarshal(raw, &text) != nil {
						continue
					}
					code := field == "text" && c.Kind == "lesson" && strings.Contains(text, "```")
					if l := leftover.FindString(text); l != "" && !(code && strings.HasPrefix(l, `\n`)) {
						t.Fatalf("%s of a %s: %q is left in %q", field, c.Kind, l, text)
					}
					if strings.TrimSpace(text) == "" || !norm.NFC.IsNormalString(text) || strings.Contains(text, "  ") && c.Kind == "post" {
						t.Fatalf("%s of a %s: %q", field, c.Kind, text)
					}
				}
			}
		}
	}
}

// TestLanguages holds that people do write their own language, and that a
// thread holds several.
func TestLanguages(t *testing.T) {
	scripts := map[string][2]rune{"th": {0x0e00, 0x0e7f}, "lo": {0x0e80, 0x0eff}, "my": {0x1000, 0x109f}, "km": {0x1780, 0x17ff}}
	for _, size := range []Size{Small, Batch} {
		seen := map[string]int{}
		_, steps := campuses[size]()
		for _, s := range steps {
			for _, c := range s.Action.Changes {
				if c.Kind != "post" {
					continue
				}
				text := campus.As[campus.Post](campus.Record{Body: campus.NewBody(c.Set)}).Text
				for lang, r := range scripts {
					if strings.ContainsFunc(text, func(c rune) bool { return c >= r[0] && c <= r[1] }) {
						seen[lang]++
					}
				}
			}
		}
		for lang := range scripts {
			if seen[lang] < 3 {
				t.Errorf("%s: %d posts in %s", size, seen[lang], lang)
			}
		}
	}
}
