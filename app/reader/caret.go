package reader

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"rantau/app/reader/mupdf"
	"rantau/app/widget"
	"rantau/words"
)

// caret finds the place between two letters that is nearest to a point of the page: 0 is
// before the first. A letter counts as near that is on the same height, rather than one
// above or below.
func (s *sheet) caret(x, y float32) int {
	i := s.near(x, y)
	if i < 0 {
		return 0
	}
	from, end := s.letterAround(i)
	first, last := s.all[from].box, s.all[end-1].box
	if x > (min(first.X0, last.X0)+max(first.X1, last.X1))/2 {
		return end
	}
	return from
}

// near finds the letter that is nearest to a point, -1 where there is none.
func (s *sheet) near(x, y float32) int {
	const higher = 20 // how much more a step up or down counts than one aside
	best, least := -1, float32(0)
	for i := range s.all {
		dx, dy := s.all[i].off(x, y)
		if d := dx + dy*higher; best < 0 || d < least {
			best, least = i, d
		}
	}
	return best
}

// off tells how far a point is beside a box and above or below it.
func (b *box) off(x, y float32) (dx, dy float32) {
	return max(b.X0-x, x-b.X1, 0), max(b.Y0-y, y-b.Y1, 0)
}

// over tells whether a point is on a letter, or nearly.
func (s *sheet) over(x, y float32) bool {
	const nearly = 4 // points
	for i := range s.all {
		if dx, dy := s.all[i].off(x, y); dx <= nearly && dy <= nearly {
			return true
		}
	}
	return false
}

// letterAround gives a whole letter, with its signs.
func (s *sheet) letterAround(i int) (from, end int) {
	for from = i; from > 0 && i-from < longestLetter && s.all[from-1].ends == mupdf.Nothing && belongs(s.all[from-1].r, s.all[from].r); from-- {
	}
	return from, max(clusterEnd(s.all, from), i+1)
}

// wordAt gives the word at a point.
func (s *sheet) wordAt(x, y float32) (from, end int) {
	at := s.near(x, y)
	if at < 0 {
		return 0, 0
	}
	first, last := at, at+1 // the line
	for first > 0 && s.all[first-1].ends == mupdf.Nothing {
		first--
	}
	for last < len(s.all) && s.all[last-1].ends == mupdf.Nothing {
		last++
	}
	var line strings.Builder
	var begins []int // of each letter, in bytes
	for _, l := range s.all[first:last] {
		begins = append(begins, line.Len())
		line.WriteRune(l.r)
	}
	from, end = first, last
	breaks := words.Breaks(line.String())
	for _, b := range breaks {
		for k, begin := range begins {
			switch {
			case begin != b:
			case first+k <= at:
				from = first + k
			case first+k < end:
				end = first + k
			}
		}
	}
	inWord := func(i int) bool {
		r := s.all[i].r
		return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
	}
	if !inWord(at) {
		return at, at + 1
	}
	for from < at && !inWord(from) {
		from++
	}
	for end > at+1 && !inWord(end-1) {
		end--
	}
	return from, end
}

// copied gives the words of some letters as they are put into another program: a line ends
// as it does on the page, and between paragraphs there is an empty one.
func (s *sheet) copied(from, end int) string {
	var b strings.Builder
	first := true // in its line
	for _, l := range s.all[from:end] {
		switch {
		case unicode.IsSpace(l.r):
			b.WriteByte(' ')
		case unicode.Is(unicode.Co, l.r): // of a font of signs, and nothing in any other
			if first {
				b.WriteString("• ")
			}
		case l.r != 0 && l.r != 0xAD:
			b.WriteRune(l.r)
		}
		first = l.ends != mupdf.Nothing
		switch l.ends {
		case mupdf.Line:
			b.WriteByte('\n')
		case mupdf.Block:
			b.WriteString("\n\n")
		}
	}
	lines := strings.Split(norm.NFC.String(widget.Clean(b.String())), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	text := strings.Join(lines, "\n")
	for strings.Contains(text, "\n\n\n") { // of paragraphs with nothing in them
		text = strings.ReplaceAll(text, "\n\n\n", "\n\n")
	}
	return text
}
