package storage

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"rantau/campus"
	"rantau/internal/unraced"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// TestCountsOfRandomPages: whatever pages bring, the same record twice in one too, the counts of threads are as
// they would be counted anew, and the search has read or is going to read every record.
func TestCountsOfRandomPages(t *testing.T) {
	unraced.Skip(t)
	r, err := Open(t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	rnd := rand.New(rand.NewPCG(5, 6))
	space, other := campus.NewID(), campus.NewID()
	me := campus.NewID()
	err = r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		_, err := tx.Exec(`INSERT INTO me VALUES (?)`, me)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var ids []campus.ID
	for range 60 {
		ids = append(ids, campus.NewID())
	}
	seq := int64(0)
	for round := range 300 {
		p := protocol.Page{Space: protocol.SpaceItem{ID: space, Role: campus.Member}}
		n := rnd.IntN(50)
		for range n {
			seq++
			id := ids[rnd.IntN(len(ids))]
			author := me
			if rnd.IntN(2) == 0 {
				author = other
			}
			rec := &protocol.RecordItem{ID: id, Kind: "post", Seq: seq, Author: author, Created: 1000 + int64(rnd.IntN(50)), Edited: 2000}
			if rnd.IntN(6) == 0 {
				rec.Kind = "lesson"
			}
			if rnd.IntN(5) == 0 {
				rec.Deleted = true
			} else {
				rec.Body = []byte(fmt.Sprintf(`{"topic":"t%d","text":"w%d","mentions":["%s"]}`, rnd.IntN(3), rnd.IntN(9), map[bool]campus.ID{true: me, false: other}[rnd.IntN(2) == 0]))
			}
			if rnd.IntN(5) == 0 {
				rec.Audience = campus.StaffOnly
			}
			p.Records = append(p.Records, rec)
		}
		for range rnd.IntN(4) {
			p.Gone = append(p.Gone, ids[rnd.IntN(len(ids))])
		}
		p.End.Cursor = fmt.Sprint("m", round+1, ".abcdefgh")
		if err := r.Apply(ctx, []protocol.Page{p}); err != nil {
			t.Fatal(err)
		}
		err := r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
			q := expand(`SELECT p.space||TOPIC(p), count(*), 0 FROM records p WHERE SAID(p) GROUP BY 1 ORDER BY 1`)
			want, got := "", ""
			row := func(to *string) func(func(...any) error) error {
				return func(scan func(...any) error) error {
					var k string
					var count, sure int64
					err := scan(&k, &count, &sure)
					*to += fmt.Sprintln(k, count)
					return err
				}
			}
			if err := tx.Rows(q, nil, row(&want)); err != nil {
				return err
			}
			if err := tx.Rows(`SELECT space||topic, count, sure FROM said WHERE count<>0 ORDER BY 1`, nil, row(&got)); err != nil {
				return err
			}
			if want != got {
				t.Fatalf("round %d\nwant %s\ngot %s", round, want, got)
			}
			var missing int
			err := tx.Row(`SELECT count(*) FROM records WHERE kind IN ('post','lesson') AND rowid NOT IN (SELECT nr FROM unsearched) AND rowid NOT IN (SELECT rowid FROM search)`, nil, &missing)
			if missing > 0 {
				t.Fatalf("round %d: the search never reads %d records", round, missing)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
