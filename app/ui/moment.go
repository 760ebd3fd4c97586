package ui

import (
	"time"

	"rantau/app/lang"
	"rantau/campus"
)

const (
	badMoment  lang.Text = "ui.badMoment"
	pastMoment lang.Text = "ui.pastMoment"
	pastDay    lang.Text = "ui.pastDay"
)

// The days of a week, in short.
const (
	sunday    lang.Text = "ui.sunday"
	monday    lang.Text = "ui.monday"
	tuesday   lang.Text = "ui.tuesday"
	wednesday lang.Text = "ui.wednesday"
	thursday  lang.Text = "ui.thursday"
	friday    lang.Text = "ui.friday"
	saturday  lang.Text = "ui.saturday"
)

// Weekday names the day of the week of a time, in short.
func Weekday(t time.Time) string {
	return []lang.Text{sunday, monday, tuesday, wednesday, thursday, friday, saturday}[t.Weekday()].Say()
}

// How moments and days are written in fields: the forms of the hints. Years come first or
// dots stand between, so that nobody takes a month for a day.
const (
	momentForm = "2006-01-02 15:04"
	dayForm    = "2006-01-02"
)

// ReadMoment reads a day and a time as a field has them, in the computer's time, in ms
// since 1970; 0 for none. One that says the same as before stays to the millisecond, so
// that nothing seems changed.
func ReadMoment(s string, before int64) (ms int64, ok bool) {
	if s == "" {
		return 0, true
	}
	if before > 0 && WriteMoment(before) == s {
		return before, true
	}
	at, ok := readAs(s, "2006-1-2 15:04", "2.1.2006 15:04")
	return at.UnixMilli(), ok
}

// Moment is ReadMoment for a field of a form, with the sentence for what is no moment.
func Moment(field, s string, before int64) (int64, error) {
	ms, ok := ReadMoment(s, before)
	if !ok {
		return 0, &campus.Error{Code: campus.Invalid, Field: field, Message: badMoment.Say()}
	}
	return ms, nil
}

// Ahead is Moment for a time that has to be still to come: a draft whose time was past when
// it was written would stand as one until the server's next look.
func Ahead(field, s string, before int64, now time.Time) (int64, error) {
	ms, err := Moment(field, s, before)
	if err == nil && ms > 0 && ms != before && ms <= now.UnixMilli() {
		return 0, &campus.Error{Code: campus.Invalid, Field: field, Message: pastMoment.Say()}
	}
	return ms, err
}

// WriteMoment writes a moment for a field, "" for none.
func WriteMoment(ms int64) string {
	if ms <= 0 {
		return ""
	}
	return time.UnixMilli(ms).Format(momentForm)
}

// ReadDay reads a day as a field has it.
func ReadDay(s string) (day time.Time, ok bool) { return readAs(s, "2006-1-2", "2.1.2006") }

// NotPast complains of a day in a field that is over. Other mistakes are the record's to
// complain of.
func NotPast(field, s string, now time.Time) error {
	if day, ok := ReadDay(s); ok && WriteDay(day) < WriteDay(now.Local()) {
		return &campus.Error{Code: campus.Invalid, Field: field, Message: pastDay.Say()}
	}
	return nil
}

// WriteDay writes a day for a field.
func WriteDay(t time.Time) string { return t.Format(dayForm) }

func readAs(s string, forms ...string) (time.Time, bool) {
	for _, form := range forms {
		if at, err := time.ParseInLocation(form, s, time.Local); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}
