package simulator

import (
	"flag"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

var (
	runs  = flag.Int("sim.runs", 6, "how many seeds the simulator runs")
	seed  = flag.Uint64("sim.seed", 0, "the first seed (TestSimulator), or the one to replay (TestSeed)")
	steps = flag.Int("sim.steps", 150, "how many steps a run has")
)

// TestSimulator runs seeds one after the other.
func TestSimulator(t *testing.T) {
	total := map[string]int{}
	began := time.Now()
	failed := 0
	for s := *seed; s < *seed+uint64(*runs); s++ {
		if err := run(t, s, *steps, nil, total); err != nil {
			t.Errorf("seed %d: %v\nreplay it with: go test ./internal/simulator -run Seed -sim.seed=%d -sim.steps=%d -v", s, err, s, *steps)
			if failed++; failed >= 5 {
				t.Fatal("enough")
			}
		}
	}
	t.Logf("%d runs in %v: %s", *runs, time.Since(began).Round(time.Millisecond), told(total))
	if *runs >= 6 {
		for _, what := range []string{"cut", "delayed", "delivered late", "repeated", "answer lost", "stopped", "cloned", "forked", "server stopped", "server restored", "actions saved", "brings back"} {
			if total[what] == 0 {
				t.Errorf("it never came to %q: the simulator does not look at it", what)
			}
		}
	}
}

// TestSeed tells the story of one seed.
func TestSeed(t *testing.T) {
	if *seed == 0 {
		t.Skip("-sim.seed says which")
	}
	total := map[string]int{}
	if err := run(t, *seed, *steps, t.Logf, total); err != nil {
		t.Errorf("seed %d: %v", *seed, err)
	}
	t.Log(told(total))
}

func run(t *testing.T, seed uint64, steps int, log func(string, ...any), total map[string]int) (err error) {
	dir := fast(t)
	defer func() { _ = os.RemoveAll(dir) }()
	synctest.Test(t, func(*testing.T) {
		var w *World
		if w, err = NewWorld(dir, seed, log); err != nil {
			return
		}
		defer synctest.Wait()
		defer w.Close()
		err = w.Run(steps)
		for what, n := range w.count {
			total[what] += n
		}
	})
	return err
}

// fast gives a folder in memory where the system has one: what is tested is the
// order of writes, not the disk.
func fast(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "rantau-sim-")
	if err != nil {
		dir = t.TempDir()
	}
	return dir
}

func told(count map[string]int) string {
	var all []string
	for what, n := range count {
		all = append(all, fmt.Sprintf("%s %d", what, n))
	}
	sort.Strings(all)
	return strings.Join(all, ", ")
}
