package drive_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/test"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/drive"
	"rantau/app/theme"
	"rantau/app/widget"
)

// play plays commands on a small window and gives the answers, and what the
// window was asked to do.
func play(t *testing.T, commands ...string) (answers, done []string) {
	t.Helper()
	a := test.NewApp()
	a.Settings().SetTheme(theme.New(theme.Look{}))
	t.Cleanup(a.Quit)
	w := a.NewWindow("test")
	did := func(what string) func() { return func() { done = append(done, what) } }
	name, text := widget.NewEntry(), widget.NewArea()
	name.SetPlaceHolder("for example: Soil")
	text.OnSend = func() { done = append(done, "sent "+text.Text) }
	rows := widget.NewList(func() int { return 300 }, func() fyne.CanvasObject { return widget.NewRow() },
		func(i int, o fyne.CanvasObject) {
			o.(*widget.Row).Set("Row number "+string(rune('A'+i%26))+strings.Repeat("x", i/26), "", "", false)
		})
	rows.OnSelected = func(i int) { done = append(done, "row") }
	off := widget.NewButton("Off", nil, did("off"))
	off.Disable()
	hidden := widget.NewButton("Hidden", nil, did("hidden"))
	hidden.Hide()
	pick := fw.NewSelect([]string{"Health", "Farming"}, func(s string) { done = append(done, s) })
	ask := widget.NewButton("Ask", nil, func() { dialog.ShowConfirm("Sure?", "Really", func(bool) { did("asked")() }, w) })
	w.SetContent(container.NewBorder(container.NewVBox(widget.NewButton("Save", nil, did("saved")), off, hidden, ask,
		widget.Quiet("Name"), name, widget.Quiet("Text"), text, widget.Quiet("Area"), pick,
		widget.Paragraph("A long sentence that breaks over several lines where the window is as narrow as here")), nil, nil, nil, rows))
	w.Resize(fyne.NewSize(300, 900))
	var out bytes.Buffer
	seat := drive.Seat{Window: w, Main: func(f func()) { f() }, File: func(p string) { done = append(done, "file "+p) }, Quit: did("quit")}
	drive.Play(seat, strings.NewReader(strings.Join(commands, "\n")), &out)
	return strings.Split(strings.TrimSpace(out.String()), "\n"), done
}

func TestPlaysWhatAPersonWould(t *testing.T) {
	shot := filepath.Join(t.TempDir(), "a.png")
	answers, done := play(t, `tap Save`, `type Name "Soil & water"`, `type "Text" "one\ntwo"`, `key Ctrl+Enter`,
		`choose Area Farming`, `tap "Row number B"`, `reach "Row number Axxx" "Row number A"`, `tap "Row number Axxx"`,
		`wait "sentence that breaks over several lines where"`, `absent Hidden`, `tap Ask`, `wait Really`, `tap Yes`,
		`field Name`, `fill Name New`, `field "for example: Soil"`, `file /a`, `shot "`+shot+`"`)
	for i, a := range answers {
		if !strings.HasPrefix(a, "ok") {
			t.Errorf("command %d: %s", i+1, a)
		}
	}
	if answers[13] != `ok "Soil & water"` || answers[15] != `ok "New"` {
		t.Errorf("fields: %q, %q", answers[13], answers[15])
	}
	want := "saved, sent one\ntwo, Farming, row, row, asked, file /a, quit"
	if got := strings.Join(done, ", "); got != want {
		t.Errorf("done: %q\nwant: %q", got, want)
	}
	if _, err := os.Stat(shot); err != nil {
		t.Error(err)
	}
}

func TestSaysWhatIsSeenWhenSomethingIsNot(t *testing.T) {
	answers, done := play(t, `wait "No such" 0`, `absent Save 0`, `nonsense`, `type "unfinished`)
	for i, want := range []string{"is not seen; what is seen: Row number A", "is seen", "is no command", "read the command"} {
		if !strings.HasPrefix(answers[i], "error: ") || !strings.Contains(answers[i], want) {
			t.Errorf("%d: %q", i, answers[i])
		}
	}
	if len(done) != 1 {
		t.Errorf("done: %q", done)
	}
}
