package storage

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"rantau/campus"
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
	for seed := range uint64(20) {
		c := newCopy(t)
		rnd := rand.New(rand.NewPCG(seed, 1))
		topics := []campus.ID{c.space, campus.NewID(), campus.NewID()}
		var mine []campus.ID
		for step := range 60 {
			topic := topics[rnd.IntN(len(topics))]
			switch k := rnd.IntN(7); {
			case k < 2:
				say := campus.Say(c.space, topic, fmt.Sprint("post ", step))
				mine = append(mine, say.Changes[0].Record)
				c.do(say.Changes...)
			case k < 4: // from the server: new, or a deleted one
				body, _ := json.Marshal(map[string]string{"text": "x", "topic": string(topic)})
				c.page(campus.Owner, fmt.Sprintf("s%d.aaaaaaaa", step+2), &protocol.RecordItem{ID: campus.NewID(), Kind: "post", Seq: int64(step + 2), Author: campus.NewID(),
					Created: int64(step), Body: body, Deleted: rnd.IntN(4) == 0})
			case len(mine) == 0:
			case k == 4:
				if rec, err := c.Record(ctx, mine[0]); err == nil && !rec.Deleted {
					c.do(campus.Remove(rec))
				}
				mine = mine[1:]
			default: // changed on the server
				body, _ := json.Marshal(map[string]string{"text": "y", "topic": string(topic)})
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
		}
	}
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
