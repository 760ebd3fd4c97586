package server

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// TestAheadOnAnOldDatabase: what was there before the index is counted as what came behind it,
// and from the index alone.
func TestAheadOnAnOldDatabase(t *testing.T) {
	ctx, path := context.Background(), filepath.Join(t.TempDir(), database)
	old, err := sqlitedb.Open(path, schema[:len(schema)-1])
	if err != nil {
		t.Fatal(err)
	}
	space := campus.NewID()
	put := func(db *sqlitedb.DB, seq int, deleted bool) {
		err := db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
			_, err := tx.Exec(`INSERT INTO records (space, id, kind, class, seq, audience, author, created, editor, edited, deleted, body) VALUES (?,?,'post',1,?,'','a',1,'a',1,?,'{"text":"ຫຼື"}')`,
				space, campus.NewID(), seq, deleted)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	put(old, 1, false)
	put(old, 2, true)
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sqlitedb.Open(path, schema)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	put(db, 3, false)
	sp := &sending{spaceHead: spaceHead{id: space, role: campus.Member}, at: cursor{To: 3}, owed: []campus.Class{1}}
	a := &asker{}
	a.person = campus.NewID()
	err = db.Read(ctx, func(tx *sqlitedb.Tx) error {
		got, err := sp.ahead(tx, a)
		if want := (protocol.AheadItem{Records: 3, Bytes: 2*protocol.Weight(len(`{"text":"ຫຼື"}`)) + protocol.Weight(0)}); got != want {
			t.Errorf("it counts %+v, want %+v", got, want)
		}
		if err != nil {
			return err
		}
		var plan string
		var n int
		if err := tx.Row(`EXPLAIN QUERY PLAN SELECT count(*), coalesce(sum(CASE WHEN deleted THEN 0 ELSE octet_length(body) END+?),0) FROM records INDEXED BY records_to_send
			WHERE space=? AND class=? AND seq>? AND seq<=? AND audience IN ('',?)`, []any{200, space, 1, 0, 3, "x"}, &n, &n, &n, &plan); err != nil {
			return err
		}
		if !strings.Contains(plan, "COVERING") {
			t.Errorf("it is looked up in the table: %s", plan)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
