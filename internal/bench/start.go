package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rantau/storage"
	"rantau/sync"
	"rantau/sync/rest"
)

// start compares the time from the start of the process to a window with the
// person's name in it, which comes out of the copy, with the time to an empty
// window, in turns on one virtual display.
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
	var ours, blank []float64
	for range 7 {
		t, err := timeTo(ctx, display, "", filepath.Join(b.dir, "blank"))
		if err != nil {
			return "", err
		}
		blank = append(blank, t)
		t, err = timeTo(ctx, display, "wait \"Person 0\" 30\n", filepath.Join(b.dir, "rantau"), "-data", data, "-drive")
		if err != nil {
			return "", err
		}
		ours = append(ours, t)
	}
	slices.Sort(ours)
	slices.Sort(blank)
	a, e := ours[len(ours)/2], blank[len(blank)/2]
	return fmt.Sprintf("%.0f ms, an empty window %.0f ms: %.2f × (medians of 7, software GL under Xvfb)", a, e, a/e), nil
}

// profile makes a profile's folder with so many records in its copy.
func (b *bed) profile(ctx context.Context, data string, records int) error {
	if err := b.fill(ctx, records); err != nil {
		return err
	}
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

// timeTo starts a program, says something to it, and waits for a line that
// begins with ok.
func timeTo(ctx context.Context, display, say, name string, args ...string) (float64, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, name, args...)
	c.Env = append(os.Environ(), "DISPLAY="+display)
	in, err := c.StdinPipe()
	if err != nil {
		return 0, err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return 0, err
	}
	began := time.Now()
	if err := c.Start(); err != nil {
		return 0, err
	}
	_, _ = io.WriteString(in, say)
	lines := bufio.NewScanner(out)
	took := -1.0
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "ok") {
			took = ms(began)
			break
		}
	}
	_, _ = io.WriteString(in, "quit\n")
	_ = in.Close()
	go func() { _, _ = io.Copy(io.Discard, out) }()
	_ = c.Wait()
	if took < 0 {
		return 0, fmt.Errorf("%s did not show its window", filepath.Base(name))
	}
	return took, nil
}
