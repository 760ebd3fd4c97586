package storage

import (
	"strings"
	"testing"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// TestTextsOfDocuments: words on the pages of documents are found, with their page, in
// every script, until the document is gone.
func TestTextsOfDocuments(t *testing.T) {
	c := newCopy(t)
	hash := func(s string) string { return strings.Repeat(s, 64) }
	file := func(name, manifest string) campus.ID {
		id := campus.NewID()
		c.do(campus.Create(id, "document", &campus.Document{Name: name, Size: 3, Manifest: manifest}))
		return id
	}
	plan, twin, scan := file("plan.pdf", hash("a")), file("copy of the plan.pdf", hash("a")), file("scan.pdf", hash("b"))
	todo, err := c.NeedText(ctx, 10)
	if err != nil || len(todo) != 3 {
		t.Fatalf("%d documents need their text, %v", len(todo), err)
	}
	if err := c.KeepText(ctx, hash("a"), []string{"A plan for bananas", "", "นักเรียนปลูกข้าวในจังหวัดตราดทุกปี", "Cảm biến của mình", "ស្ត្រីម្នាក់ដាំស្រូវនៅភូមិ"}, ""); err != nil {
		t.Fatal(err)
	}
	if err := c.KeepText(ctx, hash("b"), nil, "no text in it"); err != nil {
		t.Fatal(err)
	}
	if todo, err = c.NeedText(ctx, 10); err != nil || len(todo) != 0 {
		t.Errorf("%d documents are looked at again, %v", len(todo), err)
	}
	find := func(text string, kinds ...string) []campus.Hit {
		t.Helper()
		found, err := c.Search(ctx, campus.Search{Text: text, Kinds: kinds})
		if err != nil {
			t.Fatal(err)
		}
		return found.Hits
	}
	for _, q := range []struct {
		text string
		page int
	}{{"bananas", 1}, {"banan", 1}, {"ข้าว", 3}, {"ตราด", 3}, {"cảm biến", 4}, {"cam bien", 4}, {"ស្រូវ", 5}} {
		hits := find(q.text, "document")
		if len(hits) != 2 {
			t.Errorf("%s: %d documents", q.text, len(hits))
			continue
		}
		for _, h := range hits {
			if h.Page != q.page || h.Record.ID != plan && h.Record.ID != twin || len(h.Marks) == 0 {
				t.Errorf("%s: page %d of %s, %q %v", q.text, h.Page, h.Record.ID, h.Snippet, h.Marks)
			}
		}
	}
	if hits := find("bananas", "post"); len(hits) != 0 {
		t.Error("a search for posts finds a document")
	}
	if hits := find("scan"); len(hits) != 1 || hits[0].Record.ID != scan || hits[0].Page != 0 {
		t.Errorf("by its name: %+v", hits)
	}
	remove := func(id campus.ID) {
		rec, err := c.Record(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		c.do(campus.Remove(rec))
		if err := c.TidyTexts(ctx); err != nil {
			t.Fatal(err)
		}
	}
	remove(plan)
	if hits := find("bananas"); len(hits) != 1 || hits[0].Record.ID != twin {
		t.Errorf("with one of two gone: %+v", hits)
	}
	remove(twin)
	if hits := find("bananas"); len(hits) != 0 {
		t.Errorf("with both gone: %+v", hits)
	}
	left := 0
	if err := c.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Row(`SELECT (SELECT count(*) FROM docpages) + (SELECT count(*) FROM docsearch WHERE docsearch MATCH 'bananas')`, nil, &left)
	}); err != nil || left != 0 {
		t.Errorf("%d pages are left, %v", left, err)
	}
}

// A search never goes through all documents to find those of a page.
func TestPagesByIndex(t *testing.T) {
	c := newCopy(t)
	plan := ""
	err := c.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Rows(`EXPLAIN QUERY PLAN SELECT r.rowid FROM docsearch JOIN docpages p ON p.nr=docsearch.rowid
			JOIN records r INDEXED BY documents_by_manifest ON r.kind='document' AND json_extract(coalesce(r.shown, r.body), '$.manifest')=p.manifest
			WHERE docsearch MATCH 'x' AND `+visible, nil, func(scan func(...any) error) error {
			var id, parent, none int
			var detail string
			err := scan(&id, &parent, &none, &detail)
			plan += detail + "\n"
			return err
		})
	})
	if err != nil || !strings.Contains(plan, "documents_by_manifest") {
		t.Errorf("%v\n%s", err, plan)
	}
}
