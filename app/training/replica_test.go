package training_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
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
	teacher.Tap("Publish")
	teacher.WantNot("Publish")
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

// order is how the lessons stand in the list.
func (d *desk) order() string {
	var out []string
	for _, line := range strings.Split(d.Text(), "\n") {
		if n, title, ok := strings.Cut(line, ". "); ok && len(n) == 1 {
			out = append(out, title)
		}
	}
	return strings.Join(out, " ")
}

func (d *desk) press(key fyne.KeyName) {
	f, ok := d.Window.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		d.T.Fatal("nothing that takes keys has the keyboard")
	}
	f.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt})
}

// TestTwoTeachersMoveLessons: lessons change places by the menu and by keys, and
// what two teachers decide at once stays for them to choose.
func TestTwoTeachersMoveLessons(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	e := testenv.New(t, false, "teacher:siti", "teacher:budi", "dara")
	siti, budi, dara := e.Device("siti"), e.Device("budi"), e.Device("dara")
	class := campus.NewClass(siti.Me(), campus.Course{Title: "Soil"})
	class.Changes = append(class.Changes, campus.Join(class.Space, budi.Me(), campus.Staff), campus.Join(class.Space, dara.Me(), campus.Member))
	siti.Do(class)
	key := ""
	for _, title := range []string{"Ask", "Build", "Count", "Dig"} {
		key = campus.OrderBetween(key, "")
		siti.Do(campus.Action{Space: class.Space, Changes: []campus.Change{campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: title, Order: key})}})
	}
	siti.Sync()
	budi.Sync()
	dara.Sync()
	one, two, student := sit(t, siti), sit(t, budi), sit(t, dara)
	for _, d := range []*desk{one, two, student} {
		d.Pick("Soil")
	}
	if n := student.Menus(); n != 1 { // that of the class, for printing
		t.Errorf("a student has %d menus on lessons", n)
	}
	one.Dots(3)
	one.Pick("Move up")
	if got := one.order(); got != "Ask Build Dig Count" {
		t.Fatalf("moved up: %s", got)
	}
	one.Window.Canvas().Focus(one.screen.LessonKeys())
	one.Settle()
	for range 2 { // faster than the disk
		one.press(fyne.KeyDown)
	}
	one.Settle()
	if got := one.order(); got != "Ask Build Count Dig" { // the keyboard was on Dig, where the menu left it
		t.Fatalf("moved down: %s", got)
	}
	for range 5 {
		one.press(fyne.KeyUp)
	}
	one.Settle()
	if got := one.order(); got != "Dig Ask Build Count" {
		t.Fatalf("moved to the top: %s", got)
	}
	sets, err := siti.Waiting(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sets {
		if len(s.Changes) != 1 || len(s.Changes[0].Set) != 1 || s.Changes[0].Set["order"] == nil {
			t.Errorf("a move writes %+v", s.Changes)
		}
	}
	two.Dots(3)
	two.Pick("Move up") // Dig as well, elsewhere
	one.sync()
	two.sync()
	one.sync()
	two.wait("1. Dig")
	student.sync()
	student.wait("1. Dig")
	two.Pick("1. Dig")
	two.Tap("2 versions")
	two.Want("Place in the class", "First in the class")
	two.Want("After “Build”")
	two.Tap("Use this one")
	two.Tap("Save for all")
	two.sync()
	two.Gone("2 versions")
	two.Back()
	two.wait("3. Dig")
	one.sync()
	one.wait("3. Dig")
}

// TestEverythingInQuestionIsShown: two teachers change title and text of a class
// at once, and see both.
func TestEverythingInQuestionIsShown(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	e := testenv.New(t, false, "teacher:siti", "teacher:budi")
	siti, budi := e.Device("siti"), e.Device("budi")
	class := campus.NewClass(siti.Me(), campus.Course{Title: "Soil", About: "Old words."})
	class.Changes = append(class.Changes, campus.Join(class.Space, budi.Me(), campus.Staff))
	siti.Do(class)
	siti.Sync()
	budi.Sync()
	for d, name := range map[*testenv.Device]string{siti: "Siti", budi: "Budi"} {
		testenv.Edit(d, class.Space, func(c *campus.Course) {
			c.Title, c.About = name+"'s title", name+" rewrote all of it."
		})
	}
	siti.Sync()
	budi.Sync()
	d := sit(t, budi)
	d.Pick("Siti's title")
	d.Tap("2 versions")
	d.Want("Title", "What it is about", "Put together")
	d.WantNot("Study area")
	d.Tap("Use this one")
	d.Tap("Save for all")
	d.sync()
	d.Gone("2 versions")
	d.wait("Budi's title")
	d.Want("Budi rewrote all of it.")
}

// TestAMemberIsMet: choosing somebody shows who they are.
func TestAMemberIsMet(t *testing.T) {
	h, s := open(t, "teacher")
	var met campus.ID
	h.Env.Meet = func(id campus.ID) { met = id }
	soil(h, s)
	h.Tap("Members")
	h.Pick("Dewi Lestari")
	if met != h.Campus.Dewi {
		t.Errorf("%q was met", met)
	}
}
