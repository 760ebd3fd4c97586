package markdown

import (
	"strings"
	"testing"
)

// TestAMegabyte: no text of a megabyte, however it is nested, makes the reader stop; what
// is deep is flat from some depth on.
func TestAMegabyte(t *testing.T) {
	const size = 1 << 20
	for name, piece := range map[string]string{
		"quotes": "> ", "brackets": "[", "links": "[a](b)", "stars": "*", "both": "**_", "ticks": "`", "lists": "- ", "numbers": "1. a\n", "rules": "***\n", "tables": "| a | b |\n|---|---|\n",
		"cells": "|a", "headings": "# a\n", "pictures": "![a](b.png)\n\n", "entities": "&amp;", "html": "<div>", "nested lists": "- a\n  - b\n    - c\n", "backslashes": "\\", "thai": "ดินและน้ำ",
		"marks": "a\u0301", "right to left": "\u202e", "references": "[a]: b\n", "blank": "\n", "zeros": "\x00", "one word": "x",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, Parse(strings.Repeat(piece, size/len(piece))))
		})
	}
}
