package reader

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rantau/app/widget"
)

// almanac is a text of many pieces, with a word of Thai in each tenth line.
func almanac(lines int) []byte {
	var b strings.Builder
	for i := range lines {
		fmt.Fprintf(&b, "Day %d: sow Rice\n", i+1)
		if i%10 == 0 {
			b.WriteString("ฝนตกหนักมาก\n")
		}
	}
	return []byte(b.String())
}

func TestFindInAText(t *testing.T) {
	h, s, _ := opened(t, "almanac.txt", almanac(400))
	seek(t, h, s, "rice")
	h.Want("1 of 400")
	if p := s.text.Item(0).(*widget.Reading); len(p.Marks) < 20 || p.Words()[p.Marks[1].From:p.Marks[1].End] != "Rice" || p.Marks[0].Color == p.Marks[1].Color {
		t.Fatalf("%d marks in the first piece", len(p.Marks))
	}
	s.find.by(-1)
	h.Settle()
	h.Want("400 of 400")
	last := len(s.text.pieces) - 1
	if s.text.First() == 0 || s.text.Item(last) == nil {
		t.Error("the last one is out of sight")
	}
	// From where it is read, not from the beginning.
	s.text.ScrollTo(last / 2)
	s.find.field.SetText("ตกหนัก")
	h.Settle()
	h.WantNot("1 of 40")
	h.Want("of 40")
	s.find.field.SetText("day 200: SOW")
	h.Settle()
	h.Want("1 of 1")
	s.key(fyne.KeyF3)
	h.Settle()
	h.Want("1 of 1")
	s.find.field.SetText("no such thing")
	h.Settle()
	h.Want("Not found")
	if !s.Back() {
		t.Error("Esc leaves the text with the row still open")
	}
	h.Settle()
	for i := range s.text.pieces {
		if p, ok := s.text.Item(i).(*widget.Reading); ok && len(p.Marks) > 0 {
			t.Error("marks stay")
		}
	}
	if s.Back() {
		t.Error("Esc does not leave")
	}
}

// TestLedIntoAText: a hit of the search of everything opens with its words marked.
func TestLedIntoAText(t *testing.T) {
	h, first, r := opened(t, "almanac.txt", almanac(50))
	first.Close()
	m := Memory{}
	m.Turn(r.ID, 1, "sow 31")
	s := New(h.Env, r, m, func() {})
	t.Cleanup(s.Close)
	h.Show(s)
	h.Settle()
	if s.find.seeker == nil || s.find.seeker.total != 51 {
		t.Fatal("the words are not marked")
	}
}

func TestOffset(t *testing.T) {
	for n, want := range map[int]int{0: 0, 1: 3, 2: 4, 3: 5, 9: 5} {
		if got := offset("ฝab", n); got != want {
			t.Errorf("%d: %d, not %d", n, got, want)
		}
	}
}
