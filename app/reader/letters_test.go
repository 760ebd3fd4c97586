package reader

import (
	"errors"
	"math"
	"os"
	"testing"
)

func drawing(t *testing.T, b []byte, password string) drawer {
	t.Helper()
	d, err := openMuPDF(handle(t, keepFile(t, "x.pdf", b)), password)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.close)
	return d
}

func near(a, b float32, off float64) bool { return math.Abs(float64(a-b)) <= off }

// The box of a page may begin anywhere: places are counted from its upper left corner.
func TestLettersStandWhereTheyAreDrawn(t *testing.T) {
	d := drawing(t, rich(), "")
	raw, err := d.letters(0)
	if err != nil {
		t.Fatal(err)
	}
	all, err := unpackLetters(packLetters(raw))
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for _, l := range all {
		said += string(l.r)
		if l.ends > 0 {
			said += "|"
		}
	}
	if said != "Rice field|at dawn|" {
		t.Fatalf("%q", said)
	}
	r := all[0] // 50 from the left, its foot 100 from the top
	if !near(r.X0, 50, 1) || !near(r.X1, 50+29, 2) || r.Y0 >= 80 || r.Y1 <= 100 || r.Y1 > 115 {
		t.Error("the first letter is at", r)
	}
	if a := all[10]; a.r != 'a' || !near(a.X0, 50, 1) || a.Y0 >= 135 || a.Y1 <= 150 {
		t.Error("the second line begins at", a)
	}
}

func TestLinksAndOutline(t *testing.T) {
	d := drawing(t, rich(), "")
	all, err := d.links(0)
	if err != nil || len(all) != 3 {
		t.Fatal(all, err)
	}
	inside, outside := all[0], all[1]
	if inside.Page != 1 || inside.Address != "" || inside.Box != (box{50, 280, 150, 300}) || !near(inside.Top, 100, 1) {
		t.Errorf("the link inside: %+v", inside)
	}
	if outside.Page != -1 || outside.Address != "https://example.org/rice?a=1" || outside.Box != (box{50, 320, 150, 340}) {
		t.Errorf("the link outside: %+v", outside)
	}
	heads := d.outline()
	if len(heads) != 2 || heads[0].Title != "First" || heads[0].Page != 0 || heads[1].Title != "ข้าว" || heads[1].Page != 1 || heads[1].Level != 1 || !near(heads[1].Top, 100, 1) {
		t.Errorf("%+v", heads)
	}
	if plain := drawing(t, book(2), ""); len(plain.outline()) != 0 {
		t.Error("a book without an outline has one")
	}
}

// A page is drawn with the fields of its form, and turned.
func TestTurnedWithItsForm(t *testing.T) {
	d := drawing(t, rich(), "")
	for turn, want := range []struct{ w, h, redX, redY, blueX, blueY int }{
		{600, 800, 10, 10, 240, 750}, {800, 600, 790, 10, 50, 240}, {600, 800, 590, 790, 360, 50}, {800, 600, 10, 590, 750, 360},
	} {
		a, pix, err := d.render(0, 2, turn)
		if err != nil || a.Width != want.w || a.Height != want.h {
			t.Fatal(a, err)
		}
		at := func(x, y int) []byte { i := 4 * (y*a.Width + x); return pix[i : i+3] }
		if c := at(want.redX, want.redY); c[0] < 200 || c[1] > 60 || c[2] > 60 {
			t.Errorf("turned %d: no red corner: %v", turn, c)
		}
		if c := at(want.blueX, want.blueY); c[2] < 200 || c[0] > 60 {
			t.Errorf("turned %d: the field of the form is not drawn: %v", turn, c)
		}
	}
}

func TestLocked(t *testing.T) {
	path := keepFile(t, "locked.pdf", locked("merantau"))
	for _, wrong := range []string{"", "Merantau", "merantau "} {
		if _, err := openMuPDF(handle(t, path), wrong); !errors.Is(err, errPassword) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	d := drawing(t, locked("merantau"), "merantau")
	if text, err := d.text(0); err != nil || text[:12] != "Hidden words" {
		t.Errorf("%q, %v", text, err)
	}
}

func handle(t *testing.T, path string) *os.File {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
