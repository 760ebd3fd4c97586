package ui

import (
	"testing"
	"time"
)

func TestMoments(t *testing.T) {
	at := time.Date(2026, 12, 31, 17, 0, 0, 0, time.Local).UnixMilli()
	for _, c := range []struct {
		text   string
		before int64
		ms     int64
		ok     bool
	}{
		{"", at, 0, true},
		{"2026-12-31 17:00", 0, at, true},
		{"2026-12-31 17:00", at + 1234, at + 1234, true}, // not touched
		{"2026-12-31 17:00", at + 60_000, at, true},
		{"31.12.2026 17:00", 0, at, true},
		{"2026-1-5 8:05", 0, time.Date(2026, 1, 5, 8, 5, 0, 0, time.Local).UnixMilli(), true},
		{"12/31/2026 17:00", 0, 0, false}, // which is the month?
		{"2026-12-31", 0, 0, false},       // when on that day?
		{"2026-02-30 17:00", 0, 0, false},
		{"tomorrow", 0, 0, false},
	} {
		if ms, ok := ReadMoment(c.text, c.before); ok != c.ok || ok && ms != c.ms {
			t.Errorf("%q is %d, %v", c.text, ms, ok)
		}
	}
	for text, want := range map[string]string{"2026-12-31": "2026-12-31", "31.12.2026": "2026-12-31", "2026-1-5": "2026-01-05", "31/12/2026": "", "": ""} {
		day, ok := ReadDay(text)
		if ok != (want != "") || ok && WriteDay(day) != want {
			t.Errorf("%q is the day %v, %v", text, day, ok)
		}
	}
}
