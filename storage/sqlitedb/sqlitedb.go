// Package sqlitedb is how SQLite is opened and migrated: WAL, one writer, a pool
// of readers, statements prepared once. It is the one importer of the driver.
package sqlitedb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	gosync "sync"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Durability says what a commit waits for.
type Durability int

const (
	// Durable commits are on the disk when Write returns.
	Durable Durability = iota
	// Repeatable commits survive a crash of the program; a power cut may take
	// the last of them, never more. For what can be had again.
	Repeatable
)

// DB is a database with one writer and several readers.
type DB struct {
	path    string
	pool    *sql.DB
	write   gosync.Mutex
	writer  *conn
	mode    Durability
	readers chan *conn
	closing gosync.Once
	closed  chan struct{}
	// Fault is asked before each commit; its error rolls back. Tests stop a
	// program there.
	Fault func() error
	// Damaged is told when a read or a write meets damage in the file.
	Damaged func()
}

// readers is how many connections read at once.
const readers = 4

// Open opens the file and brings its schema up to date: steps[i] leads from
// version i to i+1.
func Open(path string, steps []string) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of the database: %w", err)
	}
	pool, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return nil, err
	}
	db := &DB{path: path, pool: pool, readers: make(chan *conn, readers), closed: make(chan struct{})}
	if db.writer, err = db.connect(); err == nil {
		err = db.migrate(steps)
	}
	for i := 0; i < readers && err == nil; i++ {
		var c *conn
		if c, err = db.connect(); err == nil {
			err = c.exec("PRAGMA query_only=ON; PRAGMA cache_size=-4000") // what one reads is in the system's cache for the others
			db.readers <- c
		}
	}
	if err != nil {
		_ = db.letGo(len(db.readers))
		return nil, explain(err)
	}
	return db, nil
}

func dsn(path string) string {
	v := url.Values{"_pragma": {
		"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(OFF)",
		"temp_store(MEMORY)", "cache_size(-16000)", "journal_size_limit(16777216)",
		"secure_delete(ON)", // what was withdrawn from its reader does not stay in pages that are free; it costs nothing measurable
	}}
	u := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: v.Encode()}
	return u.String()
}

func (db *DB) connect() (*conn, error) {
	c, err := db.pool.Conn(context.Background())
	if err != nil {
		return nil, err
	}
	return &conn{c: c, prepared: map[string]*sql.Stmt{}}, nil
}

// migrate applies the steps that the file has not seen, each in a transaction.
func (db *DB) migrate(steps []string) error {
	tx := &Tx{db.writer}
	var have int
	if err := tx.Row("PRAGMA user_version", nil, &have); err != nil {
		return err
	}
	if have > len(steps) {
		return fmt.Errorf("this copy was written by a newer version of the program (%d, this one knows %d)", have, len(steps))
	}
	for i := have; i < len(steps); i++ {
		script := fmt.Sprintf("BEGIN IMMEDIATE; %s; PRAGMA user_version=%d; COMMIT", steps[i], i+1)
		if err := db.writer.exec(script); err != nil {
			_ = db.writer.exec("ROLLBACK")
			return fmt.Errorf("bring the database to version %d: %w", i+1, err)
		}
	}
	return nil
}

// Path is the file's name.
func (db *DB) Path() string { return db.path }

// ErrClosed is the answer of a database that was closed.
var ErrClosed = errors.New("the database is closed")

// Close waits for who reads or writes, writes the log back and closes.
func (db *DB) Close() error {
	err := error(nil)
	db.closing.Do(func() {
		close(db.closed)
		db.write.Lock()
		defer db.write.Unlock()
		err = db.letGo(readers)
	})
	return err
}

// letGo closes the connections: the pool itself closes only those that nobody
// holds, and we hold all of them.
func (db *DB) letGo(readers int) error {
	for range readers {
		c := <-db.readers
		c.close()
	}
	if db.writer != nil {
		_ = db.writer.exec("PRAGMA wal_checkpoint(TRUNCATE)")
		db.writer.close()
	}
	return db.pool.Close()
}

// Limit sets how many pages the file may have at most. Tests fill a disk so.
func (db *DB) Limit(pages int) error {
	db.write.Lock()
	defer db.write.Unlock()
	return db.writer.exec(fmt.Sprintf("PRAGMA max_page_count=%d", pages))
}

// Write runs f in the one write transaction. When f or the commit fails nothing
// of it remains.
func (db *DB) Write(ctx context.Context, d Durability, f func(*Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	db.write.Lock()
	defer db.write.Unlock()
	select {
	case <-db.closed:
		return ErrClosed
	default:
	}
	if d != db.mode {
		level := "FULL"
		if d == Repeatable {
			level = "NORMAL"
		}
		if err := db.writer.exec("PRAGMA synchronous=" + level); err != nil {
			return explain(err)
		}
		db.mode = d
	}
	return db.met(db.writer.transaction("BEGIN IMMEDIATE", f, db.Fault))
}

// Read runs f on one snapshot of the database.
func (db *DB) Read(ctx context.Context, f func(*Tx) error) error {
	select {
	case <-db.closed:
		return ErrClosed
	default:
	}
	var c *conn
	select {
	case c = <-db.readers:
	case <-db.closed:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { db.readers <- c }()
	return db.met(c.transaction("BEGIN", f, nil))
}

// met explains what a transaction met.
func (db *DB) met(err error) error {
	err = explain(err)
	if db.Damaged != nil && errors.Is(err, ErrDamaged) {
		db.Damaged()
	}
	return err
}

// ErrDamaged and ErrFull are what goes wrong with the disk under a database.
var (
	ErrDamaged = errors.New("the database file is damaged")
	ErrFull    = errors.New("the disk is full")
)

// explain gives the driver's errors a meaning.
func explain(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return fmt.Errorf("%w (%w)", ErrDamaged, err)
	case lib.SQLITE_FULL:
		return fmt.Errorf("%w (%w)", ErrFull, err)
	}
	return err
}
