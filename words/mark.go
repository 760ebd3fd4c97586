package words

import "strings"

// Mark is U+205F, a space that has no width in the faces of this program. Fyne ends
// lines at spaces, so it stands between words where text is shown; it is never
// stored.
const Mark = '\u205f'

// Show puts marks between the words of scripts without spaces.
func Show(s string) string {
	if !needsMarks(s) {
		return s
	}
	s = Clean(s)
	text := []rune(s)
	at := insideRuns(text)
	var b strings.Builder
	b.Grow(len(s) + 3*len(at))
	from := 0
	for _, end := range at {
		b.WriteString(string(text[from:end]))
		b.WriteRune(Mark)
		from = end
	}
	b.WriteString(string(text[from:]))
	return b.String()
}

func needsMarks(s string) bool {
	for _, r := range s {
		if scriptOf(r) != other {
			return true
		}
	}
	return false
}

// Clean takes the marks out again, as on copying what is shown.
func Clean(s string) string { return strings.ReplaceAll(s, string(Mark), "") }
