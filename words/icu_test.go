package words

import (
	_ "embed"
	"strings"
	"testing"
)

//go:embed testdata/ends.txt
var icu string

// TestAsICU: of the words that ICU ends, so many end here as well, and so few others
// do. We keep a foreign word in one piece where ICU cuts it into letters, so it can't
// be all.
func TestAsICU(t *testing.T) {
	type count struct{ theirs, both, ours int }
	counts := map[string]*count{}
	for line := range strings.Lines(icu) {
		language, cut, _ := strings.Cut(strings.TrimSpace(line), "\t")
		c := counts[language]
		if c == nil {
			c = &count{}
			counts[language] = c
		}
		s := strings.ReplaceAll(cut, "|", "")
		have := map[int]bool{}
		for _, at := range Breaks(s) {
			have[at] = true
			c.ours++
		}
		at := 0
		words := strings.Split(cut, "|")
		for _, w := range words[:len(words)-1] {
			at += len(w)
			c.theirs++
			if have[at] {
				c.both++
			}
		}
	}
	for language, least := range map[string][2]float64{"th": {0.98, 0.98}, "lo": {0.95, 0.95}, "km": {0.95, 0.95}, "my": {0.95, 0.95}} {
		c := counts[language]
		if c == nil || c.theirs < 100 {
			t.Errorf("%s: no words", language)
			continue
		}
		recall, precision := float64(c.both)/float64(c.theirs), float64(c.both)/float64(c.ours)
		t.Logf("%s: %.1f %% of ICU's %d ends, %.1f %% of ours are ICU's", language, 100*recall, c.theirs, 100*precision)
		if recall < least[0] || precision < least[1] {
			t.Errorf("%s: %.3f and %.3f, not %v", language, recall, precision, least)
		}
	}
}
