package storage

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"rantau/campus"
)

func TestUsage(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	r, err := Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range []campus.Usage{{Day: "2026-11-24", Sent: 1, Received: 10}, {Day: "2026-11-25", Sent: 2, Received: 20}, {Day: "2026-11-25", Sent: 3, Received: 30}} {
		if err := r.Used(ctx, u.Day, u.Sent, u.Received); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if r, err = Open(dir, nil); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	got, err := r.Usage(ctx)
	if want := []campus.Usage{{Day: "2026-11-25", Sent: 5, Received: 50}, {Day: "2026-11-24", Sent: 1, Received: 10}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	for i := range 100 {
		if err := r.Used(ctx, campus.DayOf(time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i)), 1, 1); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := r.Usage(ctx); len(got) != campus.KeepUsage || got[0].Day != "2027-04-10" {
		t.Errorf("%d days, the newest %v", len(got), got[0])
	}
}

func TestLogOfSyncs(t *testing.T) {
	ctx := context.Background()
	r, err := Open(t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	at := time.UnixMilli(1_795_000_000_000)
	for i := range campus.MaxSyncNotes + 20 {
		n := campus.SyncNote{At: at.Add(time.Duration(i) * time.Minute), Took: 1500 * time.Millisecond, Sets: i, Records: 2, Sent: 3, Received: 4, Trouble: fmt.Sprint("trouble ", i)}
		if err := r.KeepSync(ctx, n); err != nil {
			t.Fatal(err)
		}
	}
	got, err := r.Syncs(ctx)
	if err != nil || len(got) != campus.MaxSyncNotes {
		t.Fatalf("%d, %v", len(got), err)
	}
	want := campus.SyncNote{At: at.Add(119 * time.Minute), Took: 1500 * time.Millisecond, Sets: 119, Records: 2, Sent: 3, Received: 4, Trouble: "trouble 119"}
	if !got[0].At.Equal(want.At) {
		t.Errorf("at %v", got[0].At)
	}
	if got[0].At = want.At; got[0] != want || got[99].Sets != 20 {
		t.Errorf("%+v … %+v", got[0], got[99])
	}
}
