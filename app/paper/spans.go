package paper

import (
	"unicode"

	"github.com/go-text/typesetting/shaping"
)

// span is a part of a text that stands beside its glyphs. A program that reads the file
// gives one glyph after the other one letter of it: where a letter is drawn by more glyphs
// than it has runes, or fewer, it is a span by itself, so that what stands behind it is
// where it is drawn.
type span struct{ from, end int }

// spans divides a text of so many runes.
func spans(shaped []shaping.Output, runes []rune) []span {
	out := []span{{0, len(runes)}}
	plain := true
	last := -1
	for _, o := range shaped {
		for i := 0; i < len(o.Glyphs); {
			at, drawn, next := o.Glyphs[i].TextIndex(), 0, i
			for ; next < len(o.Glyphs) && o.Glyphs[next].TextIndex() == at; next++ {
				if !unseen(o.Glyphs[next], runes) {
					drawn++
				}
			}
			if at <= last { // from right to left: nothing is known of where it goes on
				return []span{{0, len(runes)}}
			}
			last = at
			alike := drawn == o.Glyphs[i].RunesCount()
			if i = next; drawn == 0 || alike && plain {
				continue
			}
			if at > out[len(out)-1].from {
				out[len(out)-1].end = at
				out = append(out, span{at, len(runes)})
			}
			plain = alike
		}
	}
	return out
}

// unseen tells of a sign that no face has: better nothing than a box.
func unseen(g shaping.Glyph, runes []rune) bool {
	return g.GlyphID == 0 && !unicode.IsLetter(runes[g.TextIndex()])
}
