package storage

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"rantau/campus"
	"rantau/internal/unraced"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// recount is what Activity has to say, the slow way.
func (c *copyOf) recount(space campus.ID) map[campus.ID]int {
	c.t.Helper()
	out := map[campus.ID]int{}
	posts, err := c.Records(ctx, campus.Query{Space: space, Kind: "post"})
	if err != nil {
		c.t.Fatal(err)
	}
	for _, p := range posts {
		out[campus.As[campus.Post](p).Topic]++
	}
	return out
}

// TestActivityFollows: whatever happens to posts, in whatever order, the tally is what a
// count would give. The seed is told.
func TestActivityFollows(t *testing.T) {
	unraced.Skip(t)
	sure := 0
	for seed := range uint64(20) {
		c := newCopy(t)
		rnd := rand.New(rand.NewPCG(seed, 1))
		topics := []campus.ID{c.space, campus.NewID(), campus.NewID()}
		var mine, theirs []campus.ID
		for step := range 60 {
			topic := topics[rnd.IntN(len(topics))]
			switch k := rnd.IntN(8); {
			case k < 2:
				say := campus.Say(c.space, topic, fmt.Sprint("post ", step))
				mine = append(mine, say.Changes[0].Record)
				c.do(say.Changes...)
			case k < 4: // from the server: new, or a deleted one
				body, _ := json.Marshal(map[string]any{"text": "x", "topic": string(topic), "mentions": [][]campus.ID{nil, {c.Me()}, {c.space}}[rnd.IntN(3)]})
				theirs = append(theirs, campus.NewID())
				c.page(campus.Owner, fmt.Sprintf("s%d.aaaaaaaa", step+2), &protocol.RecordItem{ID: theirs[len(theirs)-1], Kind: "post", Seq: int64(step + 2), Author: c.space,
					Created: int64(step), Body: body, Deleted: rnd.IntN(4) == 0})
			case k == 7 && len(theirs) > 0: // another takes something away, or names somebody else in it
				body, _ := json.Marshal(map[string]any{"text": "z", "topic": string(topic), "mentions": [][]campus.ID{nil, {c.Me()}}[rnd.IntN(2)]})
				c.page(campus.Owner, fmt.Sprintf("s%d.aaaaaaaa", step+2), &protocol.RecordItem{ID: theirs[rnd.IntN(len(theirs))], Kind: "post", Seq: int64(step + 2), Author: c.space,
					Created: int64(step), Body: body, Deleted: rnd.IntN(2) == 0})
			case len(mine) == 0:
			case k == 4:
				if rec, err := c.Record(ctx, mine[0]); err == nil && !rec.Deleted {
					c.do(campus.Remove(rec))
				}
				mine = mine[1:]
			default: // changed on the server
				body, _ := json.Marshal(map[string]any{"text": "y", "topic": string(topic), "mentions": []campus.ID{c.Me()}})
				c.page(campus.Owner, fmt.Sprintf("s%d.aaaaaaaa", step+2), &protocol.RecordItem{ID: mine[0], Kind: "post", Seq: int64(step + 2), Author: c.Me(),
					Created: int64(step), Body: body, Deleted: rnd.IntN(3) == 0})
			}
			got, err := c.Activity(ctx, []campus.ID{c.space})
			if err != nil {
				t.Fatal(err)
			}
			want := c.recount(c.space)
			for _, topic := range topics {
				if got[topic].Count != want[topic] {
					t.Fatalf("seed %d, step %d: %d posts are told of, there are %d", seed, step, got[topic].Count, want[topic])
				}
			}
			sure += c.tallied(fmt.Sprintf("seed %d, step %d", seed, step))
		}
	}
	if sure < 100 {
		t.Errorf("only %d tallies were sure", sure)
	}
}

// tallied compares all that is kept of the threads that are sure with what their posts
// say, and tells how many there are.
func (c *copyOf) tallied(when string) (sure int) {
	c.t.Helper()
	err := c.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Rows(`SELECT s.topic, s.count=count(*) AND s.last>=max(p.created) AND s.first<=min(p.created)
			AND s.others=sum(p.author<>?1) AND s.calls=sum(p.author<>?1 AND instr(coalesce(json_extract(coalesce(p.shown, p.body), '$.mentions'), ''), ?1)>0)
			AND s.heard=max(iif(p.author<>?1, p.created, 0))
			FROM said s JOIN records p ON p.space=s.space AND p.kind='post' AND json_extract(coalesce(p.shown, p.body), '$.topic')=s.topic
			WHERE s.sure AND p.deleted=0 AND p.waiting<2 AND p.audience='' AND coalesce(p.shown, p.body) IS NOT NULL GROUP BY s.topic`, []any{c.Me()}, func(scan func(...any) error) error {
			var topic campus.ID
			var right bool
			err := scan(&topic, &right)
			if sure++; !right {
				c.t.Fatalf("%s: the tally of %s is wrong", when, topic)
			}
			return err
		})
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return sure
}

func TestActivityGoesWithTheSpace(t *testing.T) {
	c := newCopy(t)
	c.do(campus.Say(c.space, c.space, "x").Changes...)
	if err := c.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		_, err := tx.Exec(`DELETE FROM records WHERE space=?`, c.space)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	got, err := c.Activity(ctx, []campus.ID{c.space})
	if err != nil || len(got) != 0 {
		t.Errorf("%v, %v", got, err)
	}
}
