//go:build !windows

package printing

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"rantau/app/ui"
	"rantau/campus"
)

// patience is how long the system may think about its printers: one behind a thin line is
// asked for what it can do.
const patience = 20 * time.Second

// List implements ui.Printers.
func (System) List(ctx context.Context) ([]ui.Printer, error) {
	names, err := run(ctx, "lpstat", "-e")
	if errors.Is(err, exec.ErrNotFound) {
		return nil, nil
	}
	if err != nil { // an old one does not know -e, or there are none
		names, err = accepting(ctx)
	}
	if err != nil {
		return nil, nil //nolint:nilerr // it says so where there is no printer, and where nothing runs that knows
	}
	usual, _ := run(ctx, "lpstat", "-d") // none is no error of ours
	return printers(names, usual), nil
}

// accepting are the printers as older systems list them.
func accepting(ctx context.Context) (string, error) {
	lines, err := run(ctx, "lpstat", "-a")
	var out strings.Builder
	for line := range strings.Lines(lines) {
		name, _, _ := strings.Cut(line, " ")
		out.WriteString(name + "\n")
	}
	return out.String(), err
}

// mostPrinters is how many are offered: a network may tell of any number.
const mostPrinters = 200

// printers reads what lpstat says: a name a line, and "system default destination: NAME".
func printers(names, usual string) (out []ui.Printer) {
	_, first, _ := strings.Cut(usual, ":")
	first = strings.TrimSpace(first)
	for line := range strings.Lines(names) {
		name := strings.TrimSpace(line)
		if name == "" || strings.HasPrefix(name, "-") || len(out) == mostPrinters {
			continue
		}
		if p := (ui.Printer{Name: name}); name == first {
			out = slices.Insert(out, 0, p)
		} else {
			out = append(out, p)
		}
	}
	return out
}

// Print implements ui.Printers.
func (System) Print(ctx context.Context, p ui.Print) error {
	_, err := run(ctx, "lp", arguments(p)...)
	if errors.Is(err, exec.ErrNotFound) {
		return campus.Errorf(campus.NotFound, "this computer has nothing that prints; save a copy and print it elsewhere")
	}
	return err
}

func arguments(p ui.Print) []string {
	out := []string{"-n", strconv.Itoa(max(1, min(p.Copies, ui.MaxCopies))), "-o", "fit-to-page", "-t", p.Title}
	if p.Printer != "" {
		out = append(out, "-d", p.Printer)
	}
	if p.From > 0 {
		out = append(out, "-P", strconv.Itoa(p.From)+"-"+strconv.Itoa(p.To))
	}
	sides := "sides=one-sided"
	if p.Both {
		sides = "sides=two-sided-long-edge"
	}
	return append(out, "-o", sides, "--", p.Path)
}

// run runs one of the system's programs and gives what it says.
func run(ctx context.Context, name string, args ...string) (string, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var out, wrong bytes.Buffer
	c := exec.CommandContext(ctx, path, args...)
	c.Env = append(os.Environ(), "LC_ALL=C") // it is read
	c.Stdout, c.Stderr, c.WaitDelay = &out, &wrong, time.Second
	switch err := c.Run(); {
	case ctx.Err() != nil:
		return "", campus.Errorf(campus.NotHere, "the printer does not answer; nothing was printed")
	case err != nil:
		why, _, _ := strings.Cut(strings.TrimSpace(wrong.String()), "\n")
		return "", campus.Errorf(campus.Invalid, "the printer did not take it (%s); nothing was printed", why)
	}
	return out.String(), nil
}
