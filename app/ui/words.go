package ui

import (
	"errors"
	"fmt"
	"time"

	"rantau/campus"
)

// What the whole program says in the same words.
const (
	Somebody     = "Somebody"
	safeUnsaved  = "What you typed is still here. Try again."
	justNow      = "just now"
	minutesAgo   = "%d min ago"
	hoursAgo     = "%d h ago"
	yesterday    = "yesterday"
	daysAgo      = "%d days ago"
	timeOnly     = "15:04"
	dayAndTime   = "2 Jan, 15:04"
	withYear     = "2 Jan 2006, 15:04"
	day          = "2 Jan"
	dayWithYear  = "2 Jan 2006"
	bytesUnit    = "%d bytes"
	kilobytes    = "%d KB"
	megabytes    = "%.1f MB"
	gigabytes    = "%.1f GB"
	unexpectedly = "This did not work: %v"
)

// Sentence says what went wrong in words for people.
func Sentence(err error) string {
	if err == nil {
		return ""
	}
	var e *campus.Error
	if errors.As(err, &e) && e.Message != "" {
		return capital(e.Message)
	}
	return fmt.Sprintf(unexpectedly, err)
}

// NotSaved says that saving failed, why, and that what was typed is safe.
func NotSaved(err error) string { return stop(Sentence(err)) + " " + safeUnsaved }

func capital(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

func stop(s string) string {
	if s != "" && s[len(s)-1] != '.' && s[len(s)-1] != '!' && s[len(s)-1] != '?' {
		return s + "."
	}
	return s
}

// Ago tells how long something is past, in few words.
func Ago(t, now time.Time) string {
	d := now.Sub(t)
	days := int(midnight(now).Sub(midnight(t)).Hours()+12) / 24
	switch {
	case t.IsZero():
		return ""
	case d < -time.Minute || days > 6: // a clock may be wrong: say the date and let people judge
		return Date(t, now)
	case d < time.Minute:
		return justNow
	case d < time.Hour:
		return fmt.Sprintf(minutesAgo, int(d.Minutes()))
	case days == 0 || d < 6*time.Hour:
		return fmt.Sprintf(hoursAgo, int(d.Hours()))
	case days == 1:
		return yesterday
	}
	return fmt.Sprintf(daysAgo, days)
}

// At tells when something was, exactly.
func At(t, now time.Time) string {
	t, now = t.Local(), now.Local()
	switch {
	case t.IsZero():
		return ""
	case midnight(t).Equal(midnight(now)):
		return t.Format(timeOnly)
	case t.Year() == now.Year():
		return t.Format(dayAndTime)
	}
	return t.Format(withYear)
}

// Date tells the day of something.
func Date(t, now time.Time) string {
	t, now = t.Local(), now.Local()
	if t.Year() == now.Year() {
		return t.Format(day)
	}
	return t.Format(dayWithYear)
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Local().Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.Local)
}

// Bytes tells the size of a file.
func Bytes(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf(bytesUnit, n)
	case n < 1<<20:
		return fmt.Sprintf(kilobytes, (n+1023)>>10)
	case n < 1<<30:
		return fmt.Sprintf(megabytes, float64(n)/(1<<20))
	}
	return fmt.Sprintf(gigabytes, float64(n)/(1<<30))
}

// Plural gives one of two forms with its number: Plural(3, "%d lesson", "%d lessons").
func Plural(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf(one, n)
	}
	return fmt.Sprintf(many, n)
}
