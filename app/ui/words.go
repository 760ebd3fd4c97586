package ui

import (
	"errors"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"rantau/app/lang"
	"rantau/campus"
)

// What the whole program says in the same words.
const (
	Somebody     lang.Text = "ui.Somebody"
	safeUnsaved  lang.Text = "ui.safeUnsaved"
	safeHere     lang.Text = "ui.safeHere"
	justNow      lang.Text = "ui.justNow"
	minutesAgo   lang.Text = "ui.minutesAgo"
	hoursAgo     lang.Text = "ui.hoursAgo"
	yesterday    lang.Text = "ui.yesterday"
	daysAgo      lang.Text = "ui.daysAgo"
	andThen      lang.Text = "ui.andThen"
	unexpectedly lang.Text = "ui.unexpectedly"
)

// Sentence says what went wrong in words for people.
func Sentence(err error) string {
	if err == nil {
		return ""
	}
	var e *campus.Error
	if errors.As(err, &e) && e.Message != "" {
		return Capital(lang.Problem(e.Message))
	}
	return unexpectedly.Say(err)
}

// NotSaved says that saving failed, why, and that what was typed is safe. To try again is
// proposed where the same may go well then.
func NotSaved(err error) string {
	safe := safeUnsaved.Say()
	switch campus.CodeOf(err) {
	case campus.Invalid, campus.Forbidden, campus.Deleted, campus.NotFound, campus.TooLarge:
		safe = safeHere.Say()
	}
	return andThen.Say(unstop(Sentence(err)), safe)
}

// Reason puts a reason that the server or the line gave in words for people.
func Reason(s string) string { return lang.Problem(s) }

// Capital begins a text as a sentence or a title begins.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// unstop takes the full stop from a sentence: andThen has that of the language.
func unstop(s string) string { return strings.TrimRight(s, ".") }

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
		return justNow.Say()
	case d < time.Hour:
		return minutesAgo.Say(int(d.Minutes()))
	case days == 0 || d < 6*time.Hour:
		return hoursAgo.Say(int(d.Hours()))
	case days == 1:
		return yesterday.Say()
	}
	return daysAgo.Say(days)
}

// At tells when something was, exactly.
func At(t, now time.Time) string {
	t, now = t.Local(), now.Local()
	switch {
	case t.IsZero():
		return ""
	case midnight(t).Equal(midnight(now)):
		return lang.Clock(t)
	}
	return lang.Moment(Date(t, now), t)
}

// Date tells the day of something.
func Date(t, now time.Time) string {
	t, now = t.Local(), now.Local()
	if t.Year() == now.Year() {
		return lang.Day(t)
	}
	return lang.Date(t)
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Local().Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.Local)
}

// Bytes tells the size of a file.
func Bytes(n int64) string { return lang.Bytes(n) }
