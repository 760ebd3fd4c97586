package widget_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/apptest"
	"rantau/app/widget"
)

// TestTabsOutOfSight: where there is no room for all tabs, something to press leads to the
// others.
func TestTabsOutOfSight(t *testing.T) {
	h := apptest.NewHand(t, "student")
	tabs := widget.NewTabs()
	for _, label := range []string{"Lessons", "Work", "Discussion", "Timetable", "Documents", "Members"} {
		tabs.Add(label, fw.NewLabel("page of "+label))
	}
	h.Window.SetContent(container.NewStack(tabs))
	arrow := func() *widget.Button {
		for _, b := range h.Buttons() {
			if b.Text == "" && b.Icon != nil {
				return b
			}
		}
		return nil
	}
	h.Window.Resize(fyne.NewSize(900, 400))
	if h.Settle(); arrow() != nil {
		t.Error("there is something to press where all tabs are in sight")
	}
	h.Window.Resize(fyne.NewSize(420, 400))
	h.Settle()
	b := arrow()
	if b == nil {
		t.Fatal("nothing leads to the tabs that are out of sight")
	}
	icon := b.Icon
	for range 4 {
		if test.Tap(b); b.Icon != icon {
			break
		}
	}
	if b.Icon == icon {
		t.Error("the last tab never comes in sight")
	}
	if test.Tap(b); b.Icon != icon {
		t.Error("it does not lead back to the first")
	}
}
