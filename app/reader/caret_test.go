package reader

import (
	"math"
	"testing"
)

func TestCaret(t *testing.T) {
	s := sheetOf("one two|ก้าวไป¶end")
	for _, c := range []struct {
		x, y float32
		want int
	}{
		{-50, 12, 0}, {4, 12, 0}, {6, 12, 1}, {500, 12, 7}, {3, 38, 7}, {12, 38, 7}, {16, 38, 10}, {500, 38, 13}, {1, 200, 13}, {500, 1000, 16}, {0, -500, 0},
	} {
		if got := s.caret(c.x, c.y); got != c.want {
			t.Errorf("%v, %v: %d, want %d", c.x, c.y, got, c.want)
		}
	}
	if sheetOf("").caret(1, 1) != 0 || sheetOf("").over(1, 1) {
		t.Error("an empty page has letters")
	}
	if !s.over(5, 15) || s.over(300, 15) || s.over(5, 300) {
		t.Error("what is text and what is not")
	}
}

func TestWordsUnderThePointer(t *testing.T) {
	s := sheetOf("(one) two-three, well|ภาษาไทยง่าย¶naïve e\u0301t")
	for _, c := range []struct {
		i    int // of the letter that is pressed
		want string
	}{
		{2, "one"}, {0, "("}, {4, ")"}, {5, " "}, {7, "two"}, {11, "three"}, {18, "well"}, {22, "ภาษา"}, {26, "ไทย"}, {33, "naïve"}, {39, "e\u0301t"},
	} {
		b := s.all[c.i].box
		from, end := s.wordAt((b.X0+b.X1)/2, (b.Y0+b.Y1)/2)
		if got := s.said(hit{from: from, to: end - 1}); got != c.want {
			t.Errorf("letter %d (%q): %q, want %q", c.i, s.all[c.i].r, got, c.want)
		}
	}
}

func TestCopied(t *testing.T) {
	s := sheetOf("one  |two\x00 e\u0301¶new\u202e one|")
	if got := s.copied(0, len(s.all)); got != "one\ntwo é\n\nnew one\n" {
		t.Errorf("%q", got)
	}
	if got := sheetOf("\uf0a7one¶ ¶\uf0a7two \uf0e0 three|").copied(0, 19); got != "• one\n\n• two  three\n" {
		t.Errorf("%q", got)
	}
	if got := s.copied(1, 3); got != "ne" {
		t.Errorf("%q", got)
	}
}

func TestSelectionOverPages(t *testing.T) {
	s := sheetOf("one two|three four")
	for _, c := range []struct {
		a, b point
		want [3][2]int // of pages 0 to 2
	}{
		{point{0, 1, 12}, point{0, 500, 12}, [3][2]int{{0, 7}}},
		{point{0, 500, 12}, point{0, 1, 12}, [3][2]int{{0, 7}}},
		{point{0, 500, 12}, point{2, 1, 32}, [3][2]int{{7, 17}, {0, 17}, {0, 7}}},
		{point{2, 1, 32}, point{1, 1, 32}, [3][2]int{{}, {7, 17}, {0, 7}}},
	} {
		sel := selection{anchor: end{point: c.a}, cursor: end{point: c.b}, on: true}
		for page, want := range c.want {
			if from, to := sel.letters(page, s); max(from, to) != want[1] || from < to && from != want[0] {
				t.Errorf("%v to %v, page %d: %d, %d; want %v", c.a, c.b, page, from, to, want)
			}
		}
	}
	var sel selection
	sel.between(1, 0, math.MaxInt)
	if from, to := sel.letters(1, s); from != 0 || to != 17 {
		t.Error(from, to)
	}
}

func TestTurnedPlaces(t *testing.T) {
	s := size{300, 400}
	b := box{10, 20, 50, 80}
	for turn, want := range []box{b, {320, 10, 380, 50}, {250, 320, 290, 380}, {20, 250, 80, 290}} {
		got := b.turned(s, turn)
		if got != want || got.back(s, turn) != b {
			t.Errorf("turned %d: %v, back %v", turn, got, got.back(s, turn))
		}
	}
}
