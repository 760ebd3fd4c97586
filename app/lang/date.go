package lang

import (
	"encoding/json"
	"strconv"
	"strings"
	"sync"
	"time"

	"rantau/assets/translations"
)

// dates is how a language writes them, in CLDR's patterns.
type dates struct {
	Months    []string
	Day       string // a day of this year
	DayYear   string
	Time      string
	Both      string // {1} is the day, {0} the time
	Periods   []string
	Digits    string
	Calendar  string
	Languages map[string]string
}

var cldr = sync.OnceValue(func() (all map[string]dates) {
	_ = json.Unmarshal(translations.CLDR, &all)
	return all
})

func datesOf(tag string) dates { return cldr()[tag] }

// buddhist is what the Thai calendar is ahead of the common one.
const buddhist = 543

// Day writes the day of a time, Date with its year, Clock its hour and minute, and
// Moment a day and an hour.
func Day(t time.Time) string { d := &current.Load().dates; return d.write(d.Day, t) }

// Date writes a day with its year.
func Date(t time.Time) string { d := &current.Load().dates; return d.write(d.DayYear, t) }

// Clock writes the hour and the minute.
func Clock(t time.Time) string { d := &current.Load().dates; return d.write(d.Time, t) }

// Moment joins a day that is written already and the hour of a time.
func Moment(day string, t time.Time) string {
	d := &current.Load().dates
	return strings.NewReplacer("{1}", day, "{0}", d.write(d.Time, t)).Replace(d.Both)
}

// Month writes the month of a time and its year.
func Month(t time.Time) string { d := &current.Load().dates; return d.write("MMM y", t) }

// write follows a pattern: its letters in runs, all else as it stands.
func (d *dates) write(pattern string, t time.Time) string {
	var b strings.Builder
	for i := 0; i < len(pattern); {
		c := pattern[i]
		j := i + 1
		for j < len(pattern) && pattern[j] == c {
			j++
		}
		b.WriteString(d.field(c, j-i, pattern[i:j], t))
		i = j
	}
	return b.String()
}

func (d *dates) field(c byte, width int, as string, t time.Time) string {
	switch c {
	case 'd':
		return d.digits(t.Day(), width)
	case 'M':
		if i := int(t.Month()) - 1; i < len(d.Months) {
			return d.Months[i]
		}
	case 'y':
		if d.Calendar == "buddhist" {
			return d.digits(t.Year()+buddhist, width)
		}
		return d.digits(t.Year(), width)
	case 'H':
		return d.digits(t.Hour(), width)
	case 'h':
		return d.digits((t.Hour()+11)%12+1, width)
	case 'm':
		return d.digits(t.Minute(), width)
	case 'a':
		if i := t.Hour() / 12; i < len(d.Periods) {
			return d.Periods[i]
		}
	}
	return as
}

func (d *dates) digits(n, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	digits := []rune(d.Digits)
	if len(digits) != 10 {
		return s
	}
	return strings.Map(func(r rune) rune { return digits[r-'0'] }, s)
}

// Called gives the name of a language of people, by its tag; "" if it is not known.
func Called(tag string) string {
	if tag == "tl" {
		tag = "fil"
	}
	return current.Load().dates.Languages[strings.ToLower(tag)]
}
