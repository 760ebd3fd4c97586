package sqlitedb

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var ctx = context.Background()

var steps = []string{`CREATE TABLE t (nr INTEGER PRIMARY KEY, v TEXT)`}

func open(t *testing.T) *DB {
	t.Helper()
	db, err := Open(filepath.Join(t.TempDir(), "x.db"), steps)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func put(db *DB, v string) error {
	return db.Write(ctx, Durable, func(tx *Tx) error {
		_, err := tx.Exec(`INSERT INTO t (v) VALUES (?)`, v)
		return err
	})
}

func count(t *testing.T, db *DB) int {
	t.Helper()
	n := 0
	if err := db.Read(ctx, func(tx *Tx) error { return tx.Row(`SELECT count(*) FROM t`, nil, &n) }); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestCloseLetsGo: a file that stays open can't be moved on Windows, and a log
// that is not written back grows with every start.
func TestCloseLetsGo(t *testing.T) {
	db := open(t)
	if err := put(db, "x"); err != nil {
		t.Fatal(err)
	}
	count(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(db.Path() + "-wal"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the log is still there after Close (%v)", err)
	}
	fds, _ := os.ReadDir("/proc/self/fd")
	for _, fd := range fds {
		if name, _ := os.Readlink("/proc/self/fd/" + fd.Name()); strings.HasPrefix(name, db.Path()) {
			t.Errorf("%s is still open", name)
		}
	}
	if err := db.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
	if err := put(db, "y"); !errors.Is(err, ErrClosed) {
		t.Errorf("a write after Close: %v", err)
	}
	if err := db.Read(ctx, func(*Tx) error { return nil }); !errors.Is(err, ErrClosed) {
		t.Errorf("a read after Close: %v", err)
	}
}

func TestCloseWaitsForReaders(t *testing.T) {
	db := open(t)
	reading, closed := make(chan bool), make(chan error)
	go func() {
		_ = db.Read(ctx, func(tx *Tx) error {
			close(reading)
			time.Sleep(20 * time.Millisecond)
			n := 0
			if err := tx.Row(`SELECT count(*) FROM t`, nil, &n); err != nil {
				t.Errorf("the database was closed under a reader: %v", err)
			}
			return nil
		})
	}()
	<-reading
	go func() { closed <- db.Close() }()
	if err := <-closed; err != nil {
		t.Error(err)
	}
}

func TestNothingHalfDone(t *testing.T) {
	db := open(t)
	broken := errors.New("broken")
	fail := func(what string, f func(*Tx) error) {
		t.Helper()
		defer func() { _ = recover() }()
		if err := db.Write(ctx, Durable, f); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
	insert := func(tx *Tx) error { _, err := tx.Exec(`INSERT INTO t (v) VALUES ('half')`); return err }
	fail("an error", func(tx *Tx) error { _ = insert(tx); return broken })
	fail("a panic", func(tx *Tx) error { _ = insert(tx); panic("x") })
	fail("bad SQL", func(tx *Tx) error { _ = insert(tx); _, err := tx.Exec(`NOT SQL`); return err })
	db.Fault = func() error { return broken }
	fail("a stop before the commit", insert)
	db.Fault = nil
	if n := count(t, db); n != 0 {
		t.Errorf("%d rows of failed transactions remain", n)
	}
	if err := put(db, "whole"); err != nil || count(t, db) != 1 {
		t.Errorf("it does not go on afterwards: %v", err)
	}
	if err := db.Read(ctx, func(tx *Tx) error { return insert(tx) }); err == nil {
		t.Error("a reader wrote")
	}
}

func TestVersions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db, err := Open(path, steps)
	if err != nil {
		t.Fatal(err)
	}
	if err := put(db, "old"); err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	if _, err := Open(path, append(steps, `ALTER TABLE t ADD COLUMN w TEXT; NOT SQL`)); err == nil {
		t.Fatal("a bad step was taken")
	}
	db, err = Open(path, append(steps, `ALTER TABLE t ADD COLUMN w TEXT`))
	if err != nil {
		t.Fatalf("after a step that failed: %v", err)
	}
	if count(t, db) != 1 {
		t.Error("the rows are gone")
	}
	_ = db.Close()
	if _, err := Open(path, steps); err == nil || !strings.Contains(err.Error(), "newer version") {
		t.Errorf("an older program opened a newer file: %v", err)
	}
}

func TestFullAndDamaged(t *testing.T) {
	db := open(t)
	if err := db.Limit(8); err != nil {
		t.Fatal(err)
	}
	if err := put(db, strings.Repeat("x", 100_000)); !errors.Is(err, ErrFull) {
		t.Errorf("a full disk: %v", err)
	}
	if err := db.Limit(1 << 30); err != nil {
		t.Fatal(err)
	}
	if err := put(db, strings.Repeat("x", 100_000)); err != nil || count(t, db) != 1 {
		t.Errorf("with space again: %v", err)
	}
	_ = db.Close()
	if err := os.WriteFile(db.Path(), []byte(strings.Repeat("this is not a database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(db.Path(), steps); !errors.Is(err, ErrDamaged) {
		t.Errorf("no database: %v", err)
	}
}
