package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/text"
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

// TestALongTableIsWhole: of a table with more rows than are built at once none is left out,
// and each part has the head.
func TestALongTableIsWhole(t *testing.T) {
	var s strings.Builder
	s.WriteString("| Name | Place |\n|---|---|\n")
	for i := range 1000 {
		fmt.Fprintf(&s, "| n%d | p |\n", i)
	}
	rows := 0
	for _, b := range Parse(s.String()) {
		if b.Kind != Table || len(b.Rows) < 2 || Plain(b.Rows[0][0].Spans) != "Name" {
			t.Fatalf("%+v", b)
		}
		for _, row := range b.Rows[1:] {
			if got, want := Plain(row[0].Spans), fmt.Sprint("n", rows); got != want {
				t.Fatalf("row %d says %q", rows, got)
			}
			rows++
		}
	}
	if rows != 1000 {
		t.Errorf("%d rows of 1000 are there", rows)
	}
}

// TestNoSpanGrowsWithoutEnd: joining what has one style to an ever longer span would copy
// a long paragraph as often as it has lines.
func TestNoSpanGrowsWithoutEnd(t *testing.T) {
	source := []byte(strings.Repeat("a line of a paragraph\n", 20_000))
	s := inline{reader: &reader{source: source}}
	s.children(parser.Parse(text.NewReader(source)).FirstChild(), Span{}, 0)
	all := 0
	for _, span := range s.spans {
		if all += len(span.Text); len(span.Text) > 2*maxRun {
			t.Fatalf("a span of %d bytes", len(span.Text))
		}
	}
	if all < len(source)-1 {
		t.Errorf("%d of %d bytes are left", all, len(source))
	}
}
