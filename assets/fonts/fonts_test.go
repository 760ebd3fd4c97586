package fonts

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"
	"testing"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

//go:embed testdata/shapes.txt
var shapes string

var faces = map[string][]byte{"Regular": Regular, "Bold": Bold, "Italic": Italic, "BoldItalic": BoldItalic, "Mono": Mono}

func open(t *testing.T, style string) *font.Face {
	t.Helper()
	f, err := font.ParseTTF(bytes.NewReader(faces[style]))
	if err != nil {
		t.Fatalf("%s: %v", style, err)
	}
	return f
}

// TestShapes: the shaper that Fyne draws with puts the glyphs where HarfBuzz does.
func TestShapes(t *testing.T) {
	open := map[string]*font.Face{"Regular": open(t, "Regular"), "Bold": open(t, "Bold")}
	n := 0
	for line := range strings.Lines(shapes) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		style, word, want := f[0], f[1], f[2]
		text := []rune(word)
		var shaper shaping.HarfbuzzShaper
		out := shaper.Shape(shaping.Input{Text: text, RunEnd: len(text), Direction: di.DirectionLTR, Face: open[style],
			Size: fixed.I(1000), Script: language.LookupScript(text[0]), Language: "en"})
		var got []string
		for _, g := range out.Glyphs {
			s := fmt.Sprintf("%d=%d", g.GlyphID, g.TextIndex())
			if x, y := g.XOffset.Round(), g.YOffset.Round(); x != 0 || y != 0 {
				s += fmt.Sprintf("@%d,%d", x, y)
			}
			got = append(got, s+fmt.Sprintf("+%d", g.Advance.Round()))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s, %s:\n got %s\nwant %s", style, word, strings.Join(got, "|"), want)
		}
		n++
	}
	if n < 120 {
		t.Errorf("only %d words", n)
	}
}

// TestEveryFaceHasEveryScript looks for a letter of each, and signs of lessons.
func TestEveryFaceHasEveryScript(t *testing.T) {
	for style := range faces {
		face := open(t, style)
		for _, r := range "aéñđươắẫ กำ้ ນຳ້ ក្ែុំ ကျြွှ်း →≤≥✓☐“”…·–" {
			if _, ok := face.NominalGlyph(r); !ok && r != ' ' {
				t.Errorf("%s has no %q", style, r)
			}
		}
		if e, ok := face.FontHExtents(); !ok || e.Descender > -500 {
			t.Errorf("%s goes down to %v only: Khmer's feet are cut off", style, e.Descender)
		}
	}
}
