package sqlitedb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// conn is one connection with its prepared statements. Statements run without a
// context: the driver starts a goroutine for each that can be cancelled.
type conn struct {
	c        *sql.Conn
	prepared map[string]*sql.Stmt
}

func (c *conn) exec(query string) error {
	_, err := c.c.ExecContext(context.Background(), query)
	return err
}

func (c *conn) close() {
	for _, s := range c.prepared {
		_ = s.Close()
	}
	_ = c.c.Close()
}

func (c *conn) stmt(query string) (*sql.Stmt, error) {
	if s := c.prepared[query]; s != nil {
		return s, nil
	}
	s, err := c.c.PrepareContext(context.Background(), query)
	if err != nil {
		return nil, fmt.Errorf("%w in %q", err, query)
	}
	if len(c.prepared) > 200 { // queries built from parts: don't keep them for ever
		for q, old := range c.prepared {
			_ = old.Close()
			delete(c.prepared, q)
		}
	}
	c.prepared[query] = s
	return s, nil
}

func (c *conn) transaction(begin string, f func(*Tx) error, fault func() error) (err error) {
	if err := c.run(begin); err != nil {
		return err
	}
	done := false
	defer func() {
		if !done { // f panicked or failed
			_ = c.run("ROLLBACK")
		}
	}()
	if err := f(&Tx{c}); err != nil {
		return err
	}
	if fault != nil {
		if err := fault(); err != nil {
			return err
		}
	}
	if err := c.run("COMMIT"); err != nil {
		return err
	}
	done = true
	return nil
}

func (c *conn) run(query string) error {
	s, err := c.stmt(query)
	if err != nil {
		return err
	}
	_, err = s.Exec()
	return err
}

// Tx is a running transaction. It prepares each query once for its connection.
type Tx struct{ c *conn }

// Exec runs a statement and tells how many rows it changed.
func (t *Tx) Exec(query string, args ...any) (int64, error) {
	s, err := t.c.stmt(query)
	if err != nil {
		return 0, err
	}
	r, err := s.Exec(args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// Rows runs a query and calls each for every row; each scans with the function
// that it is given.
func (t *Tx) Rows(query string, args []any, each func(scan func(...any) error) error) error {
	s, err := t.c.stmt(query)
	if err != nil {
		return err
	}
	rows, err := s.Query(args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// ErrNoRow is the answer of Row when there is none.
var ErrNoRow = sql.ErrNoRows

// Row reads the one row of a query into dest, or gives ErrNoRow.
func (t *Tx) Row(query string, args []any, dest ...any) error {
	s, err := t.c.stmt(query)
	if err != nil {
		return err
	}
	return s.QueryRow(args...).Scan(dest...)
}

// Maybe is Row that tells by false that there is no row.
func (t *Tx) Maybe(query string, args []any, dest ...any) (bool, error) {
	err := t.Row(query, args, dest...)
	if errors.Is(err, ErrNoRow) {
		return false, nil
	}
	return err == nil, err
}
