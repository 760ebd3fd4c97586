package apptest

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rantau/app/widget"
)

// Carry drags what says some words onto what says others, and lets go.
func (h *Hand) Carry(what, onto string) {
	h.T.Helper()
	var from fyne.Draggable
	var to fyne.Position
	h.walk(func(o fyne.CanvasObject) {
		if text, ok := o.(*canvas.Text); ok && strings.Contains(text.Text, onto) {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
			to = at.AddXY(4, text.MinSize().Height/2)
		}
		d, ok := o.(fyne.Draggable)
		if !ok {
			return
		}
		walk(o, func(c fyne.CanvasObject) {
			if text, ok := c.(*canvas.Text); ok && strings.Contains(text.Text, what) {
				from = d // the last is the innermost
			}
		})
	})
	if from == nil || to.IsZero() {
		h.T.Fatalf("%q can't be dragged onto %q; what is there:\n%s", what, onto, h.Text())
	}
	from.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: to.AddXY(0, -40)}})
	from.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: to}})
	from.DragEnd()
	h.Settle()
}

// Tick ticks the box with this label, or takes the tick away.
func (h *Hand) Tick(label string) {
	h.T.Helper()
	var found *widget.Check
	for _, c := range h.Checks() {
		if c.Text == label {
			found = c
		}
	}
	if found == nil {
		h.T.Fatalf("no box says %q; what is there:\n%s", label, h.Text())
	}
	found.SetChecked(!found.Checked)
	h.Settle()
}

// Answers makes a file the answer to the next questions for one.
func (h *Hand) Answers(path string) {
	was := widget.PickFile
	widget.PickFile = func() (string, bool) { return path, true }
	h.T.Cleanup(func() { widget.PickFile = was })
}

// Bytes lays the bytes of a file down, as if they had come from the server.
func (f *Files) Bytes(manifest string, b []byte) error {
	return os.WriteFile(filepath.Join(f.dir, manifest), b, 0o600)
}
