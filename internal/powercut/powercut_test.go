package powercut_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"rantau/internal/powercut"
)

var (
	runs = flag.Int("powercut.runs", 30, "how many seeds TestTransactions runs; the others, which take longer, run a part of it, and all a fifth with -race")
	seed = flag.Uint64("powercut.seed", 0, "the first seed")
)

var ctx = context.Background()

// seeds runs a test for each seed and adds up what happened to its disk.
func seeds(t *testing.T, share int, run func(t *testing.T, seed uint64, d *powercut.Disk, dir string) error) {
	t.Helper()
	var total powercut.Count
	began, n, failed := time.Now(), max(*runs/share/slow, 1), 0
	for s := *seed; s < *seed+uint64(n); s++ {
		var c powercut.Count
		ok := t.Run(fmt.Sprint(s), func(t *testing.T) {
			dir := fast(t)
			t.Setenv("TMPDIR", dir+"-others") // the disks of the others are not what is tried
			_ = os.Mkdir(dir+"-others", 0o700)
			defer func() { _ = os.RemoveAll(dir + "-others") }()
			defer func() { _ = os.RemoveAll(dir) }()
			d, err := powercut.New(dir, s)
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			if err := run(t, s, d, dir); err != nil {
				test, _, _ := strings.Cut(t.Name(), "/")
				t.Errorf("seed %d: %v\nagain: go test ./internal/powercut -run %s -powercut.runs=1 -powercut.seed=%d", s, err, test, s)
			}
			c = d.Count()
		})
		if !ok {
			failed++
		}
		total.Moments += c.Moments
		total.Cuts += c.Cuts
		total.Writing += c.Writing
		total.Syncing += c.Syncing
		total.Lost += c.Lost
		total.Torn += c.Torn
		total.Kept += c.Kept
		total.Names += c.Names
		if failed >= 5 {
			t.Fatal("enough")
		}
	}
	t.Logf("%d runs in %v: %+v", n, time.Since(began).Round(time.Millisecond), total)
	if n >= 30 && (total.Writing == 0 || total.Syncing == 0 || total.Lost == 0 || total.Torn == 0 || total.Kept == 0) {
		t.Error("some way of losing power was not tried")
	}
}

// fast gives a folder in memory where the system has one.
func fast(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "rantau-power-")
	if err != nil {
		return t.TempDir()
	}
	return dir
}

// trouble gathers what is wrong.
type trouble []string

func (t *trouble) say(format string, args ...any) { *t = append(*t, fmt.Sprintf(format, args...)) }

func (t trouble) err() error {
	if len(t) == 0 {
		return nil
	}
	text := fmt.Sprintf("%d troubles", len(t))
	for _, s := range t[:min(len(t), 8)] {
		text += "\n  " + s
	}
	return fmt.Errorf("%s", text)
}
