package collaborate

import (
	"slices"
	"strings"
	"time"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/campus"
)

// filter says which requests are shown; a zero field lets all through.
type filter struct {
	words    string
	area     string
	country  string
	language string
	way      string // waySend or wayReceive
	state    string // a RequestStatus, or one of the others below
}

// The choices of way and state that are not in the domain.
const (
	waySend    = "send"
	wayReceive = "receive"
	stateMine  = "mine"
	statePast  = "past"
	stateAgree = "agreed"
)

// asMap and filterOf are the filter as a saved search keeps it.
func (f filter) asMap() map[string]string {
	m := map[string]string{"words": strings.TrimSpace(f.words), "area": f.area, "country": f.country, "language": f.language, "way": f.way, "state": f.state}
	for name, v := range m {
		if v == "" {
			delete(m, name)
		}
	}
	return m
}

func filterOf(m map[string]string) filter {
	return filter{words: m["words"], area: m["area"], country: m["country"], language: m["language"], way: m["way"], state: m["state"]}
}

func (f filter) empty() bool { return len(f.asMap()) == 0 }

// fits tells whether a request is let through.
func (f filter) fits(a asked, me campus.ID, now time.Time) bool {
	v := a.value
	switch {
	case f.area != "" && !slices.Contains(v.AllAreas(), f.area),
		f.country != "" && a.country != f.country && !slices.Contains(strings.Fields(v.Countries), f.country),
		f.language != "" && !slices.Contains(strings.Fields(v.Languages), f.language),
		f.way == waySend && v.Send == 0, f.way == wayReceive && v.Receive == 0:
		return false
	}
	switch f.state {
	case "":
	case stateMine:
		if a.record.Author != me {
			return false
		}
	case statePast:
		if !past(v, now) {
			return false
		}
	case stateAgree:
		if v.With == "" {
			return false
		}
	default:
		if string(v.State) != f.state || past(v, now) {
			return false
		}
	}
	words := strings.Fields(strings.ToLower(f.words))
	if len(words) == 0 {
		return true
	}
	text := strings.ToLower(v.Title + "\n" + v.Text + "\n" + a.from)
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// called is a name for a saved search, from what it filters.
func (f filter) called() string {
	var parts []string
	for _, s := range []string{strings.TrimSpace(f.words), lang.Term(f.area), ui.Country(f.country), ui.LanguageNames(f.language)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	for _, o := range append(slices.Clone(ways), states...) {
		if o.value != "" && (o.value == f.way || o.value == f.state) {
			parts = append(parts, o.label.Say())
		}
	}
	name := []rune(oneLine(strings.Join(parts, ", ")))
	return string(name[:min(len(name), campus.MaxName)])
}

// option is one of a choice.
type option struct {
	label lang.Text
	value string
}

var ways = []option{{bothWays, ""}, {sendingOnly, waySend}, {receivingOnly, wayReceive}}

var states = []option{{allStates, ""}, {openOnly, string(campus.RequestOpen)}, {answeredOnly, string(campus.RequestAnswered)},
	{closedOnly, string(campus.RequestClosed)}, {agreedOnly, stateAgree}, {pastOnly, statePast}, {mineOnly, stateMine}}

func labels(all []option) []string {
	out := make([]string, len(all))
	for i, o := range all {
		out[i] = o.label.Say()
	}
	return out
}

func indexOf(all []option, value string) int {
	return max(0, slices.IndexFunc(all, func(o option) bool { return o.value == value }))
}

// past tells whether the deadline of a request that nobody has answered is over.
func past(v campus.Request, now time.Time) bool {
	_, over := dayOf(v, now)
	return over && v.State == campus.RequestOpen
}
