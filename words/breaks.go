package words

import (
	"slices"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"
)

// Breaks gives the places where a line may end, as byte offsets in their order:
// those of UAX #14, and those between words of the scripts without spaces. The end
// of the text is not among them.
func Breaks(s string) []int {
	text := []rune(s)
	var at []int
	var seg segmenter.Segmenter
	seg.Init(text)
	for lines := seg.LineIterator(); lines.Next(); {
		l := lines.Line()
		if end := l.Offset + len(l.Text); end < len(text) {
			at = append(at, end)
		}
	}
	return offsets(s, text, append(at, insideRuns(text)...))
}

// insideRuns gives the ends of words inside the stretches of scripts without
// spaces.
func insideRuns(text []rune) (at []int) {
	for from := 0; ; {
		start, end, s := run(text, from)
		if s == other {
			return at
		}
		for _, e := range split(text[start:end], s) {
			at = append(at, start+e)
		}
		from = end
	}
}

// offsets turns places among runes into places among bytes, in order and each
// once.
func offsets(s string, text []rune, at []int) []int {
	slices.Sort(at)
	at = slices.Compact(at)
	out := make([]int, 0, len(at))
	runes, bytes := 0, 0
	for _, place := range at {
		for ; runes < place; runes++ {
			_, size := utf8.DecodeRuneInString(s[bytes:])
			bytes += size
		}
		out = append(out, bytes)
	}
	return out
}

// Clusters gives the places between what a person takes for one letter, as byte
// offsets: where the cursor may stand. The end of the text is not among them.
func Clusters(s string) []int {
	text := []rune(s)
	var at []int
	var seg segmenter.Segmenter
	seg.Init(text)
	for all := seg.GraphemeIterator(); all.Next(); {
		g := all.Grapheme()
		end := g.Offset + len(g.Text)
		// A consonant that is put under another is one letter with it.
		if end < len(text) && text[end-1] != 0x17d2 && text[end-1] != 0x1039 {
			at = append(at, end)
		}
	}
	return offsets(s, text, at)
}
