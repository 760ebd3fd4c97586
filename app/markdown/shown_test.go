package markdown_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/markdown"
	"rantau/internal/unraced"
)

// TestAMegabyteIsShown: of a text of a megabyte, however it is nested, no more is built
// than a window shows, at its beginning, in its middle and at its end, and nothing makes
// the window grow.
func TestAMegabyteIsShown(t *testing.T) {
	unraced.Skip(t)
	const size = 1 << 20
	for name, piece := range map[string]string{
		"quotes": "> ", "brackets": "[", "links": "[a](b)", "both": "**_", "lists": "- ", "numbers": "1. a\n", "rules": "***\n", "tables": "| a | b |\n|---|---|\n", "rows": "|a|b|c|d|\n|-|-|-|-|\n|1|2|3|4|\n\n",
		"cells": "|a", "headings": "# a\n", "pictures": "![a](b.png)\n\n", "nested lists": "- a\n  - b\n    - c\n", "thai": "ดินและน้ำ", "marks": "a\u0301", "right to left": "\u202e", "one word": "x",
		"code": "```\na\n```\n", "lines of code": "    a\n", "paragraphs": "a\n\n", "emoji": "👩🏽‍🌾", "links to lessons": "[a](lesson:0198c0de-0000-7000-8000-000000000001) ",
	} {
		t.Run(name, func(t *testing.T) {
			h := apptest.NewHand(t, "student")
			v := markdown.NewView(h.Env)
			h.Window.SetContent(v)
			h.Window.Resize(fyne.NewSize(1024, 700))
			v.SetText(strings.Repeat(piece, size/len(piece)))
			h.Settle()
			n := len(v.Blocks())
			if n == 0 && name != "right to left" { // of which nothing is left
				t.Fatal("nothing is shown")
			}
			for _, at := range []int{0, n / 2, n - 1} {
				v.ScrollTo(at)
				h.Settle()
				if made := len(test.LaidOutObjects(v)); made > 12_000 {
					t.Errorf("at block %d of %d there are %d things", at, n, made)
				}
				if min := v.MinSize(); min.Width > 1024 || min.Height > 700 {
					t.Errorf("at block %d of %d the window would have to grow to %v", at, n, min)
				}
			}
		})
	}
}
