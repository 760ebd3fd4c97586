package storage

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/words"
)

var _ campus.Searcher = (*Replica)(nil)

const (
	mostWords  = 12                     // of a question
	fewHits    = 10                     // under this, texts are looked through for parts of words
	searchWait = 150 * time.Millisecond // for records that the index does not have yet
)

// Search implements campus.Searcher. First come records that hold the words as they
// were typed, then those that hold them with other marks on their letters, then,
// where these are few, those in which they are parts of other words.
func (r *Replica) Search(ctx context.Context, s campus.Search) (campus.Found, error) {
	if s.Limit <= 0 || s.Limit > campus.MaxHits {
		s.Limit = campus.MaxHits
	}
	left, err := r.index(ctx, time.Now().Add(searchWait))
	if err != nil && ctx.Err() != nil {
		return campus.Found{}, err
	}
	found := campus.Found{Waiting: left}
	asked := newQuestion(s.Text)
	err = r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		if left > 0 { // else nobody asks
			if err := tx.Row(`SELECT count(*) FROM records WHERE kind IN (`+kindList(searched)+`)`, nil, &found.All); err != nil {
				return err
			}
		}
		if len(asked.words) == 0 {
			return nil
		}
		l := &looking{ctx: ctx, tx: tx, search: s, asked: asked, have: map[int64]bool{}, found: &found}
		for _, match := range []string{asked.match(false), asked.match(true)} {
			if err := l.inIndex(match); err != nil {
				return err
			}
		}
		if len(found.Hits) < fewHits && asked.unspaced {
			if err := l.inTexts(); err != nil {
				return err
			}
		}
		if s.Kinds != nil && !slices.Contains(s.Kinds, "document") {
			return nil
		}
		for _, match := range []string{asked.match(false), asked.match(true)} {
			if err := l.inPages(match); err != nil {
				return err
			}
		}
		if len(found.Hits) < fewHits && asked.unspaced {
			return l.inPageTexts()
		}
		return nil
	})
	return found, explain(err)
}

// question is what was typed.
type question struct {
	text     string
	words    []words.Word
	open     bool // the last word may go on
	unspaced bool // it holds words of a script without spaces
}

func newQuestion(text string) question {
	q := question{text: strings.TrimSpace(text), words: words.Words(text)}
	if len(q.words) > mostWords {
		q.words = q.words[:mostWords]
	}
	if n := len(q.words); n > 0 {
		q.open = q.words[n-1].End == len(strings.TrimRight(text, "\n"))
	}
	// Half the words there are begin with a letter that was typed alone: it says nothing
	// yet, and to go through all of them takes longer than the next key.
	if n := len(q.words); q.open && utf8.RuneCountInString(q.words[n-1].Exact) == 1 && !words.Unspaced(q.words[n-1].Exact) {
		q.words, q.open = q.words[:n-1], false
	}
	for _, w := range q.words {
		q.unspaced = q.unspaced || words.Unspaced(w.Exact)
	}
	return q
}

// match writes the question for FTS5. Words are letters and digits, so that nothing
// in them means anything there.
func (q question) match(folded bool) string {
	var all []string
	for i, w := range q.words {
		last := i == len(q.words)-1 && q.open
		// Who types marks means them, but others may have left them out; who types
		// none looks for any.
		one := asTyped + term(w.Exact, last)
		if folded && w.Folded != w.Exact {
			one = "(" + one + " OR " + asTyped + term(w.Folded, last) + ")"
		} else if folded {
			one = term(w.Exact, last)
		}
		all = append(all, one)
	}
	return strings.Join(all, " AND ")
}

// asTyped are the columns that hold words as they stand.
const asTyped = "{title text parts} : "

func term(word string, open bool) string {
	word = `"` + strings.ReplaceAll(word, `"`, `""`) + `"`
	if open {
		word += "*"
	}
	return word
}

// looking is one search on its way.
type looking struct {
	ctx    context.Context // the next key ends it
	tx     *sqlitedb.Tx
	search campus.Search
	asked  question
	have   map[int64]bool
	found  *campus.Found
}

// visible is what a person can see of what is here.
const visible = `r.deleted=0 AND r.waiting<2 AND coalesce(r.shown, r.body) IS NOT NULL`

func (l *looking) kinds() string {
	kinds := l.search.Kinds
	if kinds == nil {
		kinds = searched
	}
	return `r.kind IN (` + kindList(kinds) + `)`
}

func kindList(kinds []string) string {
	quoted := make([]string, len(kinds))
	for i, k := range kinds {
		quoted[i] = "'" + strings.ReplaceAll(k, "'", "''") + "'"
	}
	return strings.Join(quoted, ",")
}

// crowd is how many records are weighed against each other. Where more hold the words,
// weighing them all would take longer than a person waits for a key, and would tell
// little: those with the words in their title come first, then the newest.
const crowd = 2000

// inIndex adds what the index has. Words in titles weigh most, those of which others
// are made least.
func (l *looking) inIndex(match string) error {
	if len(l.found.Hits) >= l.search.Limit { // enough was found as it was typed
		l.found.More = true
		return nil
	}
	n := 0
	if err := l.tx.Row(`SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)`, []any{match, crowd}, &n); err != nil {
		return err
	}
	if n < crowd {
		return l.add(`SELECT r.rowid, `+prefixed+` FROM search JOIN records r ON r.rowid = search.rowid
			WHERE search MATCH ? AND `+visible+` AND `+l.kinds()+`
			ORDER BY bm25(search, 6.0, 2.0, 1.0, 0.5), r.created DESC LIMIT ?`, match, l.search.Limit+1)
	}
	const newest = ` FROM search JOIN records r ON r.rowid = search.rowid WHERE search MATCH ? AND ` + visible + ` AND `
	for _, m := range []string{"{title} : (" + strings.ReplaceAll(match, asTyped, "") + ")", match} {
		if err := l.add(`SELECT r.rowid, `+prefixed+newest+l.kinds()+` ORDER BY search.rowid DESC LIMIT ?`, m, l.search.Limit+1); err != nil {
			return err
		}
	}
	return nil
}

// How inTexts goes through the texts: so many at a time, for so long.
const (
	textsChunk = 4000
	textsTime  = 20 * time.Millisecond
)

// inTexts adds records whose text holds what was typed, wherever words end in it: the
// newest first, and as many as can be looked through while a person types.
func (l *looking) inTexts() error {
	var last int64
	if err := l.tx.Row(`SELECT coalesce(max(rowid), 0) FROM records`, nil, &last); err != nil {
		return err
	}
	for end := time.Now().Add(textsTime); last > 0 && len(l.found.Hits) < fewHits; last -= textsChunk {
		if l.ctx.Err() != nil {
			return l.ctx.Err()
		}
		if time.Now().After(end) {
			l.found.More = true
			break
		}
		if err := l.add(`SELECT r.rowid, `+prefixed+` FROM records r
			WHERE r.rowid > ? AND r.rowid <= ? AND instr(coalesce(r.shown, r.body), ?) > 0 AND `+visible+` AND `+l.kinds()+`
			ORDER BY r.rowid DESC LIMIT ?`, last-textsChunk, last, l.asked.text, l.search.Limit+1); err != nil {
			return err
		}
	}
	return nil
}

// prefixed is recordColumns of r: the index has columns of the same names.
var prefixed = strings.NewReplacer("space,", "r.space,", " id,", " r.id,", "coalesce(shown, body, '')", "coalesce(r.shown, r.body, '')").Replace(recordColumns)

func (l *looking) add(query string, args ...any) error {
	if l.ctx.Err() != nil {
		return l.ctx.Err()
	}
	return l.tx.Rows(query, args, func(scan func(...any) error) error {
		var nr int64
		rec, err := scanRecord(func(to ...any) error { return scan(append([]any{&nr}, to...)...) })
		if err != nil || l.have[nr] {
			return err
		}
		if len(l.found.Hits) == l.search.Limit {
			l.found.More = true
			return nil
		}
		l.have[nr] = true
		_, text := textsOf(rec.Body)
		if rec.Kind == "lesson" || rec.Kind == "article" || rec.Kind == "assignment" {
			text = plain(text)
		}
		hit := campus.Hit{Record: rec}
		hit.Snippet, hit.Marks = l.asked.snippet(text)
		l.found.Hits = append(l.found.Hits, hit)
		return nil
	})
}

// signs are those of Markdown, which a snippet goes without.
var signs = regexp.MustCompile("!?\\[([^\\]\n]*)\\]\\([^)\n]*\\)|(?m:^[ \t]*(?:#{1,6}|>|[-*+]|```.*)(?:[ \t]+|$))|\\*\\*?|`+|(?m:^\\|[-| :]+\\|$)|\\|")

func plain(text string) string { return signs.ReplaceAllString(text, "$1") }

// How much of a text is shown around the first word that was found, in bytes.
const (
	snippetBefore = 60
	snippetLength = 260
)

// snippet cuts out of a text what is around the words, and marks them.
func (q question) snippet(text string) (string, [][2]int) {
	if len(text) > 100_000 { // the words of a whole book are not worth the wait
		text = strings.ToValidUTF8(text[:100_000], "")
	}
	first := -1
	var at [][2]int
	for _, w := range words.Words(text) {
		if from, end, ok := q.finds(w); ok {
			if first < 0 {
				first = from
			}
			at = append(at, [2]int{from, end})
		}
	}
	if i := strings.Index(text, q.text); first < 0 && i >= 0 && q.text != "" {
		first, at = i, [][2]int{{i, i + len(q.text)}}
	}
	from, end := 0, len(text)
	if first > snippetBefore {
		from = min(first, start(text, first-snippetBefore))
	}
	if end > from+snippetLength {
		end = start(text, from+snippetLength)
	}
	cut := strings.Map(oneLine, text[from:end])
	var marks [][2]int
	for _, m := range at {
		if m[0] >= from && m[1] <= end {
			marks = append(marks, [2]int{m[0] - from, m[1] - from})
		}
	}
	if end < len(text) {
		cut += "…"
	}
	if from > 0 {
		cut = "…" + cut
		for i := range marks {
			marks[i][0] += len("…")
			marks[i][1] += len("…")
		}
	}
	return cut, marks
}

// finds tells which part of a word of a text the question asks for.
func (q question) finds(w words.Word) (from, end int, ok bool) {
	for i, asked := range q.words {
		open := i == len(q.words)-1 && q.open
		switch {
		case w.Exact == asked.Exact, w.Folded == asked.Folded:
			return w.From, w.End, true
		case open && (strings.HasPrefix(w.Exact, asked.Exact) || strings.HasPrefix(w.Folded, asked.Folded)):
			return w.From, w.End, true
		case words.Unspaced(asked.Exact) && strings.Contains(w.Exact, asked.Exact):
			return w.From, w.End, true
		}
	}
	return 0, 0, false
}

// start finds where a word begins near a place, so that a text is not cut in one.
func start(text string, at int) int {
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	window := text[at:min(len(text), at+200)]
	for !utf8.ValidString(window) && window != "" {
		window = window[:len(window)-1]
	}
	if b := words.Breaks(window); len(b) > 0 {
		return at + b[0]
	}
	return at
}

// oneLine makes spaces of the ends of lines, which are as long.
func oneLine(r rune) rune {
	if r == '\n' || r == '\t' || r == '\r' {
		return ' '
	}
	return r
}
