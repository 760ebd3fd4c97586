package training_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rantau/app/apptest"
	"rantau/app/training"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// queueOf opens the queue of an assignment for which three handed in, the last late.
func queueOf(t *testing.T) (*apptest.Hand, *training.Screen, campus.ID) {
	h, s := open(t, "teacher")
	soil(h, s)
	task := assign(h, campus.Assignment{Title: "Map", Points: 10, Due: h.Env.Now().Add(-time.Hour).UnixMilli()})
	for i, who := range []campus.ID{h.Campus.Aung, h.Campus.Dewi, h.Campus.Minh} {
		r := handed(h, task, who, []string{"Aung's field", "Dewi's field", "Minh's field"}[i])
		if r.Created = h.Env.Now().Add(-2 * time.Hour); i == 2 {
			r.Created = h.Env.Now()
		}
		h.Campus.Replica.Put(r)
	}
	h.Settle()
	h.Tap("Work")
	h.Pick("Map")
	h.Tap("Mark (3 waiting)")
	return h, s, task
}

func TestQueueGoesOn(t *testing.T) {
	h, s, task := queueOf(t)
	h.Want("1 of 3", "Aung's field", "3 to mark", "Ctrl+PgUp, Ctrl+PgDn")
	h.Fill("Points", "4")
	keys(h, fyne.KeyUp)
	h.Want("5 of 10 points")
	h.Tap("Save and next")
	h.Want("2 of 3", "Dewi's field", "2 to mark")
	if m := campus.As[campus.Mark](only(t, h, "mark")); m.Student != h.Campus.Aung || *m.Score != 5 {
		t.Errorf("the mark is %+v", m)
	}
	// What is typed stays with its student, whoever is looked at meanwhile.
	h.Fill("Comment", "Half a thought")
	s.Turn(1)
	h.Settle()
	h.Want("3 of 3", "Minh's field", "late")
	h.WantNot("Half a thought")
	s.Turn(1)
	h.Settle()
	h.Want("3 of 3")
	s.Turn(-1)
	h.Settle()
	h.Want("Dewi's field", "Half a thought")
	h.Tap("Discard changes")
	h.WantNot("Half a thought")
	s.Turn(1)
	h.Settle()
	h.Fill("Points", "9")
	h.Tap("Save and next")
	h.Want("That was the last one.", "Return all marked (2)")
	h.Tap("Return all marked (2)")
	h.Want("Return 2 marks?")
	h.Tap("Return")
	h.Want("2 marks were returned.")
	for _, who := range []campus.ID{h.Campus.Aung, h.Campus.Minh} {
		if r, _ := h.Campus.Replica.Record(context.Background(), campus.MarkID(task, who)); r.Audience != campus.Audience(who) {
			t.Errorf("a mark is for %q", r.Audience)
		}
	}
	// Late ones, all, those to mark.
	h.Choose("To mark", "Late")
	h.Want("1 of 1", "Minh's field")
	h.Choose("Late", "All students")
	h.Want("of 4")
	h.Choose("All students", "To mark")
	h.Want("1 of 1", "Dewi's field")
}

// keys types a key into what has the keyboard.
func keys(h *apptest.Hand, k fyne.KeyName) {
	h.Env.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	h.Settle()
}

func TestQueueKeepsDraftsOverARestart(t *testing.T) {
	h, _, _ := queueOf(t)
	h.Fill("Points", "7")
	h.Fill("Comment", "Nearly")
	h.Env.Close()
	again := &apptest.Hand{T: t, Campus: h.Campus, Window: h.Window, Env: h.Campus.Env(h.Window)}
	defer again.Env.Close()
	s := training.New(again.Env).(*training.Screen)
	again.Show(s)
	soil(again, s)
	again.Tap("Work")
	again.Pick("Map")
	again.Tap("Mark (3 waiting)")
	again.Want("Nearly", "7 of 10 points")
}

// TestAMarkIsTakenBack, and what two teachers gave is chosen among.
func TestAMarkIsTakenBack(t *testing.T) {
	h, _, task := queueOf(t)
	h.Fill("Points", "5")
	h.Tap("Return")
	r := only(t, h, "mark")
	if r.Audience != campus.Audience(h.Campus.Aung) {
		t.Errorf("returned, it is for %q", r.Audience)
	}
	more(h, "Take the mark back")
	h.Want("only teachers see it")
	r = only(t, h, "mark")
	if r.Audience != campus.StaffOnly {
		t.Errorf("taken back, it is for %q", r.Audience)
	}
	r, _ = h.Campus.Replica.Record(context.Background(), campus.MarkID(task, h.Campus.Aung))
	r.Versions = []campus.Version{{ID: campus.NewID(), Author: h.Campus.Nadia, At: h.Env.Now().UnixMilli(), Fields: []byte(`{"score":9}`)}}
	h.Campus.Replica.Put(r)
	h.Settle()
	h.Tap("2 versions")
	h.Want("Nadia binti Hassan")
	h.Tap("Use this one")
	h.Tap("Save for all")
	h.Want("9 of 10 points")
	if m := campus.As[campus.Mark](only(t, h, "mark")); *m.Score != 9 {
		t.Errorf("chosen: %+v", m)
	}
}

// TestQueueSavesNothingTwice: what is typed and taken back leaves neither a draft nor a set.
func TestQueueSavesNothingTwice(t *testing.T) {
	h, _, _ := queueOf(t)
	h.Fill("Points", "5")
	h.Tap("Save")
	saves := h.Campus.Replica.Saves
	h.Fill("Points", "6")
	h.Fill("Points", "5")
	h.Tap("Save")
	if n := h.Campus.Replica.Drafts(); n != 0 || h.Campus.Replica.Saves != saves {
		t.Errorf("%d drafts are left after %d more saves", n, h.Campus.Replica.Saves-saves)
	}
}

// TestQueueLeavesTheKeyboard: what comes from others takes nobody out of a field.
func TestQueueLeavesTheKeyboard(t *testing.T) {
	h, _, task := queueOf(t)
	field := h.Env.Window.Canvas().Focused()
	if field == nil {
		t.Fatal("nothing has the keyboard")
	}
	marked(h, task, h.Campus.Dewi, "", 3, campus.StaffOnly)
	h.Settle()
	if h.Env.Window.Canvas().Focused() != field {
		t.Error("another's mark took the keyboard away")
	}
	marked(h, task, h.Campus.Aung, "", 6, campus.StaffOnly)
	h.Settle()
	h.Want("6 of 10 points") // nothing was typed here, so the other teacher's mark is shown
	h.Fill("Comment", "Mine")
	marked(h, task, h.Campus.Aung, "", 7, campus.StaffOnly)
	h.Settle()
	h.Want("Mine", "6 of 10 points")
}

func TestQueueShowsWhatWasHandedInBefore(t *testing.T) {
	h, _, task := queueOf(t)
	before := len(records(h, "receipt"))
	better := handed(h, task, h.Campus.Aung, "A better field")
	h.Settle()
	h.Want("Aung's field", "Aung Ko Ko handed in again.")
	if n := len(records(h, "receipt")); n != before {
		t.Error("a receipt was made for what nobody looked at")
	}
	h.Fill("Points", "1") // of what is looked at, which leaves the newer to be marked
	h.Tap("Save")
	h.Want("3 to mark")
	h.Tap("Show it")
	h.Want("A better field", "Latest, 14:02")
	h.Choose(shownOption(h, "Latest, "), shownOption(h, "Attempt 1, "))
	h.Want("Aung's field")
	h.WantNot("A better field")
	h.Fill("Points", "2")
	h.Tap("Save")
	h.Want("2 to mark")
	if m := campus.As[campus.Mark](only(t, h, "mark")); m.Submission != better.ID {
		t.Error("what was marked is not what came last")
	}
	if n := len(records(h, "receipt")); n != before+1 {
		t.Errorf("%d receipts", n)
	}
}

// shownOption finds an option of a choice by its beginning.
func shownOption(h *apptest.Hand, begins string) (found string) {
	for _, s := range h.Selects() {
		for _, o := range s.Options {
			if strings.HasPrefix(o, begins) {
				found = o
			}
		}
	}
	return found
}

// lamp is a viewer that tells what is done with it.
type lamp struct {
	name   string
	closed bool
}

func (l *lamp) Content() fyne.CanvasObject { return widget.NewLine("seen: " + l.name) }
func (l *lamp) Changed(campus.Notice)      {}
func (l *lamp) Status(campus.Status)       {}
func (l *lamp) Close()                     { l.closed = true }

func TestQueueOpensFiles(t *testing.T) {
	h, s, task := queueOf(t)
	var lamps []*lamp
	h.Env.View = func(r campus.Record) ui.Viewer {
		l := &lamp{name: campus.As[campus.Document](r).Name}
		lamps = append(lamps, l)
		return l
	}
	paths := t.TempDir()
	var docs []campus.Document
	for _, name := range []string{"field.txt", "large.txt"} {
		path := filepath.Join(paths, name)
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		doc, err := h.Campus.Files.Add(context.Background(), path)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	docs[1].Size = 9 << 20
	action := campus.HandIn(h.Campus.Soil, h.Campus.Dewi, task, "With files", docs)
	for _, c := range action.Changes {
		h.Campus.Replica.Put(campus.Record{ID: c.Record, Kind: c.Kind, Space: h.Campus.Soil, Author: h.Campus.Dewi, Audience: *c.Audience,
			Created: h.Env.Now(), Body: campus.NewBody(c.Set), Seq: 9})
	}
	h.Campus.Files.Away[action.Changes[1].Record] = true
	s.Turn(1)
	h.Settle()
	h.Want("With files", "seen: field.txt")
	h.Fill("Points", "8") // nothing is opened twice for what is typed or saved beside it
	h.Tap("Save")
	h.Choose("1. field.txt", "2. large.txt")
	h.Want("This file is not on this computer yet", "Fetch it (9.0 MB)")
	h.Tap("Fetch it (9.0 MB)")
	h.Want("seen: large.txt")
	s.Turn(1)
	h.Settle()
	h.Want("Minh's field")
	if len(lamps) != 2 || !lamps[0].closed || !lamps[1].closed {
		t.Errorf("of %d files not all were closed", len(lamps))
	}
}

// records lists those of a kind in the class.
func records(h *apptest.Hand, kind string) []campus.Record {
	all, _ := h.Campus.Replica.Records(context.Background(), campus.Query{Space: h.Campus.Soil, Kind: kind})
	return all
}
