package widget_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rantau/app/widget"
)

func TestTheLineOfASplitIsDrawn(t *testing.T) {
	test.NewTempApp(t)
	left, right := widget.NewLine("a"), widget.NewLine("b")
	w := test.NewTempWindow(t, widget.NewSplit(left, right, 0.5))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(813, 300))
	if got := left.Size().Width; got != 400 {
		t.Fatalf("the left is %v wide", got)
	}
	test.Drag(w.Canvas(), fyne.NewPos(405, 100), 100, 0)
	if got := left.Size().Width; got < 480 || right.Position().X < got {
		t.Errorf("after a pull to the right the left is %v wide, the right begins at %v", got, right.Position().X)
	}
	test.Drag(w.Canvas(), fyne.NewPos(left.Size().Width+5, 100), 4000, 0)
	if got := right.Size().Width; got < 150 {
		t.Errorf("the right has %v left", got)
	}
}
