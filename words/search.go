package words

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Word is a word of a text as search sees it.
type Word struct {
	From, End int    // where it is in the text, in bytes
	Exact     string // in lower case, its signs in one order
	Folded    string // without the marks of Latin letters
}

// Words gives the words of a text, for search: no spaces and no punctuation. In
// scripts without spaces they are those of the dictionary; each Han character is one.
func Words(s string) []Word {
	text := []rune(s)
	cuts := insideRuns(text)
	slices.Sort(cuts)
	var out []Word
	at, next := 0, 0 // in bytes; the first of cuts that is not passed
	begin, from := -1, 0
	finish := func(end int) {
		if begin >= 0 {
			word := s[from:end]
			exact := Exact(word)
			out = append(out, Word{From: from, End: end, Exact: exact, Folded: Fold(exact)})
		}
		begin = -1
	}
	for i, r := range text {
		for next < len(cuts) && cuts[next] < i {
			next++
		}
		cut := next < len(cuts) && cuts[next] == i
		if begin >= 0 && (cut || !inWord(r) || unicode.Is(unicode.Han, r) || unicode.Is(unicode.Han, text[i-1]) || apart(text[i-1], r)) {
			finish(at)
		}
		if inWord(r) && begin < 0 && !joiner(r) {
			begin, from = i, at
		}
		at += size(s[at:])
	}
	finish(at)
	return out
}

func size(s string) int { _, n := utf8.DecodeRuneInString(s); return n }

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || joiner(r)
}

// apart tells of two letters of which one is of a script without spaces and the
// other of another.
func apart(a, b rune) bool {
	if joiner(a) || joiner(b) || unicode.IsMark(b) {
		return false
	}
	return scriptOf(a) != scriptOf(b)
}

// Exact gives a word in the form in which words are compared: in lower case, composed,
// with signs that may be typed in any order in one.
func Exact(s string) string {
	s = strings.ToLower(norm.NFC.String(strings.ToValidUTF8(s, "")))
	s = strings.Map(func(r rune) rune {
		if joiner(r) || r == '\u200b' {
			return -1
		}
		return r
	}, s)
	text := []rune(s)
	changed := false
	for i := 0; i < len(text); {
		j := i + 1
		switch scriptOf(text[i]) {
		case khmer:
			for j < len(text) && (unicode.IsMark(text[j]) || text[j-1] == coeng) {
				j++
			}
			changed = orderKhmer(text[i:j]) || changed
		case thai, lao:
			for j < len(text) && (unicode.IsMark(text[j]) || isAA(text[j])) {
				j++
			}
			changed = joinAM(text[i:j]) || changed
		}
		i = j
	}
	if !changed {
		return s
	}
	return strings.ReplaceAll(string(text), "\x00", "")
}

// coeng puts the consonant behind it under the one before it.
const coeng = 0x17d2

// orderKhmer puts the signs of one letter in the order of Unicode: consonants below,
// the shifters of the register, vowels, all else. People type what they see, in any
// order.
func orderKhmer(letter []rune) (changed bool) {
	type sign struct {
		class int
		runes []rune
	}
	var signs []sign
	for i := 1; i < len(letter); i++ {
		s := sign{classOf(letter[i]), letter[i : i+1]}
		if letter[i] == coeng && i+1 < len(letter) {
			s.runes = letter[i : i+2]
			if letter[i+1] == 0x179a { // RO is written last of what is below
				s.class++
			}
			i++
		}
		signs = append(signs, s)
	}
	before := string(letter)
	slices.SortStableFunc(signs, func(a, b sign) int { return a.class - b.class })
	var out []rune
	for _, s := range signs {
		out = append(out, s.runes...)
	}
	copy(letter[1:], out)
	return before != string(letter)
}

func classOf(r rune) int {
	switch {
	case r == coeng:
		return 1
	case r == 0x17c9 || r == 0x17ca: // MUUSIKATOAN, TRIISAP
		return 3
	case r >= 0x17b6 && r <= 0x17c5:
		return 4
	}
	return 5
}

func isAA(r rune) bool { return r == 0x0e32 || r == 0x0eb2 }

// joinAM makes one sign of NIKHAHIT and AA, as keyboards type it: what is left over
// becomes NUL.
func joinAM(letter []rune) (changed bool) {
	for i, r := range letter {
		if r != 0x0e4d && r != 0x0ecd {
			continue
		}
		for j := i + 1; j < len(letter); j++ {
			if isAA(letter[j]) {
				letter[j]++ // AM is behind AA
				letter[i] = 0
				changed = true
				break
			}
		}
	}
	return changed
}

// Fold takes the marks from Latin letters: what somebody types who has no keyboard
// for them, or is in a hurry.
func Fold(s string) string {
	ascii := true
	for i := range len(s) {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return s
	}
	latin := false
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case r == 'đ', r == 'ð':
			latin = true
			return 'd'
		case r == 'ı':
			return 'i'
		case unicode.Is(unicode.Mn, r):
			if latin {
				return -1
			}
		default:
			latin = unicode.Is(unicode.Latin, r)
		}
		return r
	}, norm.NFD.String(s)))
}

// Parts gives the words of which a compound is made, where the dictionary has them
// all: a person who looks for one finds the compound as well.
func Parts(word string) []string {
	text := []rune(word)
	if len(text) < 4 {
		return nil
	}
	s := scriptOf(text[0])
	if s == other {
		return nil
	}
	ends := splitLess(text, s)
	if len(ends) == 0 {
		return nil
	}
	var out []string
	from := 0
	for _, end := range append(ends, len(text)) {
		out = append(out, string(text[from:end]))
		from = end
	}
	return out
}

// splitLess splits a word into shorter ones, all of which the dictionary has: the
// ends of each but the last, nothing where it can't be.
func splitLess(text []rune, s script) (ends []int) {
	n := len(text)
	best, next := make([]int, n+1), make([]int, n+1)
	t := tries()[s]
	for i := n - 1; i >= 0; i-- {
		best[i] = -1
		if !mayBreak(text, i, s) {
			continue
		}
		for w, j := t.walk(), i; j < n && w.at >= 0; j++ {
			end := j + 1
			if !w.step(text[j]) || end-i < 2 || end-i == n || !mayBreak(text, end, s) || best[end] < 0 {
				continue
			}
			if c := best[end] + 1; best[i] < 0 || c <= best[i] {
				best[i], next[i] = c, end
			}
		}
	}
	if best[0] < 0 {
		return nil
	}
	for at := next[0]; at < n; at = next[at] {
		ends = append(ends, at)
	}
	return ends
}

// Unspaced tells of a text in a script that is written without spaces between words.
func Unspaced(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return scriptOf(r) != other }) >= 0
}
