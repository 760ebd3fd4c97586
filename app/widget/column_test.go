package widget_test

import (
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/widget"
)

// TestWhatIsReadStaysInItsPlace: a thread is looked at anew each minute and at each sync;
// guesses about what is above must not move it, nor what came before.
func TestWhatIsReadStaysInItsPlace(t *testing.T) {
	test.NewTempApp(t)
	labels := map[string]*fw.Label{}
	first := 0 // the name of the first item
	c := widget.NewColumn(func(i int) fyne.CanvasObject {
		name := strconv.Itoa(first + i)
		l := fw.NewLabel(name + strings.Repeat("\nmore", (first+i)%7*4))
		labels[name] = l
		return l
	}, func(int, float32) float32 { return 60 })
	c.Key = func(i int) string { return strconv.Itoa(first + i) }
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(400, 300))
	first = 100
	c.SetCount(60)
	c.ScrollTo(35)
	test.Scroll(w.Canvas(), fyne.NewPos(200, 150), 0, -70)
	at := func() float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(labels["136"]).Y
	}
	before := at()
	if before < 0 || before > 300 {
		t.Fatalf("the item is not in sight: %v", before)
	}
	for range 5 {
		c.SetCount(60)
		if now := at(); now != before {
			t.Fatalf("looked at anew, it moved from %v to %v", before, now)
		}
	}
	c.SetCount(70) // something was said
	first = 60     // and what is earlier was asked for
	c.SetCount(110)
	if now := at(); now != before {
		t.Errorf("with others around it moved from %v to %v", before, now)
	}
}

// TestCtrlEnterPressesTheMainButton of a sheet, wherever the keyboard is; what cannot be
// taken back wants its own key.
func TestCtrlEnterPressesTheMainButton(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, fw.NewLabel("page"))
	w.Resize(fyne.NewSize(600, 400))
	pressed := ""
	press := func(s string) func() { return func() { pressed += s } }
	if widget.Submit(w.Canvas()) {
		t.Error("there is no sheet")
	}
	sheet := widget.ShowSheet(w, fyne.NewSize(300, 200), "Title", fw.NewLabel("x"), widget.NewButton("Close", nil, press("c")), widget.Main("Save", nil, press("s")))
	if !widget.Submit(w.Canvas()) || pressed != "s" {
		t.Errorf("pressed %q", pressed)
	}
	widget.Ask(w, "Remove", "Remove it?", press("r"))
	if widget.Submit(w.Canvas()); pressed != "s" {
		t.Errorf("pressed %q", pressed)
	}
	widget.Dismiss(w.Canvas())
	if widget.Submit(w.Canvas()); pressed != "ss" {
		t.Errorf("the sheet under it is reached no more: %q", pressed)
	}
	sheet.Hide()
}

// TestWhatIsWantedBeforeThereIsRoom: a tab that was not shown yet has no width; what is to
// be in sight there is, also when everything was looked at anew meanwhile.
func TestWhatIsWantedBeforeThereIsRoom(t *testing.T) {
	test.NewTempApp(t)
	labels := map[int]*fw.Label{}
	c := widget.NewColumn(func(i int) fyne.CanvasObject {
		labels[i] = fw.NewLabel(strconv.Itoa(i))
		return labels[i]
	}, func(int, float32) float32 { return 60 })
	c.Key = strconv.Itoa
	c.SetCount(40)
	c.ScrollTo(7)
	c.ScrollToEnd()
	c.ScrollTo(7)
	c.SetCount(41)
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(400, 300))
	l := labels[7]
	if l == nil {
		t.Fatal("it was not even built")
	}
	if y := fyne.CurrentApp().Driver().AbsolutePositionForObject(l).Y; y < 0 || y > 100 {
		t.Errorf("it is at %v", y)
	}
}

// TestTabGoesToWhatIsSeen, and writes nothing into a field.
func TestTabGoesToWhatIsSeen(t *testing.T) {
	test.NewTempApp(t)
	c := widget.NewColumn(func(i int) fyne.CanvasObject { return widget.NewButton(strconv.Itoa(i), nil, func() {}) }, func(int, float32) float32 { return 36 })
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(400, 200))
	c.SetCount(60)
	c.ScrollTo(20)
	for range 30 {
		w.Canvas().FocusNext()
		b, ok := w.Canvas().Focused().(*widget.Button)
		if !ok {
			continue
		}
		if y := fyne.CurrentApp().Driver().AbsolutePositionForObject(b).Y; y+b.Size().Height < 0 || y > w.Canvas().Size().Height {
			t.Fatalf("the keyboard is on %q at %v of %v", b.Text, y, w.Canvas().Size().Height)
		}
	}
	for _, e := range []*widget.Entry{widget.NewEntry(), widget.NewArea()} {
		if e.AcceptsTab() {
			t.Error("Tab is caught in a field")
		}
	}
}

// TestWhoIsAtTheEndStaysThere, also who came there by the wheel; who is elsewhere is not
// led there.
func TestWhoIsAtTheEndStaysThere(t *testing.T) {
	test.NewTempApp(t)
	c := widget.NewColumn(func(i int) fyne.CanvasObject { return fw.NewLabel(strconv.Itoa(i)) }, func(int, float32) float32 { return 60 })
	c.Key = func(i int) string { return strconv.Itoa(i) }
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(400, 300))
	c.SetCount(40)
	for range 200 {
		test.Scroll(w.Canvas(), fyne.NewPos(200, 150), 0, -100)
	}
	c.SetCount(44)
	if !c.AtEnd() {
		t.Error("what came is below the window")
	}
	test.Scroll(w.Canvas(), fyne.NewPos(200, 150), 0, 200)
	c.SetCount(48)
	if c.AtEnd() {
		t.Error("who reads further up is led to the end")
	}
}
