package reader

import (
	"slices"
	"unicode"

	"rantau/app/reader/mupdf"
	"rantau/words"
)

// hit is where something that was looked for stands on a page: from the first letter to
// the last, and the places to mark, one a line.
type hit struct {
	from, to int
	boxes    []box
}

// find gives where a folded text stands on a page, at most so often. White space in it is
// any white space on the page. The end of a line is a space or nothing, for a word goes on
// behind it in scripts without spaces, and where it is hyphenated.
func (s *sheet) find(q []rune, most int) []hit {
	var out []hit
	if len(q) == 0 {
		return nil
	}
	for i := 0; i < len(s.text) && len(out) < most; {
		end := s.matches(i, q)
		if end < 0 {
			i++
			continue
		}
		h := hit{from: int(s.from[i]), to: int(s.to[i])}
		for k := i; k < end; k++ {
			h.from, h.to = min(h.from, int(s.from[k])), max(h.to, int(s.to[k]))
		}
		h.boxes = s.boxes(h.from, h.to+1)
		out = append(out, h)
		i = end
	}
	return out
}

// findAny gives where any of several texts stands, in the order of the page. Where two lie
// over each other the first is taken.
func (s *sheet) findAny(queries [][]rune, most int) []hit {
	if len(queries) == 1 {
		return s.find(queries[0], most)
	}
	var all []hit
	for _, q := range queries {
		all = append(all, s.find(q, most)...)
	}
	slices.SortStableFunc(all, func(a, b hit) int { return a.from - b.from })
	end := -1
	all = slices.DeleteFunc(all, func(h hit) bool {
		over := h.from <= end
		if !over {
			end = h.to
		}
		return over
	})
	return all[:min(len(all), most)]
}

// eachWord gives the words of what was typed, folded, each once.
func eachWord(typed string) [][]rune {
	var out [][]rune
	for _, w := range words.Words(typed) {
		q := foldQuery(typed[w.From:w.End])
		if len(q) > 0 && len(out) < mostWords && !slices.ContainsFunc(out, func(o []rune) bool { return slices.Equal(o, q) }) {
			out = append(out, q)
		}
	}
	return out
}

// mostWords is how many words are marked by themselves.
const mostWords = 20

// matches tells where a folded text that begins at i ends, or -1.
func (s *sheet) matches(i int, q []rune) int {
	t := s.text
	if t[i] != q[0] {
		return -1
	}
	for j := 0; j < len(q); {
		switch {
		case i >= len(t):
			return -1
		case t[i] == q[j], t[i] == '\n' && q[j] == ' ':
			i++
			j++
		case t[i] == '\n':
			i++
		case hyphen(t[i]) && i+1 < len(t) && t[i+1] == '\n':
			i += 2
		default:
			return -1
		}
	}
	return i
}

func hyphen(r rune) bool { return r == '-' || r == '\u2010' }

// boxes gives the places of some letters, from from to end, one for each line.
func (s *sheet) boxes(from, end int) []box {
	var out []box
	fresh := true
	for _, l := range s.all[from:end] {
		if !unicode.IsSpace(l.r) {
			if fresh {
				out = append(out, l.box)
			}
			last := &out[len(out)-1]
			last.X0, last.Y0 = min(last.X0, l.X0), min(last.Y0, l.Y0)
			last.X1, last.Y1 = max(last.X1, l.X1), max(last.Y1, l.Y1)
			fresh = false
		}
		fresh = fresh || l.ends != mupdf.Nothing
	}
	return out
}
