package campus

import "strings"

// Piece is one stretch of two texts beside each other: what both have, or what one of
// them has in place of what the other has.
type Piece struct{ Same, Before, After string }

// Compare puts two texts beside each other, cut into parts by whoever knows where words
// end. Texts that have too little in common are one piece.
func Compare(before, after []string) []Piece {
	steps, ok := edits(before, after)
	if !ok {
		return []Piece{{Before: strings.Join(before, ""), After: strings.Join(after, "")}}
	}
	var out []Piece
	at := 0
	for _, e := range steps {
		if e.from > at {
			out = append(out, Piece{Same: strings.Join(before[at:e.from], "")})
		}
		out = append(out, Piece{Before: strings.Join(before[e.from:e.to], ""), After: e.text})
		at = e.to
	}
	if at < len(before) {
		out = append(out, Piece{Same: strings.Join(before[at:], "")})
	}
	return out
}
