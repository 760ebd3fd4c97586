package storage

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// TestUploadsMoveOn: what an earlier program had to bring is still to be brought by
// this one.
func TestUploadsMoveOn(t *testing.T) {
	dir := t.TempDir()
	before := 0
	for i, s := range schema {
		if strings.Contains(s, "uploads_before") {
			before = i
		}
	}
	db, err := sqlitedb.Open(filepath.Join(dir, File), schema[:before])
	if err != nil {
		t.Fatal(err)
	}
	space, one, two := campus.NewID(), campus.NewID(), campus.NewID()
	err = db.Write(context.Background(), sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		for _, id := range []campus.ID{two, one} {
			if _, err := tx.Exec(`INSERT INTO uploads VALUES (?,?,?)`, space, id, strings.Repeat("ab", 32)); err != nil {
				return err
			}
			if _, err := tx.Exec(`INSERT INTO records (space, id, kind, seq, audience, author, created, editor, edited, deleted, body) VALUES (?,?,'document',1,'','x',1,'x',1,0,'{}')`, space, id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	all, err := r.Uploads(context.Background())
	if err != nil || len(all) != 2 || all[0].Document != two || all[1].Document != one || all[0].Version != strings.Repeat("ab", 32) {
		t.Errorf("%+v %v", all, err)
	}

	// What is kept here lasts over a restart, and a second file of a document has a
	// line of its own.
	ctx := context.Background()
	if err := r.Keep(ctx, space, one, true); err != nil {
		t.Fatal(err)
	}
	err = r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		return noteUpload(tx, space, campus.Create(one, "document", &campus.Document{Name: "x.txt", Manifest: strings.Repeat("cd", 32)}))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Uploaded(ctx, all[1]); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if r, err = Open(dir, nil); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	kept, err := r.Kept(ctx)
	if err != nil || len(kept) != 1 || !kept[one] {
		t.Errorf("kept: %v %v", kept, err)
	}
	if all, err = r.Uploads(ctx); err != nil || len(all) != 2 || all[1].Version != strings.Repeat("cd", 32) {
		t.Errorf("%+v %v", all, err)
	}
	if wanted, err := r.Wanted(ctx); err != nil || !wanted[strings.Repeat("cd", 32)] || !wanted[strings.Repeat("ab", 32)] || len(wanted) != 2 {
		t.Errorf("%v %v", wanted, err)
	}
	if err := r.Keep(ctx, space, one, false); err != nil {
		t.Fatal(err)
	}
	if kept, err := r.Kept(ctx); err != nil || len(kept) != 0 {
		t.Errorf("kept: %v %v", kept, err)
	}
}
