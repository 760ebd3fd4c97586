package campus

import (
	"strings"
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
	for _, r := range s {
		if unicode.IsControl(r) || bidi(r) {
			return fieldError(field, "the %s holds a control character", label(field))
		}
	}
	return nil
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
