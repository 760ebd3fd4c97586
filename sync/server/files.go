package server

import (
	"context"
	"errors"
	"io"
	"slices"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// Offer implements protocol.Service. A chunk counts as here only when this
// person brought it or may read it in a stored document: that the store keeps
// equal chunks once is nobody's business.
func (s *Server) Offer(ctx context.Context, token string, in protocol.Offer) (protocol.Wanted, error) {
	d, err := s.device(ctx, token)
	if err != nil {
		return protocol.Wanted{}, err
	}
	m, err := blob.ParseManifest([]byte(in.Manifest))
	if err != nil {
		return protocol.Wanted{}, err
	}
	rec, doc, role, err := s.document(ctx, d.person, in.DocumentRef)
	if err != nil {
		return protocol.Wanted{}, err
	}
	switch {
	case rec.Author != d.person && rec.Editor != d.person && !role.Leads():
		return protocol.Wanted{}, campus.Errorf(campus.Forbidden, "only who added the document brings its file")
	case doc.Manifest != blob.Hash([]byte(in.Manifest)):
		return protocol.Wanted{}, campus.Errorf(campus.Changed, "the document names another file by now")
	case doc.Size != m.Size:
		return protocol.Wanted{}, campus.Errorf(campus.Invalid, "the document's size is not that of its file")
	case doc.Stored == doc.Manifest:
		return protocol.Wanted{Stored: true}, nil
	}
	missing, err := s.missing(ctx, d.person, m)
	if err != nil || len(missing) > 0 {
		return protocol.Wanted{Chunks: missing}, err
	}
	return protocol.Wanted{Stored: true}, s.store(ctx, in, rec, doc)
}

// missing lists the chunks that this person has still to bring.
func (s *Server) missing(ctx context.Context, person campus.ID, m blob.Manifest) ([]string, error) {
	var out []string
	err := s.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		for _, hash := range m.Hashes() {
			var one int
			brought, err := tx.Maybe(`SELECT 1 FROM brought WHERE person=? AND chunk=?`, []any{person, hash}, &one)
			if err != nil {
				return err
			}
			if !brought || !s.blobs.Has(hash) {
				out = append(out, hash)
			}
		}
		return nil
	})
	return out, err
}

// store keeps the manifest and marks the document as stored: a change that the
// server authors.
func (s *Server) store(ctx context.Context, in protocol.Offer, rec campus.Record, doc campus.Document) error {
	if err := s.blobs.Put(doc.Manifest, []byte(in.Manifest)); err != nil {
		return err
	}
	err := s.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		_, err := tx.Exec(`INSERT OR IGNORE INTO stored VALUES (?,?)`, in.Space, doc.Manifest)
		return err
	})
	if err != nil {
		return err
	}
	now := doc
	now.Stored = doc.Manifest
	c, changed := campus.Edit(rec, &now)
	if !changed {
		return nil
	}
	return s.Import(ctx, Import{Action: campus.Action{Space: in.Space, Changes: []campus.Change{c}}})
}

// document gives a document that the person may read, and the person's role.
func (s *Server) document(ctx context.Context, person campus.ID, ref protocol.DocumentRef) (campus.Record, campus.Document, campus.Role, error) {
	var rec campus.Record
	var head spaceHead
	err := s.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		var found bool
		var err error
		if head, found, err = spaceFor(tx, ref.Space, person); err != nil || !found {
			return orNotFound(err)
		}
		found, err = tx.Maybe(`SELECT audience, author, editor, body FROM records WHERE space=? AND id=? AND kind='document' AND deleted=0`,
			[]any{ref.Space, ref.Document}, &rec.Audience, &rec.Author, &rec.Editor, (*[]byte)(&rec.Body))
		if err != nil || !found || !campus.MayRead(campus.Actor{Person: person, Role: head.role}, rec.Audience) {
			return orNotFound(err)
		}
		rec.ID, rec.Kind, rec.Space = ref.Document, "document", ref.Space
		return nil
	})
	return rec, campus.As[campus.Document](rec), head.role, err
}

// orNotFound says the same of what is not there and of what is not theirs.
func orNotFound(err error) error {
	if err != nil {
		return err
	}
	return campus.Errorf(campus.NotFound, "the server has no such document for you")
}

// PutChunks implements protocol.Service.
func (s *Server) PutChunks(ctx context.Context, token string, next func() ([]byte, error)) error {
	d, err := s.device(ctx, token)
	if err != nil {
		return err
	}
	var chunks []blob.Chunk
	size := 0
	for {
		b, err := next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if size += len(b); len(b) > protocol.MaxChunk || size > protocol.MaxPut {
			return campus.Errorf(campus.TooLarge, "a request brings up to %d MB of chunks", protocol.MaxPut>>20)
		}
		b = slices.Clone(b)
		chunks = append(chunks, blob.Chunk{Hash: blob.Hash(b), Data: b})
	}
	if err := s.blobs.PutAll(ctx, chunks); err != nil {
		return err
	}
	return s.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		for _, c := range chunks {
			if _, err := tx.Exec(`INSERT OR IGNORE INTO brought VALUES (?,?)`, d.person, c.Hash); err != nil {
				return err
			}
		}
		return nil
	})
}

// Manifest implements protocol.Service.
func (s *Server) Manifest(ctx context.Context, token string, ref protocol.DocumentRef) ([]byte, error) {
	d, err := s.device(ctx, token)
	if err != nil {
		return nil, err
	}
	return s.manifest(ctx, d, ref)
}

func (s *Server) manifest(ctx context.Context, d device, ref protocol.DocumentRef) ([]byte, error) {
	_, doc, _, err := s.document(ctx, d.person, ref)
	if err != nil {
		return nil, err
	}
	stored := false
	err = s.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		var one int
		var err error
		stored, err = tx.Maybe(`SELECT 1 FROM stored WHERE space=? AND manifest=?`, []any{ref.Space, doc.Manifest}, &one)
		return err
	})
	if err != nil {
		return nil, err
	}
	if !stored {
		return nil, campus.Errorf(campus.NotHere, "the server does not have the file of this document yet; it comes from its author's computer")
	}
	return s.blobs.Get(doc.Manifest)
}

// GetChunks implements protocol.Service.
func (s *Server) GetChunks(ctx context.Context, token string, in protocol.GetChunks, chunk func([]byte) error) error {
	d, err := s.device(ctx, token)
	if err != nil {
		return err
	}
	if len(in.Chunks) > protocol.MaxChunks {
		return campus.Errorf(campus.TooLarge, "a request asks for up to %d chunks", protocol.MaxChunks)
	}
	b, err := s.manifest(ctx, d, in.DocumentRef)
	if err != nil {
		return err
	}
	m, err := blob.ParseManifest(b)
	if err != nil {
		return err
	}
	has := map[string]bool{}
	for _, h := range m.Hashes() {
		has[h] = true
	}
	for _, h := range in.Chunks {
		if !has[h] {
			return campus.Errorf(campus.NotFound, "this chunk is not of this document")
		}
		b, err := s.blobs.Get(h)
		if err != nil {
			return err
		}
		if err := chunk(b); err != nil {
			return err
		}
	}
	return nil
}

// StoreFile keeps a file's bytes for a document that was imported (the sample
// campus), as if its author had brought them.
func (s *Server) StoreFile(ctx context.Context, author, space campus.ID, r io.Reader) (manifest string, err error) {
	hash, m, err := s.blobs.Add(ctx, r)
	if err != nil {
		return "", err
	}
	return hash, s.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		for _, h := range m.Hashes() {
			if _, err := tx.Exec(`INSERT OR IGNORE INTO brought VALUES (?,?)`, author, h); err != nil {
				return err
			}
		}
		_, err := tx.Exec(`INSERT OR IGNORE INTO stored VALUES (?,?)`, space, hash)
		return err
	})
}
