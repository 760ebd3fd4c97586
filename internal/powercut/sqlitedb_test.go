package powercut_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"rantau/internal/powercut"
	"rantau/storage/sqlitedb"
)

var steps = []string{
	`CREATE TABLE log (n INTEGER PRIMARY KEY, rows INTEGER NOT NULL)`,
	`CREATE TABLE t (nr INTEGER PRIMARY KEY, v TEXT NOT NULL, n INTEGER NOT NULL); CREATE INDEX t_by_v ON t (v)`,
}

// put is one line of a transaction; an empty v deletes.
type put struct {
	nr int64
	v  string
}

type world struct {
	r    *rand.Rand
	d    *powercut.Disk
	path string
	db   *sqlitedb.DB
	txs  [][]put // what was tried, in order; the n-th has the number n+1
	sure int     // of these, how many have to be there after a cut
}

// TestTransactions: after any cut what was committed durably is there, whole and in
// order, and of what came after it a beginning.
func TestTransactions(t *testing.T) {
	seeds(t, 1, func(_ *testing.T, seed uint64, d *powercut.Disk, dir string) error {
		w := &world{r: rand.New(rand.NewPCG(seed, 1)), d: d, path: filepath.Join(dir, "x.db")}
		for range 5 {
			if err := w.live(); err != nil {
				return err
			}
		}
		if err := w.open(); err != nil {
			return err
		}
		if err := w.check(); err != nil {
			return err
		}
		if len(w.txs) > w.sure {
			return errors.New("the model is wrong")
		}
		return w.db.Close()
	})
}

// live opens the database and writes until the power goes.
func (w *world) live() error {
	w.d.CutAfter(w.moments())
	err := w.open()
	for err == nil {
		err = w.act()
	}
	if !w.d.Off() {
		return fmt.Errorf("with power: %w", err)
	}
	if w.db != nil {
		_ = w.db.Close()
		w.db = nil
	}
	w.d.On()
	w.d.CutAfter(w.r.IntN(60) - 1) // also when it is opened
	for {
		err := w.open()
		if err == nil {
			err = w.check()
			w.d.CutAfter(-1)
		}
		if err == nil {
			err = w.db.Close()
			w.db = nil
		}
		switch {
		case w.d.Off():
			if w.db != nil {
				_ = w.db.Close()
				w.db = nil
			}
			w.d.On()
		case err != nil:
			return fmt.Errorf("the next start: %w", err)
		default:
			return nil
		}
	}
}

// moments is when the power goes: soon or late.
func (w *world) moments() int { return w.r.IntN(1 << (2 + w.r.IntN(9))) }

func (w *world) open() error {
	db, err := sqlitedb.Open(w.path, steps)
	if err != nil {
		return err
	}
	w.db = db
	pages := []int{10, 60, 1000}[w.r.IntN(3)]
	return db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		_, err := tx.Exec(fmt.Sprintf("PRAGMA wal_autocheckpoint=%d", pages))
		return err
	})
}

func (w *world) act() error {
	switch x := w.r.IntN(20); {
	case x == 0:
		err := w.db.Close()
		w.db = nil
		if err != nil || w.d.Off() { // Close has no word for a log that was not written back
			return errors.Join(err, errors.New("closed"))
		}
		return w.open()
	case x < 3: // somebody reads meanwhile: the log can't begin anew
		return w.db.Read(ctx, func(tx *sqlitedb.Tx) error {
			var before, after int
			if err := tx.Row(`SELECT count(*) FROM log`, nil, &before); err != nil {
				return err
			}
			for range w.r.IntN(8) {
				if err := w.write(); err != nil {
					return err
				}
			}
			if err := tx.Row(`SELECT count(*) FROM log`, nil, &after); err != nil {
				return err
			}
			if before != after {
				return fmt.Errorf("a reader saw %d and then %d", before, after)
			}
			return nil
		})
	default:
		return w.write()
	}
}

func (w *world) write() error {
	tx := w.make()
	how := sqlitedb.Durable
	if w.r.IntN(3) == 0 {
		how = sqlitedb.Repeatable
	}
	w.txs = append(w.txs, tx)
	err := w.db.Write(ctx, how, func(t *sqlitedb.Tx) error {
		n := len(w.txs)
		for _, p := range tx {
			var err error
			if p.v == "" {
				_, err = t.Exec(`DELETE FROM t WHERE nr=?`, p.nr)
			} else {
				_, err = t.Exec(`INSERT OR REPLACE INTO t VALUES (?,?,?)`, p.nr, p.v, n)
			}
			if err != nil {
				return err
			}
		}
		_, err := t.Exec(`INSERT INTO log VALUES (?,?)`, n, len(tx))
		return err
	})
	if err == nil && how == sqlitedb.Durable {
		w.sure = len(w.txs)
	}
	return err
}

func (w *world) make() (tx []put) {
	for range 1 + w.r.IntN(12) {
		p := put{nr: w.r.Int64N(80)}
		if w.r.IntN(5) > 0 {
			size := w.r.IntN(1 << (3 + w.r.IntN(13)))
			p.v = fmt.Sprintf("%d %x ", len(w.txs), w.r.Uint64()) + strings.Repeat(string(rune('a'+w.r.IntN(26))), size)
		}
		tx = append(tx, p)
	}
	return tx
}

// check reads all and compares it with what a beginning of the transactions makes. It
// goes on from there.
func (w *world) check() error {
	return w.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		said := ""
		if err := tx.Row(`PRAGMA integrity_check`, nil, &said); err != nil {
			return err
		}
		if said != "ok" {
			return fmt.Errorf("it is damaged: %s", said)
		}
		var count, last int
		if err := tx.Row(`SELECT count(*), coalesce(max(n), 0) FROM log`, nil, &count, &last); err != nil {
			return err
		}
		if count != last || last < w.sure || last > len(w.txs) {
			return fmt.Errorf("%d transactions are there, the last is number %d; %d were tried and %d have to be there", count, last, len(w.txs), w.sure)
		}
		want := map[int64]put{}
		by := map[int64]int{}
		for i, t := range w.txs[:last] {
			for _, p := range t {
				if want[p.nr], by[p.nr] = p, i+1; p.v == "" {
					delete(want, p.nr)
				}
			}
		}
		err := tx.Rows(`SELECT nr, v, n FROM t`, nil, func(scan func(...any) error) error {
			var p put
			var n int
			if err := scan(&p.nr, &p.v, &n); err != nil {
				return err
			}
			if want[p.nr] != p || by[p.nr] != n {
				return fmt.Errorf("row %d is of transaction %d, it should be of %d", p.nr, n, by[p.nr])
			}
			delete(want, p.nr)
			return nil
		})
		if err != nil {
			return err
		}
		if len(want) > 0 {
			return fmt.Errorf("%d rows are not there", len(want))
		}
		w.txs, w.sure = w.txs[:last], last
		return nil
	})
}
