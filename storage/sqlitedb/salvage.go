package sqlitedb

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Check looks for damage in the named tables, or in all of the file.
func (db *DB) Check(ctx context.Context, tables ...string) error {
	if len(tables) == 0 {
		tables = []string{"1"}
	}
	return db.Read(ctx, func(tx *Tx) error {
		for _, t := range tables {
			said := ""
			if err := tx.Row("PRAGMA quick_check("+t+")", nil, &said); err != nil {
				return err
			}
			if said != "ok" {
				return fmt.Errorf("%w (%s)", ErrDamaged, said)
			}
		}
		return nil
	})
}

// Wreck is a damaged file from which rows are read, as far as they can be.
type Wreck struct{ c *sql.Conn }

// Salvage reads a damaged file and its log. It works on the file itself, so it is
// to be given a copy. Where the first page is gone, which says where the tables
// are, steps tell where a file of this version has them. wanted are the tables that are
// read: all of a file's would not find room on one page. That nothing can be read is
// no error, it is what a damaged file may be like; that there is no room to read it is.
func Salvage(path string, steps, wanted []string, read func(*Wreck) error) error {
	err := salvage(path, read)
	if errors.Is(err, errNoTables) {
		if err = firstPage(path, steps, wanted); err == nil {
			err = salvage(path, read)
		}
	}
	if errors.Is(err, errNoTables) || errors.Is(err, ErrDamaged) {
		return nil
	}
	return err
}

var errNoTables = errors.New("the file does not say where its tables are")

func salvage(path string, read func(*Wreck) error) error {
	// A writable schema lets SQLite go on where it would rather give up.
	v := url.Values{"_pragma": {"writable_schema(ON)", "cell_size_check(OFF)"}}
	u := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: v.Encode()}
	pool, err := sql.Open("sqlite", u.String())
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }()
	c, err := pool.Conn(context.Background())
	if err != nil {
		return noTables(err)
	}
	defer func() { _ = c.Close() }()
	n := 0
	if err := c.QueryRowContext(context.Background(), `SELECT count(*) FROM sqlite_schema WHERE type='table'`).Scan(&n); err != nil || n == 0 {
		return noTables(err)
	}
	return read(&Wreck{c})
}

func noTables(err error) error {
	if err = explain(err); errors.Is(err, ErrFull) {
		return err
	}
	return errNoTables
}

// gap is how many row numbers are tried one by one where a scan broke off.
const gap = 20_000

// Rows gives every row of a table that can be read: from the front to the first
// damage, from the back to the last, and in between one by one. key sorts the
// rows; with "rowid" they can be asked for one by one. It tells whether all was
// read without trouble.
func (w *Wreck) Rows(table, columns, key string, each func(values []any)) (whole bool) {
	seen := map[string]bool{}
	var low, high int64
	take := func(values []any) {
		id := fmt.Sprint(values[:keys(key)]...)
		if seen[id] {
			return
		}
		seen[id] = true
		each(values[keys(key):])
	}
	query := fmt.Sprintf(`SELECT %s, %s FROM %s ORDER BY `, key, columns, table)
	err := w.scan(query+key, nil, func(values []any) { low = number(values[0]); take(values) })
	if err == nil {
		return true
	}
	high = low + gap
	_ = w.scan(query+strings.ReplaceAll(key, ",", " DESC,")+" DESC", nil, func(values []any) { high = number(values[0]); take(values) })
	if key != "rowid" {
		return false
	}
	for nr := low + 1; nr < high && nr < low+gap; nr++ {
		_ = w.scan(fmt.Sprintf(`SELECT rowid, %s FROM %s WHERE rowid=?`, columns, table), []any{nr}, take)
	}
	return false
}

func keys(key string) int { return strings.Count(key, ",") + 1 }

func number(v any) int64 {
	n, _ := v.(int64)
	return n
}

func (w *Wreck) scan(query string, args []any, each func([]any)) error {
	rows, err := w.c.QueryContext(context.Background(), query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	for rows.Next() {
		values := make([]any, len(names))
		into := make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		each(values)
	}
	return rows.Err()
}

// firstPage writes a first page that says where the tables of a new file are: a
// file that grew from one has them in the same places.
func firstPage(path string, steps, wanted []string) error {
	dir, err := os.MkdirTemp(filepath.Dir(path), "page-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	whole, err := Open(filepath.Join(dir, "whole.db"), steps)
	if err != nil {
		return err
	}
	type table struct {
		name, sql string
		root      int64
	}
	var tables []table
	err = whole.Read(context.Background(), func(tx *Tx) error {
		return tx.Rows(`SELECT name, sql, rootpage FROM sqlite_schema WHERE type='table'`, nil, func(scan func(...any) error) error {
			var t table
			err := scan(&t.name, &t.sql, &t.root)
			if slices.Contains(wanted, t.name) {
				tables = append(tables, t)
			}
			return err
		})
	})
	if e := whole.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	small, err := Open(filepath.Join(dir, "small.db"), []string{"SELECT 1"})
	if err != nil {
		return err
	}
	err = small.writer.exec("PRAGMA writable_schema=ON")
	for _, t := range tables {
		if err == nil {
			_, err = (&Tx{small.writer}).Exec(`INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('table',?,?,?,?)`, t.name, t.name, t.root, t.sql)
		}
	}
	if e := small.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return transplant(filepath.Join(dir, "small.db"), path)
}

const pageSize = 4096

func transplant(from, to string) error {
	page, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if len(page) != pageSize || info.Size() < 2*pageSize {
		return fmt.Errorf("%w: there is nothing left to read", ErrDamaged)
	}
	binary.BigEndian.PutUint32(page[28:], uint32(info.Size()/pageSize)) //nolint:gosec // the number of pages is 32 bits wide
	copy(page[92:96], page[24:28])                                      // the number is valid for this change
	if _, err := f.WriteAt(page, 0); err != nil {
		return err
	}
	return f.Close()
}
