package main

import (
	"os"
	"path/filepath"
	"testing"

	"rantau/storage"
	"rantau/sync/rest"
)

// Other profiles remember the address of the campus inside: it has to be the
// same after a restart, and a second window joins the first one's.
func TestInsideKeepsItsAddress(t *testing.T) {
	data := t.TempDir()
	first, err := startInside(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	second, err := startInside(t.Context(), data)
	if err != nil {
		t.Fatalf("a second window: %v", err)
	}
	if second.address != first.address {
		t.Errorf("the second window has %s, the first %s", second.address, first.address)
	}
	second.stop()
	svc, err := rest.New(second.address)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := svc.Hello(t.Context()); err != nil {
		t.Errorf("after the second has closed: %v", err)
	}
	first.stop()
	again, err := startInside(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer again.stop()
	if again.address != first.address {
		t.Errorf("after a restart it is %s, was %s", again.address, first.address)
	}
}

// A copy that turns out to be damaged is closed, repaired and opened in one run.
func TestRepairAndGoOn(t *testing.T) {
	d := &desk{options: options{data: t.TempDir(), profile: "default", sample: true}}
	first, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Sound(); err != nil {
		t.Errorf("a new copy: %v", err)
	}
	me := first.Replica.Me()
	if err := os.WriteFile(filepath.Join(d.folder(), storage.File+".suspect"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	action, can := d.repair(first.Sound())
	if !can {
		t.Fatalf("there is no repair for %v", first.Sound())
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if err := action.Do(); err != nil {
		t.Fatal(err)
	}
	second, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = second.Close() }()
	if err := second.Sound(); err != nil || second.Replica.Me() != me {
		t.Errorf("after the repair it is the copy of %s, was of %s (%v)", second.Replica.Me(), me, err)
	}
}

func TestAddress(t *testing.T) {
	for _, c := range []struct {
		inside       *inside
		server, want string
	}{
		{nil, "", "https://remembered"},
		{nil, "https://moved", "https://moved"},
		{&inside{address: "http://127.0.0.1:1"}, "https://moved", "http://127.0.0.1:1"},
	} {
		d := &desk{options: options{server: c.server}, inside: c.inside}
		if got := d.address("https://remembered"); got != c.want {
			t.Errorf("with --server %q: %s, want %s", c.server, got, c.want)
		}
	}
}
