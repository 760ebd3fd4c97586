package storage

import (
	"context"
	"encoding/json"
	"time"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// inThread selects what was said in a thread after a time, by others; t holds its ID,
// its space and the time. What is looked at is what is new and not more, by
// posts_by_topic: the plus keeps the space from being looked up instead.
const inThread = `FROM records p WHERE p.kind='post' AND json_extract(coalesce(p.shown, p.body), '$.topic')=t.id AND p.created>t.upto
	AND +p.space=t.space AND p.author<>?2 AND p.audience='' AND p.deleted=0 AND p.waiting<2 AND coalesce(p.shown, p.body) IS NOT NULL`

// countUnread counts for all threads at once: a statement each would be thousands.
const countUnread = `WITH t (space, id, upto) AS (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1))
	SELECT t.space, t.id, (SELECT count(*) FROM (SELECT 1 ` + inThread + ` LIMIT ?3)),
		coalesce((SELECT p.created ` + inThread + ` ORDER BY p.created DESC LIMIT 1), 0),
		EXISTS (SELECT 1 ` + inThread + ` AND instr(json_extract(coalesce(p.shown, p.body), '$.mentions'), ?2) > 0) FROM t`

// topicsOf lists the topics of a space.
const topicsOf = `SELECT id, author, created FROM records WHERE kind='topic' AND space=? AND audience='' AND deleted=0 AND waiting<2 AND coalesce(shown, body) IS NOT NULL`

// own lists what is said of threads in the person's own space.
const own = `SELECT json_extract(coalesce(shown, body), '$.in'), json_extract(coalesce(shown, body), '$.of'),
	coalesce(json_extract(coalesce(shown, body), '$.upto'), 0), coalesce(json_extract(coalesce(shown, body), '$.level'), '')
	FROM records WHERE kind=? AND space=? AND deleted=0 AND waiting<2 AND json_extract(coalesce(shown, body), '$.of') IS NOT NULL`

// Unread implements campus.Replica.
func (r *Replica) Unread(ctx context.Context) (out map[campus.Thread]campus.Unread, err error) {
	err = r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		out, err = unread(tx, r.Me())
		return err
	})
	return out, explain(err)
}

func unread(tx *sqlitedb.Tx, me campus.ID) (map[campus.Thread]campus.Unread, error) {
	marks, levels := map[campus.Thread]int64{}, map[campus.Thread]campus.Level{}
	for _, kind := range []string{"readmark", "follow"} {
		err := tx.Rows(own, []any{kind, campus.PersonalSpace(me)}, func(scan func(...any) error) error {
			var t campus.Thread
			var upto int64
			var level campus.Level
			err := scan(&t.In, &t.Of, &upto, &level)
			if kind == "follow" {
				levels[t] = level
			} else {
				marks[t] = upto
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	out := map[campus.Thread]campus.Unread{}
	threads, err := threadsOf(tx, me, marks, out)
	if err != nil {
		return nil, err
	}
	for t, level := range levels {
		if u, here := out[t]; here {
			u.Level = level
			out[t] = u
		}
	}
	if len(threads) == 0 {
		return out, nil
	}
	list, err := json.Marshal(threads)
	if err != nil {
		return nil, err
	}
	err = tx.Rows(countUnread, []any{string(list), me, campus.MaxUnread}, func(scan func(...any) error) error {
		var t campus.Thread
		var newest int64
		var count int
		var calls bool
		err := scan(&t.In, &t.Of, &count, &newest, &calls)
		u := out[t]
		u.Calls = calls
		if u.Count = min(u.Count+count, campus.MaxUnread); newest > 0 {
			u.Newest = time.UnixMilli(newest)
		}
		out[t] = u
		return err
	})
	return out, err
}

// tally is what is kept of a thread (tally.go).
type tally struct {
	last, first, heard int64
	others, calls      int
	sure               bool
}

// threadsOf puts all threads into out, with the topics that are new themselves, and
// gives those whose posts have to be looked at, as countUnread takes them. They are
// the ones that were read in part: of the others the tally knows enough.
func threadsOf(tx *sqlitedb.Tx, me campus.ID, marks map[campus.Thread]int64, out map[campus.Thread]campus.Unread) (list [][3]any, err error) {
	types := map[campus.ID]campus.SpaceType{}
	err = tx.Rows(`SELECT s.space, r.kind FROM spaces s JOIN records r ON r.space=s.space AND r.id=s.space
		WHERE r.kind IN ('commons', 'group', 'class', 'talk') AND coalesce(r.shown, r.body) IS NOT NULL`, nil, func(scan func(...any) error) error {
		var space campus.ID
		var kind string
		err := scan(&space, &kind)
		types[space] = campus.SpaceType(kind)
		return err
	})
	if err != nil {
		return nil, err
	}
	for space, in := range types {
		var joined int64
		if _, err := tx.Maybe(`SELECT created FROM records WHERE space=? AND id=?`, []any{space, campus.MembershipID(space, me)}, &joined); err != nil {
			return nil, err
		}
		said := map[campus.ID]tally{}
		err := tx.Rows(`SELECT topic, last, others, calls, first, heard, sure FROM said WHERE space=?`, []any{space}, func(scan func(...any) error) error {
			var topic campus.ID
			var k tally
			err := scan(&topic, &k.last, &k.others, &k.calls, &k.first, &k.heard, &k.sure)
			said[topic] = k
			return err
		})
		if err != nil {
			return nil, err
		}
		add := func(id, author campus.ID, created int64) {
			t := campus.Thread{In: space, Of: id}
			upto := campus.ReadUpto(marks, t, joined)
			u := campus.Unread{Type: in, Upto: time.UnixMilli(upto)}
			if created > upto && author != me {
				u.Count, u.Newest = 1, time.UnixMilli(created)
			}
			switch k := said[id]; {
			case k.last <= upto: // there is nothing to count
			case k.sure && upto < k.first: // nothing of it was read: its tally says all
				u.Count, u.Calls = min(u.Count+k.others, campus.MaxUnread), k.calls > 0
				if k.heard > 0 {
					u.Newest = time.UnixMilli(k.heard)
				}
			default:
				list = append(list, [3]any{space, id, upto})
			}
			out[t] = u
		}
		if in != campus.InCommons {
			add(space, me, 0)
			continue
		}
		err = tx.Rows(topicsOf, []any{space}, func(scan func(...any) error) error {
			var id, author campus.ID
			var created int64
			err := scan(&id, &author, &created)
			add(id, author, created)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}
