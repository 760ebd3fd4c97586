package sample

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"time"

	"rantau/campus"
)

// slot is a place in a text that is filled when it is used: a word that
// scene.words knows, or a range of numbers such as {12..40}. Anything else in
// braces stays: lessons show programs.
var slot = regexp.MustCompile(`\{([a-z]+|\d+\.\.\d+)\}`)

// scene is where and when a text is said.
type scene struct {
	lang    string
	at      time.Time
	me, to  *person
	here    *institution // of the one who speaks; else of the space
	partner *institution
	class   string
	lesson  string
	area    string
	extra   map[string]string
}

// write fills the slots of a text.
func (s scene) write(r *rand.Rand, text string) string {
	return slot.ReplaceAllStringFunc(text, func(m string) string {
		name := m[1 : len(m)-1]
		if lo, hi, ok := strings.Cut(name, ".."); ok {
			from, _ := strconv.Atoi(lo)
			to, _ := strconv.Atoi(hi)
			return strconv.Itoa(from + r.IntN(max(1, to-from+1)))
		}
		if v, ok := s.word(r, name); ok {
			return v
		}
		return m
	})
}

func (s scene) word(r *rand.Rand, name string) (string, bool) {
	if v, ok := s.extra[name]; ok {
		return v, true
	}
	day := s.at.AddDate(0, 0, 2+r.IntN(9))
	if day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, 1)
	}
	switch name {
	case "name":
		return s.to.short(), true
	case "me":
		return s.me.short(), true
	case "inst":
		return s.here.label(), true
	case "city":
		return s.here.place(), true
	case "country":
		return campus.CountryName(s.here.code()), true
	case "zone":
		return zoneName(s.here.code()), true
	case "partner":
		return s.partner.label(), true
	case "pcity":
		return s.partner.place(), true
	case "pcountry":
		return campus.CountryName(s.partner.code()), true
	case "pzone":
		return zoneName(s.partner.code()), true
	case "class":
		return s.class, true
	case "lesson":
		return s.lesson, true
	case "area":
		return s.area, true
	case "day":
		return weekday(s.lang, day), true
	case "date":
		return dateIn(s.lang, day), true
	case "time":
		return fmt.Sprintf("%02d:%02d", 8+r.IntN(9), 30*r.IntN(2)), true
	case "year":
		return strconv.Itoa(s.at.Year()), true
	}
	return "", false
}

// weekday names a day in a language, by its section "day": Monday first.
func weekday(lang string, t time.Time) string {
	if days := words(lang)["day"]; len(days) == 7 {
		return days[(int(t.Weekday())+6)%7]
	}
	return t.Weekday().String()
}

func dateIn(lang string, t time.Time) string {
	if lang == "" || lang == "en" {
		return t.Format("2 January")
	}
	return t.Format("2/1/2006")
}
