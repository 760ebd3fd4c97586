package widget

import (
	"strings"
	"time"

	"rantau/app/ui"
	"rantau/campus"
)

// Clean makes text from a stranger safe to draw: no NUL and control characters,
// and none of the marks that turn the direction of text and so make one thing
// read as another.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case r < ' ', r >= 0x7f && r < 0xa0, r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069',
			r == '\u200e', r == '\u200f', r == '\ufeff':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
}

// mostInLine is how many letters of a text are looked at for one line: more than any
// window shows. A name of a million letters must not cost anything.
const mostInLine = 500

// OneLine is Clean for what stands on one line.
func OneLine(s string) string {
	letters := 0
	for i := range s {
		if letters++; letters > mostInLine {
			s = s[:i] + "…"
			break
		}
	}
	return strings.ReplaceAll(Clean(s), "\n", " ")
}

// Calm is Clean for what is said among others: nobody pushes the rest away with
// empty lines.
func Calm(s string) string {
	s = strings.TrimSpace(Clean(s))
	for strings.Contains(s, "\n\n\n") {
		s = strings.ReplaceAll(s, "\n\n\n", "\n\n")
	}
	return s
}

func millis(ms int64) time.Time { return time.UnixMilli(ms) }

// Short keeps a button from growing with a long name.
func Short(name string) string {
	if r := []rune(name); len(r) > 24 {
		return string(r[:23]) + "…"
	}
	return name
}

// Names gives the names of people, as they can be shown.
func Names(people *ui.People, ids []campus.ID) []string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = Clean(people.Name(id))
	}
	return names
}
