package testenv_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
)

// TestHandInThroughTheWire: work goes to its author and the staff and nobody else, from
// the first saving to the mark that is returned, and nobody can write what is another's.
func TestHandInThroughTheWire(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		class := newClass(e, siti, "dara", "minh")
		task := campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{
			campus.Create(task, "assignment", &campus.Assignment{Title: "Map", Points: 10}).For(campus.StaffOnly)}})
		sync := func() {
			for range 2 {
				siti.Sync()
				dara.Sync()
				minh.Sync()
			}
		}
		sync()
		if dara.Has(task) {
			t.Fatal("a student sees a draft")
		}
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Change{Record: task, Kind: "assignment"}.For(campus.Everyone)}})
		sync()
		if !dara.Has(task) {
			t.Fatal("a student does not see what was published")
		}

		// Two computers of one student hand in without knowing of each other.
		second := e.Device("dara")
		hand := campus.HandIn(class, dara.Me(), task, "my map", []campus.Document{{Name: "map.txt", Size: 1, Manifest: hash()}})
		again := campus.HandIn(class, dara.Me(), task, "my other map", nil)
		dara.Do(hand)
		second.Do(again)
		file, sub, other := hand.Changes[0].Record, hand.Changes[1].Record, again.Changes[0].Record
		dara.Sync()
		second.Sync()
		sync()
		for _, id := range []campus.ID{file, sub, other} {
			if !siti.Has(id) || !dara.Has(id) {
				t.Error("what was handed in did not come to its teacher and its author")
			}
			if minh.Has(id) {
				t.Error("another student sees what was handed in")
			}
		}
		all, err := siti.Records(context.Background(), campus.Query{Space: class, Kind: "submission"})
		if err != nil || len(all) != 2 {
			t.Errorf("%d submissions came of two computers (%v)", len(all), err)
		}

		// Nobody else's, and no mark by a student.
		wrong := func(d *testenv.Device, c campus.Change) {
			t.Helper()
			refuses(t, d, campus.Action{Space: class, Changes: []campus.Change{c}})
		}
		wrong(minh, campus.Create(campus.NewID(), "submission", &campus.Submission{Assignment: task, Text: "hers"}).For(campus.Audience(dara.Me())))
		wrong(minh, campus.Create(campus.NewID(), "submission", &campus.Submission{Assignment: task, Text: "all"}))
		wrong(minh, campus.Create(campus.NewID(), "document", &campus.Document{Name: "x.txt", Size: 1, Manifest: hash()}))
		ten := 10.0
		wrong(minh, campus.Create(campus.MarkID(task, minh.Me()), "mark", &campus.Mark{Assignment: task, Student: minh.Me(), Score: &ten}).For(campus.Audience(minh.Me())))
		wrong(minh, campus.Create(campus.ReceiptID(sub), "receipt", &campus.Receipt{Submission: sub, Student: minh.Me()}).For(campus.Audience(minh.Me())))
		wrong(dara, campus.Remove(dara.Get(sub)))
		wrong(dara, campus.Remove(dara.Get(file)))
		wrong(siti, campus.Remove(siti.Get(sub)))
		wrong(siti, campus.Change{Record: sub, Kind: "submission"}.For(campus.Everyone))

		// Marked for the staff, then returned.
		mark := campus.MarkID(task, dara.Me())
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Opened(siti.Get(sub)),
			campus.Create(mark, "mark", &campus.Mark{Assignment: task, Student: dara.Me(), Submission: sub, Score: &ten}).For(campus.StaffOnly)}})
		sync()
		if !dara.Has(campus.ReceiptID(sub)) || minh.Has(campus.ReceiptID(sub)) {
			t.Error("the receipt came to the wrong people")
		}
		if dara.Has(mark) || minh.Has(mark) {
			t.Error("a mark is seen before it is returned")
		}
		wrong(siti, campus.Change{Record: mark, Kind: "mark"}.For(campus.Audience(minh.Me())))
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Change{Record: mark, Kind: "mark"}.For(campus.Audience(dara.Me()))}})
		sync()
		if !dara.Has(mark) || minh.Has(mark) {
			t.Error("a mark that was returned came to the wrong people")
		}
		wrong(dara, campus.Change{Record: mark, Kind: "mark", Set: fields(t, `{"score":11}`), Base: map[string]string{"score": campus.HashValue([]byte("10"))}})
	})
}

func hash() string { return strings.Repeat("ab", 32) }

func fields(t *testing.T, body string) map[string]json.RawMessage {
	t.Helper()
	f, err := campus.Body(body).Fields()
	if err != nil {
		t.Fatal(err)
	}
	return f
}
