package journey

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// programs builds both programs once for all tests.
var programs = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "rantau-journey-")
	if err != nil {
		return "", err
	}
	for _, pkg := range []string{"rantau", "rantau/cmd/rantau-server"} {
		build := exec.Command("go", "build", "-o", filepath.Join(dir, filepath.Base(pkg)+exe), pkg)
		if out, err := build.CombinedOutput(); err != nil {
			return dir, errors.New(string(out))
		}
	}
	return dir, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, _ := programs(); dir != "" {
		_ = os.RemoveAll(dir)
	}
	os.Exit(code)
}

// on sets a stage for a test: real processes in a virtual display.
func on(t *testing.T, acts ...func(*play)) {
	t.Helper()
	if testing.Short() {
		t.Skip("real processes take a minute: not with -short")
	}
	if !HasDisplay() {
		t.Skip("real windows want a display: install Xvfb (scripts/need display) and this runs")
	}
	dir, err := programs()
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 8*time.Minute)
	defer stop()
	o := Options{Rantau: filepath.Join(dir, "rantau"+exe), Server: filepath.Join(dir, "rantau-server"+exe),
		Work: t.TempDir(), Say: func(s string) { t.Log(s) }, Course: courseFolder(), Shots: os.Getenv("RANTAU_SHOTS")}
	if err := stage(ctx, o, acts...); err != nil {
		t.Fatal(err)
	}
}

// courseFolder is the real course, where CI has it.
func courseFolder() string {
	if data := os.Getenv("RANTAU_COURSE"); data != "" {
		if _, err := os.Stat(filepath.Join(data, "course-farm")); err == nil {
			return filepath.Join(data, "course-farm")
		}
	}
	return ""
}

func TestJourney(t *testing.T) { on(t, (*play).journey) }

func TestSecondStartBringsTheFirstForward(t *testing.T) {
	on(t, func(p *play) {
		d := p.desk(teacher)
		d.signIn(teacher)
		second := exec.CommandContext(p.ctx, p.Rantau, "-data", p.Work, "-profile", d.name)
		second.Env = p.environment(d.display.name, p.Work)
		out, err := second.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "comes to the front") {
			p.fail("the second start: %v: %s", err, out)
		}
		d.wait("everything is on the server") // the first goes on
		d.quit()
		d.start() // and what it held is free again
		d.wait("everything is on the server")
		d.quit()
	})
}
