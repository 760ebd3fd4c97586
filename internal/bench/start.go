package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"rantau/campus"
	"rantau/storage"
	"rantau/sync"
	"rantau/sync/rest"
)

// usable is what is asked of the window: the person's name and the last talk of
// the class are on the home page, both out of the copy, the frame with them is
// drawn, and the window answers.
const usable = "wait \"Person 0\" 30\nwait \"Person 1 in Bench\" 30\ndrawn \"Person 1 in Bench\"\n"

// starts is how often each window is opened.
const starts = 15

// start compares the time from the start of the process to a usable window with
// the time to an empty one, in turns on one virtual display. The second figure,
// the processor's time until then, is less disturbed by what runs beside.
func start(ctx context.Context) (string, error) {
	b, err := newBed(ctx)
	if err != nil {
		return "", err
	}
	defer b.close()
	data := filepath.Join(b.dir, "data")
	if err := b.profile(ctx, data, 30_000); err != nil {
		return "", err
	}
	for name, pkg := range map[string]string{"rantau": "rantau", "blank": "rantau/internal/bench/blank"} {
		build := exec.CommandContext(ctx, "go", "build", "-o", filepath.Join(b.dir, name), pkg)
		if out, err := build.CombinedOutput(); err != nil {
			return "", fmt.Errorf("build %s: %w: %s", name, err, out)
		}
	}
	display, end, err := virtual(ctx)
	if err != nil {
		return "", err
	}
	defer end()
	var ours, blank opening
	for range starts {
		if err := blank.add(ctx, display, "", filepath.Join(b.dir, "blank")); err != nil {
			return "", err
		}
		if err := ours.add(ctx, display, usable, filepath.Join(b.dir, "rantau"), "-data", data, "-drive"); err != nil {
			return "", err
		}
	}
	a, e, busy, idle := median(ours.took), median(blank.took), median(ours.busy), median(blank.busy)
	return fmt.Sprintf("%.0f ms, an empty window %.0f ms: %.2f ×; processor %.0f ms, an empty window %.0f ms: %.2f × (medians of %d, software GL under Xvfb)",
		a, e, a/e, busy, idle, busy/idle, starts), nil
}

// faces compares an empty window with a line in five scripts: with the faces of the
// program, and with Fyne's, which looks among the system's for what it lacks.
func faces(ctx context.Context) (string, error) {
	dir, err := os.MkdirTemp("", "rantau-bench-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	blank := filepath.Join(dir, "blank")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", blank, "rantau/internal/bench/blank").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w: %s", err, out)
	}
	display, end, err := virtual(ctx)
	if err != nil {
		return "", err
	}
	defer end()
	var ours, theirs opening
	for range starts {
		if err := theirs.add(ctx, display, "", blank); err != nil {
			return "", err
		}
		if err := ours.add(ctx, display, "", blank, "-faces"); err != nil {
			return "", err
		}
	}
	a, b, m, n := median(ours.took), median(theirs.took), median(ours.memory), median(theirs.memory)
	return fmt.Sprintf("%.0f ms, Fyne's own %.0f ms: %.2f ×; %.0f MB, Fyne's own %.0f MB: %.2f ×", a, b, a/b, m, n, m/n), nil
}

// opening is what it took to open a window, each time: until it was there, and of
// the processor, and how much memory it has then, in MB.
type opening struct{ took, busy, memory []float64 }

func median(f []float64) float64 {
	slices.Sort(f)
	return f[len(f)/2]
}

// profile makes a profile's folder with so many records in its copy.
func (b *bed) profile(ctx context.Context, data string, records int) error {
	if err := b.fill(ctx, records); err != nil {
		return err
	}
	return b.copyInto(ctx, data, false)
}

// copyInto makes a profile's folder with all that the server has for it; indexed: also
// read for the search.
func (b *bed) copyInto(ctx context.Context, data string, indexed bool) error {
	dir := filepath.Join(data, "profiles", "default")
	r, err := storage.Open(dir, nil)
	if err != nil {
		return err
	}
	address := "http://" + b.address
	svc, err := rest.New(address)
	if err != nil {
		return err
	}
	if err := sync.SignIn(ctx, r, svc, address, "p0", password); err != nil {
		return err
	}
	if _, err := sync.Sync(ctx, r, svc, nil); err != nil {
		return err
	}
	for left := 1; indexed && left > 0; {
		found, err := r.Search(ctx, campus.Search{Text: "rice", Limit: 1})
		if err != nil {
			return err
		}
		left = found.Waiting
	}
	if err := r.Close(); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "server"), []byte(address+"\n"), 0o600)
}

// virtual starts a display; -displayfd finds a free number.
func virtual(ctx context.Context) (string, func(), error) {
	if _, err := exec.LookPath("Xvfb"); err != nil {
		return "", nil, errors.New("Xvfb is not installed")
	}
	r, w, err := os.Pipe()
	if err != nil {
		return "", nil, err
	}
	x := exec.CommandContext(ctx, "Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset")
	x.ExtraFiles = []*os.File{w}
	if err := x.Start(); err != nil {
		return "", nil, err
	}
	_ = w.Close()
	number, err := bufio.NewReader(r).ReadString('\n')
	end := func() { _ = x.Process.Kill(); _ = x.Wait() }
	if err != nil {
		end()
		return "", nil, err
	}
	return ":" + strings.TrimSpace(number), end, nil
}

// add starts a program, says something to it, and waits for a line that begins
// with ok for each line that was said; for one where nothing was.
func (o *opening) add(ctx context.Context, display, say, name string, args ...string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, name, args...)
	c.Env = append(os.Environ(), "DISPLAY="+display)
	in, err := c.StdinPipe()
	if err != nil {
		return err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	began := time.Now()
	if err := c.Start(); err != nil {
		return err
	}
	_, _ = io.WriteString(in, say)
	lines := bufio.NewScanner(out)
	missing := max(1, strings.Count(say, "\n"))
	for missing > 0 && lines.Scan() && strings.HasPrefix(lines.Text(), "ok") {
		missing--
	}
	took, busy, memory := ms(began), processor(c.Process.Pid), resident(c.Process.Pid)
	_, _ = io.WriteString(in, "quit\n")
	_ = in.Close()
	go func() { _, _ = io.Copy(io.Discard, out) }()
	_ = c.Wait()
	if missing > 0 {
		return fmt.Errorf("%s did not show its window: %s", filepath.Base(name), lines.Text())
	}
	o.took, o.busy, o.memory = append(o.took, took), append(o.busy, busy), append(o.memory, memory)
	return nil
}

// processor gives the time that a process has had, in milliseconds: user and
// system. Only Linux tells it of a process that goes on.
func processor(pid int) float64 {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return math.NaN()
	}
	_, rest, _ := strings.Cut(string(b), ") ") // behind the name, which may hold anything
	f := strings.Fields(rest)
	if len(f) < 13 {
		return math.NaN()
	}
	user, _ := strconv.ParseFloat(f[11], 64)
	system, _ := strconv.ParseFloat(f[12], 64)
	return (user + system) * 10 // counted in hundredths of a second
}

// resident gives the memory that a process has, in MB. Only Linux tells it so.
func resident(pid int) float64 {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	f := strings.Fields(string(b))
	if err != nil || len(f) < 2 {
		return math.NaN()
	}
	pages, _ := strconv.ParseFloat(f[1], 64)
	return pages * float64(os.Getpagesize()) / (1 << 20)
}
