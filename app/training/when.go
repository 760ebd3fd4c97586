package training

import (
	"fmt"
	"time"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/campus"
)

// weekdays are the names of the days, as time counts them.
var weekdays = []lang.Text{sunday, monday, tuesday, wednesday, thursday, friday, saturday}

// weekOf gives the week of a time: its Monday at midnight, and the next.
func weekOf(t time.Time) (from, to time.Time) {
	t = t.Local()
	y, m, d := t.Date()
	back := (int(t.Weekday()) + 6) % 7
	return time.Date(y, m, d-back, 0, 0, 0, 0, time.Local), time.Date(y, m, d-back+7, 0, 0, 0, 0, time.Local)
}

// dayWord says a day with its name.
func dayWord(t, now time.Time) string {
	return weekdays[t.Local().Weekday()].Say() + " " + ui.Date(t, now)
}

// whenWord says when a session is, in the zone of the person.
func whenWord(s campus.Session, now time.Time) string {
	from, to := s.From().Local(), s.To().Local()
	words := dayWord(from, now) + ", " + lang.Clock(from) + "–"
	if from.YearDay() != to.YearDay() || from.Year() != to.Year() {
		words += ui.Date(to, now) + ", "
	}
	return words + lang.Clock(to)
}

// zoneWord names the zone in which a time is shown.
func zoneWord(t time.Time) string {
	_, offset := t.Local().Zone()
	sign := '+'
	if offset < 0 {
		sign, offset = '-', -offset
	}
	zone := fmt.Sprintf("UTC%c%d", sign, offset/3600)
	if minutes := offset % 3600 / 60; minutes != 0 {
		zone += fmt.Sprintf(":%02d", minutes)
	}
	return timesIn.Say(zone)
}

// lengthWord says how long something takes.
func lengthWord(d time.Duration) string {
	return hoursMinutes.Say(int(d.Hours()), int(d.Minutes())%60)
}

// stateWord says a state of attendance.
func stateWord(state string) string {
	switch state {
	case campus.Present:
		return isPresent.Say()
	case campus.Late:
		return isLate.Say()
	case campus.Absent:
		return isAbsent.Say()
	case campus.Excused:
		return isExcused.Say()
	}
	return ""
}
