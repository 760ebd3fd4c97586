package campus

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestMerge3(t *testing.T) {
	for _, c := range []struct {
		name, origin, a, b, want string
		ok                       bool
	}{
		{"one side", "a b c", "a b c", "a X c", "a X c", true},
		{"both the same", "a b c", "a X c", "a X c", "a X c", true},
		{"far apart", "a b c d e", "A b c d e", "a b c d E", "A b c d E", true},
		{"same word", "a b c", "a X c", "a Y c", "", false},
		{"neighbours", "a b c", "X b c", "a Y c", "", false},
		{"both at the end", "a b", "a b c", "a b d", "", false},
		{"put in and taken away", "a b c d e f", "a b c d e", "new a b c d e f", "new a b c d e", true},
		{"one edit shared, one not", "a b c d e f", "X b c d e f", "X b c d Y f", "X b c d Y f", true},
		{"lines", "one\ntwo\nthree\nfour\n", "ONE\ntwo\nthree\nfour\n", "one\ntwo\nthree\nfour\nfive\n", "ONE\ntwo\nthree\nfour\nfive\n", true},
		{"from nothing", "", "a", "b", "", false},
		{"to nothing", "a b c", "", "a b c d", "", false},
		{"Thai, two sentences", "สวัสดี ครับ ผม มา จาก ตราด", "สวัสดี ค่ะ ผม มา จาก ตราด", "สวัสดี ครับ ผม มา จาก ระยอง", "สวัสดี ค่ะ ผม มา จาก ระยอง", true},
		{"Thai, one word twice", "การเกษตร", "การเกษตรกรรม", "การเกษตรไทย", "", false},
	} {
		for _, swap := range []bool{false, true} {
			a, b := c.a, c.b
			if swap {
				a, b = b, a
			}
			got, ok := Merge3(c.origin, a, b)
			if ok != c.ok || got != c.want {
				t.Errorf("%s (swapped %v): %q %v, want %q %v", c.name, swap, got, ok, c.want, c.ok)
			}
		}
	}
}

// TestMerge3Properties edits numbered words on both sides, so that every edit
// can be found again in the result.
func TestMerge3Properties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	clean := 0
	for range 3000 {
		words := make([]string, 5+r.IntN(60))
		for i := range words {
			words[i] = fmt.Sprint("w", r.IntN(20))
		}
		origin := strings.Join(words, " ")
		a, newA, goneA := scribble(r, words, "A")
		b, newB, goneB := scribble(r, words, "B")
		if got, ok := Merge3(origin, origin, b); !ok || got != b {
			t.Fatalf("one side unchanged: %q, want %q", got, b)
		}
		if got, ok := Merge3(origin, a, origin); !ok || got != a {
			t.Fatalf("one side unchanged: %q, want %q", got, a)
		}
		if got, ok := Merge3(origin, a, a); !ok || got != a {
			t.Fatalf("both the same: %q, want %q", got, a)
		}
		got, ok := Merge3(origin, a, b)
		back, okBack := Merge3(origin, b, a)
		if ok != okBack || got != back {
			t.Fatalf("the order of the sides matters: %q %q", got, back)
		}
		if !ok {
			continue
		}
		clean++
		fields := strings.Fields(got)
		for _, w := range append(newA, newB...) {
			if strings.Count(" "+got+" ", " "+w+" ") != 1 {
				t.Fatalf("origin %q\na %q\nb %q\nmerged %q: %s is not there once", origin, a, b, got, w)
			}
		}
		// A word that both take away is counted twice.
		want := len(words) - goneA - goneB + len(newA) + len(newB)
		if len(fields) < want || len(fields) > want+min(goneA, goneB) {
			t.Fatalf("origin %q\na %q\nb %q\nmerged %q has %d words, want %d", origin, a, b, got, len(fields), want)
		}
	}
	if clean < 300 {
		t.Errorf("only %d merges were clean: the property was hardly looked at", clean)
	}
}

// scribble puts in, replaces and takes away some words.
func scribble(r *rand.Rand, words []string, name string) (text string, made []string, gone int) {
	var out []string
	for _, w := range words {
		switch x := r.IntN(30); x {
		case 0, 1:
			made = append(made, fmt.Sprint(name, len(made)))
			out = append(out, made[len(made)-1])
			if x == 1 {
				out = append(out, w)
			} else {
				gone++
			}
		case 2:
			gone++
		default:
			out = append(out, w)
		}
	}
	return strings.Join(out, " "), made, gone
}

func FuzzMerge3(f *testing.F) {
	f.Add("a b c", "a x c", "a b y")
	f.Add("การเกษตร ไทย", "การเกษตรกรรม ไทย", "การเกษตร ลาว")
	f.Add("\xff \xfe", " ", "\u3000\n")
	f.Fuzz(func(t *testing.T, o, a, b string) {
		ab, ok := Merge3(o, a, b)
		ba, okBack := Merge3(o, b, a)
		if ok != okBack || ab != ba {
			t.Fatalf("%q and %q", ab, ba)
		}
		if got, ok := Merge3(o, o, b); !ok || got != b {
			t.Fatalf("one side unchanged: %q", got)
		}
	})
}
