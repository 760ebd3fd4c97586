package testenv_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
	"rantau/sync"
	"rantau/sync/protocol"
)

// TestAheadTellsHowMuchIsOwed: before a long answer the server says how much it will be, of
// what this person may read alone.
func TestAheadTellsHowMuchIsOwed(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, true, "teacher:siti", "dara", "bayu")
	siti, dara, bayu := e.Device("siti"), e.Device("dara"), e.Device("bayu")
	class := newClass(e, siti, "dara", "bayu")
	siti.Sync()
	say := func(n int, audience campus.Audience) {
		var changes []campus.Change
		for i := range n {
			changes = append(changes, campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: fmt.Sprint("Résistance ", i), Text: fmt.Sprint("ຫຼື ", i)}).For(audience))
		}
		siti.Do(campus.Action{Space: class, Changes: changes})
	}
	say(240, campus.Everyone)
	say(150, campus.StaffOnly)
	siti.Sync()

	for _, c := range []struct {
		d     *testenv.Device
		least int64
		most  int64
	}{{dara, 240, 300}, {bayu, 240, 300}, {siti, 390, 450}} {
		told, got, when := pulled(t, c.d, protocol.Request{})
		if told == nil || *told != got {
			t.Errorf("%s was told %+v, and got %+v", c.d.Name, told, got)
		}
		if got.Records < c.least || got.Records > c.most || when != 0 {
			t.Errorf("%s got %+v; it was said behind %d records", c.d.Name, got, when)
		}
	}

	// Of what is new alone, and nothing of little.
	dara.Sync()
	if told, got, _ := pulled(t, dara, protocol.Request{}); told == nil || *told != got {
		t.Errorf("again: told %+v, got %+v", told, got) // the whole table is asked anew
	}
	table, _, err := dara.Cursors(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if told, got, _ := pulled(t, dara, protocol.Request{Cursors: table}); told != nil || got.Records > 0 {
		t.Errorf("with all there: told %+v, got %+v", told, got)
	}
	for i := range 230 {
		siti.Do(campus.Say(class, class, strings.Repeat(fmt.Sprint("post ", i, " "), 40)))
	}
	siti.Sync()
	if told, got, _ := pulled(t, dara, protocol.Request{Cursors: table}); told == nil || *told != got || got.Records != 230 {
		t.Errorf("230 posts: told %+v, got %+v", told, got)
	}
	if told, got, _ := pulled(t, dara, protocol.Request{Cursors: table, MaxBytes: 1}); told == nil || told.Records != 230 || got.Records >= 230 {
		t.Errorf("of which the answer brings some: told %+v, got %+v", told, got)
	}

	// The program counts down to nothing.
	var owed []int64
	var last sync.Result
	if _, err := sync.Sync(context.Background(), dara.Replica, dara.Svc, func(r sync.Result) {
		owed, last = append(owed, r.Owed.Records), r
	}); err != nil {
		t.Fatal(err)
	}
	if len(owed) < 2 || owed[0] != 230 || last.Owed != (protocol.AheadItem{}) || last.Records < 230 || last.Weight < 230*200 {
		t.Errorf("owed %v, at last %+v", owed, last)
	}
}

// pulled asks for everything behind some cursors, and tells what was said of it and came.
func pulled(t *testing.T, d *testenv.Device, r protocol.Request) (told *protocol.AheadItem, got protocol.AheadItem, when int64) {
	t.Helper()
	r.Version, r.Whole, r.Digest = protocol.Version, true, protocol.Digest(r.Cursors)
	err := d.Svc.Sync(context.Background(), d.Identity().Token, r, func(i protocol.Item) error {
		switch {
		case i.Ahead != nil && told != nil:
			t.Error("said twice")
		case i.Ahead != nil:
			told, when = i.Ahead, got.Records
		case i.Record != nil:
			got.Records++
			got.Bytes += protocol.Weight(len(i.Record.Body))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return told, got, when
}
