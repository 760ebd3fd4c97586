package storage

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// Cursors gives the table of cursors, and of it what the server was not told.
func (r *Replica) Cursors(ctx context.Context) (table, untold map[campus.ID]string, err error) {
	table, untold = map[campus.ID]string{}, map[campus.ID]string{}
	err = r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		// In one row: with two hundred spaces a row each is the larger part of a sync with
		// nothing to say.
		var all string
		err := tx.Row(`SELECT coalesce(group_concat(space || ' ' || cursor || CASE WHEN cursor=told THEN '' ELSE ' !' END, char(10)), '') FROM spaces WHERE cursor<>''`, nil, &all)
		if err != nil {
			return err
		}
		for line := range strings.SplitSeq(all, "\n") {
			space, cursor, more := strings.Cut(line, " ")
			if !more {
				continue
			}
			cursor, fresh := strings.CutSuffix(cursor, " !")
			if table[campus.ID(space)] = cursor; fresh {
				untold[campus.ID(space)] = cursor
			}
		}
		return tx.Rows(`SELECT space FROM dropped`, nil, func(scan func(...any) error) error {
			var space campus.ID
			err := scan(&space)
			if _, again := table[space]; !again {
				untold[space] = ""
			}
			return err
		})
	})
	return table, untold, explain(err)
}

// Told notes that the server knows these cursors.
func (r *Replica) Told(ctx context.Context, cursors map[campus.ID]string) error {
	if len(cursors) == 0 {
		return nil
	}
	return explain(r.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		for space, c := range cursors {
			if _, err := tx.Exec(`UPDATE spaces SET told=? WHERE space=?`, c, space); err != nil {
				return err
			}
			if _, err := tx.Exec(`DELETE FROM dropped WHERE space=?`, space); err != nil {
				return err
			}
		}
		return nil
	}))
}

// Apply commits pages. They can be had again, so a power cut may take them.
func (r *Replica) Apply(ctx context.Context, pages []protocol.Page) error {
	n := campus.NewNotice()
	me := r.Me()
	err := r.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		for _, p := range pages {
			if err := apply(tx, me, p, &n); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		r.feed.tell(n)
	}
	return explain(err)
}

func apply(tx *sqlitedb.Tx, me campus.ID, p protocol.Page, n *campus.Notice) error {
	space := p.Space.ID
	n.Spaces[space] = true
	var one int
	known, err := tx.Maybe(`SELECT 1 FROM spaces WHERE space=?`, []any{space}, &one)
	if err != nil {
		return err
	}
	if !known {
		// Who comes back to a space may find it as it was before things that the
		// server has lost, such as leaving it.
		again, err := requeue(tx, space)
		if err != nil {
			return err
		}
		n.Outbox = n.Outbox || again > 0
	}
	if _, err := tx.Exec(`INSERT INTO spaces (space, role, cursor) VALUES (?,?,?)
		ON CONFLICT (space) DO UPDATE SET role=excluded.role, cursor=excluded.cursor`, space, p.Space.Role, p.End.Cursor); err != nil {
		return err
	}
	busy, err := tx.Maybe(`SELECT 1 FROM touched WHERE space=? LIMIT 1`, []any{space}, &one)
	if err != nil {
		return err
	}
	old, err := tx.Maybe(`SELECT 1 FROM versions WHERE space=? LIMIT 1`, []any{space}, &one)
	if err != nil {
		return err
	}
	// A server that was put back has earlier words, which were not edited yet.
	restored, err := tx.Maybe(`SELECT 1 FROM records WHERE space=? AND shelved=1 LIMIT 1`, []any{space}, &one)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(p.Records, atOnce) {
		if err := putSome(tx, me, space, some, known, restored, old, busy, n); err != nil {
			return err
		}
	}
	for _, id := range p.Gone {
		n.IDs[id] = true
		if err := forget(tx, space, id, n); err != nil {
			return err
		}
	}
	if p.End.Whole {
		if _, err := tx.Exec(`UPDATE spaces SET taken=0 WHERE space=? AND taken<0`, space); err != nil {
			return err
		}
		// What was not found again stands on the shelf: the server lost it.
		if _, err := tx.Exec(`UPDATE records SET shelved=2 WHERE space=? AND shelved=1`, space); err != nil {
			return err
		}
	}
	return nil
}

// atOnce is how many records one statement writes: each statement costs as much as a
// record does.
const atOnce = 16

// putSome puts records of a page over what is here.
func putSome(tx *sqlitedb.Tx, me, space campus.ID, some []*protocol.RecordItem, known, restored, old, busy bool, n *campus.Notice) error {
	was := make([]before, len(some))
	for i, rec := range some {
		n.Kinds[rec.Kind], n.IDs[rec.ID] = true, true
		if known && (rec.Edited > rec.Created || rec.Deleted || restored) { // else there is nothing that it replaces
			var err error
			if was[i], err = shownNow(tx, me, space, rec.ID, rec.Kind, rec.Edited); err != nil {
				return err
			}
		}
	}
	if err := put(tx, space, some); err != nil {
		return err
	}
	for i, rec := range some {
		if err := putVersions(tx, space, rec, old); err != nil {
			return err
		}
		if busy {
			if err := replay(tx, me, space, rec.ID); err != nil {
				return err
			}
		}
		if err := keepPast(tx, space, rec.ID, was[i]); err != nil {
			return err
		}
	}
	return nil
}

// putting writes so many records.
func putting(n int) string {
	const row = `(?,?,?,?,?,?,?,?,?,?,?,?,?,?)`
	return `INSERT INTO records (space, id, kind, seq, audience, author, created, editor, edited, deleted, body, heard_audience, heard_deleted, written)
		VALUES ` + row + strings.Repeat(","+row, n-1) + `
		ON CONFLICT (space, id) DO UPDATE SET kind=excluded.kind, seq=excluded.seq, audience=excluded.audience, author=excluded.author,
		created=excluded.created, editor=excluded.editor, edited=excluded.edited, deleted=excluded.deleted, body=excluded.body,
		shown=NULL, waiting=0, shelved=0, heard_audience=excluded.heard_audience, heard_deleted=excluded.heard_deleted, written=excluded.written`
}

// Two statements, so that few are prepared.
var putOne, putMany = putting(1), putting(atOnce)

func put(tx *sqlitedb.Tx, space campus.ID, some []*protocol.RecordItem) error {
	args := make([]any, 0, 14*len(some))
	for _, r := range some {
		args = append(args, columns(space, r)...)
	}
	if len(some) == atOnce {
		_, err := tx.Exec(putMany, args...)
		return err
	}
	for i := range some {
		if _, err := tx.Exec(putOne, args[14*i:14*(i+1)]...); err != nil {
			return err
		}
	}
	return nil
}

// columns are the values of a record, in the order of putting.
func columns(space campus.ID, r *protocol.RecordItem) []any {
	body := []byte(r.Body)
	if len(body) == 0 {
		body = []byte("{}")
	}
	editor, edited := r.Editor, r.Edited
	if editor == "" {
		editor = r.Author
	}
	if edited == 0 {
		edited = r.Created
	}
	return []any{space, r.ID, r.Kind, r.Seq, r.Audience, r.Author, r.Created, editor, edited, r.Deleted, string(body), r.Audience, r.Deleted, keptWritten(r.Written)}
}

// keptWritten is how the time of writing is kept: JSON, "" where there is none.
func keptWritten(w *campus.Written) string {
	if w == nil {
		return ""
	}
	b, _ := json.Marshal(w) // three numbers
	return string(b)
}

func putVersions(tx *sqlitedb.Tx, space campus.ID, r *protocol.RecordItem, old bool) error {
	if old {
		if _, err := tx.Exec(`DELETE FROM versions WHERE space=? AND id=?`, space, r.ID); err != nil {
			return err
		}
	}
	for _, v := range r.Versions {
		if _, err := tx.Exec(`INSERT OR REPLACE INTO versions VALUES (?,?,?,?,?,?)`, space, r.ID, v.ID, string(v.Fields), v.Author, v.At); err != nil {
			return err
		}
	}
	return nil
}

// forget takes away a record that this person may no longer read. What the
// person wrote to it and was not sent stays in the outbox.
func forget(tx *sqlitedb.Tx, space, id campus.ID, n *campus.Notice) error {
	var kind string
	if _, err := tx.Maybe(`SELECT kind FROM records WHERE space=? AND id=?`, []any{space, id}, &kind); err != nil {
		return err
	}
	n.Kinds[kind] = true
	if _, err := tx.Exec(`DELETE FROM records WHERE space=? AND id=?`, space, id); err != nil {
		return err
	}
	if err := dropPast(tx, space, id); err != nil {
		return err
	}
	if _, err := tx.Exec(`DELETE FROM removed WHERE space=? AND id=?`, space, id); err != nil {
		return err
	}
	_, err := tx.Exec(`DELETE FROM versions WHERE space=? AND id=?`, space, id)
	return err
}

// Back notes that the server went back in time in a space: what it does not send
// again is put on a shelf, and what was sent is sent again.
func (r *Replica) Back(ctx context.Context, space campus.ID) error {
	n := campus.NewNotice()
	n.Spaces[space], n.IDs = true, nil
	news := false
	err := r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		rows, again, err := back(tx, space)
		n.Outbox = again > 0
		news = rows+again > 0
		return err
	})
	if err == nil && news {
		r.feed.tell(n)
	}
	return explain(err)
}

func back(tx *sqlitedb.Tx, space campus.ID) (records, sets int64, err error) {
	// Sequences begin anew, so those of before mean nothing.
	if records, err = tx.Exec(`UPDATE records SET shelved=1, seq=0 WHERE space=? AND body IS NOT NULL AND shelved IN (0, 3)`, space); err != nil {
		return 0, 0, err
	}
	// No page comes for a space that the server does not know at all.
	if _, err := tx.Exec(`UPDATE spaces SET cursor=? WHERE space=?`, protocol.Start, space); err != nil {
		return 0, 0, err
	}
	// What was sent to a space that is no longer here has no cursor to show that it
	// was lost: it is asked with the rest.
	gone := []campus.ID{space}
	err = tx.Rows(`SELECT DISTINCT space FROM sent WHERE space NOT IN (SELECT space FROM spaces)`, nil, func(scan func(...any) error) error {
		var id campus.ID
		err := scan(&id)
		gone = append(gone, id)
		return err
	})
	for _, id := range gone {
		if err != nil {
			return 0, 0, err
		}
		var n int64
		n, err = requeue(tx, id)
		sets += n
	}
	return records, sets, err
}

// Whole notes that every cursor stands at its head: from now on they show whether
// the server goes back to before what it has taken. What it is known to have lost, and
// this person wrote, is sent anew.
func (r *Replica) Whole(ctx context.Context) error {
	var one int
	var some, lost, held bool
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) (err error) {
		if some, err = tx.Maybe(`SELECT 1 FROM spaces WHERE taken<0 LIMIT 1`, nil, &one); err != nil {
			return err
		}
		lost, err = tx.Maybe(`SELECT 1 FROM records r WHERE `+lostRecords+` LIMIT 1`, []any{r.Me(), r.Me()}, &one)
		if err != nil {
			return err
		}
		held, err = tx.Maybe(heldSpaces+` LIMIT 1`, nil, new(campus.ID))
		return err
	})
	if err == nil && some {
		err = r.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
			_, err := tx.Exec(`UPDATE spaces SET taken=0 WHERE taken<0`)
			return err
		})
	}
	if err == nil && lost {
		err = r.reissue(ctx)
	}
	if err == nil && held {
		err = r.letOthersGo(ctx)
	}
	return explain(err)
}

// Left takes away the copy of a space: the server named the membership that has
// ended. Unsent sets stay with their author, with the reason.
func (r *Replica) Left(ctx context.Context, l protocol.LeftItem) error {
	me := r.Me()
	if l.Membership != campus.MembershipID(l.Space, me) {
		return campus.Errorf(protocol.BadAnswer, "the server ended a membership that is not yours")
	}
	n := campus.NewNotice()
	n.Spaces[l.Space], n.Outbox, n.IDs = true, true, nil
	for _, k := range campus.Kinds {
		n.Kinds[k.Name] = true
	}
	err := r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		if err := unchain(tx, l.Space); err != nil {
			return err
		}
		if _, err := tx.Exec(`UPDATE outbox SET state='refused', code=?, reason=?
			WHERE space=? AND state<>'refused' AND replay=1`, errLeft.Code, errLeft.Message, l.Space); err != nil {
			return err
		}
		if err := r.keepTyped(tx, l.Space); err != nil {
			return err
		}
		if err := nameLeft(tx, l.Space); err != nil {
			return err
		}
		if err := unnumber(tx, l.Space); err != nil {
			return err
		}
		// What was taken once stays in the outbox until the server has said whether it
		// still has it.
		for _, q := range []string{`DELETE FROM records WHERE space=?`, `DELETE FROM versions WHERE space=?`, `DELETE FROM past WHERE space=?`, `DELETE FROM removed WHERE space=?`, `DELETE FROM touched WHERE space=?`,
			`DELETE FROM spaces WHERE space=?`, `DELETE FROM uploads WHERE space=?`, `INSERT OR IGNORE INTO dropped VALUES (?)`} {
			if _, err := tx.Exec(q, l.Space); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		r.feed.tell(n)
	}
	return explain(err)
}

// nameLeft keeps the name of a space beside what was refused in it: nothing else will tell it.
// A server may say twice that it was left, and the second time nothing is here that names it:
// then all is called what the rest is.
func nameLeft(tx *sqlitedb.Tx, space campus.ID) error {
	_, err := tx.Exec(`UPDATE outbox SET place=coalesce((SELECT coalesce(json_extract(coalesce(shown, body), '$.name'), json_extract(coalesce(shown, body), '$.title'))
		FROM records WHERE space=?1 AND id=?1), (SELECT max(place) FROM outbox WHERE space=?1), '') WHERE space=?1 AND state='refused'`, space)
	return err
}

// unchain takes the chain of a space back to the last number that the server has
// settled, for what waits is not going to be sent.
func unchain(tx *sqlitedb.Tx, space campus.ID) error {
	var b []byte
	found, err := tx.Maybe(`SELECT bytes FROM outbox WHERE space=? AND state<>'refused' AND replay=1 ORDER BY n LIMIT 1`, []any{space}, &b)
	if err != nil || !found {
		return err
	}
	var set campus.Set
	if err := json.Unmarshal(b, &set); err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE chains SET n=?, hash=? WHERE space=?`, set.Number-1, set.Prev, space)
	return err
}

// KeepUnknown keeps a line that this program does not understand, for a newer
// one that may.
func (r *Replica) KeepUnknown(ctx context.Context, line []byte) error {
	const most, largest = 1000, 64 << 10
	if len(line) > largest {
		return nil
	}
	return explain(r.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		if _, err := tx.Exec(`INSERT INTO unknown (line) VALUES (?)`, string(line)); err != nil {
			return err
		}
		_, err := tx.Exec(`DELETE FROM unknown WHERE nr <= (SELECT max(nr) FROM unknown) - ?`, most)
		return err
	}))
}
