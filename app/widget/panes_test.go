package widget

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"
)

// TestPanesGiveWay: a list is as wide as it is to be where there is room, and gives way to what
// the page beside it needs, down to half of that or to what it needs itself.
func TestPanesGiveWay(t *testing.T) {
	test.NewTempApp(t)
	part := func(w float32) *canvas.Rectangle {
		r := canvas.NewRectangle(color.Black)
		r.SetMinSize(fyne.NewSize(w, 20))
		return r
	}
	letter := base.TextSize()
	for _, c := range []struct{ needs, room, want float32 }{
		{10, 1000, 22 * letter}, {10, 500, 0}, {10, 400, 11 * letter}, {14 * letter, 400, 14 * letter}, {40 * letter, 2000, 22 * letter},
	} {
		list, detail := part(c.needs), part(300)
		p := Panes(list, detail)
		p.Resize(fyne.NewSize(c.room, 100))
		line := p.Objects[2].Size().Width
		if c.want == 0 {
			c.want = c.room - line - 300
		}
		if list.Size().Width != c.want || detail.Position().X != c.want+line || detail.Size().Width != c.room-c.want-line || detail.Size().Height != 100 {
			t.Errorf("%+v: the list has %v, the page stands at %v with %v", c, list.Size().Width, detail.Position().X, detail.Size().Width)
		}
	}
	if least := Panes(part(10), part(300)).MinSize().Width; least < 11*letter+300 || least > 11*letter+310 {
		t.Error("at least", least)
	}
}
