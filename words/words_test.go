package words

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func cut(s string, at []int) string {
	var parts []string
	from := 0
	for _, end := range append(at, len(s)) {
		parts = append(parts, s[from:end])
		from = end
	}
	return strings.Join(parts, "|")
}

// TestBreaks: each is a text with a bar wherever a line may end.
func TestBreaks(t *testing.T) {
	for _, want := range []string{
		"",
		"Who |grows |rice |here?",
		"Ai |trồng |lúa |ở |đây?",
		"well-|known, |3.5 |kg (dry)"[:len("well-|known, |3.5 |kg ")] + "|(dry)",
		"นักเรียน|ปลูก|ข้าว|ใน|จังหวัด|ตราด",
		"ข้อความ|อื่นๆ |และ|ข้อมูล",
		"การ|แฮก|อุปกรณ์|โดยตรง", // a foreign word keeps its end
		"เปิด Arduino |แล้ว|เชื่อม|ต่อ"[:len("เปิด ")] + "|Arduino |แล้ว|เชื่อม|ต่อ",
		"ນັກຮຽນ|ຢູ່|ບ້ານ",
		"ຂອບໃຈ|ຫຼາຍໆ",
		"ភាសាខ្មែរ|និង|វប្បធម៌",
		"ကျောင်း|အီး|မေးလ်|လိပ်စာ|ကို",
	} {
		s := strings.ReplaceAll(want, "|", "")
		if got := cut(s, Breaks(s)); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestClusters(t *testing.T) {
	for _, want := range []string{"", "a|b", "e\u0301|a", "ที่|นี่", "น้ำ", "ស្ត្រី", "ខ្ញុំ", "က္က", "👩‍🔬|!", "ຊັ້|ນ"} {
		s := strings.ReplaceAll(want, "|", "")
		if got := cut(s, Clusters(s)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestDictionaries opens each, and has it know a word and not another.
func TestDictionaries(t *testing.T) {
	for s, word := range map[script]string{thai: "ข้าว", lao: "ພາສາ", khmer: "ភាសា", burmese: "ဘာသာ"} {
		tr, err := newTrie(sources[s])
		if err != nil {
			t.Fatal(err)
		}
		if !has(tr, word) || has(tr, word+word+word) || has(tr, "rice") {
			t.Errorf("%s: %v %v", word, has(tr, word), has(tr, word+word+word))
		}
		for n := range len(sources[s]) / 997 {
			if _, err := newTrie(sources[s][:n*997]); err == nil {
				t.Fatalf("%d bytes of a dictionary are taken for the whole", n*997)
			}
		}
	}
}

func has(t trie, word string) (is bool) {
	w := t.walk()
	for _, r := range word {
		is = w.step(r)
	}
	return is
}

func FuzzBreaks(f *testing.F) {
	for _, s := range []string{"", "กขค", "ស្ត្រី\u200dក", "က္", "\u17d2\u17d2ក", "ๆๆๆ", "a\u0e33", "\xff\xfeก"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, at := range [][]int{Breaks(s), Clusters(s)} {
			if !slices.IsSorted(at) || len(at) > 0 && (at[0] <= 0 || at[len(at)-1] >= len(s)) {
				t.Fatalf("%q: %v", s, at)
			}
			for _, i := range at {
				if utf8.ValidString(s) && !utf8.RuneStart(s[i]) {
					t.Fatalf("%q is cut inside a letter at %d", s, i)
				}
			}
		}
	})
}
