package apptest

import (
	"fyne.io/fyne/v2"

	"rantau/app/widget"
)

// Check turns the tick with this label over.
func (h *Hand) Check(label string) {
	h.T.Helper()
	var found *widget.Check
	h.walk(func(o fyne.CanvasObject) {
		if c, ok := o.(*widget.Check); ok && c.Text == label {
			found = c
		}
	})
	if found == nil {
		h.T.Fatalf("there is no tick %q; what is there:\n%s", label, h.Text())
	}
	found.SetChecked(!found.Checked)
	h.Settle()
}
