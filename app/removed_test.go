package app_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rantau/app"
	"rantau/app/apptest"
	"rantau/app/ui"
	"rantau/campus"
)

// remove takes the thing in front away by the first menu that offers it.
func remove(h *apptest.Hand) {
	h.T.Helper()
	for n := range h.Menus() {
		h.Dots(n)
		if h.Sees("Remove") {
			h.Press("Remove")
			h.TapLast("Remove")
			return
		}
		esc(h)
	}
	h.T.Fatal("nothing offers to remove")
}

// TestWhatWasRemovedComesBack: wherever something is removed, one bar brings it back, and
// so does a key.
func TestWhatWasRemovedComesBack(t *testing.T) {
	h, p := start(t, app.Options{SignedIn: true}, "teacher")
	c := h.Campus
	lesson := c.Replica.Add(c.Soil, c.Siti, "lesson", campus.NewID(), &campus.Lesson{Title: "Wells", Text: "Dig deep.", Order: "zz"})
	topic := c.Replica.Add(c.Commons, c.Siti, "topic", campus.NewID(), &campus.Topic{Title: "Rain", Text: "When?"})
	file := c.Replica.Add(c.Commons, c.Siti, "document", campus.NewID(), &campus.Document{Name: "AAA fees.txt", URL: "https://example.org/fees"})
	h.Settle()
	there := func(r campus.Record) bool {
		got, err := c.Replica.Record(context.Background(), r.ID)
		return err == nil && !got.Deleted && string(got.Body) == string(r.Body)
	}
	for _, one := range []struct {
		record campus.Record
		place  ui.Place
		called string
	}{
		{lesson, ui.Place{Section: ui.SectionTraining, Space: c.Soil, Record: lesson.ID}, "“Wells” was removed"},
		{topic, ui.Place{Section: ui.SectionConversations, Space: c.Commons, Record: topic.ID}, "“Rain” was removed"},
		{file, ui.Place{Section: ui.SectionResources}, "“AAA fees.txt” was removed"},
	} {
		p.Env().Go(one.place)
		h.Settle()
		remove(h)
		h.Want(one.called)
		if there(one.record) {
			t.Fatalf("%s: it is still there", one.called)
		}
		h.Tap("Undo")
		h.Want(strings.Replace(one.called, "was removed", "is back", 1))
		if !there(one.record) {
			t.Errorf("%s: it is not back", one.called)
		}
	}

	// By a key, also from another section; and only once.
	p.Env().Go(ui.Place{Section: ui.SectionTraining, Space: c.Soil, Record: lesson.ID})
	h.Settle()
	remove(h)
	h.Tap("Home")
	window := reflect.ValueOf(h.Window.Canvas()).Elem().FieldByName("WindowlessCanvas").Interface().(fyne.Shortcutable)
	window.TypedShortcut(&fyne.ShortcutUndo{})
	h.Settle()
	if !there(lesson) {
		t.Error("the key does not bring it back")
	}
	waiting, _ := c.Replica.Waiting(context.Background())
	window.TypedShortcut(&fyne.ShortcutUndo{})
	h.Settle()
	if again, _ := c.Replica.Waiting(context.Background()); len(again) != len(waiting) {
		t.Error("it is brought back twice")
	}
	h.WantNot("This is there again already") // there is nothing left to bring back

	p.Env().Go(ui.Place{Section: ui.SectionTraining, Space: c.Soil, Record: lesson.ID})
	h.Settle()
	remove(h)
	p.Env().Now = func() time.Time { return apptest.Clock.Add(12 * time.Minute) }
	window.TypedShortcut(&fyne.ShortcutUndo{})
	h.Settle()
	if there(lesson) {
		t.Error("the key brings back what nobody thinks of any more")
	}
}

// TestARemovalThatCannotBeTakenBack says why.
func TestARemovalThatCannotBeTakenBack(t *testing.T) {
	h, p := start(t, app.Options{SignedIn: true}, "teacher")
	c := h.Campus
	lesson := c.Replica.Add(c.Soil, c.Siti, "lesson", campus.NewID(), &campus.Lesson{Title: "Wells", Order: "zz"})
	p.Env().Go(ui.Place{Section: ui.SectionTraining, Space: c.Soil, Record: lesson.ID})
	h.Settle()
	remove(h)
	c.Replica.Put(lesson) // somebody else was quicker
	h.Settle()
	h.Tap("Undo")
	h.Want("This is there again already")
}

// TestBringingBackIsTriedAgain: where the disk is full, the removal can still be undone
// once there is room.
func TestBringingBackIsTriedAgain(t *testing.T) {
	h, p := start(t, app.Options{SignedIn: true}, "teacher")
	c := h.Campus
	lesson := c.Replica.Add(c.Soil, c.Siti, "lesson", campus.NewID(), &campus.Lesson{Title: "Wells", Order: "zz"})
	p.Env().Go(ui.Place{Section: ui.SectionTraining, Space: c.Soil, Record: lesson.ID})
	h.Settle()
	remove(h)
	c.Replica.Refuse = errors.New("the disk is full")
	h.Tap("Undo")
	h.Want("the disk is full")
	c.Replica.Refuse = nil
	h.Tap("Undo")
	h.Want("“Wells” is back")
	if r, err := c.Replica.Record(context.Background(), lesson.ID); err != nil || r.Deleted {
		t.Errorf("it is not back: %v", err)
	}
}
