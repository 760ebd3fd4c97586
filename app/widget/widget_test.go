package widget_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/apptest"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

func TestAColumnBuildsOnlyWhatIsInSight(t *testing.T) {
	test.NewTempApp(t)
	built := map[int]int{}
	c := widget.NewColumn(func(i int) fyne.CanvasObject {
		built[i]++
		l := fw.NewLabel(strings.Repeat(fmt.Sprintf("word %d ", i), 1+i%40))
		l.Wrapping = fyne.TextWrapWord
		return l
	}, func(int, float32) float32 { return 30 })
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(400, 300))
	c.SetCount(10_000)
	if len(built) > 60 {
		t.Errorf("%d items were built for a window of 300", len(built))
	}
	c.ScrollToEnd()
	if built[9_999] == 0 || !c.AtEnd() {
		t.Error("the last item is not in sight")
	}
	c.ScrollTo(5_000)
	if built[5_000] == 0 {
		t.Error("item 5000 is not in sight")
	}
	if len(built) > 400 {
		t.Errorf("%d items were built on the way", len(built))
	}
}

func TestComposerKeepsClearsAndSubmits(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	var sent []string
	var answer error
	c := widget.NewComposer(h.Env, "Say something")
	c.OnSend = func(text string, _ *ui.Draft, done func(error)) { sent = append(sent, text); done(answer) }
	h.Window.SetContent(c)
	c.Place("a")
	h.Settle()
	test.Type(c.Entry, "hello")
	c.Place("b")
	h.Settle()
	if c.Entry.Text != "" {
		t.Errorf("another place shows %q", c.Entry.Text)
	}
	c.Place("a")
	h.Settle()
	if c.Entry.Text != "hello" {
		t.Errorf("the first place came back with %q", c.Entry.Text)
	}
	submit := &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}
	answer = campus.Errorf(campus.Internal, "no room")
	c.Entry.TypedShortcut(submit)
	h.Settle()
	if c.Entry.Text != "hello" || !strings.Contains(c.Trouble(), "No room") {
		t.Errorf("after a failure: %q, %q", c.Entry.Text, c.Trouble())
	}
	answer = nil
	c.Entry.TypedShortcut(submit)
	h.Settle()
	if c.Entry.Text != "" || len(sent) != 2 || h.Campus.Replica.Drafts() != 0 {
		t.Errorf("after sending: %q, %v, %d drafts", c.Entry.Text, sent, h.Campus.Replica.Drafts())
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{"Siti Rahmawati": "SR", "Nguyễn Minh Anh": "NA", "Sok": "S", "": "?", "เอก สมชาย": "อส", "  ": "?"} {
		if got := widget.Initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestClean(t *testing.T) {
	if got := widget.Clean("a\x00b\u202ec\r\nd\te\xff"); got != "abc\nd e�" {
		t.Errorf("%q", got)
	}
}

// TestReadIsWhatIsSeen: the last text counts as read where the edge of its card is still
// below the window, and not where its words are.
func TestReadIsWhatIsSeen(t *testing.T) {
	test.NewTempApp(t)
	c := widget.NewColumn(func(int) fyne.CanvasObject { return fw.NewLabel("one line") }, func(int, float32) float32 { return 40 })
	told := 0
	c.OnEnd = func() { told++ }
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(400, 300))
	c.SetCount(30)
	c.ScrollToEnd()
	told = 0
	test.Scroll(w.Canvas(), fyne.NewPos(200, 150), 0, 20)
	if !c.Read() || told == 0 {
		t.Errorf("20 above the end the last text is not read (told %d times)", told)
	}
	test.Scroll(w.Canvas(), fyne.NewPos(200, 150), 0, 40)
	if c.Read() {
		t.Error("what is below the window counts as read")
	}
}

// TestTheWheelLeavesTheEnd: a column that was brought to its end can be scrolled back, and
// stays there when it is laid out anew.
func TestTheWheelLeavesTheEnd(t *testing.T) {
	test.NewTempApp(t)
	built := map[int]int{}
	c := widget.NewColumn(func(i int) fyne.CanvasObject {
		built[i]++
		return fw.NewLabel("one line")
	}, func(int, float32) float32 { return 60 })
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(400, 300))
	c.SetCount(50)
	c.ScrollToEnd()
	for range 60 {
		test.Scroll(w.Canvas(), fyne.NewPos(200, 150), 0, 50)
	}
	if c.AtEnd() || built[0] == 0 {
		t.Errorf("the wheel does not lead to the first item: at the end %v", c.AtEnd())
	}
	w.Resize(fyne.NewSize(400, 320))
	if c.AtEnd() {
		t.Error("another size of the window leads back to the end")
	}
}
