package acroform

import (
	"strings"
	"time"
)

// DateOf finds how a field writes a day in the program that its file has for it:
// AFDate_FormatEx("dd/mm/yyyy"). "" for none that is only of days.
func DateOf(script string) string {
	const call = "AFDate_FormatEx("
	i := strings.Index(script, call)
	if i < 0 {
		return ""
	}
	rest := strings.TrimSpace(script[i+len(call):])
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	end := strings.IndexByte(rest[1:], rest[0])
	if end < 0 || end > 40 {
		return ""
	}
	how := strings.TrimSpace(rest[1 : end+1])
	for _, day := range []time.Time{time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), time.Date(2005, 11, 12, 0, 0, 0, 0, time.UTC)} {
		if got, ok := ReadDay(how, WriteDay(how, day)); !ok || !got.Equal(day) { // such as "dmyy"
			return ""
		}
	}
	return how
}

// layout is how Go writes such a day. Names of months are English, as in the programs for
// which such a form is made.
func layout(how string) (string, bool) {
	parts := map[string]string{"d": "2", "dd": "02", "m": "1", "mm": "01", "mmm": "Jan", "mmmm": "January", "yy": "06", "yyyy": "2006"}
	var b strings.Builder
	seen := map[byte]int{}
	for i := 0; i < len(how); {
		c := how[i]
		n := 1
		for i+n < len(how) && how[i+n] == c {
			n++
		}
		switch {
		case c == 'd' || c == 'm' || c == 'y':
			p, ok := parts[how[i:i+n]]
			if !ok {
				return "", false
			}
			seen[c]++
			b.WriteString(p)
		case strings.IndexByte("/-. ,", c) >= 0:
			b.WriteString(how[i : i+n])
		default:
			return "", false
		}
		i += n
	}
	return b.String(), seen['d'] == 1 && seen['m'] == 1 && seen['y'] == 1
}

// WriteDay writes a day as a field wants it.
func WriteDay(how string, day time.Time) string {
	l, ok := layout(how)
	if !ok {
		l = time.DateOnly
	}
	return day.Format(l)
}

// ReadDay reads a day as a field has it.
func ReadDay(how, s string) (time.Time, bool) {
	l, ok := layout(how)
	if !ok {
		return time.Time{}, false
	}
	day, err := time.Parse(l, strings.TrimSpace(s))
	return day, err == nil
}
