package journey

import (
	"errors"

	"rantau/assets/sample"
	"rantau/campus"
	"rantau/storage"
	"rantau/sync"
	"rantau/sync/protocol"
	"rantau/sync/rest"
)

// wire asks the server for the class as a program would that somebody else has
// changed to ask for more than is theirs.
func (p *play) wire() {
	space, class, ok := p.server.find("class", p.course.title)
	if !ok {
		p.fail("the class is not on the server")
	}
	_, document, ok := p.server.find("document", "lesson-1.pdf")
	if !ok {
		p.fail("the document is not on the server")
	}
	svc, err := rest.New("http://" + p.server.address)
	p.must(err, "reach the server")
	r, err := storage.Open(p.folder("stranger"), nil)
	p.must(err, "open a copy")
	defer func() { _ = r.Close() }()
	p.must(sync.SignIn(p.ctx, r, svc, "", outsider, sample.Password), "sign in")
	_, err = sync.Sync(p.ctx, r, svc, nil)
	p.must(err, "sync")
	if _, err := r.Record(p.ctx, campus.ID(class)); campus.CodeOf(err) != campus.NotFound {
		p.fail("the copy of somebody else has the class: %v", err)
	}
	token := r.Identity().Token
	p.cursors(svc, token, campus.ID(space))
	ref := protocol.DocumentRef{Space: campus.ID(space), Document: campus.ID(document)}
	if m, err := svc.Manifest(p.ctx, token, ref); err == nil {
		p.fail("the server gave the document's manifest, %d bytes", len(m))
	}
	err = svc.GetChunks(p.ctx, token, protocol.GetChunks{DocumentRef: ref, Chunks: p.chunks()}, func([]byte) error {
		return errors.New("a chunk came")
	})
	if err == nil || campus.CodeOf(err) == "" {
		p.fail("asked for chunks of the document: %v", err)
	}
	p.write(r, svc, campus.ID(space))
}

// cursors asks for the space as if it had been read before.
func (p *play) cursors(svc protocol.Service, token string, space campus.ID) {
	for _, cursor := range []string{"", "0", "x"} {
		req := protocol.Request{Version: protocol.Version, Digest: "none", Whole: true, Cursors: map[campus.ID]string{space: cursor}}
		_ = svc.Sync(p.ctx, token, req, func(i protocol.Item) error {
			if i.Space != nil && i.Space.ID == space {
				p.fail("the server sent something of the class")
			}
			return nil
		})
	}
}

// chunks are those of any document on the server.
func (p *play) chunks() []string {
	var hash string
	p.must(p.server.db.QueryRowContext(p.ctx, `SELECT chunk FROM brought LIMIT 1`).Scan(&hash), "name a chunk")
	return []string{hash}
}

// write sends a post into the class, signed by somebody who is no member.
func (p *play) write(r *storage.Replica, svc protocol.Service, space campus.ID) {
	who := r.Identity()
	set := campus.Set{Server: who.Server, Device: who.Device(), Space: space, Number: 1,
		Changes: campus.Say(space, space, "let me in").Changes}
	b := set.Encode()
	req := protocol.Request{Version: protocol.Version, Digest: "none", Whole: true,
		Sets: []protocol.SignedSet{{Bytes: string(b), Signature: campus.SignSet(who.Key, b)}}}
	err := svc.Sync(p.ctx, who.Token, req, func(protocol.Item) error { return nil })
	if n := p.server.count("post", "let me in"); n > 0 {
		p.fail("the server took a post of somebody who is no member (%v)", err)
	}
}
