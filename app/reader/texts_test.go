package reader

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestTexts(t *testing.T) {
	for _, c := range []struct {
		name string
		data []byte
		want []string // what is in each page
		err  error
	}{
		{"book.pdf", book(3), []string{"Page 1", "Page 2", "Page 3"}, nil},
		{"notes.txt", []byte("ขอบคุณ\r\nrice"), []string{"ขอบคุณ\nrice"}, nil},
		{"scan.pdf", makePDF("", paperOf{300, 400, "1 0 0 rg 0 0 300 400 re f"}), nil, ErrNoText},
		{"photo.png", []byte("\x89PNG"), nil, ErrNoText},
		{"noise.pdf", []byte(strings.Repeat("\x00\xff%PDF noise", 500)), nil, ErrNotRead},
		{"sheet.xlsx", []byte("PK"), nil, ErrNotRead},
		{"empty.txt", nil, nil, ErrNoText},
	} {
		got, err := Texts(t.Context(), keepFile(t, c.name, c.data), c.name, "")
		if !errors.Is(err, c.err) || len(got) != len(c.want) {
			t.Errorf("%s: %q, %v", c.name, got, err)
			continue
		}
		for i, w := range c.want {
			if !strings.Contains(got[i], w) {
				t.Errorf("%s, page %d: %q", c.name, i+1, got[i])
			}
		}
	}
}

// A page that hangs, that ends the worker, or says no, costs its own text alone.
func TestTextsOfAMisbehavedFile(t *testing.T) {
	f := taking{path: keepFile(t, "x.fake", nil), patience: 400 * time.Millisecond}
	defer f.end()
	got, err := f.all(t.Context())
	if err != nil || len(got) != 300 {
		t.Fatalf("%d pages, %v", len(got), err)
	}
	for i, text := range got {
		want := fmt.Sprintf("text of page %d", i+1)
		if i == hangs || i == dies || i == fails {
			want = ""
		}
		if text != want {
			t.Errorf("page %d: %q, want %q", i+1, text, want)
		}
	}
	if f.starts != 3 {
		t.Errorf("%d workers were started", f.starts)
	}
}
