package lang

import (
	"testing"
	"time"

	"golang.org/x/text/feature/plural"
)

func use(t *testing.T, tag string) {
	t.Helper()
	was := current.Load()
	current.Store(load(tag))
	t.Cleanup(func() { current.Store(was) })
}

// with makes a language of its own from texts, for what depends on no translator.
func with(tag string, texts map[Text]string) *language {
	l := read(English, nil)
	l.tag, l.x = tag, load(tag).x
	l.dates, l.printer = load(tag).dates, load(tag).printer
	for name, s := range texts {
		l.phrases[name] = newPhrase([]byte(s), english().phrases[name])
	}
	return l
}

func TestSay(t *testing.T) {
	source := map[Text]string{
		"t.plain": `"Plain"`,
		"t.two":   `"{person} in {place}"`,
		"t.count": `{"one": "{n} post by {person}", "other": "{n} posts by {person}"}`,
		"t.odd":   `"a } b { c"`,
		"t.again": `"{a} {a} {b}"`,
	}
	en := with(English, source)
	turned := with("fil", map[Text]string{"t.two": `"sa {place}, si {person}"`})
	turned.phrases["t.two"].names = en.phrases["t.two"].names
	for _, c := range []struct {
		l    *language
		text Text
		n    int
		args []any
		want string
	}{
		{en, "t.plain", -1, nil, "Plain"},
		{en, "t.two", -1, []any{"Siti", "Soil"}, "Siti in Soil"},
		{turned, "t.two", -1, []any{"Siti", "Soil"}, "sa Soil, si Siti"},
		{en, "t.two", -1, []any{"Siti"}, "Siti in {place}"},
		{en, "t.two", -1, []any{"{place}", "x"}, "{place} in x"}, // what is put in is not read again
		{en, "t.count", 1, []any{"Siti"}, "1 post by Siti"},
		{en, "t.count", 0, []any{"Siti"}, "0 posts by Siti"},
		{en, "t.count", 1234567, []any{"Siti"}, "1,234,567 posts by Siti"},
		{en, "t.odd", -1, nil, "a } b { c"},
		{en, "t.again", -1, []any{"x", "y"}, "x x y"},
		{en, "t.nothing", -1, nil, "t.nothing"},
	} {
		form, n := plural.Other, &c.n
		if c.n < 0 {
			n = nil
		} else {
			form = c.l.plural(c.n)
		}
		got := c.text.in(c.l, form, n, c.args)
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestDates: the same moment in each language, as CLDR writes it.
func TestDates(t *testing.T) {
	at := time.Date(2026, 3, 5, 14, 7, 0, 0, time.UTC)
	midnight := time.Date(2026, 3, 5, 0, 30, 0, 0, time.UTC)
	for tag, want := range map[string][4]string{
		"en":  {"5 Mar 2026", "5 Mar, 14:07", "00:30", "1,234"},
		"id":  {"5 Mar 2026", "5 Mar 14.07", "00.30", "1.234"},
		"ms":  {"5 Mac 2026", "5 Mac, 2:07 PTG", "12:30 PG", "1,234"},
		"fil": {"Mar 5, 2026", "Mar 5, 2:07 PM", "12:30 AM", "1,234"},
		"vi":  {"5 thg 3, 2026", "14:07 5 thg 3", "00:30", "1.234"},
		"th":  {"5 มี.ค. 2569", "5 มี.ค. 14:07", "00:30", "1,234"},
		"km":  {"5 មីនា 2026", "5 មីនា, 2:07 PM", "12:30 AM", "1.234"},
		"lo":  {"5 ມ.ນ. 2026", "5 ມ.ນ., 14:07", "0:30", "1.234"},
		"my":  {"၂၀၂၆ မတ် ၅", "မတ် ၅ ၁၄:၀၇", "၀:၃၀", "၁,၂၃၄"},
		"tet": {"5 Mar 2026", "5 Mar, 14:07", "00:30", "1,234"},
	} {
		use(t, tag)
		got := [4]string{Date(at), Moment(Day(at), at), Clock(midnight), Number(1234)}
		if got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		want   string
		system []string
	}{
		{"en", nil}, {"en", []string{"C"}}, {"en", []string{""}}, {"en", []string{"de-DE"}}, {"th", []string{"th-TH"}},
		{"fil", []string{"tl-PH"}}, {"fil", []string{"fil-PH", "en-US"}}, {"id", []string{"de", "id-ID"}}, {"my", []string{"my-MM"}},
		{"tet", []string{"tet-TL"}}, {"vi", []string{"vi"}}, {"km", []string{"km-KH"}}, {"lo", []string{"lo-LA"}}, {"ms", []string{"ms-SG"}},
	} {
		if !Speaks(c.want) { // its nearest relative is as good
			continue
		}
		if got := Match(c.system...); got != c.want {
			t.Errorf("%v: %s, want %s", c.system, got, c.want)
		}
	}
}

func TestProblem(t *testing.T) {
	l := with("ms", map[Text]string{
		"errors.only its author can do this":                    `"hanya pengarang"`,
		"errors.the {1} has {2} characters; the limit is {3}":   `"had {3}, {1} ada {2}"`,
		"errors.the {1} was changed meanwhile":                  `"{1} sudah diubah"`,
		"errors.{1} was changed while it was being read: again": `"{1}: fail berubah"`,
		"terms.title": `"tajuk"`,
	})
	was := current.Load()
	current.Store(l)
	defer current.Store(was)
	for said, want := range map[string]string{
		"only its author can do this":                         "hanya pengarang",
		"Only its author can do this":                         "hanya pengarang",
		"the title has 300 characters; the limit is 200":      "had 200, tajuk ada 300",
		"the title was changed meanwhile":                     "tajuk sudah diubah",
		"a.pdf was changed while it was being read: again":    "a.pdf: fail berubah",
		"a newer server says something else":                  "a newer server says something else",
		"":                                                    "",
		"the \n was changed meanwhile":                        "\n sudah diubah",
		"the title was changed meanwhile, and something else": "the title was changed meanwhile, and something else",
		"the {1} was changed meanwhile":                       "{1} sudah diubah",
		"the \xff was changed meanwhile":                      "\xff sudah diubah",
	} {
		if got := Problem(said); got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
	current.Store(was)
	if got := Problem("only its author can do this"); got != "only its author can do this" {
		t.Errorf("English says %q", got)
	}
}
