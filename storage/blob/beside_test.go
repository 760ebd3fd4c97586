package blob

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// neighbours makes two stores on one computer that know each other.
func neighbours(t *testing.T) (a, b *Store) {
	t.Helper()
	a, b = open(t, t.TempDir()), open(t, t.TempDir())
	a.Beside(func() []string { return []string{filepath.Join(t.TempDir(), "nobody"), b.dir} })
	b.Beside(func() []string { return []string{a.dir} })
	return a, b
}

func same(t *testing.T, a, b *Store, hash string) bool {
	t.Helper()
	x, err1 := os.Stat(a.path(hash))
	y, err2 := os.Stat(b.path(hash))
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	return os.SameFile(x, y)
}

func TestTheDiskHoldsItOnce(t *testing.T) {
	a, b := neighbours(t)
	text := string(bytes.Repeat([]byte("well "), 20_000))
	hash := put(t, a, text)
	old := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(a.path(hash), old, old); err != nil {
		t.Fatal(err)
	}
	put(t, b, text)
	if !same(t, a, b, hash) {
		t.Error("the disk holds it twice")
	}
	if info, err := os.Stat(b.path(hash)); err != nil || time.Since(info.ModTime()) > time.Hour {
		t.Errorf("it seems to lie here for long: %v %v", info.ModTime(), err)
	}
	if temps(t, b) != 0 {
		t.Error("something was left behind")
	}
	if err := a.Delete(hash); err != nil { // each lets go by itself
		t.Fatal(err)
	}
	if got, err := b.Get(hash); err != nil || string(got) != text {
		t.Errorf("the other lost it: %v", err)
	}
}

func TestBorrow(t *testing.T) {
	a, b := neighbours(t)
	hash := put(t, a, "a lesson")
	if !b.Borrow(hash) || !same(t, a, b, hash) {
		t.Error("it was not taken from the neighbour")
	}
	if b.Borrow(hash) || b.Borrow(Hash([]byte("nobody has it"))) || b.Borrow("../../etc/passwd") {
		t.Error("something was taken that was here, or nowhere, or no name")
	}
}

// TestBadNeighbours: what has gone bad at a neighbour is not taken, least of all instead of
// bytes that are at hand.
func TestBadNeighbours(t *testing.T) {
	a, b := neighbours(t)
	hash := put(t, a, "a lesson")
	if err := os.WriteFile(a.path(hash), []byte("a LESSON"), 0o600); err != nil {
		t.Fatal(err)
	}
	if b.Borrow(hash) || b.Has(hash) {
		t.Error("what is damaged was taken")
	}
	put(t, b, "a lesson")
	if got, err := b.Get(hash); err != nil || string(got) != "a lesson" || same(t, a, b, hash) {
		t.Errorf("bytes at hand were given up for damaged ones: %q %v", got, err)
	}
	other := Hash([]byte("elsewhere"))
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("elsewhere"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(a.path(other)), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, a.path(other)); err == nil && b.Borrow(other) {
		t.Error("a link was followed")
	}
}
