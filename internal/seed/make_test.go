package seed_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rantau/assets/sample"
	"rantau/internal/seed"
	"rantau/sync/protocol"
	"rantau/sync/server"
)

var config = sample.Config{Seed: 1, Size: sample.Small, Now: time.Unix(1_800_000_000, 0)}

func options() server.Options {
	return server.Options{Clock: func() time.Time { return config.Now }}
}

// A fill that is cut, in the middle or before the accounts, must not leave a campus that nobody can sign in to.
func TestMakeAfterACut(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "campus")
	for cuts := 1; cuts <= 2; cuts++ {
		ctx, cut := context.WithCancel(t.Context())
		n := 0
		if err := seed.Make(ctx, folder, options(), config, func(int) {
			if n++; n == cuts {
				cut()
			}
		}); err == nil {
			t.Fatalf("cut %d: the fill went on", cuts)
		}
		cut()
		if has, err := server.In(folder); err != nil || has {
			t.Errorf("after cut %d there is a server (%v, %v)", cuts, has, err)
		}
	}
	// What kill -9 leaves is not even cleared.
	if err := os.MkdirAll(folder+".filling", 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := server.Open(folder+".filling", options())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(folder, 0o700); err != nil { // an empty one is fine
		t.Fatal(err)
	}
	if err := seed.Make(t.Context(), folder, options(), config, func(int) {}); err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(folder + ".*"); err != nil || len(left) > 0 {
		t.Errorf("left beside the server: %q, %v", left, err)
	}
	if s, err = server.Open(folder, options()); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if _, err := s.SignIn(t.Context(), protocol.SignIn{User: sample.Teacher, Password: sample.Password, Key: make([]byte, 32)}); err != nil {
		t.Errorf("sign in to the new campus: %v", err)
	}
}

// Nothing that is there may be lost to a mistyped folder.
func TestMakeWhereSomethingIs(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "thesis.txt")
	if err := os.WriteFile(path, []byte("a year of work"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := seed.Make(t.Context(), folder, options(), config, func(int) {}); err == nil {
		t.Error("a folder with a file in it was taken")
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "a year of work" {
		t.Errorf("the file is %q, %v", b, err)
	}
}
