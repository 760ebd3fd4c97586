package training

import (
	"testing"

	"rantau/app/ui"
	"rantau/campus"
)

// FuzzDates: what is typed as a date is one that can be kept and is shown as it was typed,
// or is answered with a sentence.
func FuzzDates(f *testing.F) {
	for _, s := range []string{"", "2027-03-15 14:02", "2027-02-29 25:61", "0000-00-00 00:00", "9999-12-31 23:59", "2027-03-15", "15.3.2027", "٢٠٢٧-٠٣-١٥", "-1-1-1 0:0", "2027-03-15 14:02\x00", "1e9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if ms, err := ui.Moment("due", s, 0); err == nil && ms > 0 {
			if again, err := ui.Moment("due", ui.WriteMoment(ms), 0); err != nil || again != ms {
				t.Errorf("%q is kept as %q", s, ui.WriteMoment(ms))
			}
		} else if err != nil && campus.CodeOf(err) != campus.Invalid {
			t.Errorf("%q: %v", s, err)
		}
		if day, err := readDay("day", s); err == nil && !day.IsZero() && (day.Year() < 2000 || day.Year() > 2200) {
			t.Errorf("%q is %v", s, day)
		}
		if n, err := readNumber("points", s); err == nil && (n != n || n > 1e308) {
			t.Errorf("%q is the number %v", s, n)
		}
	})
}
