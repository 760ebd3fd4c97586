package server_test

import (
	"errors"
	"testing"

	"rantau/sync/server"
)

// Two processes on one folder would each know half of what is new.
func TestOneServerAFolder(t *testing.T) {
	folder := t.TempDir()
	first, err := server.Open(folder, server.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if second, err := server.Open(folder, server.Options{}); !errors.Is(err, server.ErrTaken) {
		_ = second.Close()
		t.Fatalf("the second server on the folder: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	third, err := server.Open(folder, server.Options{})
	if err != nil {
		t.Fatalf("after the first has closed: %v", err)
	}
	_ = third.Close()
}
