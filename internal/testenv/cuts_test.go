package testenv_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/slowline"
	"rantau/internal/testenv"
	"rantau/storage"
	"rantau/sync"
	"rantau/sync/rest"
)

var everyByte = flag.Bool("cuts.every", false, "cut at every byte, not at every few")

// overLine gives a device a way to the server that can be cut.
func overLine(t *testing.T, e *testenv.Env) (*slowline.Line, *rest.Client) {
	t.Helper()
	line, err := slowline.New(strings.TrimPrefix(e.HTTP.URL, "http://"), slowline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = line.Close() })
	svc, err := rest.New(line.URL())
	if err != nil {
		t.Fatal(err)
	}
	return line, svc
}

// TestCutAtEveryByte: an exchange with something to say on both sides is cut at each of its
// bytes, on the way up and on the way down. The next one goes on, and all is there once.
func TestCutAtEveryByte(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, true, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	siti.Sync()
	dara.Sync()
	line, svc := overLine(t, e)
	n := 0
	exchange := func(cut func(int64), at int64) (whole bool) {
		t.Helper()
		if n++; *everyByte {
			time.Sleep(100 * time.Millisecond) // a device may ask 50 times a second
		}
		theirs, mine := fmt.Sprintf("theirs %d", n), fmt.Sprintf("mine %d", n)
		siti.Do(campus.Say(class, class, theirs))
		siti.Sync()
		dara.Do(campus.Say(class, class, mine))
		line.Break() // each begins with a connection of its own
		if at >= 0 {
			cut(at)
		}
		_, err := sync.Sync(t.Context(), dara.Replica, svc, nil)
		cut(-1)
		if _, err := sync.Sync(t.Context(), dara.Replica, svc, nil); err != nil {
			t.Fatalf("cut at %d: the next sync: %v", at, err)
		}
		for _, d := range []*testenv.Device{dara, siti} {
			d.Sync()
			got, err := d.Records(t.Context(), campus.Query{Space: class, Kind: "post", Order: campus.NewestFirst, Limit: 10})
			if err != nil {
				t.Fatal(err)
			}
			seen := map[string]int{}
			for _, r := range got {
				seen[campus.As[campus.Post](r).Text]++
			}
			if seen[theirs] != 1 || seen[mine] != 1 {
				t.Fatalf("cut at %d: %s has %v", at, d.Name, seen)
			}
		}
		if w, _ := dara.Waiting(t.Context()); len(w) != 0 {
			t.Fatalf("cut at %d: %d sets wait behind it", at, len(w))
		}
		return err == nil
	}
	step := int64(1)
	if !*everyByte {
		step = 53
	}
	for _, way := range []struct {
		name string
		cut  func(int64)
		size func(slowline.Counts) int64
	}{{"up", line.CutUpAfter, func(c slowline.Counts) int64 { return c.Up }}, {"down", line.CutDownAfter, func(c slowline.Counts) int64 { return c.Down }}} {
		before := way.size(line.Counts())
		if !exchange(way.cut, -1) {
			t.Fatal("it fails without a cut")
		}
		size := (way.size(line.Counts()) - before) / 2 // two syncs, the second says nothing
		failed := 0
		for at := rand.Int64N(step); at < 2*size; at += step {
			if !exchange(way.cut, at) {
				failed++
			}
		}
		if failed < 3 {
			t.Errorf("%s: of cuts over %d bytes %d were felt", way.name, 2*size, failed)
		}
	}
}

// TestACutCostsAPage: a first copy of many pages is cut in the middle. What was received is
// not sent again, but for one page.
func TestACutCostsAPage(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, true, "teacher:siti", "dara")
	siti := e.Device("siti")
	class := newClass(e, siti, "dara")
	r := rand.New(rand.NewPCG(3, 4))
	for range 40 {
		siti.Do(campus.Say(class, class, thick(r, 1000)))
	}
	siti.Sync()
	pull := func(at int64) (all int64) {
		t.Helper()
		line, svc := overLine(t, e)
		replica, err := storage.Open(filepath.Join(t.TempDir(), "copy"), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = replica.Close() }()
		if err := sync.SignIn(t.Context(), replica, svc, "test", "dara", testenv.Password); err != nil {
			t.Fatal(err)
		}
		begin := line.Counts().Down
		if at >= 0 {
			line.CutDownAfter(at)
		}
		_, err = sync.Sync(t.Context(), replica, svc, nil)
		if (err == nil) != (at < 0) {
			t.Fatalf("cut at %d: %v", at, err)
		}
		line.CutDownAfter(-1)
		if _, err := sync.Sync(t.Context(), replica, svc, nil); err != nil {
			t.Fatal(err)
		}
		if n, _ := replica.Count(t.Context(), campus.Query{Space: class, Kind: "post"}); n != 40 {
			t.Errorf("cut at %d: %d posts", at, n)
		}
		return line.Counts().Down - begin
	}
	whole := pull(-1)
	const page = 64 << 10
	for _, share := range []int64{10, 35, 50, 80, 97} {
		if cost := pull(whole*share/100) - whole; cost > page {
			t.Errorf("a cut at %d %% of %d bytes cost %d", share, whole, cost)
		}
	}
}
