package testenv_test

import (
	"context"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
)

// TestRemovedWorkThroughTheWire: the staff remove an assignment; what was handed in and
// its mark stay with their student and the staff, and with nobody else.
func TestRemovedWorkThroughTheWire(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		class := newClass(e, siti, "dara", "minh")
		task := campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(task, "assignment", &campus.Assignment{Title: "Map", Points: 10, Weight: 1})}})
		sync := func() {
			for range 2 {
				siti.Sync()
				dara.Sync()
				minh.Sync()
			}
		}
		sync()
		hand := campus.HandIn(class, dara.Me(), task, "my map", nil)
		dara.Do(hand)
		sync()
		sub, score := hand.Changes[0].Record, 7.0
		mark := campus.MarkID(task, dara.Me())
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{
			campus.Create(mark, "mark", &campus.Mark{Assignment: task, Student: dara.Me(), Submission: sub, Score: &score}).For(campus.StaffOnly)}})
		sync()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.ReturnMark(siti.Get(mark))}})
		sync()
		if !dara.Has(mark) || minh.Has(mark) {
			t.Error("a mark that was returned came to the wrong people")
		}
		for _, d := range []*testenv.Device{dara, minh} {
			refuses(t, d, campus.Action{Space: class, Changes: []campus.Change{campus.Remove(d.Get(task))}})
			refuses(t, d, campus.Action{Space: class, Changes: []campus.Change{campus.Unpublish(d.Get(task))}})
		}
		refuses(t, dara, campus.Action{Space: class, Changes: []campus.Change{campus.Change{Record: mark, Kind: "mark"}.For(campus.StaffOnly)}})
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Remove(siti.Get(task))}})
		// Written in the same time, by somebody who does not know of it: nothing is lost.
		late := campus.HandIn(class, minh.Me(), task, "my map, too", nil)
		minh.Do(late)
		sync()
		for _, d := range []*testenv.Device{siti, dara} {
			if !d.Has(sub) || !d.Has(mark) {
				t.Error("what was handed in for it, or its mark, is gone")
			}
			book := bookOf(t, d, class, dara.Me())
			if len(book.Columns) != 1 || !book.Columns[0].Removed || book.Rows[0].Cells[0].Points != 7 || book.Rows[0].Has {
				t.Errorf("the gradebook says %+v", book)
			}
		}
		if minh.Has(sub) || minh.Has(mark) {
			t.Error("another student sees it")
		}
		if !siti.Has(late.Changes[0].Record) {
			t.Error("what was handed in meanwhile is lost")
		}
	})
}

// bookOf is the gradebook as it is exported, of one student.
func bookOf(t *testing.T, d *testenv.Device, class, student campus.ID) campus.Gradebook {
	t.Helper()
	of := map[string][]campus.Record{}
	for _, kind := range []string{"assignment", "submission", "mark"} {
		all, err := d.Records(context.Background(), campus.Query{Space: class, Kind: kind, Deleted: kind == "assignment"})
		if err != nil {
			t.Fatal(err)
		}
		of[kind] = all
	}
	var live []campus.Record
	for _, r := range of["assignment"] {
		if !r.Deleted {
			live = append(live, r)
		}
	}
	return campus.NewGradebook(live, of["submission"], of["mark"], []campus.ID{student}).WithRemoved(of["assignment"], of["submission"], of["mark"])
}
