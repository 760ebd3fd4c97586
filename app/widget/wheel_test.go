package widget_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"rantau/app/widget"
)

// TestWheelGoesOn: over a field the wheel moves the page, once the field is at its end.
func TestWheelGoesOn(t *testing.T) {
	test.NewTempApp(t)
	line, area := widget.NewEntry(), widget.NewArea()
	area.SetMinRowsVisible(3)
	page := container.NewVScroll(nil)
	over := []fyne.CanvasObject{widget.OnPage(line, page), widget.OnPage(area, page)}
	page.Content = container.NewVBox(over[0], over[1], container.NewGridWrap(fyne.NewSize(10, 2000)))
	w := test.NewTempWindow(t, page)
	w.Resize(fyne.NewSize(300, 200))
	turn := func(field fyne.CanvasObject, by float32) {
		t.Helper()
		objects := field.(*fyne.Container).Objects
		top := objects[len(objects)-1].(fyne.Scrollable)
		top.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, by)})
	}
	turn(over[0], -30)
	if page.Offset.Y != 30 {
		t.Errorf("over a field of one line the page went to %v", page.Offset.Y)
	}
	turn(over[1], -30)
	if page.Offset.Y != 60 {
		t.Errorf("over an empty field the page went to %v", page.Offset.Y)
	}
	area.SetText(strings.Repeat("A line\n", 40))
	turn(over[1], -30)
	if page.Offset.Y != 60 {
		t.Error("a field that can scroll did not")
	}
	turn(over[1], -100_000)
	turn(over[1], -30)
	if page.Offset.Y != 90 {
		t.Errorf("at the field's end the page went to %v", page.Offset.Y)
	}
}
