package home

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"rantau/campus"
)

// FuzzCalendar: whatever a class and its hours are called, the file is read back with as
// many entries as there were, in lines that other programs take, and nothing that was
// typed becomes a property of its own.
func FuzzCalendar(f *testing.F) {
	for _, s := range []string{"Live class", "", "x\r\nBEGIN:VEVENT\r\nUID:evil\r\nEND:VEVENT", "a\nATTACH:file:///etc/passwd", strings.Repeat("ดินและน้ำ ", 200),
		"\u202eright to left\u202c", "🎉👩‍🌾 , ; \\ \\n", "a\x00b", strings.Repeat("x", 10_000), "\xff\xfe"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, title, where string) {
		if len(title)+len(where) > 50_000 {
			return
		}
		at := time.UnixMilli(1_795_000_000_000)
		all := []event{{at: at, to: at.Add(time.Hour), title: title, where: where, record: campus.NewID()}, {at: at, day: true, what: eventDue, title: where, record: campus.NewID()}}
		var b bytes.Buffer
		if err := writeCalendar(all, at, &b); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		if !utf8.ValidString(text) {
			t.Error("it is no UTF-8")
		}
		begun := 0
		for _, line := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
			if len(line) > 75 {
				t.Errorf("a line of %d bytes: %q", len(line), line)
			}
			if strings.ContainsAny(line, "\r\n\x00") {
				t.Errorf("a line holds another: %q", line)
			}
			if line == "BEGIN:VEVENT" {
				begun++
			}
			if strings.HasPrefix(line, "ATTACH") || line == "UID:evil" {
				t.Errorf("what was typed became %q", line)
			}
		}
		cal, err := ics.ParseCalendar(strings.NewReader(text))
		if err != nil || begun != len(all) || len(cal.Events()) != len(all) {
			t.Errorf("%d entries begin, %v", begun, err)
		}
	})
}
