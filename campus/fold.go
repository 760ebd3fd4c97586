package campus

import (
	"strconv"
	"strings"
	"unicode"
)

// FoldAnswer gives a short answer in the form in which it is compared: without regard to
// capitals, to how often a space is typed, to what is not seen, and with the digits of
// every script as 0 to 9. Texts come in NFC, as they are saved.
func FoldAnswer(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\u2018', '\u2019', '\u02bc':
			return '\''
		case '\u201c', '\u201d':
			return '"'
		case '\u2010', '\u2011', '\u2013', '\u2212':
			return '-'
		case '\u200b': // where Khmer, Thai and Burmese let a line end
			return ' '
		}
		return digit(r)
	}, s)
	s = CleanLine(strings.Join(strings.Fields(s), " "))
	s = strings.ToLower(strings.ToUpper(s))
	return unspaced(s)
}

// unspaced takes out the spaces between letters of scripts that set none between words.
func unspaced(s string) string {
	if !strings.Contains(s, " ") {
		return s
	}
	all := []rune(s)
	var b strings.Builder
	for i, r := range all {
		if r == ' ' && i > 0 && i+1 < len(all) && joined(all[i-1]) && joined(all[i+1]) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func joined(r rune) bool {
	return unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// digit gives a digit of any script as 0 to 9, and all else as it is.
func digit(r rune) rune {
	if r < 0x80 || !unicode.Is(unicode.Nd, r) {
		return r
	}
	for _, t := range unicode.Nd.R16 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10 // blocks of ten, without a gap
		}
	}
	for _, t := range unicode.Nd.R32 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10
		}
	}
	return r
}

// ReadNumbers reads a number as people write it, with the digits of any script, a comma
// or a point, spaces between thousands. "1,234" is two numbers to two people; both are
// given. None is what is no number.
func ReadNumbers(s string) []float64 {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\'', r == '\u2019', r == '_', unseen(r):
			return -1
		case r == '\u2212', r == '\u2013', r == '\uff0d':
			return '-'
		case r == '\u066b', r == '\uff0c', r == '\u201a':
			return ','
		case r == '\uff0e':
			return '.'
		}
		return digit(r)
	}, s)
	var out []float64
	try := func(s string) {
		if n, err := strconv.ParseFloat(s, 64); err == nil && !strings.ContainsAny(s, "xXpPnN_") {
			for _, had := range out {
				if had == n {
					return
				}
			}
			out = append(out, n)
		}
	}
	comma, point := strings.Count(s, ","), strings.Count(s, ".")
	switch {
	case comma == 0 && point == 0:
		try(s)
	case comma > 0 && point > 0: // the last of them is before the fraction
		thousands, fraction := ",", "."
		if strings.LastIndex(s, ",") > strings.LastIndex(s, ".") {
			thousands, fraction = ".", ","
		}
		if strings.Count(s, fraction) == 1 && grouped(s[:strings.Index(s, fraction)], thousands) {
			try(strings.Replace(strings.ReplaceAll(s, thousands, ""), fraction, ".", 1))
		}
	default:
		mark := ","
		if point > 0 {
			mark = "."
		}
		if comma+point == 1 {
			try(strings.Replace(s, mark, ".", 1))
		}
		if grouped(s, mark) {
			try(strings.ReplaceAll(s, mark, ""))
		}
	}
	return out
}

// grouped tells whether marks stand between thousands: one to three digits, then three
// behind each.
func grouped(s, mark string) bool {
	parts := strings.Split(strings.TrimLeft(s, "+-"), mark)
	if parts[0] == "" || len(parts[0]) > 3 || parts[0][0] == '0' {
		return false
	}
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return false
		}
	}
	return true
}

// accepts tells whether a folded answer is one that is accepted; "*" in it stands for
// anything.
func accepts(pattern, answer string) bool {
	parts := strings.Split(FoldAnswer(pattern), "*")
	if len(parts) == 1 {
		return parts[0] == answer
	}
	if !strings.HasPrefix(answer, parts[0]) {
		return false
	}
	answer = answer[len(parts[0]):]
	last := parts[len(parts)-1]
	for _, p := range parts[1 : len(parts)-1] {
		i := strings.Index(answer, p)
		if i < 0 {
			return false
		}
		answer = answer[i+len(p):]
	}
	return strings.HasSuffix(answer, last)
}
