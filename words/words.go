// Package words finds words, letters and places for a line to end in text of every
// language of the exchange. Thai, Lao, Khmer and Burmese write no spaces between
// words: there, words are found by ICU's dictionaries with maximal matching, that
// is the fewest words, and by the rules of syllables where the dictionary is
// silent. All else is as Unicode says (UAX #14, UAX #29, by go-text).
package words

import (
	"sync"
	"unicode"

	"rantau/assets/dictionaries"
)

// script is a way of writing without spaces.
type script int

const (
	other script = iota
	thai
	lao
	khmer
	burmese
)

var sources = map[script][]byte{thai: dictionaries.Thai, lao: dictionaries.Lao, khmer: dictionaries.Khmer, burmese: dictionaries.Burmese}

var tries = sync.OnceValue(func() map[script]trie {
	out := map[script]trie{}
	for s, data := range sources {
		t, err := newTrie(data)
		if err != nil {
			panic(err) // it is in the program; a test opens each
		}
		out[s] = t
	}
	return out
})

// scriptOf gives the script of letters and their signs. Digits and the marks that
// end a sentence belong to none.
func scriptOf(r rune) script {
	if r < 0x0e00 || !unicode.IsLetter(r) && !unicode.IsMark(r) {
		return other
	}
	switch {
	case r < 0x0e80:
		return thai
	case r < 0x0f00:
		return lao
	case r >= 0x1000 && r < 0x10a0, r >= 0xa9e0 && r < 0xaa00, r >= 0xaa60 && r < 0xaa80:
		return burmese
	case r >= 0x1780 && r < 0x1800:
		return khmer
	}
	return other
}

// run finds the first stretch of one script at or behind from; s is other where
// there is none.
func run(text []rune, from int) (start, end int, s script) {
	for start = from; start < len(text); start++ {
		if s = scriptOf(text[start]); s == other {
			continue
		}
		for end = start + 1; end < len(text) && (scriptOf(text[end]) == s || joiner(text[end])); end++ {
		}
		return start, end, s
	}
	return len(text), len(text), other
}

func joiner(r rune) bool { return r == 0x200c || r == 0x200d }

// What a cluster that no word holds costs, and what a word does. The sum is made as
// small as can be: first all that can be is covered by words, then by few.
const (
	unknownCost = 1000
	wordCost    = 1
)

// split finds the words in a stretch of one script: the ends of each but the last.
func split(text []rune, s script) (ends []int) {
	n := len(text)
	best := make([]int, n+1) // the cost from here to the end
	next := make([]int, n+1) // where the word that begins here ends
	word := make([]bool, n+1)
	t := tries()[s]
	for i := n - 1; i >= 0; i-- {
		best[i], next[i] = -1, n
		if !mayBreak(text, i, s) {
			continue
		}
		for w, j := t.walk(), i; j < n && w.at >= 0; j++ {
			if !w.step(text[j]) {
				continue
			}
			end := j + 1
			for end < n && repeats(text[end]) {
				end++
			}
			if !mayBreak(text, end, s) || best[end] < 0 {
				continue
			}
			// Of equal ways the one with the longer word first.
			if c := best[end] + wordCost; best[i] < 0 || c <= best[i] {
				best[i], next[i], word[i] = c, end, true
			}
		}
		j := i + 1
		for j < n && !mayBreak(text, j, s) {
			j++
		}
		if c := best[j] + unknownCost; best[i] < 0 || c < best[i] {
			best[i], next[i], word[i] = c, j, false
		}
	}
	// What the dictionary does not know stays in one piece, and with the word before
	// where it is a letter or two: most often the end of a foreign word.
	for from := 0; from < n; {
		end := next[from]
		if !word[from] {
			for end < n && !word[end] {
				end = next[end]
			}
			if from > 0 && end-from <= short {
				ends = ends[:len(ends)-1]
			}
		}
		if end < n {
			ends = append(ends, end)
		}
		from = end
	}
	return ends
}

// short is how many runes are no word by themselves.
const short = 2

// repeats tells of the signs that say a word again: they belong to it.
func repeats(r rune) bool { return r == 0x0e46 || r == 0x0ec6 }
