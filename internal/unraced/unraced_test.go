package unraced

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestWhatIsSkippedRuns: each package that skips tests, or seeds, under the race detector is among those
// that the Makefile runs without it. Else nothing would run them.
func TestWhatIsSkippedRuns(t *testing.T) {
	const root = "../.."
	b, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	list := regexp.MustCompile(`(?m)^UNRACED \?= (.*)$`).FindSubmatch(b)
	if list == nil || bytes.Count(b, []byte("\tgo test -timeout 30m $(UNRACED)\n")) != 2 {
		t.Fatal("test and check don't run them")
	}
	runs := strings.Fields(string(list[1]))
	found := 0
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(text, []byte("unraced.Skip(")) && !bytes.Contains(text, []byte("//go:build !race\n")) {
			return err
		}
		name, err := filepath.Rel(root, filepath.Dir(path))
		if found++; name != "internal/unraced" && !slices.Contains(runs, "./"+filepath.ToSlash(name)) {
			t.Errorf("%s: nothing runs what is skipped there", path)
		}
		return err
	})
	if err != nil || found < 10 {
		t.Fatalf("%d files skip tests: %v", found, err)
	}
}
