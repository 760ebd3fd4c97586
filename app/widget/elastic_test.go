package widget

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"

	"fyne.io/fyne/v2/test"
)

// TestElastic: the first gives way to the others, down to its least, and stands beside them.
func TestElastic(t *testing.T) {
	test.NewTempApp(t)
	part := func(w float32) *canvas.Rectangle {
		r := canvas.NewRectangle(color.Black)
		r.SetMinSize(fyne.NewSize(w, 20))
		return r
	}
	first, second, hidden, third := part(10), part(100), part(500), part(50)
	hidden.Hide()
	row := Elastic(8, 18, 6, first, second, hidden, third)
	letter := base.TextSize()
	if least := row.MinSize(); least != fyne.NewSize(8*letter+162, 20) {
		t.Error("at least", least)
	}
	for width, want := range map[float32]float32{1000: 18 * letter, 17*letter + 112: 10 * letter, 8*letter + 162: 8 * letter, 100: 8 * letter} {
		row.Resize(fyne.NewSize(width, 20))
		if first.Size().Width != want || second.Position().X != want+6 || third.Position().X != want+112 || third.Size().Width != max(50, width-want-112) {
			t.Errorf("of %v the first has %v, not %v; the others stand at %v, %v, %v wide", width, first.Size().Width, want, second.Position().X, third.Position().X, third.Size().Width)
		}
	}
}
