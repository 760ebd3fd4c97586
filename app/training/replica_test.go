package training_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/theme"
	"rantau/app/training"
	"rantau/app/ui"
	"rantau/campus"
	"rantau/internal/testenv"
)

// desk is a window over the real copy of one device.
type desk struct {
	*apptest.Hand
	device *testenv.Device
	screen *training.Screen
}

func sit(t *testing.T, d *testenv.Device) *desk {
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1366, 768))
	queue := &apptest.Queue{}
	e := ui.NewEnv(d.Replica, d.Files, &apptest.Link{}, w)
	e.Main = queue.Main
	t.Cleanup(e.Close)
	h := &apptest.Hand{T: t, Campus: &apptest.Campus{Queue: queue}, Env: e, Window: w}
	s := training.New(e).(*training.Screen)
	w.SetContent(s.Content())
	t.Cleanup(d.Watch(func(n campus.Notice) {
		queue.Main(func() { e.People.Changed(n); s.Changed(n) })
	}))
	s.Shown()
	h.Settle()
	return &desk{h, d, s}
}

// sync talks to the server and waits until the screen has heard of it.
func (d *desk) sync() { d.device.Sync(); d.Settle() }

// wait is for what comes by a notice, which may take a moment.
func (d *desk) wait(words string) {
	d.T.Helper()
	if !d.Campus.Queue.Until(func() bool { return d.Sees(words) }) {
		d.T.Fatalf("%q does not come; what is there:\n%s", words, d.Text())
	}
	d.Settle()
}

// TestTheJourney is the way of a class from a teacher's window to a student's,
// over real copies and a real server.
func TestTheJourney(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	e := testenv.New(t, false, "teacher:siti", "dara", "nok")
	siti, dara, nok := e.Device("siti"), e.Device("dara"), e.Device("nok")
	for _, d := range []*testenv.Device{siti, dara, nok} {
		d.Sync()
	}
	teacher := sit(t, siti)
	teacher.screen.New()
	teacher.Settle()
	teacher.Type("For example: Soil, sensors and water", "Soil at home")
	teacher.Tap("Make the class")
	teacher.wait("No lessons yet")
	teacher.screen.Import(markdownFile(t))
	teacher.wait("One way to measure")
	teacher.Want("waiting to be sent")
	teacher.screen.Back()
	teacher.Settle()
	teacher.Tap("Members")
	teacher.Tap("Add students")
	teacher.Pick("dara")
	teacher.Tap("Add 1 student")
	teacher.wait("Members  2")
	teacher.sync()

	student := sit(t, dara)
	student.sync()
	student.wait("Soil at home")
	student.Pick("Soil at home")
	student.wait("1. Measuring")
	student.Pick("1. Measuring")
	student.wait("One way to measure")
	student.Back()
	student.Tap("Discussion")
	student.Type(postHint, "Is rain water good?")
	student.Tap("Send")
	student.wait("waiting to be sent")
	student.sync()
	student.Campus.Queue.Until(func() bool { return !student.Sees("waiting to be sent") })
	student.WantNot("waiting to be sent")

	teacher.sync()
	teacher.Tap("Discussion")
	teacher.wait("Is rain water good?")

	stranger := sit(t, nok)
	stranger.sync()
	stranger.Want("No classes yet")
	stranger.WantNot("Soil at home")
}

// Back goes back to the class.
func (d *desk) Back() { d.screen.Back(); d.Settle() }

func markdownFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "measuring.md")
	if err := os.WriteFile(path, []byte("# Measuring\n\nOne way to measure.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestADraftOutlivesTheProgram types, "loses the power", and starts again.
func TestADraftOutlivesTheProgram(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	e := testenv.New(t, false, "teacher:siti")
	siti := e.Device("siti")
	siti.Sync()
	class := campus.NewClass(siti.Me(), campus.Course{Title: "Soil"})
	siti.Do(class)
	d := sit(t, siti)
	d.Pick("Soil")
	d.Tap("Discussion")
	d.Type(postHint, "Half a thou")
	place := "post/" + string(class.Space) + "/" + string(class.Space)
	testenv.Wait(t, "the draft", func() bool {
		s, err := siti.Draft(context.Background(), place)
		return err == nil && s == "Half a thou"
	})
	siti.Restart()
	again := sit(t, siti)
	again.Pick("Soil")
	again.Tap("Discussion")
	if got := again.Field(postHint).Text; got != "Half a thou" {
		t.Errorf("the draft came back as %q", got)
	}
}
