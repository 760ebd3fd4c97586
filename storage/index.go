package storage

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/words"
)

// The index of search follows the records: triggers note which have changed, in the
// transaction that changes them, and they are read anew behind it. So neither a save
// nor a page from the server waits for words to be found in a text.

// searched are the kinds that can be found, which a person can open. The triggers are made from this list, and
// made anew when it changes.
var searched = []string{"lesson", "post", "document", "person", "article", "request", "topic", "class", "group", "talk", "college", "institution",
	"assignment", "task", "page", "quiz", "answer", "unit", "session", "annotation"}

// followSearched makes the triggers follow the list.
func followSearched(tx *sqlitedb.Tx) error {
	kinds := "('" + strings.Join(searched, "', '") + "')"
	var was []byte
	const form = "2" // of the triggers
	if _, err := tx.Maybe(`SELECT value FROM meta WHERE name='searched'`, nil, &was); err != nil || string(was) == form+kinds {
		return err
	}
	note := func(row string) string {
		return `INSERT INTO unsearched (nr) VALUES (` + row + `.rowid) ON CONFLICT DO NOTHING; END`
	}
	for _, q := range []string{
		`DROP TRIGGER IF EXISTS search_new`, `DROP TRIGGER IF EXISTS search_changed`, `DROP TRIGGER IF EXISTS search_gone`,
		`CREATE TRIGGER search_new AFTER INSERT ON records WHEN new.kind IN ` + kinds + ` BEGIN ` + note("new"),
		`CREATE TRIGGER search_changed AFTER UPDATE OF body, shown, deleted, waiting ON records WHEN new.kind IN ` + kinds + ` BEGIN ` + note("new"),
		`CREATE TRIGGER search_gone AFTER DELETE ON records WHEN old.kind IN ` + kinds + ` BEGIN ` + note("old"),
		// Nothing is searched twice: what is in the index already is not read again.
		`INSERT OR IGNORE INTO unsearched (nr) SELECT rowid FROM records WHERE kind IN ` + kinds + ` AND rowid NOT IN (SELECT rowid FROM search)`,
	} {
		if _, err := tx.Exec(q); err != nil {
			return err
		}
	}
	_, err := tx.Exec(`INSERT OR REPLACE INTO meta VALUES ('searched', ?)`, []byte(form+kinds))
	return err
}

// texts are the fields of a record that are searched.
type texts struct {
	Title, Name, Text, About, Area, Category, City, Quote string
	Tags                                                  []string
}

func textsOf(body []byte) (title, text string) {
	var t texts
	if json.Unmarshal(body, &t) != nil { // a field of another type leaves the others
		var loose map[string]json.RawMessage
		_ = json.Unmarshal(body, &loose)
		for name, to := range map[string]*string{"title": &t.Title, "name": &t.Name, "text": &t.Text, "about": &t.About} {
			_ = json.Unmarshal(loose[name], to)
		}
	}
	return join(t.Title, t.Name), join(append([]string{t.Text, t.About, t.Area, t.Category, t.City, t.Quote}, t.Tags...)...)
}

func join(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "\n")
}

// indexBatch is how many records are read in one transaction: a save that comes
// meanwhile waits for it.
const indexBatch = 100

// index brings the index up to date, for as long as it may, and tells how many
// records are left.
func (r *Replica) index(ctx context.Context, until time.Time) (left int, err error) {
	for {
		err := r.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
			todo, err := unsearched(tx)
			if err != nil {
				return err
			}
			for _, nr := range todo {
				if err := indexRecord(tx, nr); err != nil {
					return err
				}
			}
			return tx.Row(`SELECT count(*) FROM unsearched`, nil, &left)
		})
		if err != nil || left == 0 || !time.Now().Before(until) {
			return left, explain(err)
		}
	}
}

func unsearched(tx *sqlitedb.Tx) (nrs []int64, err error) {
	err = tx.Rows(`SELECT nr FROM unsearched ORDER BY nr DESC LIMIT ?`, []any{indexBatch}, func(scan func(...any) error) error {
		var nr int64
		err := scan(&nr)
		nrs = append(nrs, nr)
		return err
	})
	return nrs, err
}

// indexRecord reads one record anew; one that is gone or hidden is found no more. The
// picture of a person is found by the person, not by its file.
func indexRecord(tx *sqlitedb.Tx, nr int64) error {
	if _, err := tx.Exec(`DELETE FROM search WHERE rowid=?`, nr); err != nil {
		return err
	}
	var body []byte
	there, err := tx.Maybe(`SELECT coalesce(shown, body) FROM records
		WHERE rowid=? AND deleted=0 AND waiting<2 AND coalesce(shown, body) IS NOT NULL
		AND NOT (kind='document' AND coalesce(json_extract(coalesce(shown, body), '$.of'), '')=author)`, []any{nr}, &body)
	if err != nil {
		return err
	}
	if title, text := textsOf(body); there && title+text != "" {
		in := indexed{}
		in.title = in.take(title)
		in.text = in.take(text)
		if _, err := tx.Exec(`INSERT INTO search (rowid, title, text, folded, parts) VALUES (?,?,?,?,?)`, nr,
			in.title, in.text, strings.Join(in.folded, " "), strings.Join(in.parts, " ")); err != nil {
			return err
		}
	}
	_, err = tx.Exec(`DELETE FROM unsearched WHERE nr=?`, nr)
	return err
}

// indexed is a record as the index has it: words with spaces between them.
type indexed struct {
	title, text   string
	folded, parts []string // what differs from the words as they stand
}

func (in *indexed) take(s string) string {
	found := words.Words(s)
	out := make([]string, len(found))
	for i, w := range found {
		out[i] = w.Exact
		if w.Folded != w.Exact {
			in.folded = append(in.folded, w.Folded)
		}
		in.parts = append(in.parts, words.Parts(w.Exact)...)
	}
	return strings.Join(out, " ")
}

// KeepIndexed brings the index up to date soon after each change, until the context
// ends. Without it each search does so itself.
func (r *Replica) KeepIndexed(ctx context.Context) {
	changed := make(chan struct{}, 1)
	stop := r.feed.watch(func(campus.Notice) {
		select {
		case changed <- struct{}{}:
		default:
		}
	})
	defer stop()
	for {
		// Behind a change others follow, and the window has more to do than this.
		select {
		case <-ctx.Done():
			return
		case <-time.After(indexPause):
		}
		if _, err := r.index(ctx, time.Now().Add(indexSlice)); err != nil && ctx.Err() != nil {
			return
		}
		if r.unindexed(ctx) > 0 {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-changed:
		}
	}
}

// How long the index waits behind a change, and how long it works in one go.
const (
	indexPause = 700 * time.Millisecond
	indexSlice = 300 * time.Millisecond
)

func (r *Replica) unindexed(ctx context.Context) (n int) {
	_ = r.db.Read(ctx, func(tx *sqlitedb.Tx) error { return tx.Row(`SELECT count(*) FROM unsearched`, nil, &n) })
	return n
}
