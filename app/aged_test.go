package app_test

import (
	"strings"
	"testing"
	"time"

	"rantau/app"
	"rantau/app/apptest"
)

// What says how old something is must grow older while nothing syncs: somebody works
// for a day without a line, and "just now" would be a lie by then.
func TestTimesGrowOlder(t *testing.T) {
	now := apptest.Clock
	h, p := start(t, app.Options{SignedIn: true, Now: func() time.Time { return now }}, "teacher")
	for _, c := range []struct {
		section string
		open    []string
	}{
		{"Home", nil},
		{"News", nil},
		{"Conversations", []string{"How do you learn when the power is out?"}},
		{"Training", []string{"Soil, sensors and water", "Discussion"}},
	} {
		now = apptest.Clock
		h.Tap(c.section)
		for _, words := range c.open {
			if words == "Discussion" {
				h.Tap(words)
				continue
			}
			h.Pick(words)
		}
		before := aside(h.Text())
		now = now.AddDate(0, 0, 2)
		p.Aged()
		h.Settle()
		if aside(h.Text()) == before {
			t.Errorf("two days later nothing is older in %s: %s", c.section, strings.Join(c.open, ", "))
		}
	}
}

// aside takes the status line out, which has a clock of its own.
func aside(text string) string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		if !strings.Contains(line, "Online") {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
