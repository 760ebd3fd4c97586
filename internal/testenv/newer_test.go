package testenv_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync"
	"rantau/sync/protocol"
)

// newer is the way to a server of next year: it says things that nobody here knows.
type newer struct {
	protocol.Service
	space  campus.ID
	id     campus.ID
	tell   bool
	cursor string // where the copy stands: the page brings it no further
}

func (n *newer) Sync(ctx context.Context, token string, in protocol.Request, item func(protocol.Item) error) error {
	return n.Service.Sync(ctx, token, in, func(i protocol.Item) error {
		if i.End != nil && n.tell {
			n.tell = false
			hologram := campus.Record{ID: n.id, Kind: "hologram", Seq: 1, Author: campus.NewID(), Body: campus.Body(`{"depth":3,"light":"blue"}`)}
			var ripple, record protocol.Item
			if err := json.Unmarshal([]byte(`{"ripple":{"of":1}}`), &ripple); err != nil {
				return err
			}
			ripple.Raw = []byte(`{"ripple":{"of":1}}`)
			line, err := protocol.Marshal(map[string]any{"record": map[string]any{"id": hologram.ID, "kind": hologram.Kind, "seq": 1, "author": hologram.Author, "created": 1795000000000, "body": json.RawMessage(hologram.Body)}})
			if err != nil {
				return err
			}
			if err := json.Unmarshal(line, &record); err != nil {
				return err
			}
			page := protocol.Item{Page: &protocol.PageItem{Cursor: n.cursor}}
			for _, one := range []protocol.Item{ripple, {Space: &protocol.SpaceItem{ID: n.space, Role: campus.Member}}, record, page} {
				if err := item(one); err != nil {
					return err
				}
			}
		}
		return item(i)
	})
}

// tooOld is a server that speaks another version.
type tooOld struct{ protocol.Service }

func (tooOld) Sync(context.Context, string, protocol.Request, func(protocol.Item) error) error {
	return campus.Errorf(protocol.TooOld, "this program is too old for the server")
}

// TestANewerClientBeside: fields, kinds and lines of next year are kept and passed on by who
// does not know them; and a program that is too old says so, and goes on saving.
func TestANewerClientBeside(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	lesson := campus.NewID()
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(lesson, "lesson", &campus.Lesson{Title: "Soil", Order: "n"})}})
	siti.Sync()

	// A field: written by a newer program of the teacher's, edited around by this one.
	next := e.Device("siti")
	set := next.Forge(class, campus.Change{Record: lesson, Kind: "lesson", Set: map[string]json.RawMessage{"mood": json.RawMessage(`{"wind":[1,2.50]}`)}})
	if items, err := next.Send(set); err != nil || testenv.Outcome(items, set).State != campus.Taken {
		t.Fatalf("%+v, %v", testenv.Outcome(items, set), err)
	}
	siti.Sync()
	testenv.Edit(siti, lesson, func(l *campus.Lesson) { l.Title = "Soil and water" })
	siti.Sync()
	dara.Sync()
	for _, d := range []*testenv.Device{siti, dara} {
		d.Restart()
		if b := string(d.Get(lesson).Body); !strings.Contains(b, `"mood":{"wind":[1,2.50]}`) || !strings.Contains(b, "Soil and water") {
			t.Errorf("%s has %s", d.Name, b)
		}
	}

	// A kind and a line.
	table, _, err := dara.Cursors(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	svc := &newer{Service: dara.Svc, space: class, id: campus.NewID(), tell: true, cursor: table[class]}
	if _, err := sync.Sync(t.Context(), dara.Replica, svc, nil); err != nil || svc.tell {
		t.Fatalf("a server of next year: %v", err)
	}
	dara.Restart()
	r, err := dara.Record(t.Context(), svc.id)
	if err != nil || r.Kind != "hologram" || string(r.Body) != `{"depth":3,"light":"blue"}` {
		t.Errorf("what it does not know became %+v, %v", r, err)
	}
	dara.Do(campus.Say(class, class, "It goes on"))
	dara.Sync()
	if n, _ := dara.Waiting(t.Context()); len(n) != 0 {
		t.Errorf("%d wait", len(n))
	}

	// Too old: it says so, and what is saved waits.
	files := sync.NewFiles(dara.Replica, tooOld{dara.Svc}, dara.Blobs(), t.TempDir())
	engine := sync.Start(dara.Replica, tooOld{dara.Svc}, files)
	defer func() { engine.Stop(); files.Stop() }()
	testenv.Wait(t, "it says that it is too old", func() bool { return engine.Status().Line == campus.TooOld })
	dara.Do(campus.Say(class, class, "Saved all the same"))
	testenv.Wait(t, "it waits", func() bool { return engine.Status().Waiting == 1 })
}
