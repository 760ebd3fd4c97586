package campus

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// The limits of texts, in characters.
const (
	MaxName = 120
	MaxLine = 300
	// MaxFileName is that of a document.
	MaxFileName = 200
	MaxText     = 100_000
)

// checkName holds for what is shown on one line: names and titles.
func checkName(field, s string, limit int) error {
	if strings.TrimSpace(s) == "" {
		return fieldError(field, "the %s is empty", label(field))
	}
	return checkLine(field, s, limit)
}

// checkLine holds for a name that may be empty.
func checkLine(field, s string, limit int) error {
	if !utf8.ValidString(s) {
		return fieldError(field, "the %s is not valid text", label(field))
	}
	if n := utf8.RuneCountInString(s); n > limit {
		return fieldError(field, "the %s has %d characters; the limit is %d", label(field), n, limit)
	}
	if CleanLine(s) != s {
		return fieldError(field, "the %s holds a control character", label(field))
	}
	return nil
}

// CleanLine takes out of a name what is not seen in it: control characters, marks of
// direction, spaces and joiners without width. Two names that look the same would
// else be two. An emoji may be joined of several.
func CleanLine(s string) string {
	var before rune
	return strings.Map(func(r rune) rune {
		last := before
		before = r
		switch {
		case r == '\u200d' && (unicode.Is(unicode.So, last) || unicode.Is(unicode.Sk, last) || last == '\ufe0f'):
			return r
		case unicode.IsControl(r), bidi(r), unseen(r):
			return -1
		}
		return r
	}, s)
}

// unseen tells of the characters that have no width and no ink, and of the Khmer
// vowels that Unicode says not to use.
func unseen(r rune) bool {
	return r >= '\u200b' && r <= '\u200d' || r >= '\u2060' && r <= '\u2064' || r == '\ufeff' || r == '\u00ad' || r == '\u034f' ||
		r == '\u180e' || r == '\u17b4' || r == '\u17b5' || r == '\u3164' || r == '\uffa0' || r >= 0xe0000 && r <= 0xe007f
}

// checkText holds for what people write at length.
func checkText(field, s string, limit int) error {
	if !utf8.ValidString(s) {
		return fieldError(field, "the %s is not valid text", label(field))
	}
	if n := utf8.RuneCountInString(s); n > limit {
		return fieldError(field, "the %s has %d characters; the limit is %d", label(field), n, limit)
	}
	if strings.ContainsRune(s, 0) {
		return fieldError(field, "the %s holds a NUL character", label(field))
	}
	return nil
}

// checkDate holds for a time in ms since 1970, 0 for none.
func checkDate(field string, at int64) error {
	if at < 0 || at > lastDate {
		return fieldError(field, "this date is not possible")
	}
	return nil
}

var lastDate = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()

// bidi tells of the characters that turn the direction of text and so can make
// a name read as another one.
func bidi(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u200e' || r == '\u200f'
}

func label(field string) string { return strings.ReplaceAll(field, "_", " ") }

func checkID(field string, id ID) error {
	if !id.Valid() {
		return fieldError(field, "the %s is not set", label(field))
	}
	return nil
}

// first gives the first error of several checks.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func checkDay(field, day string) error {
	if day == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return fieldError(field, "the %s is a day such as 2027-03-31", label(field))
	}
	return nil
}
