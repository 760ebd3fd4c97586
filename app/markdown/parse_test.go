package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func kinds(blocks []Block) string {
	var s strings.Builder
	for _, b := range blocks {
		s.WriteByte("THCBPR"[b.Kind])
	}
	return s.String()
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ name, source, kinds, plain string }{
		{"paragraphs", "one\ntwo\n\nthree", "TT", "one two|three"},
		{"styles", "a **b** *c* `d` ~~e~~", "T", "a b c d e"},
		{"heading", "## Title\ntext", "HT", "Title|text"},
		{"nested list", "- a\n  - b\n    - c\n1. d", "TTTT", "a|b|c|d"},
		{"quote in list", "* a\n\n    > q\n\n* b", "TTT", "a|q|b"},
		{"picture between words", "before ![alt](../x/p.png) after", "TPT", "before||after"},
		{"linked picture", "[![alt](https://example.org/0.jpg)](https://example.org)", "P", ""},
		{"code", "```go\nx := 1\n```", "C", ""},
		{"table", "|a|b|\n|--:|-|\n|1|2|", "B", ""},
		{"html is text", "<script>alert(1)</script>\n\nok <b>x</b>", "CT", "|ok <b>x</b>"},
		{"comment is nothing", "<!-- x -->\n\nok", "T", "ok"},
		{"escapes", `\*a\* &amp; b`, "T", "*a* & b"},
		{"rule", "a\n\n---\n\nb", "TRT", "a||b"},
		{"marks and NUL", "a\u202eb\x00c", "T", "abc"},
		{"empty", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			blocks := Parse(c.source)
			var plain []string
			for _, b := range blocks {
				plain = append(plain, Plain(b.Spans))
			}
			if kinds(blocks) != c.kinds || strings.Join(plain, "|") != c.plain {
				t.Errorf("got %s %q, want %s %q", kinds(blocks), strings.Join(plain, "|"), c.kinds, c.plain)
			}
		})
	}
}

func TestOnlySafeLinksAreLinks(t *testing.T) {
	for link, want := range map[string]string{
		"https://example.org/a": "https://example.org/a", "#part": "#part", "mailto:a@b.org": "mailto:a@b.org",
		"javascript:alert(1)": "", "file:///etc/passwd": "", "../secret.txt": "", "http://": "", "data:text/html,x": "",
		"lesson:01900000-0000-7000-8000-000000000001": "lesson:01900000-0000-7000-8000-000000000001", "lesson:other": "", "lesson:": "",
	} {
		if got := safeLink(link); got != want {
			t.Errorf("%q: got %q, want %q", link, got, want)
		}
	}
}

func TestPictureNames(t *testing.T) {
	for path, want := range map[string]string{
		"../../images/x.png": "x.png", "a%20b.png": "a b.png", `..\x.png`: "x.png", "x.png?raw=1": "x.png", "..": "", "": "",
	} {
		if got := PictureName(path); got != want {
			t.Errorf("%q: got %q, want %q", path, got, want)
		}
	}
}

func TestHostileTextIsReadInTime(t *testing.T) {
	const n = 100_000
	for name, s := range map[string]string{
		"quotes":        strings.Repeat(">", n),
		"spaced quotes": strings.Repeat("> ", n/2),
		"lists":         strings.Repeat("- ", n/2),
		"quoted lists":  strings.Repeat("> - ", n/4),
		"numbered":      strings.Repeat("1. ", n/3),
		"deeper lines":  deeper(440),
		"emphasis":      strings.Repeat("*a **b ", n/7),
		"brackets":      strings.Repeat("[", n),
		"pictures":      strings.Repeat("![", n/2),
		"links":         strings.Repeat("[a](", n/4),
		"backticks":     strings.Repeat("`a``", n/4),
		"table":         strings.Repeat("|a", n/4) + "\n" + strings.Repeat("|-", n/4),
		"angle":         strings.Repeat("<a ", n/3),
		"one word":      strings.Repeat("a", n),
		"nul":           strings.Repeat("\x00", n),
		"marks":         strings.Repeat("\u202e", n/3),
		"strike":        strings.Repeat("~~a", n/3),
		"entities":      strings.Repeat("&amp;", n/5),
		"tabs":          strings.Repeat("\t-", n/2),
	} {
		start := time.Now()
		check(t, Parse(s))
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s took %v", name, d)
		} else if d > time.Second {
			t.Logf("%s took %v", name, d)
		}
	}
}

func deeper(n int) string {
	var s strings.Builder
	for i := range n {
		s.WriteString(strings.Repeat(" ", i) + "- a\n")
	}
	return s.String()
}

// check holds for the blocks of any text.
func check(t *testing.T, blocks []Block) {
	t.Helper()
	if len(blocks) > maxBlocks {
		t.Errorf("%d blocks", len(blocks))
	}
	for _, b := range blocks {
		if b.Quote > maxDepth || b.Indent > maxDepth {
			t.Errorf("a block %d deep in quotes, %d in lists", b.Quote, b.Indent)
		}
		s := Plain(b.Spans)
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\u202e") || len(s) > maxRun && b.Kind == Text {
			t.Errorf("a text of %d bytes that cannot be drawn", len(s))
		}
		if strings.ContainsAny(b.Name, "/\\") {
			t.Errorf("a picture is called %q", b.Name)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"# a\n\n> b\n> - c\n\n|a|b|\n|-|-|\n|1|2|", "![a](../b.png)\n\n```\nx", "<br>&#0;\\\x00", "[a]: b\n[a]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) < 100_000 {
			check(t, Parse(s))
		}
	})
}

// TestRealCourse reads the course beside the repository, where it is there.
func TestRealCourse(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/data/course-farm/*/*/README.md")
	if len(files) == 0 {
		t.Skip("no course beside this repository")
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		blocks := Parse(string(b))
		check(t, blocks)
		if k := kinds(blocks); len(blocks) < 20 || !strings.Contains(k, "H") || !strings.Contains(k, "P") {
			t.Errorf("%s: read as %s", f, k)
		}
	}
}
