package server

import "testing"

func TestCursorRoundTrip(t *testing.T) {
	for _, c := range []cursor{
		{}, {From: 7, To: 7, Stamp: "9f31c2aa"}, {From: 7, To: 7, Led: true, Stamp: "9f31c2aa"},
		{From: 3, To: 9, Class: 2, Pos: 5, Stamp: "9f31c2aa"}, {From: 0, To: 9, Class: 4, Pos: 9, Led: true, Stamp: "00000000"},
	} {
		if got, ok := parseCursor(c.String()); got != c || !ok && c.To > 0 {
			t.Errorf("%+v became %q and then %+v", c, c, got)
		}
	}
}

// FuzzCursor: a cursor from a stranger is sound, or the beginning.
func FuzzCursor(f *testing.F) {
	for _, s := range []string{"0", "", "m1.9f31c2aa", "s12.9f31c2aa.3.2.5", "m-1.x", "s9223372036854775808.x", "m1.x.0.99.0", "m+1.aaaaaaaa", "s1.aaaaaaaa.-5.-1.-9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, ok := parseCursor(s)
		if !ok && c != (cursor{}) {
			t.Fatalf("%q is refused and gives %+v", s, c)
		}
		if c.From < 0 || c.To < c.From || c.Class < 0 || c.Class >= 5 || c.Pos < 0 {
			t.Fatalf("%q gives %+v", s, c)
		}
		if again, _ := parseCursor(c.String()); ok && c.To > 0 && again.To != c.To {
			t.Fatalf("%q gives %+v, and that %+v", s, c, again)
		}
	})
}
