package storage

import (
	"context"
	"strings"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// The text of documents, for the search. It is taken by whoever can read the files (the
// program, in a process of its own) and kept here by content: two documents that hold
// the same file have it once, and it goes when the last of them does.

const manifestOf = `json_extract(coalesce(shown, body), '$.manifest')`

// NeedText lists the documents whose text nobody has looked for yet, the newest first.
func (r *Replica) NeedText(ctx context.Context, limit int) ([]campus.Record, error) {
	var out []campus.Record
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Rows(`SELECT `+recordColumns+` FROM records WHERE kind='document' AND deleted=0 AND waiting<2 AND coalesce(shown, body) IS NOT NULL
			AND `+manifestOf+` IS NOT NULL AND NOT EXISTS (SELECT 1 FROM doctexts d WHERE d.manifest=`+manifestOf+`)
			ORDER BY created DESC LIMIT ?`, []any{limit}, func(scan func(...any) error) error {
			rec, err := scanRecord(scan)
			out = append(out, rec)
			return err
		})
	})
	return out, explain(err)
}

// KeepText keeps the text of a document's file, page by page; trouble says why there is
// none. Each page is found by itself.
func (r *Replica) KeepText(ctx context.Context, manifest string, pages []string, trouble string) error {
	err := r.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		if err := dropText(tx, manifest); err != nil {
			return err
		}
		if _, err := tx.Exec(`INSERT INTO doctexts VALUES (?,?,?)`, manifest, len(pages), trouble); err != nil {
			return err
		}
		for i, text := range pages {
			if strings.TrimSpace(text) == "" {
				continue
			}
			if _, err := tx.Exec(`INSERT INTO docpages (manifest, page, text) VALUES (?,?,?)`, manifest, i+1, text); err != nil {
				return err
			}
			var nr int64
			if err := tx.Row(`SELECT last_insert_rowid()`, nil, &nr); err != nil {
				return err
			}
			in := indexed{}
			in.text = in.take(text)
			if _, err := tx.Exec(`INSERT INTO docsearch (rowid, title, text, folded, parts) VALUES (?,'',?,?,?)`, nr,
				in.text, strings.Join(in.folded, " "), strings.Join(in.parts, " ")); err != nil {
				return err
			}
		}
		return nil
	})
	return explain(err)
}

func dropText(tx *sqlitedb.Tx, manifest string) error {
	for _, q := range []string{`DELETE FROM docsearch WHERE rowid IN (SELECT nr FROM docpages WHERE manifest=?)`,
		`DELETE FROM docpages WHERE manifest=?`, `DELETE FROM doctexts WHERE manifest=?`} {
		if _, err := tx.Exec(q, manifest); err != nil {
			return err
		}
	}
	return nil
}

// TidyTexts lets go of the texts of files that no document here describes any more: who
// may no longer read a document must not find its words either.
func (r *Replica) TidyTexts(ctx context.Context) error {
	return explain(r.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		var gone []string
		err := tx.Rows(`SELECT manifest FROM doctexts d WHERE NOT EXISTS (SELECT 1 FROM records WHERE kind='document' AND deleted=0 AND waiting<2
			AND `+manifestOf+`=d.manifest)`, nil, func(scan func(...any) error) error {
			var m string
			err := scan(&m)
			gone = append(gone, m)
			return err
		})
		for _, m := range gone {
			if err == nil {
				err = dropText(tx, m)
			}
		}
		return err
	}))
}

// inPages adds documents with the words on one of their pages.
func (l *looking) inPages(match string) error {
	return l.addPages(`SELECT r.rowid, p.page, p.text, `+prefixed+` FROM docsearch JOIN docpages p ON p.nr=docsearch.rowid
		JOIN records r INDEXED BY documents_by_manifest ON r.kind='document' AND json_extract(coalesce(r.shown, r.body), '$.manifest')=p.manifest
		WHERE docsearch MATCH ? AND `+visible+` ORDER BY bm25(docsearch, 6.0, 2.0, 1.0, 0.5), r.created DESC, p.page LIMIT ?`, match)
}

// inPageTexts adds documents in which the words are parts of others.
func (l *looking) inPageTexts() error {
	return l.addPages(`SELECT r.rowid, p.page, p.text, `+prefixed+` FROM docpages p
		JOIN records r INDEXED BY documents_by_manifest ON r.kind='document' AND json_extract(coalesce(r.shown, r.body), '$.manifest')=p.manifest
		WHERE instr(p.text, ?) > 0 AND `+visible+` ORDER BY r.created DESC, p.page LIMIT ?`, l.asked.text)
}

func (l *looking) addPages(query, what string) error {
	return l.tx.Rows(query, []any{what, 4 * (l.search.Limit + 1)}, func(scan func(...any) error) error {
		var nr int64
		var page int
		var text string
		rec, err := scanRecord(func(to ...any) error { return scan(append([]any{&nr, &page, &text}, to...)...) })
		if err != nil || l.have[nr] {
			return err
		}
		if len(l.found.Hits) == l.search.Limit {
			l.found.More = true
			return nil
		}
		l.have[nr] = true
		hit := campus.Hit{Record: rec, Page: page}
		// A sign that the file gives no letter for says nothing.
		hit.Snippet, hit.Marks = l.asked.snippet(strings.ReplaceAll(text, "\uFFFD", " "))
		l.found.Hits = append(l.found.Hits, hit)
		return nil
	})
}
