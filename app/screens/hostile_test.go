//go:build !race

package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"slices"
	"sort"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"rantau/app"
	"rantau/app/lang"
	"rantau/app/theme"
	"rantau/campus"
)

var everyHostile = flag.Bool("hostile", false, "put each hostile text into each field, which takes minutes")

// surrogate stands for half of a pair, which only JSON can hold.
const surrogate = "SURROGATE"

// hostileTexts are words that somebody might send to be a nuisance, or because a program
// of theirs is broken.
var hostileTexts = map[string]string{
	"right to left": "\u202e\u200fgnp.exe \u2067עברית ומספר 12\u2069 العربية\u061c \u202dabc\u202c " + strings.Repeat("\u202e", 300),
	"no space":      strings.Repeat("W", 10_000),
	"scripts": strings.Repeat("ความชื้นในดินบอกอะไรแก่ชาวนา", 60) + strings.Repeat("សំណើមដីប្រាប់អ្វីដល់កសិករ", 60) +
		strings.Repeat("မြေဆီလွှာအစိုဓာတ်", 60) + strings.Repeat("ຄວາມຊຸ່ມຂອງດິນ", 60),
	"emoji":     strings.Repeat("👩🏽‍🌾👨‍👩‍👧‍👦🏳️‍🌈🇹🇱1️⃣", 150) + strings.Repeat("\u200d", 400) + "🏴\U000e0067\U000e0062",
	"combining": "Z" + strings.Repeat("\u0301\u0323\u0489", 500) + strings.Repeat("\u0e38\u0e4b", 300) + strings.Repeat("\u1039\u1000", 300),
	"controls":  "a\x00b\x01\x1b[31m\x7f\u0085\u2028\u2029\ufeff\ufffe" + surrogate + "z\t\t\t" + strings.Repeat("\r\n", 200),
	"nested":    strings.Repeat("> ", 3000) + "deep\n\n" + deepList(400) + "\n\n" + strings.Repeat("#", 50) + " x\n\n```" + strings.Repeat("`", 400) + "\n<b>[x](javascript:alert(1))",
	"marks":     strings.Repeat("[", 8000) + strings.Repeat("*", 8000) + strings.Repeat("_", 8000) + strings.Repeat("![](", 3000) + strings.Repeat("`a", 4000) + strings.Repeat("~~", 3000) + strings.Repeat("@", 3000),
	"table":     strings.Repeat("|", 3000) + "\n" + strings.Repeat("|-", 1500) + "|\n" + strings.Repeat(strings.Repeat("|a", 300)+"|\n", 30),
	"lines":     strings.Repeat("\n", 4000) + "x" + strings.Repeat("\u00a0\u3000\u2003", 500),
	"nothing":   "",
}

func deepList(n int) string {
	var s strings.Builder
	for i := range n {
		s.WriteString(strings.Repeat("  ", i) + "- x\n")
	}
	return s.String()
}

// written are the fields that people write in. A name that leads somewhere is not among
// them, and neither is what only a fixed set of words stands for.
var written = []string{"name", "title", "text", "about", "area", "areas", "city", "country", "countries", "languages", "comment", "words", "reason", "feedback", "category",
	"deadline", "email", "phone", "emoji", "tags", "unit", "accept", "work", "filters", "place", "link", "url", "label", "code", "language", "from", "to", "note"}

// poison puts hostile texts into all that is written in the records of every kind, as if
// they had come so from the server.
func poison(s *stage, next func() string) {
	for _, r := range s.campus.Replica.All() {
		if r.Kind == "draft" {
			continue
		}
		r.Body = poisoned(r.Body, next)
		for i := range r.Versions {
			r.Versions[i].Fields = json.RawMessage(poisoned(campus.Body(r.Versions[i].Fields), next))
		}
		s.campus.Replica.Put(r)
	}
}

func poisoned(b campus.Body, next func() string) campus.Body {
	var v map[string]any
	if json.Unmarshal(b, &v) != nil {
		return b
	}
	out, err := json.Marshal(poisonValue(v, false, next))
	if err != nil {
		return b
	}
	return campus.Body(bytes.ReplaceAll(out, []byte(surrogate), []byte(`\ud83d`)))
}

func poisonValue(v any, writable bool, next func() string) any {
	switch v := v.(type) {
	case map[string]any:
		names := make([]string, 0, len(v))
		for name := range v {
			names = append(names, name)
		}
		sort.Strings(names) // the same each time
		for _, name := range names {
			v[name] = poisonValue(v[name], writable || slices.Contains(written, name), next)
		}
	case []any:
		for i := range v {
			v[i] = poisonValue(v[i], writable, next)
		}
	case string:
		if writable && !campus.ID(v).Valid() {
			return next()
		}
	}
	return v
}

// TestHostileWords: no words that come from the server break a screen, whatever they are.
func TestHostileWords(t *testing.T) {
	defer lang.Use(lang.English)
	names := make([]string, 0, len(hostileTexts))
	for name := range hostileTexts {
		names = append(names, name)
	}
	sort.Strings(names)
	for i, s := range shots {
		if !*everyHostile {
			n := i
			t.Run(s.name, func(t *testing.T) {
				hostileOn(t, s, func() string { n++; return hostileTexts[names[n%len(names)]] })
			})
			continue
		}
		for _, name := range names {
			t.Run(s.name+"/"+name, func(t *testing.T) { hostileOn(t, s, func() string { return hostileTexts[name] }) })
		}
	}
}

func hostileOn(t *testing.T, s shot, next func() string) {
	before := s.before
	s.before = func(st *stage) {
		if before != nil {
			before(st)
		}
		poison(st, next)
	}
	err := play(s, theme.Look{Text: theme.Normal}, func() { lang.Use(lang.English) }, func(p *app.Program) error {
		c := p.Window().Canvas()
		for _, words := range broken(c) {
			t.Error(words)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// mostObjects is how many things a window may have to draw: what is not in sight must not
// cost anything, however long it is.
const mostObjects = 12_000

// broken finds what does not fit the window, or must not be in it.
func broken(c fyne.Canvas) (out []string) {
	m := &meter{}
	for _, top := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
		if min := top.MinSize(); min.Width > c.Size().Width+0.5 || min.Height > c.Size().Height+0.5 {
			out = append(out, fmt.Sprintf("the window would have to grow to %v, for %s", min, largest(top, c.Size())))
		}
		m.walk(top, fyne.NewPos(0, 0), box{right: c.Size().Width, bottom: c.Size().Height})
	}
	for _, text := range m.texts {
		if strings.ContainsFunc(text.Text, turns) {
			out = append(out, fmt.Sprintf("%.60q can turn what stands around it", text.Text))
		}
	}
	if n := len(test.LaidOutObjects(c.Content())); n > mostObjects {
		out = append(out, fmt.Sprintf("there are %d things to draw", n))
	}
	for _, words := range m.cut {
		if runes := []rune(words); len(runes) > 160 {
			words = string(runes[:60]) + " … " + string(runes[len(runes)-90:])
		}
		out = append(out, words)
	}
	return out
}

// largest finds the innermost thing that is larger than the window, and the words in it.
func largest(o fyne.CanvasObject, than fyne.Size) string {
	var in []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		in = o.Objects
	case fyne.Widget:
		in = test.WidgetRenderer(o).Objects()
	}
	for _, child := range in {
		if m := child.MinSize(); child.Visible() && (m.Width > than.Width || m.Height > than.Height) {
			return largest(child, than)
		}
	}
	words := ""
	for _, child := range append(test.LaidOutObjects(o), o) {
		if text, is := child.(*canvas.Text); is && len(words) < 60 {
			words += fmt.Sprintf(" %.60q", text.Text)
		}
	}
	return fmt.Sprintf("%T with%s", o, words)
}

// turns tells of characters that change the direction of what follows, or that no font has.
func turns(r rune) bool {
	return r < ' ' && r != '\n' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}
