package testenv_test

import (
	"context"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
)

// TestPlaces: where a document was read comes to all of a person's computers and to nobody
// else, and two that read at once, without a line, leave nothing to decide.
func TestPlaces(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	one, two, dara := e.Device("siti"), e.Device("siti"), e.Device("dara")
	class := newClass(e, one)
	one.Sync()
	two.Sync()
	document, own := campus.NewID(), campus.PersonalSpace(one.Me())
	read := func(d *testenv.Device, page int) {
		t.Helper()
		was, err := d.Record(context.Background(), campus.PlaceID(d.Device(), class, document))
		if err != nil && campus.CodeOf(err) != campus.NotFound {
			t.Fatal(err)
		}
		d.Do(campus.KeepPlace(d.Me(), was, campus.Place{Device: d.Device(), In: class, Of: document, Page: page}))
	}
	at := func(d *testenv.Device) int {
		t.Helper()
		all, err := d.Records(context.Background(), campus.Query{Space: own, Kind: "place", Of: document})
		if err != nil {
			t.Fatal(err)
		}
		p, _ := campus.NewestPlace(all, class, document)
		return p.Page
	}
	read(one, 17)
	one.Sync()
	two.Sync()
	if at(two) != 17 {
		t.Fatalf("the other computer opens page %d", at(two))
	}
	read(two, 40)
	read(one, 18)
	one.Sync()
	two.Sync() // later
	one.Sync()
	if at(one) != 40 || at(two) != 40 {
		t.Errorf("read on at 40 elsewhere, they open %d and %d", at(one), at(two))
	}
	for _, d := range []*testenv.Device{one, two} {
		if c, err := d.Contested(context.Background()); err != nil || len(c) > 0 {
			t.Errorf("%d records wait for a decision (%v)", len(c), err)
		}
		if w, err := d.Waiting(context.Background()); err != nil || len(w) > 0 {
			t.Errorf("%d sets wait (%v)", len(w), err)
		}
	}
	dara.Sync()
	if dara.Has(campus.PlaceID(one.Device(), class, document)) {
		t.Error("another person has it")
	}
}
