//go:build !windows

package printing

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rantau/app/ui"
	"rantau/campus"
)

// fake puts programs into the way of the system's.
func fake(t *testing.T, programs map[string]string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, script := range programs {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil { //nolint:gosec // it is run
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
	return dir
}

func TestPrintersAreListed(t *testing.T) {
	for name, c := range map[string]struct {
		programs map[string]string
		want     []string
	}{
		"the usual one first": {map[string]string{"lpstat": `[ $1 = -e ] && printf 'Lab\nOffice_Upstairs\n' || echo 'system default destination: Office_Upstairs'`}, []string{"Office_Upstairs", "Lab"}},
		"none is usual":       {map[string]string{"lpstat": `[ $1 = -e ] && printf 'Lab\n' || echo 'no system default destination'`}, []string{"Lab"}},
		"an old system":       {map[string]string{"lpstat": `case $1 in -e) exit 1;; -a) echo 'Lab accepting requests since Mon';; -d) exit 1;; esac`}, []string{"Lab"}},
		"nothing runs":        {map[string]string{"lpstat": `echo 'lpstat: Bad file descriptor' >&2; exit 1`}, nil},
		"no printer":          {map[string]string{"lpstat": `exit 0`}, nil},
		"nothing prints":      {nil, nil},
		"what is no name":     {map[string]string{"lpstat": `[ $1 = -e ] && printf -- '-o evil\n\nLab\n'`}, []string{"Lab"}},
	} {
		t.Run(name, func(t *testing.T) {
			fake(t, c.programs)
			all, err := System{}.List(context.Background())
			var got []string
			for _, p := range all {
				got = append(got, p.Name)
			}
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%q, %v; want %q", got, err, c.want)
			}
		})
	}
}

// TestPrintTellsThePrinterWhatToDo: whatever a document is called, it is a name.
func TestPrintTellsThePrinterWhatToDo(t *testing.T) {
	dir := fake(t, map[string]string{"lp": `for a in "$@"; do printf "%s\\n" "$a"; done > "${0%/*}/said"`})
	err := System{}.Print(context.Background(), ui.Print{Path: "/tmp/x.pdf", Title: `-h evil.example; $(rm "x")`, Printer: "Lab", From: 2, To: 5, Copies: 1000, Both: true})
	b, e := os.ReadFile(filepath.Join(dir, "said")) //nolint:gosec // of the test
	if err != nil || e != nil {
		t.Fatal(err, e)
	}
	want := []string{"-n", "100", "-o", "fit-to-page", "-t", `-h evil.example; $(rm "x")`, "-d", "Lab", "-P", "2-5", "-o", "sides=two-sided-long-edge", "--", "/tmp/x.pdf"}
	if got := strings.Split(strings.TrimSpace(string(b)), "\n"); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestAPrinterThatDoesNotTakeIt(t *testing.T) {
	fake(t, map[string]string{"lp": `echo 'lp: The printer or class does not exist.' >&2; exit 1`})
	if err := (System{}).Print(context.Background(), ui.Print{Path: "/x"}); campus.CodeOf(err) != campus.Invalid || !strings.Contains(err.Error(), "does not exist") {
		t.Errorf("%v", err)
	}
	fake(t, nil)
	if err := (System{}).Print(context.Background(), ui.Print{Path: "/x"}); campus.CodeOf(err) != campus.NotFound {
		t.Errorf("where nothing prints: %v", err)
	}
}
