// Package storage is the local copy: the records as the server has them, with
// the outbox replayed over them, the outbox itself, and the feed of changes.
//
// It implements campus.Replica for the screens, sync.Store for the engine.
package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	gosync "sync"
	"time"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// Replica is one profile's local copy.
type Replica struct {
	db    *sqlitedb.DB
	blobs *blob.Store
	dir   string
	now   func() time.Time
	feed  *feed

	// saving is held while sets are signed, so that the key does not change
	// under them. It is taken before the write transaction, mu never is.
	saving gosync.Mutex

	mu    gosync.RWMutex
	who   protocol.Identity
	heard heard
}

var _ campus.Replica = (*Replica)(nil)

// heard is the last server time, and when in this run it was heard.
type heard struct {
	server int64
	at     time.Time // with the monotonic clock; zero when heard in an earlier run
}

// File is the name of the database in a profile's folder.
const File = "replica.db"

// ChunksFolder is where a copy keeps the bytes of documents, in its own folder.
const ChunksFolder = "chunks"

// Open opens the copy in a profile's folder, or makes an empty one.
func Open(dir string, clock func() time.Time) (*Replica, error) {
	if clock == nil {
		clock = time.Now
	}
	db, err := openFile(dir)
	if err != nil {
		return nil, explain(err)
	}
	blobs, err := blob.Open(filepath.Join(dir, ChunksFolder))
	if err != nil {
		_ = db.Close()
		return nil, err
	}
	r := &Replica{db: db, blobs: blobs, dir: dir, now: clock, feed: newFeed()}
	if err = r.load(); err == nil {
		err = r.follow()
	}
	if err != nil {
		_ = r.Close()
		return nil, explain(err)
	}
	return r, nil
}

// follow brings what is made from lists in the code up to date.
func (r *Replica) follow() error {
	return r.db.Write(context.Background(), sqlitedb.Repeatable, followSearched)
}

// precious is what only this computer has. It is small, and looked at in every
// start.
var precious = []string{"meta", "outbox", "touched", "sent", "chains", "drafts", "uploads"}

// openFile opens the database and looks for damage. A damaged file is not
// touched: see Rescue.
func openFile(dir string) (*sqlitedb.DB, error) {
	if err := finishRescue(dir); err != nil {
		return nil, err
	}
	path, mark := filepath.Join(dir, File), filepath.Join(dir, suspect)
	if info, err := os.Stat(path); err == nil && info.Size() == 0 && exists(filepath.Join(dir, "chunks")) {
		return nil, fmt.Errorf("%w (it is empty)", sqlitedb.ErrDamaged)
	}
	db, err := sqlitedb.Open(path, schema)
	if err != nil {
		return nil, err
	}
	db.Damaged = func() { _ = os.WriteFile(mark, nil, 0o600) } // the next start looks at all of it
	check := precious
	if exists(mark) {
		check = nil // all
	}
	if err := db.Check(context.Background(), check...); err != nil {
		_ = db.Close()
		return nil, err
	}
	_ = os.Remove(mark)
	return db, nil
}

// Sound tells whether all that was read since the start could be read. Not all is
// looked at in a start, which would take too long.
func (r *Replica) Sound() error {
	if exists(filepath.Join(r.dir, suspect)) {
		return explain(sqlitedb.ErrDamaged)
	}
	return nil
}

// Blobs is where the bytes of files are.
func (r *Replica) Blobs() *blob.Store { return r.blobs }

// Dir is the profile's folder.
func (r *Replica) Dir() string { return r.dir }

// Close closes the copy. The feed ends.
func (r *Replica) Close() error {
	r.feed.close()
	return r.db.Close()
}

// OnCommit has f asked before each commit from now on; its error rolls back.
// Tests stop a program there.
func (r *Replica) OnCommit(f func() error) { r.db.Fault = f }

func (r *Replica) load() error {
	return r.db.Write(context.Background(), sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		if err := getMeta(tx, "identity", &r.who); err != nil {
			return err
		}
		if err := getMeta(tx, "heard", &r.heard.server); err != nil {
			return err
		}
		return makeViews(tx)
	})
}

func getMeta(tx *sqlitedb.Tx, name string, v any) error {
	var b []byte
	found, err := tx.Maybe(`SELECT value FROM meta WHERE name=?`, []any{name}, &b)
	if err != nil || !found {
		return err
	}
	return json.Unmarshal(b, v)
}

func putMeta(tx *sqlitedb.Tx, name string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT OR REPLACE INTO meta VALUES (?,?)`, name, b)
	return err
}

// makeViews gives each kind a view with its fields as columns, for people who
// look with sqlite3.
func makeViews(tx *sqlitedb.Tx) error {
	for _, k := range campus.Kinds {
		columns := ""
		for _, field := range slices.Sorted(maps.Keys(k.Fields)) {
			columns += fmt.Sprintf(", json_extract(coalesce(shown, body), '$.%s') AS \"%s_\"", field, field)
		}
		var have string
		name := "view_" + k.Name
		query := fmt.Sprintf("CREATE VIEW %s AS SELECT space, id, seq, audience, author, created, edited, deleted, waiting%s FROM records WHERE kind = '%s'", name, columns, k.Name)
		found, err := tx.Maybe(`SELECT sql FROM sqlite_master WHERE type='view' AND name=?`, []any{name}, &have)
		if err != nil || found && have == query {
			if err != nil {
				return err
			}
			continue
		}
		for _, q := range []string{"DROP VIEW IF EXISTS " + name, query} {
			if _, err := tx.Exec(q); err != nil {
				return err
			}
		}
	}
	return nil
}

// Me implements campus.Replica.
func (r *Replica) Me() campus.ID { return r.Identity().Person }

// Device implements campus.Replica.
func (r *Replica) Device() string { return r.Identity().Device() }

// Identity tells who this copy belongs to; the zero value before signing in.
func (r *Replica) Identity() protocol.Identity {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.who
}

// errOther is the answer to signing another person in to a copy.
var errOther = &campus.Error{Code: campus.Forbidden, Message: "this profile belongs to another person; make a profile of your own"}

// SignIn keeps who the copy belongs to. A copy never changes hands.
func (r *Replica) SignIn(ctx context.Context, who protocol.Identity) error {
	r.saving.Lock()
	defer r.saving.Unlock()
	old := r.Identity()
	if old.Person != "" && (old.Person != who.Person || old.Server != who.Server) {
		return errOther
	}
	err := r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		if old.Person == "" {
			if err := adopt(tx, who); err != nil {
				return err
			}
		}
		return putMeta(tx, "identity", who)
	})
	if err != nil {
		return explain(err)
	}
	r.speakAs(who)
	return nil
}

// adopt signs anew what a rescue saved without the key: it goes out for the
// person who wrote it, and for nobody else.
func adopt(tx *sqlitedb.Tx, who protocol.Identity) error {
	var owner campus.ID
	if err := getMeta(tx, "rescued", &owner); err != nil {
		return err
	}
	if owner != "" && owner != who.Person {
		return errOther
	}
	return resignAll(tx, who)
}

func (r *Replica) speakAs(who protocol.Identity) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.who = who
}

// explain gives what went wrong with the disk a sentence.
func explain(err error) error {
	switch {
	case errors.Is(err, sqlitedb.ErrFull):
		return &diskError{campus.Errorf(blob.DiskFull, "the disk is full, so this was not saved; what you typed is still here. Free some space and save again"), err}
	case errors.Is(err, sqlitedb.ErrDamaged):
		return &diskError{campus.Errorf(Damaged, "the file with your local copy is damaged; close the program and start it again to have it repaired. What you typed is still here"), err}
	}
	return err
}

// Damaged is the code of a local copy that can't be read.
const Damaged campus.Code = "copy_damaged"

type diskError struct {
	rule   *campus.Error
	reason error
}

func (e *diskError) Error() string   { return e.rule.Message }
func (e *diskError) Unwrap() []error { return []error{e.rule, e.reason} }
