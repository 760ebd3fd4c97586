package words

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWords(t *testing.T) {
	for s, want := range map[string]string{
		"":                              "",
		"Who grows rice, here? 3.5 kg!": "who|grows|rice|here|3|5|kg",
		"Ai trồng lúa ở đây?":           "ai|trồng|lúa|ở|đây",
		"Tie\u0302\u0301ng":             "tiếng",
		"นักเรียนปลูกข้าวในจังหวัดตราด": "นักเรียน|ปลูก|ข้าว|ใน|จังหวัด|ตราด",
		"เปิดArduinoแล้ว 5นาที":         "เปิด|arduino|แล้ว|5|นาที",
		"ນັກຮຽນຢູ່ບ້ານ":                 "ນັກຮຽນ|ຢູ່|ບ້ານ",
		"ភាសាខ្មែរ\u200bនិងវប្បធម៌":     "ភាសាខ្មែរ|និង|វប្បធម៌",
		"土壤湿度 sensor":        "土|壤|湿|度|sensor",
		"well-known o'clock": "well|known|o|clock",
	} {
		var got []string
		for _, w := range Words(s) {
			got = append(got, w.Exact)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s: %s, want %s", s, strings.Join(got, "|"), want)
		}
	}
}

func TestExact(t *testing.T) {
	for _, c := range [][]string{
		{"Trồng", "trồng", "TRỒNG", "tro\u0302\u0300ng"},
		{"ស្ត្រី", "ស្រ្តី"},                    // the consonants below in either order
		{"ខ្មែរ", "ខែ្មរ"},                      // the vowel before what is below
		{"ប៉ុន្តែ", "បុ៉ន្តែ"},                  // the shifter behind the vowel
		{"น้ำ", "น\u0e49\u0e4d\u0e32"},          // AM in pieces
		{"ນ້ຳ", "ນ\u0ec9\u0ecd\u0eb2"},          // the same in Lao
		{"ကျွန်ုပ်", "ကျွန\u103a\u102fပ\u103a"}, // as it is typed
	} {
		for _, other := range c[1:] {
			if Exact(other) != Exact(c[0]) {
				t.Errorf("%q (%+q) is not %q (%+q)", other, Exact(other), c[0], Exact(c[0]))
			}
		}
	}
	if Exact("មាន") == Exact("មន") || Exact("ข้าว") == Exact("ขาว") {
		t.Error("two words are one")
	}
}

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		"trồng": "trong", "đây": "day", "nguyễn": "nguyen", "ñu": "nu", "rice": "rice", "ข้าว": "ข้าว", "ស្ត្រី": "ស្ត្រី", "က္က": "က္က", "": "",
	} {
		if got := Fold(s); got != want {
			t.Errorf("%s becomes %s, want %s", s, got, want)
		}
	}
}

func TestParts(t *testing.T) {
	for s, want := range map[string]string{"นักเรียน": "นัก|เรียน", "ข้าว": "", "rice": "", "": "", "กขค": ""} {
		if got := strings.Join(Parts(s), "|"); got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"", "a b", "กํา", "ស្\u17d2ក", "\u17d2\u179a\u17d2", "đ\u0301", "\u200dก\u200d", "土a壤"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			Words(s)
			return
		}
		at := 0
		for _, w := range Words(s) {
			if w.From < at || w.End <= w.From || w.End > len(s) {
				t.Fatalf("%q: from %d to %d after %d", s, w.From, w.End, at)
			}
			at = w.End
			if Exact(w.Exact) != w.Exact {
				t.Fatalf("%q: %q is not settled: %q", s, w.Exact, Exact(w.Exact))
			}
			for _, p := range Parts(w.Exact) {
				if !strings.Contains(w.Exact, p) {
					t.Fatalf("%q is no part of %q", p, w.Exact)
				}
			}
		}
		if strings.Contains(s, "rice") && !slices.ContainsFunc(Words(s), func(w Word) bool { return strings.Contains(w.Exact, "rice") }) {
			t.Fatalf("%q: there is no rice", s)
		}
	})
}
