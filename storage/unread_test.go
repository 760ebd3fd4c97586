package storage

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// TestUnreadPlan: what was not read is counted by an index, and the posts that were
// read are not looked at.
func TestUnreadPlan(t *testing.T) {
	r, err := Open(t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	for _, c := range []struct {
		query string
		args  []any
		want  []string
	}{
		{countUnread, []any{"[]", "me", 100}, []string{"USING INDEX posts_by_topic (<expr>=? AND created>?)"}},
		{topicsOf, []any{"x"}, []string{"USING INDEX records_by_kind (kind=? AND space=?)"}},
		{own, []any{"readmark", "x"}, []string{"USING INDEX records_by_kind (kind=? AND space=?)"}},
	} {
		plan := ""
		err := r.db.Read(context.Background(), func(tx *sqlitedb.Tx) error {
			return tx.Rows(`EXPLAIN QUERY PLAN `+c.query, c.args, func(scan func(...any) error) error {
				var id, parent, none int
				var detail string
				err := scan(&id, &parent, &none, &detail)
				plan += detail + "\n"
				return err
			})
		})
		for _, w := range c.want {
			if err != nil || !strings.Contains(plan, w) || strings.Contains(plan, "SCAN p\n") || strings.Contains(plan, "SCAN records") || strings.Contains(plan, "TEMP B-TREE") {
				t.Errorf("%v\n%s", err, plan)
			}
		}
	}
}

// unreadCopy fills a copy: one commons with topics, posts spread over them, and a mark
// for a part of the topics.
func unreadCopy(t testing.TB, topics, posts, marks int) *Replica {
	t.Helper()
	r, err := Open(t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	me, other, commons := campus.NewID(), campus.NewID(), campus.NewID()
	r.who = protocol.Identity{Person: me}
	topic := func(i int) campus.ID { return campus.DerivedID("topic", fmt.Sprint(i)) }
	err = r.db.Write(context.Background(), sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		if err := putMeta(tx, "identity", r.who); err != nil {
			return err
		}
		put := func(space, id campus.ID, kind string, author campus.ID, created int64, v campus.Value) error {
			_, err := tx.Exec(`INSERT INTO records (space, id, kind, seq, audience, author, created, editor, edited, deleted, body) VALUES (?,?,?,1,'',?,?,?,?,0,?)`,
				space, id, kind, author, created, author, created, string(campus.NewBody(campus.Create(id, kind, v).Set)))
			return err
		}
		if _, err := tx.Exec(`INSERT INTO spaces (space, role) VALUES (?, 'member'), (?, 'owner')`, commons, campus.PersonalSpace(me)); err != nil {
			return err
		}
		err := put(commons, commons, "commons", "", 1, &campus.Commons{Name: "C"})
		if err == nil {
			err = put(commons, campus.MembershipID(commons, me), "membership", "", 1, &campus.Membership{Person: me, Role: campus.Member})
		}
		for i := 0; i < topics && err == nil; i++ {
			err = put(commons, topic(i), "topic", other, int64(2+i), &campus.Topic{Title: fmt.Sprint(i)})
		}
		for i := 0; i < posts && err == nil; i++ {
			err = put(commons, campus.NewID(), "post", other, int64(10_000+i), &campus.Post{Topic: topic(i * 7919 % topics), Text: "Some words that a post of usual length may hold, a line or two of them."})
		}
		for i := 0; i < marks && err == nil; i++ {
			err = put(campus.PersonalSpace(me), campus.ReadMarkID(commons, topic(i)), "readmark", me, 5, &campus.ReadMark{In: commons, Of: topic(i), Upto: int64(10_000 + posts - i%50*10)})
		}
		if err == nil {
			err = put(campus.PersonalSpace(me), campus.ReadMarkID(commons, commons), "readmark", me, 5, &campus.ReadMark{In: commons, Of: commons, Upto: int64(10_000 + posts - posts/100 - 1)})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestUnreadCounts(t *testing.T) {
	r := unreadCopy(t, 10, 1000, 2)
	all, err := r.Unread(context.Background())
	if err != nil || len(all) != 10 {
		t.Fatalf("%d threads, %v", len(all), err)
	}
	sum := 0
	for _, u := range all {
		sum += u.Count
	}
	if sum != 9 { // the last ten posts, but for that of the topic that was read to the end
		t.Errorf("%d unread: %v", sum, all)
	}
}

// BenchmarkUnread is over 300,000 records in 2,000 threads, of which one in a hundred
// posts was not read, and one where nothing ever was.
func BenchmarkUnread(b *testing.B) {
	r := unreadCopy(b, 2000, 296_000, 1500)
	b.Run("a hundredth new", func(b *testing.B) {
		for b.Loop() {
			if _, err := r.Unread(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	})
	_ = r.db.Write(context.Background(), sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		_, err := tx.Exec(`DELETE FROM records WHERE kind='readmark'`)
		return err
	})
	b.Run("nothing read", func(b *testing.B) {
		for b.Loop() {
			if _, err := r.Unread(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
