package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rantau/sync/server"
)

// What an administrator mistypes is answered, and makes nothing.
func TestMistypedCommands(t *testing.T) {
	dir := t.TempDir()
	there := filepath.Join(dir, "campus")
	s, err := server.Open(there, server.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	missing, file := filepath.Join(dir, "campsu"), filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(file, []byte("notes"), 0o600); err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		"":                            "say what to do",
		"srve":                        "is not a command",
		"serve -data " + missing:      "there is no server in the folder " + missing,
		"serve -data " + file:         file,
		"serve -dta x":                "serve -h",
		"serve now":                   `"now" is one word too many`,
		"sample small":                `"small" is one word too many`,
		"sample -size huge":           "small and batch",
		"sample -data " + there:       "has a server already",
		"sample -data " + dir:         "is not empty",
		"sample -data " + file:        file,
		"serve -quota -5":             "-quota",
		"serve -quota 9999999999":     "-quota",
		"serve -cert a.pem":           "go together",
		"serve -key a.pem":            "go together",
		"serve -listen 8765":          "such as 127.0.0.1:8765",
		"serve -listen 0.0.0.0:0":     "loopback only",
		"serve -listen :0":            "loopback only",
		"serve -listen example.org:0": "loopback only",
		"serve -cert no.pem -key no.key -data " + there:     "no.pem",
		"serve -plain -listen 0.0.0.0:99999 -data " + there: "99999",
	} {
		var out bytes.Buffer
		err := run(t.Context(), &out, strings.Fields(line))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("rantau-server %s: %v, want one about %q", line, err, want)
		}
		if strings.Contains(out.String(), "listening") {
			t.Errorf("rantau-server %s: it listens", line)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 2 {
		t.Errorf("in the folder: %v, %v", left, err)
	}
}

func TestHelpIsNoError(t *testing.T) {
	for _, line := range []string{"help", "-h", "--help", "serve -h", "sample --help"} {
		var out bytes.Buffer
		if err := run(t.Context(), &out, strings.Fields(line)); err != nil || !strings.Contains(out.String(), "-data") {
			t.Errorf("rantau-server %s: %v, said %q", line, err, out.String())
		}
	}
}

// said tells when the server listens.
type said struct {
	listens func()
	bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	if strings.HasPrefix(string(p), "listening on 127.0.0.1:") {
		s.listens()
	}
	return s.Buffer.Write(p)
}

// The way of the README: sample, then serve, which ends when it is told to.
func TestSampleThenServe(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "campus")
	if err := run(t.Context(), new(bytes.Buffer), []string{"sample", "-data", folder}); err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	defer end()
	out := &said{listens: end}
	if err := run(ctx, out, []string{"serve", "-data", folder, "-listen", "127.0.0.1:0"}); err != nil || out.Len() == 0 {
		t.Errorf("serve: %v, said %q", err, out.String())
	}
}
