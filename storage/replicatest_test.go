package storage

import (
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"testing"

	"rantau/campus"
	"rantau/internal/replicatest"
	"rantau/sync/protocol"
)

func TestReplica(t *testing.T) {
	replicatest.Suite(t, func(t *testing.T) replicatest.Copy {
		r, err := Open(t.TempDir(), nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = r.Close() })
		_, key, _ := ed25519.GenerateKey(nil)
		if err := r.SignIn(ctx, protocol.Identity{Server: campus.NewID(), Person: campus.NewID(), Key: key, Token: "t"}); err != nil {
			t.Fatal(err)
		}
		n := 0
		return replicatest.Copy{Replica: r, Put: func(rec campus.Record, role campus.Role) {
			n++
			item := &protocol.RecordItem{ID: rec.ID, Kind: rec.Kind, Seq: int64(n), Audience: rec.Audience, Author: rec.Author, Created: rec.Created.UnixMilli(),
				Editor: rec.Editor, Edited: rec.Edited.UnixMilli(), Deleted: rec.Deleted, Body: json.RawMessage(rec.Body), Versions: rec.Versions}
			p := protocol.Page{Space: protocol.SpaceItem{ID: rec.Space, Role: role}, Records: []*protocol.RecordItem{item},
				End: protocol.PageItem{Cursor: fmt.Sprintf("s%d.aaaaaaaa", n), Whole: true}}
			if err := r.Apply(ctx, []protocol.Page{p}); err != nil {
				t.Fatal(err)
			}
		}}
	})
}
