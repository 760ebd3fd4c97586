package reader

import (
	"strings"
	"unicode"

	"rantau/app/reader/mupdf"
	"rantau/words"
)

// sheet is what is written on a page: its letters, and its text as it is searched.
type sheet struct {
	all letters
	// text is folded: in lower case, without the marks of Latin letters, white space as
	// one space, the end of a line as "\n". from and to are the first and the last letter
	// that stand for each rune of it.
	text     []rune
	from, to []int32
}

// bytes is about what a sheet takes of memory.
func (s *sheet) bytes() int { return len(s.all)*24 + len(s.text)*12 + 64 }

func newSheet(all letters) *sheet {
	s := &sheet{all: all}
	for i := 0; i < len(all); {
		end := clusterEnd(all, i)
		s.fold(i, end)
		i = end
	}
	return s
}

// clusterEnd is behind the letter that begins at i, with its signs. Whatever signs a file
// heaps up, a letter has an end.
func clusterEnd(all letters, i int) int {
	end := i + 1
	for end < len(all) && end < i+longestLetter && all[end-1].ends == mupdf.Nothing && belongs(all[end-1].r, all[end].r) {
		end++
	}
	return end
}

// longestLetter is how many runes one letter has at most.
const longestLetter = 12

// belongs tells of a rune that is a sign of the letter before it.
func belongs(before, r rune) bool {
	switch {
	case unicode.IsMark(r), r == 0x0e32, r == 0x0e33, r == 0x0eb2, r == 0x0eb3: // AA and AM of Thai and Lao
		return !unicode.IsSpace(before)
	}
	return (before == 0x17d2 || before == 0x1039) && unicode.IsLetter(r) // what is stacked in Khmer and Burmese
}

// fold puts a letter into the text.
func (s *sheet) fold(from, end int) {
	last := s.all[end-1]
	r := s.all[from].r
	switch {
	case end == from+1 && (unicode.IsSpace(r) || r == 0 || unicode.IsControl(r)):
		s.space(from)
	case end == from+1 && r < 0x80:
		s.put(unicode.ToLower(r), from, from)
	default:
		raw := make([]rune, 0, end-from)
		for _, l := range s.all[from:end] {
			raw = append(raw, l.r)
		}
		folded := foldLetter(raw)
		for k, f := range folded {
			if len(folded) == len(raw) && unicode.ToLower(raw[k]) == f {
				s.put(f, from+k, from+k)
			} else { // put together or into another order
				s.put(f, from, end-1)
			}
		}
	}
	if last.ends != mupdf.Nothing {
		s.lineEnd(end - 1)
	}
}

func (s *sheet) put(r rune, from, to int) {
	s.text, s.from, s.to = append(s.text, r), append(s.from, int32(from)), append(s.to, int32(to)) //nolint:gosec // maxLetters is less
}

func (s *sheet) space(i int) {
	if n := len(s.text); n > 0 && s.text[n-1] != ' ' && s.text[n-1] != '\n' {
		s.put(' ', i, i)
	}
}

// lineEnd takes the place of the space before it.
func (s *sheet) lineEnd(i int) {
	n := len(s.text)
	switch {
	case n == 0 || s.text[n-1] == '\n':
	case s.text[n-1] == ' ':
		s.text[n-1] = '\n'
	default:
		s.put('\n', i, i)
	}
}

// foldLetter folds one letter with its signs.
func foldLetter(raw []rune) []rune {
	return []rune(strings.ReplaceAll(words.Fold(words.Exact(string(raw))), "\u00ad", ""))
}

// foldQuery folds what somebody looks for in the same way.
func foldQuery(q string) []rune {
	var all letters
	for _, r := range strings.TrimSpace(q) {
		all = append(all, letter{r: r})
	}
	s := newSheet(all)
	for len(s.text) > 0 && s.text[len(s.text)-1] == ' ' {
		s.text = s.text[:len(s.text)-1]
	}
	return s.text
}
