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

// TestAheadTellsNothingOfWhatWasRemoved: a record that was removed weighs what comes of it,
// not what it said.
func TestAheadTellsNothingOfWhatWasRemoved(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, true, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	var made []campus.Change
	for i := range 230 {
		made = append(made, campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: fmt.Sprint("Lesson ", i), Text: strings.Repeat("secret ", 50)}))
	}
	siti.Do(campus.Action{Space: class, Changes: made})
	siti.Sync()
	var gone []campus.Change
	for _, c := range made[:200] {
		gone = append(gone, campus.Remove(siti.Get(c.Record)))
	}
	siti.Do(campus.Action{Space: class, Changes: gone})
	siti.Sync()
	if told, got, _ := pulled(t, dara, protocol.Request{}); told == nil || *told != got {
		t.Errorf("told %+v, got %+v", told, got)
	}
}

// TestAheadDoesNotCountOnesOwn: what a device has just sent does not come back, and is not
// announced.
func TestAheadDoesNotCountOnesOwn(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti := e.Device("siti")
	class := newClass(e, siti, "dara")
	siti.Sync()
	for i := range 260 {
		siti.Do(campus.Say(class, class, fmt.Sprint("post ", i)))
	}
	var most int64
	did, err := sync.Sync(context.Background(), siti.Replica, siti.Svc, func(r sync.Result) { most = max(most, r.Owed.Records) })
	if err != nil {
		t.Fatal(err)
	}
	if most > int64(did.Records) {
		t.Errorf("%d records were announced, %d came", most, did.Records)
	}
}
