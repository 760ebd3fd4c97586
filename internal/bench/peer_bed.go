package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"rantau/campus"
	"rantau/sync/protocol"
)

// peer is PouchDB with express-pouchdb, holding the records of a bed.
type peer struct {
	dir     string
	server  *node
	plain   string // host and port of the server as it comes
	tuned   string // and tuned
	records int
	posts   []map[string]json.RawMessage // pushed from here
	nth     atomic.Int64
}

// pulledFrom is the database that holds the records of the bed.
const pulledFrom = "pulled"

func newPeer(ctx context.Context, b *bed) (*peer, error) {
	if err := install(ctx); err != nil {
		return nil, err
	}
	p := &peer{dir: filepath.Join(b.dir, "peer")}
	var err error
	if p.server, err = startNode(ctx, "server.js", filepath.Join(p.dir, "server")); err != nil {
		return nil, err
	}
	if err = p.listen(); err == nil {
		err = p.load(ctx, b)
	}
	if err != nil {
		p.close()
		return nil, err
	}
	return p, nil
}

// listen learns where the server listens.
func (p *peer) listen() error {
	said, err := p.server.line()
	if err != nil {
		return err
	}
	ports := strings.Fields(said)
	if len(ports) != 2 {
		return fmt.Errorf("the server said %q", said)
	}
	p.plain, p.tuned = "127.0.0.1:"+ports[0], "127.0.0.1:"+ports[1]
	return nil
}

func (p *peer) url(address, db string) string { return "http://" + address + "/" + db }

// load gives the peer what our server would send to an empty copy, a document for each
// record, with the same fields.
func (p *peer) load(ctx context.Context, b *bed) error {
	d, err := b.device(ctx, "p0", b.address)
	if err != nil {
		return err
	}
	defer d.Close()
	var docs []map[string]json.RawMessage
	whole := protocol.Request{Version: protocol.Version, Digest: protocol.Digest(nil), Whole: true}
	err = b.server.Sync(ctx, d.Identity().Token, whole, func(i protocol.Item) error {
		if i.Record == nil {
			return nil
		}
		line, err := protocol.Marshal(i.Record)
		if err != nil {
			return err
		}
		doc := map[string]json.RawMessage{}
		if err := json.Unmarshal(line, &doc); err != nil {
			return err
		}
		doc["_id"] = doc["id"]
		delete(doc, "id")
		docs = append(docs, doc)
		if i.Record.Kind == "post" && len(p.posts) < pushed {
			p.posts = append(p.posts, doc)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := put(ctx, "PUT", p.url(p.tuned, pulledFrom), nil); err != nil {
		return err
	}
	p.records = len(docs)
	for len(docs) > 0 {
		n := min(len(docs), 1000)
		body, err := json.Marshal(map[string]any{"docs": docs[:n]})
		if err != nil {
			return err
		}
		if err := put(ctx, "POST", p.url(p.tuned, pulledFrom)+"/_bulk_docs", body); err != nil {
			return err
		}
		docs = docs[n:]
	}
	return nil
}

// file writes posts under new names, for a client to save; with a text, one that says
// it.
func (p *peer) file(n int, text string) (string, error) {
	var lines bytes.Buffer
	for _, post := range p.posts[:n] {
		doc := map[string]any{}
		for k, v := range post {
			doc[k] = v
		}
		doc["_id"] = campus.NewID()
		if text != "" {
			doc["body"] = map[string]any{"text": text}
		}
		line, err := json.Marshal(doc)
		if err != nil {
			return "", err
		}
		lines.Write(append(line, '\n'))
	}
	path := filepath.Join(p.dir, fmt.Sprintf("docs-%d", p.nth.Add(1)))
	return path, os.WriteFile(path, lines.Bytes(), 0o600)
}

// add has a document turn up on the server.
func (p *peer) add(ctx context.Context, db, text string) error {
	path, err := p.file(1, text)
	if err != nil {
		return err
	}
	doc, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return put(ctx, "POST", p.url(p.tuned, db), doc)
}

func (p *peer) close() { p.server.close() }
