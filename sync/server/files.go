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

// Offer implements protocol.Service.
func (s *Server) Offer(ctx context.Context, token string, in protocol.Offer) (protocol.Wanted, error) {
	d, err := s.device(ctx, token)
	if err != nil {
		return protocol.Wanted{}, err
	}
	wanted, whole, err := s.offered(ctx, d.person, in, protocol.MaxWanted)
	if err != nil || whole == nil {
		return wanted, err
	}
	return wanted, s.store(ctx, *whole)
}

// whole is a file of which nothing is missing.
type whole struct {
	space    campus.ID
	hash     string
	manifest []byte
	rec      campus.Record
}

// offered looks at an offer: which chunks are to be sent, up to so many, or, where none are
// missing, what is to be stored. A chunk counts as here only when this person brought it:
// that the store keeps equal chunks once is nobody's business.
func (s *Server) offered(ctx context.Context, person campus.ID, in protocol.Offer, most int) (protocol.Wanted, *whole, error) {
	m, err := blob.ParseManifest([]byte(in.Manifest))
	if err != nil {
		return protocol.Wanted{}, nil, err
	}
	rec, doc, role, err := s.document(ctx, person, in.DocumentRef)
	if err != nil {
		return protocol.Wanted{}, nil, err
	}
	hash := blob.Hash([]byte(in.Manifest))
	file, named := rec.File(hash)
	switch {
	case rec.Author != person && rec.Editor != person && file.By != person && !role.Leads():
		return protocol.Wanted{}, nil, campus.Errorf(campus.Forbidden, "only who added the document brings its file")
	case !named:
		return protocol.Wanted{}, nil, campus.Errorf(campus.Changed, "the document names another file by now")
	case file.Size != m.Size || hash == doc.Manifest && doc.Size != m.Size:
		return protocol.Wanted{}, nil, campus.Errorf(campus.Invalid, "the document's size is not that of its file")
	case doc.Stored == hash:
		return protocol.Wanted{Stored: true}, nil, nil
	}
	missing, all, err := s.missing(ctx, person, m, most)
	if err != nil || !all {
		return protocol.Wanted{Chunks: missing}, nil, err
	}
	return protocol.Wanted{Stored: true}, &whole{in.Space, hash, []byte(in.Manifest), rec}, nil
}

// missing lists the next chunks that this person has to bring, up to so many, and notes that
// they were asked for; all tells that none is missing.
func (s *Server) missing(ctx context.Context, person campus.ID, m blob.Manifest, most int) (out []string, all bool, err error) {
	now := s.now().UnixMilli()
	err = s.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		out, all = nil, true
		var used, fresh int64
		if err := tx.Row(`SELECT coalesce(sum(size),0) FROM brought WHERE person=?`, []any{person}, &used); err != nil {
			return err
		}
		for _, p := range m.Unique() {
			var one int
			brought, err := tx.Maybe(`SELECT 1 FROM brought WHERE person=? AND chunk=?`, []any{person, p.Hash}, &one)
			if err != nil {
				return err
			}
			if size, err := s.blobs.Size(p.Hash); brought && err == nil {
				if size != int64(p.Size) {
					return campus.Errorf(campus.Invalid, "the manifest gives a chunk another length than it has")
				}
				continue
			}
			if fresh += int64(p.Size); used+fresh > s.quota {
				return campus.Errorf(campus.TooLarge, "with this file yours would take more than the %d GB that a person has on the server; delete some, or ask the secretariat", s.quota>>30)
			}
			all = false
			if len(out) >= most {
				continue // the rest is asked for when these have come
			}
			if _, err := tx.Exec(`INSERT OR REPLACE INTO wanted VALUES (?,?,?,?)`, person, p.Hash, p.Size, now); err != nil {
				return err
			}
			out = append(out, p.Hash)
		}
		return nil
	})
	return out, all, err
}

// store keeps manifests and, where each is that of the file that its document has, marks it
// as stored: changes that the server authors.
func (s *Server) store(ctx context.Context, all ...whole) error {
	var lists []blob.Chunk
	for _, w := range all {
		lists = append(lists, blob.Chunk{Hash: w.hash, Data: w.manifest})
	}
	if err := s.blobs.PutAll(ctx, lists); err != nil {
		return err
	}
	err := s.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		for _, w := range all {
			if _, err := tx.Exec(`INSERT OR IGNORE INTO stored VALUES (?,?)`, w.space, w.hash); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	var marks []Import
	for _, w := range all {
		doc := campus.As[campus.Document](w.rec)
		if doc.Manifest != w.hash {
			continue
		}
		doc.Stored = doc.Manifest
		if c, changed := campus.Edit(w.rec, &doc); changed {
			marks = append(marks, Import{Action: campus.Action{Space: w.space, Changes: []campus.Change{c}}})
		}
	}
	if len(marks) == 0 {
		return nil
	}
	return s.Import(ctx, marks...)
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
		rec.Versions = nil
		return tx.Rows(`SELECT fields, author, at, audience FROM versions WHERE space=? AND id=?`, []any{ref.Space, ref.Document}, func(scan func(...any) error) error {
			var v campus.Version
			var audience campus.Audience
			err := scan((*[]byte)(&v.Fields), &v.Author, &v.At, &audience)
			if err == nil && campus.MayRead(campus.Actor{Person: person, Role: head.role}, audience) {
				v.ID = campus.DerivedID(string(v.Fields)) // only told apart here
				rec.Versions = append(rec.Versions, v)
			}
			return err
		})
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

// PutChunks implements protocol.Service. Only what an answer to this person's
// offer asked for is taken; what came before is passed over. Of a request that is cut, what
// came whole is kept.
func (s *Server) PutChunks(ctx context.Context, token string, next func() ([]byte, error)) error {
	d, err := s.device(ctx, token)
	if err != nil {
		return err
	}
	return s.put(ctx, d, next)
}

func (s *Server) put(ctx context.Context, d device, next func() ([]byte, error)) (err error) {
	var came [][]byte // read first and looked at then: what waits in the line's buffers is lost with a cut
	var cut error
	size := 0
	for {
		b, err := next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && campus.CodeOf(err) == campus.TooLarge {
			return err
		}
		if err != nil {
			cut = err
			break
		}
		if size += len(b); len(b) > protocol.MaxChunk || size > protocol.MaxPut || len(came) == protocol.MaxChunks {
			return campus.Errorf(campus.TooLarge, "a request brings up to %d chunks, %d MB together", protocol.MaxChunks, protocol.MaxPut>>20)
		}
		came = append(came, slices.Clone(b))
	}
	var chunks []blob.Chunk
	for _, b := range came {
		chunks = append(chunks, blob.Chunk{Hash: blob.Hash(b), Data: b})
	}
	ctx = context.WithoutCancel(ctx) // a line that was cut ends the request, not this
	if chunks, err = s.askedFor(ctx, d.person, chunks); err != nil {
		return err
	}
	if err := s.blobs.PutAll(ctx, chunks); err != nil {
		return err
	}
	if err := s.bring(ctx, d.person, chunks); err != nil {
		return err
	}
	return cut
}

// bring notes that a person has brought chunks.
func (s *Server) bring(ctx context.Context, person campus.ID, chunks []blob.Chunk) error {
	if len(chunks) == 0 {
		return nil
	}
	return s.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		for _, c := range chunks {
			if _, err := tx.Exec(`INSERT OR REPLACE INTO brought (person, chunk, size) VALUES (?,?,?)`, person, c.Hash, len(c.Data)); err != nil {
				return err
			}
			if _, err := tx.Exec(`DELETE FROM wanted WHERE person=? AND chunk=?`, person, c.Hash); err != nil {
				return err
			}
		}
		return nil
	})
}

// askedFor keeps of some chunks those that were asked for. One that nobody asked
// for refuses them all.
func (s *Server) askedFor(ctx context.Context, person campus.ID, chunks []blob.Chunk) (out []blob.Chunk, err error) {
	err = s.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		for _, c := range chunks {
			var size, one int
			wanted, err := tx.Maybe(`SELECT size FROM wanted WHERE person=? AND chunk=?`, []any{person, c.Hash}, &size)
			if err != nil {
				return err
			}
			if wanted && size != len(c.Data) {
				return campus.Errorf(campus.Invalid, "the manifest gives this chunk another length")
			}
			if wanted {
				out = append(out, c)
				continue
			}
			brought, err := tx.Maybe(`SELECT 1 FROM brought WHERE person=? AND chunk=?`, []any{person, c.Hash}, &one)
			if err != nil {
				return err
			}
			if !brought {
				return campus.Errorf(campus.NotFound, "nobody asked for these bytes; offer the document first")
			}
		}
		return nil
	})
	return out, err
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
	room := protocol.MaxManifest
	return s.manifestIn(ctx, d, ref, &room)
}

// manifestIn is manifest where there is room for it: long lists are not read by the hundred.
func (s *Server) manifestIn(ctx context.Context, d device, ref protocol.DocumentRef, room *int) ([]byte, error) {
	hash, err := s.manifestOf(ctx, d, ref)
	if err != nil {
		return nil, err
	}
	if size, err := s.blobs.Size(hash); err == nil && size > int64(*room) && size <= protocol.MaxManifest {
		return nil, campus.Errorf(campus.TooLarge, "the lists of these documents are long; ask for this one alone")
	}
	b, err := s.blobs.Get(hash)
	*room -= len(b)
	return b, err
}

// manifestOf names the manifest of a stored document that the person may read.
func (s *Server) manifestOf(ctx context.Context, d device, ref protocol.DocumentRef) (string, error) {
	rec, _, _, err := s.document(ctx, d.person, ref)
	if err != nil {
		return "", err
	}
	file, named := rec.File(ref.Version)
	if !named {
		return "", orNotFound(nil)
	}
	stored := false
	err = s.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		var one int
		var err error
		stored, err = tx.Maybe(`SELECT 1 FROM stored WHERE space=? AND manifest=?`, []any{ref.Space, file.Manifest}, &one)
		return err
	})
	if err == nil && !stored {
		err = campus.Errorf(campus.NotHere, "the server does not have the file of this document yet; it comes from its author's computer")
	}
	return file.Manifest, err
}

// GetChunks implements protocol.Service.
func (s *Server) GetChunks(ctx context.Context, token string, in protocol.GetChunks, chunk func([]byte) error) error {
	d, err := s.device(ctx, token)
	if err != nil {
		return err
	}
	return s.chunks(ctx, d, []protocol.GetChunks{in}, chunk)
}

// chunks gives chunks of documents, if all of them are of documents that the person may read.
func (s *Server) chunks(ctx context.Context, d device, all []protocol.GetChunks, chunk func([]byte) error) error {
	if (protocol.Gets{Gets: all}).Count() > protocol.MaxChunks {
		return campus.Errorf(campus.TooLarge, "a request asks for up to %d chunks", protocol.MaxChunks)
	}
	room := protocol.MaxManifest
	for _, in := range all {
		b, err := s.manifestIn(ctx, d, in.DocumentRef, &room)
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
		}
	}
	for _, in := range all {
		for _, h := range in.Chunks {
			b, err := s.blobs.Get(h)
			if err != nil {
				return err
			}
			if err := chunk(b); err != nil {
				return err
			}
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
		for _, p := range m.Unique() {
			if _, err := tx.Exec(`INSERT OR IGNORE INTO brought (person, chunk, size) VALUES (?,?,?)`, author, p.Hash, p.Size); err != nil {
				return err
			}
		}
		_, err := tx.Exec(`INSERT OR IGNORE INTO stored VALUES (?,?)`, space, hash)
		return err
	})
}
