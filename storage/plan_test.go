package storage

import (
	"context"
	"strings"
	"testing"
	"time"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// The queries of the screens use an index, at any size of the copy.
func TestQueryPlans(t *testing.T) {
	r, err := Open(t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	space := campus.NewID()
	for _, c := range []struct {
		name  string
		query campus.Query
		index string
	}{
		{"posts of a topic", campus.Query{Kind: "post", Space: space, Topic: space}, "posts_by_topic"},
		{"posts of a topic anywhere", campus.Query{Kind: "post", Topic: space}, "posts_by_topic"},
		{"what hangs on a record", campus.Query{Kind: "document", Space: space, Of: space}, "records_by_of"},
		{"all that hangs on a record", campus.Query{Of: space}, "records_by_of"},
		{"what hangs on a page of posts", campus.Query{Space: space, OfAny: []campus.ID{space, "b", "c"}}, "records_by_of"},
		{"pictures of a lesson", campus.Query{Kind: "document", Space: space, Lesson: space}, "documents_by_lesson"},
		{"lessons of a class", campus.Query{Kind: "lesson", Space: space, Order: campus.ByOrder}, "records_by_kind"},
		{"documents of a space", campus.Query{Kind: "document", Space: space, Order: campus.ByName}, "documents_by_name"},
		{"forms that were handed in", campus.Query{Kind: "document", Space: space, Aside: true, Order: campus.NewestFirst}, "documents_aside"},
		{"all people", campus.Query{Kind: "person", Order: campus.ByName}, "records_by_kind"},
		{"news of some spaces", campus.Query{Kind: "article", Spaces: []campus.ID{space, space}}, "records_by_kind"},
		{"what is new in a space", campus.Query{Kind: "post", Space: space, After: time.UnixMilli(1), NotBy: space, Order: campus.NewestFirst}, "records_by_kind (kind=? AND space=? AND created>?)"},
	} {
		where, args := conditions(c.query)
		plan := ""
		err := r.db.Read(context.Background(), func(tx *sqlitedb.Tx) error {
			return tx.Rows(`EXPLAIN QUERY PLAN SELECT `+recordColumns+` FROM records WHERE `+where+` ORDER BY `+order(c.query.Order), args,
				func(scan func(...any) error) error {
					var id, parent, none int
					var detail string
					err := scan(&id, &parent, &none, &detail)
					plan += detail + "\n"
					return err
				})
		})
		if err != nil || !strings.Contains(plan, c.index) || strings.Contains(plan, "SCAN") {
			t.Errorf("%s: %v\n%s", c.name, err, plan)
		}
	}
}
