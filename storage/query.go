package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

const recordColumns = `space, id, kind, seq, audience, author, created, editor, edited, deleted, coalesce(shown, body, ''), waiting, shelved, written`

func scanRecord(scan func(...any) error) (campus.Record, error) {
	var r campus.Record
	var created, edited, waiting, shelved int64
	var body, written []byte
	err := scan(&r.Space, &r.ID, &r.Kind, &r.Seq, &r.Audience, &r.Author, &created, &r.Editor, &edited, &r.Deleted, &body, &waiting, &shelved, &written)
	if len(written) > 0 && json.Unmarshal(written, &r.Written) != nil {
		r.Written = nil
	}
	r.Created, r.Edited, r.Body = time.UnixMilli(created), time.UnixMilli(edited), body
	r.Waiting, r.Shelved, r.Deleted = waiting > 0, shelved >= 2, r.Deleted || waiting == 2
	return r, err
}

// Record implements campus.Replica. IDs are unique within a space; where two
// spaces hold the same one, that of the commons comes first, then the root of a
// space, for a member of another space must not be able to stand in for them.
func (r *Replica) Record(ctx context.Context, id campus.ID) (campus.Record, error) {
	var rec campus.Record
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		found := false
		err := tx.Rows(`SELECT `+recordColumns+` FROM records r WHERE id=? AND coalesce(shown, body) IS NOT NULL
			ORDER BY EXISTS (SELECT 1 FROM records c WHERE c.space=r.space AND c.id=r.space AND c.kind='commons') DESC, space=id DESC, created LIMIT 1`,
			[]any{id}, func(scan func(...any) error) (err error) {
				found = true
				rec, err = scanRecord(scan)
				return err
			})
		if err != nil {
			return err
		}
		if !found {
			return campus.Errorf(campus.NotFound, "this is not on this computer (yet)")
		}
		rec.Versions, err = versionsOf(tx, rec.Space, id)
		return err
	})
	return rec, explain(err)
}

func versionsOf(tx *sqlitedb.Tx, space, id campus.ID) ([]campus.Version, error) {
	var out []campus.Version
	err := tx.Rows(`SELECT version, fields, author, at FROM versions WHERE space=? AND id=? ORDER BY at, version`, []any{space, id},
		func(scan func(...any) error) error {
			var v campus.Version
			var fields []byte
			err := scan(&v.ID, &fields, &v.Author, &v.At)
			v.Fields = fields
			out = append(out, v)
			return err
		})
	if err != nil || len(out) == 0 {
		return nil, err
	}
	dropped, err := droppedHere(tx, space, id)
	return slices.DeleteFunc(out, func(v campus.Version) bool { return slices.Contains(dropped, v.ID) }), err
}

// droppedHere are the versions of a record that this copy has let go of and the server
// has not heard of yet: who has chosen is not asked again.
func droppedHere(tx *sqlitedb.Tx, space, id campus.ID) (out []campus.ID, err error) {
	err = tx.Rows(`SELECT o.bytes FROM touched t JOIN outbox o ON o.nr=t.nr WHERE t.space=? AND t.id=? AND o.replay=1 AND o.state<>'refused'`, []any{space, id},
		func(scan func(...any) error) error {
			var b []byte
			if err := scan(&b); err != nil {
				return err
			}
			var set campus.Set
			if err := json.Unmarshal(b, &set); err != nil {
				return err
			}
			for _, c := range set.Changes {
				if c.Record == id {
					out = append(out, c.Drop...)
				}
			}
			return nil
		})
	return out, err
}

// Records implements campus.Replica.
func (r *Replica) Records(ctx context.Context, q campus.Query) ([]campus.Record, error) {
	where, args := conditions(q)
	query := `SELECT ` + recordColumns + ` FROM records WHERE ` + where + ` ORDER BY ` + order(q.Order)
	if q.Limit > 0 || q.Offset > 0 {
		limit := q.Limit
		if limit == 0 {
			limit = -1
		}
		query += fmt.Sprintf(" LIMIT %d OFFSET %d", limit, q.Offset)
	}
	var out []campus.Record
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Rows(query, args, func(scan func(...any) error) error {
			rec, err := scanRecord(scan)
			out = append(out, rec)
			return err
		})
	})
	return out, explain(err)
}

// Count implements campus.Replica.
func (r *Replica) Count(ctx context.Context, q campus.Query) (int, error) {
	where, args := conditions(q)
	n := 0
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		if q.Limit > 0 {
			return tx.Row(fmt.Sprintf(`SELECT count(*) FROM (SELECT 1 FROM records WHERE %s LIMIT %d)`, where, q.Limit), args, &n)
		}
		return tx.Row(`SELECT count(*) FROM records WHERE `+where, args, &n)
	})
	return n, explain(err)
}

func conditions(q campus.Query) (string, []any) {
	where := []string{"coalesce(shown, body) IS NOT NULL"}
	var args []any
	add := func(cond string, a ...any) {
		where = append(where, cond)
		args = append(args, a...)
	}
	if !q.Deleted {
		add("deleted=0 AND waiting<2")
	}
	if q.Kind != "" {
		// Written out, not bound: a partial index is used only where its
		// condition can be seen.
		add("kind='" + strings.ReplaceAll(q.Kind, "'", "''") + "'")
	}
	if q.Space != "" {
		// The plus keeps the space from being looked up where the topic or the
		// lesson, which are far fewer, have an index of their own.
		plus := ""
		if q.Topic != "" || q.Lesson != "" || q.Of != "" || q.OfAny != nil {
			plus = "+"
		}
		add(plus+"space=?", q.Space)
	}
	if q.Spaces != nil {
		in := make([]any, len(q.Spaces))
		for i, s := range q.Spaces {
			in[i] = s
		}
		add("space IN (?"+strings.Repeat(",?", max(0, len(in)-1))+")", append(in, make([]any, max(0, 1-len(in)))...)...)
	}
	if q.Topic != "" {
		add("json_extract(coalesce(shown, body), '$.topic')=?", q.Topic)
	}
	if q.Lesson != "" {
		add("json_extract(coalesce(shown, body), '$.lesson')=?", q.Lesson)
	}
	if q.Of != "" {
		add("json_extract(coalesce(shown, body), '$.of')=?", q.Of)
	}
	if q.OfAny != nil {
		of := make([]any, max(1, len(q.OfAny)))
		for i, id := range q.OfAny {
			of[i] = id
		}
		add("json_extract(coalesce(shown, body), '$.of') IN (?"+strings.Repeat(",?", len(of)-1)+")", of...)
	}
	if !q.After.IsZero() {
		add("created>?", q.After.UnixMilli())
	}
	if q.NotBy != "" {
		add("author<>?", q.NotBy)
	}
	if q.Aside {
		add("audience<>''")
	}
	return strings.Join(where, " AND "), args
}

func order(o campus.Order) string {
	const name = `coalesce(json_extract(coalesce(shown, body), '$.name'), json_extract(coalesce(shown, body), '$.title')) COLLATE NOCASE`
	switch o {
	case campus.NewestFirst:
		return "created DESC, id DESC"
	case campus.ByName:
		return name + ", created, id"
	case campus.ByOrder:
		return `json_extract(coalesce(shown, body), '$.order'), created, id`
	default:
		return "created, id"
	}
}

// Spaces implements campus.Replica.
func (r *Replica) Spaces(ctx context.Context, types ...campus.SpaceType) ([]campus.Space, error) {
	in := make([]string, len(types))
	for i, t := range types {
		in[i] = "'" + strings.ReplaceAll(string(t), "'", "''") + "'"
	}
	where := "1"
	if len(in) > 0 {
		where = "r.kind IN (" + strings.Join(in, ",") + ")"
	}
	var out []campus.Space
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Rows(`SELECT s.role, (SELECT count(*) FROM records m WHERE m.kind='membership' AND m.space=s.space
				AND json_extract(coalesce(m.shown, m.body), '$.role') <> 'none'),
			r.space, r.id, r.kind, r.seq, r.audience, r.author, r.created, r.editor, r.edited, r.deleted, coalesce(r.shown, r.body, ''), r.waiting, r.shelved, r.written
			FROM spaces s JOIN records r ON r.space=s.space AND r.id=s.space WHERE coalesce(r.shown, r.body) IS NOT NULL AND `+where+
			` ORDER BY coalesce(json_extract(coalesce(r.shown, r.body), '$.name'), json_extract(coalesce(r.shown, r.body), '$.title')) COLLATE NOCASE, r.created`, nil,
			func(scan func(...any) error) error {
				var s campus.Space
				rec, err := scanRecord(func(dest ...any) error { return scan(append([]any{&s.Role, &s.Members}, dest...)...) })
				s.ID, s.Type, s.Root = rec.ID, campus.SpaceType(rec.Kind), rec
				s.Name = spaceName(rec)
				out = append(out, s)
				return err
			})
	})
	return out, explain(err)
}

func spaceName(r campus.Record) string {
	v := campus.As[struct{ Name, Title string }](r)
	if v.Name != "" {
		return v.Name
	}
	return v.Title
}

// Actor implements campus.Replica.
func (r *Replica) Actor(ctx context.Context, space campus.ID) (campus.Actor, error) {
	var a campus.Actor
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) (err error) {
		a, err = actor(tx, r.Me(), space)
		return err
	})
	return a, explain(err)
}

func actor(tx *sqlitedb.Tx, me, space campus.ID) (campus.Actor, error) {
	a := campus.Actor{Person: me}
	err := tx.Row(`SELECT role FROM spaces WHERE space=?`, []any{space}, &a.Role)
	if err != nil && !errors.Is(err, sqlitedb.ErrNoRow) {
		return a, err
	}
	var one int
	a.Teacher, err = tx.Maybe(`SELECT 1 FROM spaces s JOIN records r ON r.space=s.space AND r.id=s.space
		WHERE s.role IN ('staff','owner') AND r.kind IN ('commons','institution') LIMIT 1`, nil, &one)
	return a, err
}

// Draft implements campus.Replica.
func (r *Replica) Draft(ctx context.Context, place string) (string, error) {
	text := ""
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		_, err := tx.Maybe(`SELECT text FROM drafts WHERE place=?`, []any{place}, &text)
		return err
	})
	return text, explain(err)
}

// KeepDraft implements campus.Replica.
func (r *Replica) KeepDraft(ctx context.Context, place, text string) error {
	return explain(r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		var err error
		if text == "" {
			_, err = tx.Exec(`DELETE FROM drafts WHERE place=?`, place)
		} else {
			_, err = tx.Exec(`INSERT OR REPLACE INTO drafts VALUES (?,?,?)`, place, text, r.now().UnixMilli())
		}
		return err
	}))
}
