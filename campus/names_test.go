package campus

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestOrderBetween(t *testing.T) {
	if k := OrderBetween("", ""); k == "" {
		t.Error("no key between the ends")
	}
	r := rand.New(rand.NewPCG(3, 4))
	keys := []string{}
	for range 10_000 {
		i := r.IntN(len(keys) + 1)
		a, b := "", ""
		if i > 0 {
			a = keys[i-1]
		}
		if i < len(keys) {
			b = keys[i]
		}
		x := OrderBetween(a, b)
		if x <= a || b != "" && x >= b || strings.HasSuffix(x, "a") || len(x) > MaxLine {
			t.Fatalf("between %q and %q: %q", a, b, x)
		}
		keys = slices.Insert(keys, i, x)
	}
	// The worst habits: always first, always last, always second.
	for name, at := range map[string]func(n int) int{"first": func(int) int { return 0 }, "last": func(n int) int { return n }, "second": func(n int) int { return min(1, n) }} {
		keys := []string{}
		for range 1000 {
			i := at(len(keys))
			a, b := "", ""
			if i > 0 {
				a = keys[i-1]
			}
			if i < len(keys) {
				b = keys[i]
			}
			x := OrderBetween(a, b)
			if x <= a || b != "" && x >= b {
				t.Fatalf("%s, %d keys: between %q and %q: %q", name, len(keys), a, b, x)
			}
			keys = slices.Insert(keys, i, x)
		}
	}
	// What is not in order, or comes from a stranger, must at least end.
	for _, c := range [][2]string{{"b", "a"}, {"z", "a"}, {"a", "a"}, {"\xff", "\x00"}, {"Z", "5"}, {strings.Repeat("a", 500), strings.Repeat("a", 501)}} {
		if OrderBetween(c[0], c[1]) == "" {
			t.Errorf("between %q and %q: nothing", c[0], c[1])
		}
	}
}

var names = []string{
	"slides.pdf", "", ".", "..", "...", "../../etc/passwd", `..\..\boot.ini`, "a\x00b.txt", strings.Repeat("x", 300), strings.Repeat("ก", 300) + ".pdf",
	"CON", "con.txt", "Nul", "COM1.pdf", "LPT9", "aux.tar.gz", "evil\u202egnp.exe", "\u200fname", "a:b", `a"b`, "a?b*c<d>e|f", " lead", "trail ", "trail.", "dir/",
	"\xff\xfe.doc", "tab\there", "line\nbreak", ".hidden", "x." + strings.Repeat("y", 400), "a/b/c.txt", "\u0085", "C:", "con .txt", "รายงาน.docx", "🙂.png",
}

func TestFileNames(t *testing.T) {
	for name, good := range map[string]bool{
		"slides.pdf": true, "รายงาน.docx": true, ".hidden": true, "a b.txt": true, "console": true, "🙂.png": true,
		"": false, ".": false, "..": false, "a/b": false, `a\b`: false, "a\x00b": false, "CON": false, "nul.txt": false, "Lpt1.x": false,
		"a:": false, "x.": false, " x": false, "x ": false, "evil\u202egnp.exe": false, "\u200fx": false, "\xff": false, "con .txt": false,
		strings.Repeat("x", 300): false, strings.Repeat("ก", 100): false, strings.Repeat("x", 200): true,
	} {
		if err := CheckFileName(name); (err == nil) != good {
			t.Errorf("%.40q: %v", name, err)
		}
	}
	for _, name := range names {
		checkClean(t, name)
	}
	for in, want := range map[string]string{"slides.pdf": "slides.pdf", "../../etc/passwd": "passwd", "con.txt": "file-con.txt", "": "file", "a:b": "a_b", "รายงาน.docx": "รายงาน.docx"} {
		if got := CleanFileName(in); got != want {
			t.Errorf("%q was cleaned to %q, want %q", in, got, want)
		}
	}
}

func checkClean(t *testing.T, name string) {
	t.Helper()
	clean := CleanFileName(name)
	if err := CheckFileName(clean); err != nil {
		t.Errorf("%.60q was cleaned to %q: %v", name, clean, err)
	}
	if again := CleanFileName(clean); again != clean {
		t.Errorf("%q was cleaned to %q and then to %q", name, clean, again)
	}
}

func FuzzFileName(f *testing.F) {
	for _, n := range names {
		f.Add(n)
	}
	f.Fuzz(func(t *testing.T, name string) {
		checkClean(t, name)
		if CheckFileName(name) == nil && !utf8.ValidString(name) {
			t.Errorf("%q is no text", name)
		}
	})
}

func TestIDs(t *testing.T) {
	a, b := newID(time.UnixMilli(1000)), newID(time.UnixMilli(2000))
	if !a.Valid() || a >= b || a[14] != '7' {
		t.Errorf("%s %s", a, b)
	}
	if d := DerivedID("a", "b"); !d.Valid() || d != DerivedID("a", "b") || d == DerivedID("ab", "") || d[14] != '8' {
		t.Error(d)
	}
	for _, id := range []ID{"", "x", ID(strings.ToUpper(string(a))), a[:35], a + "0", ID(strings.ReplaceAll(string(a), "-", "_"))} {
		if id.Valid() {
			t.Errorf("%q is valid", id)
		}
	}
	if newID(time.UnixMilli(-1)) == "" || !newID(time.Unix(1<<40, 0)).Valid() {
		t.Error("a wrong clock makes no ID")
	}
}

func TestCleanLine(t *testing.T) {
	for dirty, clean := range map[string]string{
		"Siti Rahmawati": "Siti Rahmawati", "Si\u200bti": "Siti", "\ufeffSiti": "Siti", "a\u202eb": "ab", "tab\there": "tabhere",
		"ខ\u17b5ែ": "ខែ", "soft\u00adhyphen": "softhyphen", "น้ำ": "น้ำ", "Nguyễn": "Nguyễn", "a\u200db": "ab",
		"👩\u200d🔬": "👩\u200d🔬", "👩🏽\u200d🔬": "👩🏽\u200d🔬", "\u200d🔬": "🔬", "": "",
	} {
		if got := CleanLine(dirty); got != clean {
			t.Errorf("%q becomes %q, want %q", dirty, got, clean)
		}
		if err := checkLine("name", dirty, MaxName); (err == nil) != (dirty == clean) {
			t.Errorf("%q: %v", dirty, err)
		}
	}
}
