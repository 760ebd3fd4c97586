package apptest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Relayout does what a real window does before each frame and the test's canvas
// does not: it gives every object the room that it asks for by now.
func Relayout(c fyne.Canvas) {
	for range 3 {
		relayout(c.Content())
		for _, o := range c.Overlays().List() {
			relayout(o)
		}
	}
}

func relayout(o fyne.CanvasObject) {
	if o == nil || !o.Visible() {
		return
	}
	switch o := o.(type) {
	case *fyne.Container:
		if o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
		for _, c := range o.Objects {
			relayout(c)
		}
	case fyne.Widget:
		r := test.WidgetRenderer(o)
		r.Layout(o.Size())
		for _, c := range r.Objects() {
			relayout(c)
		}
	}
}
