package app_test

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rantau/app"
	"rantau/app/apptest"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// handIn puts a student's file for an assignment into the class Soil.
func handIn(h *apptest.Hand, task, who campus.ID, name, text string) {
	h.T.Helper()
	path := filepath.Join(h.T.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		h.T.Fatal(err)
	}
	doc, err := h.Campus.Files.Add(context.Background(), path)
	if err != nil {
		h.T.Fatal(err)
	}
	for _, c := range campus.HandIn(h.Campus.Soil, who, task, "", []campus.Document{doc}).Changes {
		h.Campus.Replica.Put(campus.Record{ID: c.Record, Kind: c.Kind, Space: h.Campus.Soil, Author: who, Audience: *c.Audience,
			Created: apptest.Clock, Body: campus.NewBody(c.Set), Seq: 9})
	}
}

// TestMarkingBesideTheFile: the reader stands beside the form, the keys of the window go
// from one student to the next, and Esc leads back.
func TestMarkingBesideTheFile(t *testing.T) {
	h, p := start(t, app.Options{SignedIn: true}, "teacher")
	task := campus.NewID()
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "assignment", task, &campus.Assignment{Title: "Map", Points: 10})
	handIn(h, task, h.Campus.Aung, "aung.txt", "The well is in the east.")
	handIn(h, task, h.Campus.Dewi, "dewi.txt", "The well is in the west.")
	p.Env().Go(ui.Place{Section: ui.SectionTraining, Space: h.Campus.Soil, Record: task})
	h.Settle()
	h.Tap("Mark (2 waiting)")
	h.Want("The well is in the east.", "aung.txt", "1 of 2")
	h.Fill("Points", "8")
	// The test's canvas hides that it takes shortcuts, which a field passes on to it.
	window := reflect.ValueOf(h.Window.Canvas()).Elem().FieldByName("WindowlessCanvas").Interface().(fyne.Shortcutable)
	press := func(key fyne.KeyName) {
		s := &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
		if widget.Submits(s) {
			h.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(s)
		} else {
			window.TypedShortcut(s)
		}
		h.Settle()
	}
	press(fyne.KeyPageDown)
	h.Want("The well is in the west.", "2 of 2")
	h.WantNot("The well is in the east.")
	press(fyne.KeyPageUp)
	h.Want("The well is in the east.", "8 of 10 points")
	press(fyne.KeyReturn)
	h.Want("The well is in the west.")
	esc(h)
	h.Want("Students", "8 of 10 points")
}

// TestMarkingWithoutTheFile: a file that is not here says so, and what can be done.
func TestMarkingWithoutTheFile(t *testing.T) {
	h, p := start(t, app.Options{SignedIn: true}, "teacher")
	task := campus.NewID()
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "assignment", task, &campus.Assignment{Title: "Map", Points: 10})
	handIn(h, task, h.Campus.Aung, "aung.txt", "The well is in the east.")
	docs, _ := h.Campus.Replica.Records(context.Background(), campus.Query{Space: h.Campus.Soil, Kind: "document"})
	for _, d := range docs {
		h.Campus.Files.Away[d.ID] = true
	}
	h.Campus.Link.Set(campus.Status{Line: campus.OffByHand})
	p.Env().Go(ui.Place{Section: ui.SectionTraining, Space: h.Campus.Soil, Record: task})
	h.Settle()
	h.Tap("Mark (1 waiting)")
	h.Want("This document is not on this computer yet", "Go online")
	clear(h.Campus.Files.Away)
	h.Tap("Go online")
	h.Want("The well is in the east.")
}
