package words

import "unicode"

// mayBreak tells whether a word may begin at i, by the letters alone: never inside
// a cluster, nor where a syllable surely goes on. The beginning and the end always
// may.
func mayBreak(text []rune, i int, s script) bool {
	if i <= 0 || i >= len(text) {
		return true
	}
	before, here := text[i-1], text[i]
	if unicode.IsMark(here) || joiner(here) || before == 0x200d {
		return false
	}
	switch s {
	case thai:
		return !leadsThai(before) && !followsThai(here)
	case lao:
		return !(before >= 0x0ec0 && before <= 0x0ec4) && !followsLao(here)
	case khmer:
		return before != 0x17d2 // COENG puts the next consonant under this one
	case burmese:
		return before != 0x1039 && !endsBurmese(text, i)
	}
	return true
}

// leadsThai: the vowels that are written before their consonant.
func leadsThai(r rune) bool { return r >= 0x0e40 && r <= 0x0e44 }

// followsThai: vowels and signs that belong to what is before them: SARA A, AA, AM,
// LAKKHANGYAO, MAIYAMOK, PAIYANNOI.
func followsThai(r rune) bool {
	return r == 0x0e30 || r == 0x0e32 || r == 0x0e33 || r == 0x0e45 || r == 0x0e46 || r == 0x0e2f
}

func followsLao(r rune) bool {
	return r == 0x0eb0 || r == 0x0eb2 || r == 0x0eb3 || r == 0x0ebd || r == 0x0ec6
}

// endsBurmese tells whether the consonant at i ends the syllable before it: it has
// an ASAT (and perhaps a tone before that), or the next one stands under it.
func endsBurmese(text []rune, i int) bool {
	for j := i + 1; j < len(text) && j < i+3; j++ {
		switch text[j] {
		case 0x103a, 0x1039:
			return true
		case 0x1037: // DOT BELOW may come before ASAT
		default:
			return false
		}
	}
	return false
}
