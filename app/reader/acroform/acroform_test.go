package acroform

import (
	"maps"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestJudge(t *testing.T) {
	some := []Option{{"a", "Apple"}, {"b", "Banana"}}
	for _, one := range []struct {
		f    Field
		v    string
		want Wrong
	}{
		{Field{Kind: Text}, "", Fine},
		{Field{Kind: Text, Required: true}, "", Missing},
		{Field{Kind: Text, Required: true, Locked: true}, "", Fine},
		{Field{Kind: Text, Most: 3}, "สวย", Fine},
		{Field{Kind: Text, Most: 3}, "four", TooLong},
		{Field{Kind: Text}, strings.Repeat("x", MaxValue+1), TooLong},
		{Field{Kind: Check, Required: true}, "", Missing},
		{Field{Kind: Check, Required: true}, On, Fine},
		{Field{Kind: Choice, Options: some}, "a", Fine},
		{Field{Kind: Choice, Options: some}, "Apple", NoSuch},
		{Field{Kind: Choice, Options: some, Own: true}, "Cherry", Fine},
		{Field{Kind: Choice, Options: some, Several: true}, "a\nb", Fine},
		{Field{Kind: Choice, Options: some, Several: true}, "a\nc", NoSuch},
		{Field{Kind: Radio, Options: some}, "c", NoSuch},
	} {
		if got := one.f.Judge(one.v); got != one.want {
			t.Errorf("%+v with %.20q: %q, not %q", one.f, one.v, got, one.want)
		}
	}
}

func TestChanged(t *testing.T) {
	f := Form{Fields: []Field{
		{Key: "name", Kind: Text, Value: "Dewi"}, {Key: "lines", Kind: Text, Value: "a\nb"}, {Key: "no", Kind: Text, Locked: true},
		{Key: "many", Kind: Choice, Several: true, Value: "a\nb"}, {Key: "tick", Kind: Check, Value: On},
	}}
	got := f.Changed(Values{"name": "Dewi L.", "lines": "a\r\nb", "no": "x", "many": "a\nb\n", "tick": "", "other": "x"})
	if want := (Values{"name": "Dewi L.", "tick": ""}); !maps.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
	if f.Usable() != 4 {
		t.Error(f.Usable())
	}
}

func TestDecode(t *testing.T) {
	for in, want := range map[string]string{
		"Dewi":                     "Dewi",
		"caf\xe9 \x80 \xa0":        "café • €",
		"\xfe\xff\x0e\x2a\x0e\x27": "สว",
		"\xff\xfe\x2a\x0e":         "ส",
		"\xfe\xff\xd8\x3d\xde\x00": "😀",
		"\xfe\xff\xd8\x3d":         "\ufffd",
		"\xfe\xff\x00":             "",
		"\xef\xbb\xbfViệt":         "Việt",
		"a\rb\r\nc":                "a\nb\nc",
		"\xfe\xff\x00\x1b\x00t\x00h\x00\x1b\x00a": "a",
		"a\x00\x07b": "ab",
	} {
		if got := Decode(in); got != want {
			t.Errorf("%q is %q, not %q", in, got, want)
		}
	}
	if got := DecodeName("Ja\xe9"); got != "Jaé" {
		t.Error(got)
	}
}

func TestNamed(t *testing.T) {
	for in, want := range map[string]string{
		"person.given_name": "Given name", "familyName": "Family name", "form1[0].page[0].City[0]": "City", "e-mail": "E mail", "Phone 2": "Phone 2",
		"Text12": "", "topmostSubform[0]": "", "undefined_3": "", "Check Box7": "", "": "", "...": "", "ชื่อ": "ชื่อ",
	} {
		if got := Named(in); got != want {
			t.Errorf("%q is %q, not %q", in, got, want)
		}
	}
}

func TestReadLook(t *testing.T) {
	for in, want := range map[string]Look{
		"/Helv 11 Tf 0 0 1 rg": {11, "0 0 1 rg"},
		"0.5 g /F 0 Tf":        {0, "0.5 g"},
		"/F -9 Tf 0 0 0 1 k":   {9, "0 0 0 1 k"},
		"/F 1e300 Tf 9 g":      {144, "1 g"},
		"/F NaN Tf x y z rg":   {0, "0 g"},
		"Tf rg g k":            {0, "0 g"},
		"":                     {0, "0 g"},
	} {
		if got := ReadLook(in); got != want {
			t.Errorf("%q: %+v, not %+v", in, got, want)
		}
	}
}

func TestDays(t *testing.T) {
	day := time.Date(2005, 3, 9, 0, 0, 0, 0, time.UTC)
	for script, want := range map[string]string{
		`AFDate_FormatEx("dd/mm/yyyy");`:   "09/03/2005",
		`AFDate_FormatEx( 'd.m.yy' )`:      "9.3.05",
		`AFDate_FormatEx("mmm d, yyyy")`:   "Mar 9, 2005",
		`AFDate_FormatEx("dd/mm/yy HH:MM`:  "",
		`AFDate_FormatEx("HH:MM")`:         "",
		`AFDate_FormatEx("dd/dd/yyyy")`:    "",
		`AFNumber_Format(2, 0)`:            "",
		`AFDate_FormatEx(`:                 "",
		`AFDate_FormatEx("ddddd/mm/yyyy")`: "",
	} {
		how := DateOf(script)
		if want == "" {
			if how != "" {
				t.Errorf("%s: %q", script, how)
			}
			continue
		}
		if got := WriteDay(how, day); got != want {
			t.Errorf("%s: %q, not %q", script, got, want)
		}
		if got, ok := ReadDay(how, want); !ok || !got.Equal(day) {
			t.Errorf("%s: %v %v", script, got, ok)
		}
	}
}

// FuzzWords: whatever a file says, it becomes words that can be shown.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"Dewi", "\xfe\xff\x0e\x2a", "\xef\xbb\xbfx", "\xfe\xff\x00\x1b", "/Helv 11 Tf 0 0 1 rg", `AFDate_FormatEx("dd/mm/yyyy")`, "a[0].b_c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, got := range []string{Decode(s), DecodeName(s), Label(Decode(s)), Named(Decode(s))} {
			if !utf8.ValidString(got) {
				t.Errorf("%q is %q", s, got)
			}
		}
		if l := ReadLook(s); !(l.Size >= 0 && l.Size <= 144) || strings.Count(l.Color, " ") > 4 {
			t.Errorf("%q is %+v", s, l)
		}
		if how := DateOf(s); how != "" {
			if _, ok := ReadDay(how, WriteDay(how, time.Unix(1e9, 0).UTC())); !ok {
				t.Errorf("%q: %q", s, how)
			}
		}
	})
}
