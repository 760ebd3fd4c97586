package markdown_test

import (
	"testing"

	"rantau/app/markdown"
)

func TestWords(t *testing.T) {
	for source, want := range map[string]string{
		"": "",
		"# Soil\n\nWater **before** [sunrise](https://example.org).": "Soil\nWater before sunrise.",
		"* one\n* two":                    "• one\n• two",
		"![A pump](pump.png)":             "A pump",
		"```\na = 1\n```":                 "a = 1",
		"| a | b |\n|---|---|\n| 1 | 2 |": "a  b\n1  2",
	} {
		if got := markdown.Words(source); got != want {
			t.Errorf("%q is %q, not %q", source, got, want)
		}
	}
}
