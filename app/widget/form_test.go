package widget_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rantau/app/apptest"
	"rantau/app/widget"
	"rantau/campus"
)

// TestRefusedTicksComeInSight: a field that takes no keyboard, below the edge of its sheet.
func TestRefusedTicksComeInSight(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	h.Window.Resize(fyne.NewSize(900, 420))
	f := widget.NewForm(h.Env)
	for _, key := range strings.Fields("one two three four five six seven") {
		f.Line(key, key, "")
	}
	f.Ticks("areas", "Areas", []string{"a", "b"}, []string{"Area of a", "Area of b"}, 2)
	f.OnSave = func(_ widget.Values, done func(error)) {
		done(&campus.Error{Code: campus.Invalid, Field: "areas", Message: "choose an area"})
	}
	f.Open(fyne.NewSize(500, 380), "Form", "Save", "form/test", nil, nil)
	h.Settle()
	h.Tap("Save")
	h.Want("Choose an area")
	for _, c := range h.Checks() {
		if y := fyne.CurrentApp().Driver().AbsolutePositionForObject(c).Y; y < 60 || y > 370 {
			t.Errorf("%q is at %v of 420", c.Text, y)
		}
	}
}
