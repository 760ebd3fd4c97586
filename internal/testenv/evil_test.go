package testenv_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
	"rantau/sync"
	"rantau/sync/protocol"
)

// evil is a server that answers what it likes.
type evil struct {
	protocol.Service
	items []protocol.Item
	asked int
	offer protocol.Wanted
	put   int
}

func (e *evil) Sync(ctx context.Context, _ string, _ protocol.Request, item func(protocol.Item) error) error {
	e.asked++
	for _, i := range e.items {
		if err := item(i); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (e *evil) Offer(context.Context, string, protocol.Offer) (protocol.Wanted, error) {
	e.asked++
	return e.offer, nil
}

func (e *evil) PutChunks(_ context.Context, _ string, next func() ([]byte, error)) error {
	for {
		if _, err := next(); err != nil {
			return nil
		}
		e.put++
	}
}

// TestEvilAnswers: each answer is a clear error or has no effect, ends soon, and
// the replica works afterwards.
func TestEvilAnswers(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	space, now := campus.NewID(), time.Now().UnixMilli()
	end := protocol.Item{End: &protocol.EndItem{Time: now}}
	record := func(id campus.ID, body string) protocol.Item {
		return protocol.Item{Record: &protocol.RecordItem{ID: id, Kind: "post", Seq: 1, Body: json.RawMessage(body)}}
	}
	in := protocol.Item{Space: &protocol.SpaceItem{ID: space, Role: campus.Member}}
	page := protocol.Item{Page: &protocol.PageItem{Cursor: "m1.aaaaaaaa"}}
	for name, c := range map[string]struct {
		items []protocol.Item
		fails bool
	}{
		"a page for no space":       {[]protocol.Item{page, end}, true},
		"a record for no space":     {[]protocol.Item{record(campus.NewID(), `{}`), end}, true},
		"a body that is a number":   {[]protocol.Item{in, record(campus.NewID(), `5`), page, end}, true},
		"a record without ID":       {[]protocol.Item{in, record("", `{}`), page, end}, true},
		"a space without ID":        {[]protocol.Item{{Space: &protocol.SpaceItem{Role: campus.Member}}, page, end}, true},
		"more for ever":             {[]protocol.Item{{End: &protocol.EndItem{Time: now, More: true}}}, true},
		"cursors for ever":          {[]protocol.Item{{End: &protocol.EndItem{Time: now, Cursors: true}}}, true},
		"forked for ever":           {[]protocol.Item{{Outcome: &campus.Outcome{Space: space, Number: 1, State: campus.Later, Code: campus.Forked}}, end}, true},
		"want for ever":             {[]protocol.Item{{Outcome: &campus.Outcome{Space: space, Number: 1, State: campus.Later, Code: campus.Want, Want: 1}}, end}, true},
		"back for ever":             {[]protocol.Item{{Back: &protocol.BackItem{Space: space}}, end}, true},
		"left another's membership": {[]protocol.Item{{Left: &protocol.LeftItem{Space: space, Membership: campus.NewID()}}, end}, true},
		"an outcome for nothing":    {[]protocol.Item{{Outcome: &campus.Outcome{Space: space, Number: 77, State: campus.Taken, Seq: 9}}, end}, true},
		"an outcome of no state":    {[]protocol.Item{{Outcome: &campus.Outcome{Space: space, Number: 1, State: "eaten"}}, end}, false},
		"something new":             {[]protocol.Item{{Raw: json.RawMessage(`{"hologram":1}`)}, end}, false},
	} {
		t.Run(name, func(t *testing.T) {
			e := testenv.New(t, false, "teacher:siti")
			siti := e.Device("siti")
			a := campus.NewClass(siti.Me(), campus.Course{Title: "T"})
			for i := range c.items { // outcomes are about the class that waits
				if o := c.items[i].Outcome; o != nil {
					o.Space = a.Space
				}
				if b := c.items[i].Back; b != nil {
					b.Space = a.Space
				}
			}
			siti.Do(a)
			bad := &evil{Service: siti.Svc, items: c.items}
			ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
			defer cancel()
			_, err := sync.Sync(ctx, siti.Replica, bad, nil)
			if (err != nil) != c.fails || err != nil && campus.CodeOf(err) == campus.Internal {
				t.Errorf("%v (%s)", err, campus.CodeOf(err))
			}
			if bad.asked > 20 {
				t.Errorf("it asked %d times", bad.asked)
			}
			siti.Sync()
			if w, _ := siti.Waiting(context.Background()); len(w) != 0 || !siti.Has(a.Space) {
				t.Errorf("afterwards %d sets wait and the class is here: %v", len(w), siti.Has(a.Space))
			}
		})
	}
}

// TestEvilOffers: a server that never has enough, or wants what is none of its
// business, gets neither patience nor bytes.
func TestEvilOffers(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	for name, offer := range map[string]protocol.Wanted{
		"neither stored nor wanted": {},
		"somebody else's chunk":     {Chunks: []string{"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}},
		"a path":                    {Chunks: []string{"../../replica.db"}},
		"the same again and again":  {Chunks: nil, Stored: false},
	} {
		t.Run(name, func(t *testing.T) {
			e := testenv.New(t, false, "teacher:siti")
			siti := e.Device("siti")
			class := newClass(e, siti)
			path := filepath.Join(t.TempDir(), "a.txt")
			if err := os.WriteFile(path, []byte("hello"), 0o600); err != nil {
				t.Fatal(err)
			}
			doc, err := siti.Files.Add(context.Background(), path)
			if err != nil {
				t.Fatal(err)
			}
			siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(campus.NewID(), "document", &doc)}})
			siti.Sync()
			bad := &evil{Service: siti.Svc, offer: offer}
			files := sync.NewFiles(siti.Replica, bad, siti.Blobs(), t.TempDir())
			defer files.Stop()
			ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
			defer cancel()
			err = files.Upload(ctx)
			if err == nil || campus.CodeOf(err) == campus.Internal || bad.asked > 20 || bad.put > 0 {
				t.Errorf("%v; asked %d times, got %d chunks", err, bad.asked, bad.put)
			}
			if err := siti.Files.Upload(context.Background()); err != nil {
				t.Errorf("to the right server: %v", err)
			}
		})
	}
}
