package sync

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"time"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/sync/protocol"
)

// sending is a file on its way to the server.
type sending struct {
	ref      protocol.DocumentRef
	name     string
	manifest string
	m        blob.Manifest
	size     map[string]int // of its pieces
	named    bool           // by the document as it is here
	waiting  bool           // the record is not known to be on the server
	asked    bool           // by its person, whatever the line costs
	rounds   int
	begun    time.Time
	missing  int64 // bytes, when it was begun
	rest     int64 // of them
	sent     bool
	plain    bool // packed with what it resembles it was not taken
}

// piece is one that the server wants.
type piece struct {
	hash string
	of   *sending
}

// toSend makes a file ready to be sent; nil where there is nothing to send any more.
func (f *Files) toSend(ctx context.Context, ref protocol.DocumentRef) (*sending, error) {
	rec, err := f.store.Record(ctx, ref.Document)
	if err != nil && campus.CodeOf(err) != campus.NotFound {
		return nil, err
	}
	if err != nil || rec.Deleted || rec.Kind != "document" {
		return nil, f.store.Uploaded(ctx, ref) // deleted meanwhile
	}
	file, named := rec.File(ref.Version)
	b, err := f.blobs.Get(ref.Version)
	if err != nil && !gone(err) {
		return nil, err
	}
	if err != nil {
		slog.Error("a document's file is no longer on this computer", "document", ref.Document, "error", err)
		return nil, f.store.Uploaded(ctx, ref)
	}
	s := &sending{ref: ref, name: file.Name, manifest: string(b), size: map[string]int{}, named: named, waiting: rec.Waiting, asked: f.isAsked(ref.Version)}
	if s.m, err = blob.ParseManifest(b); err != nil {
		return nil, err
	}
	for _, p := range s.m.Pieces {
		s.size[p.Hash] = p.Size
	}
	return s, nil
}

// gone tells of an error that the bytes are not on this disk any more. Others pass: too many
// files are open, somebody else holds it.
func gone(err error) bool { return errors.Is(err, blob.ErrMissing) || errors.Is(err, blob.ErrDamaged) }

func (s *sending) offer() protocol.Offer {
	return protocol.Offer{DocumentRef: s.ref, Manifest: s.manifest}
}

// answered deals with the answer to an offer: which pieces are to be sent, none when all is
// done. A server that never has enough is not sent to for ever: a few rounds are for what it
// lost meanwhile.
func (f *Files) answered(ctx context.Context, s *sending, wanted protocol.Wanted, err error) ([]piece, error) {
	if campus.CodeOf(err) == campus.Changed && !s.named && !s.waiting {
		return nil, f.store.Uploaded(ctx, s.ref) // it was refused: neither side names it
	}
	if err != nil {
		return nil, err
	}
	if wanted.Stored {
		if s.sent {
			f.moved.Add(1)
		}
		f.mu.Lock()
		delete(f.asked, s.ref.Version)
		f.there[s.ref.Version] = true
		f.mu.Unlock()
		return nil, f.store.Uploaded(ctx, s.ref)
	}
	s.begun, s.missing = time.Now(), 0
	var out []piece
	for _, h := range wanted.Chunks {
		n, mine := s.size[h]
		if !mine {
			return nil, campus.Errorf(protocol.BadAnswer, "the server asks for bytes that are not of %s; nothing was sent", s.name)
		}
		s.missing += int64(n)
		out = append(out, piece{h, s})
	}
	s.rest, s.sent = s.missing, true
	if s.rounds++; len(out) == 0 || s.rounds > 3+len(s.m.Pieces)/protocol.MaxWanted {
		return nil, campus.Errorf(protocol.BadAnswer, "the server does not keep what it is sent of %s; it will be tried again", s.name)
	}
	return out, nil
}

// put sends pieces, which may be of several files. Those of a file that is held up meanwhile
// stay; errPaused where that leaves none.
func (f *Files) put(ctx context.Context, token string, want []piece) error {
	for len(want) > 0 {
		if f.off() {
			return errOff
		}
		want = slices.DeleteFunc(want, func(p piece) bool { return f.isPaused(p.of.ref.Document) })
		if len(want) == 0 {
			return errPaused
		}
		most, err := f.allowance(ctx, want[0].of.rest, want[0].of.asked)
		if err != nil {
			return err
		}
		some, bytes := fitting(want, most)
		if len(some) == 0 {
			return ErrSpent
		}
		began := time.Now()
		packed, err := f.putSome(ctx, token, some, len(some) == len(want))
		switch code := campus.CodeOf(err); {
		case err == nil && !packed: // what is packed says little of the line
			f.paced(bytes, time.Since(began))
		case err == nil:
		case packed && (ofOne(err) || code == protocol.BadAnswer):
			some[0].of.plain = true // they go as they are, if that may still be
			continue
		case (code == protocol.BadAnswer || code == campus.TooLarge) && f.refused(bytes):
			continue
		default:
			f.batch.Store(0)
			return err
		}
		f.got.Add(int64(bytes))
		want = want[len(some):]
	}
	return nil
}

// fitting takes the pieces that one request carries, and counts their bytes. None where the
// first is more than may go.
func fitting(want []piece, most int) (some []piece, bytes int) {
	for i, p := range want {
		n := p.of.size[p.hash]
		if i == protocol.MaxChunks || bytes+n > most {
			return want[:i], bytes
		}
		bytes += n
	}
	return want, bytes
}

// putSome sends pieces in one request, packed where they are all that is missing of a file that
// resembles another; last tells that they are all that are missing. What did not go is still
// to go.
func (f *Files) putSome(ctx context.Context, token string, some []piece, last bool) (packed bool, err error) {
	i, rest := 0, map[*sending]int64{}
	for _, p := range some {
		rest[p.of] = p.of.rest
	}
	defer func() {
		if err != nil {
			for s, n := range rest {
				s.rest = n
			}
		}
	}()
	next := func() ([]byte, error) {
		if i == len(some) {
			return nil, io.EOF
		}
		p := some[i]
		f.tellSending(ctx, p.of)
		b, err := f.blobs.Get(p.hash)
		p.of.rest -= int64(len(b))
		i++
		return b, err
	}
	if s := some[0].of; last && len(rest) == 1 && !s.plain && s.missing <= protocol.MaxLike {
		if like := f.like(ctx, s.ref.Document, s.m); like != nil {
			return true, f.svc.PatchChunks(ctx, token, protocol.Patch{DocumentRef: s.ref, Like: *like}, next)
		}
	}
	return false, f.svc.PutChunks(ctx, token, next)
}

// tellSending tells how far a file is.
func (f *Files) tellSending(ctx context.Context, s *sending) {
	f.tell(ctx, campus.Moving{What: campus.SendingFile, Name: s.name, Done: max(0, s.m.Size-s.rest), All: s.m.Size,
		Left: campus.Remaining(time.Since(s.begun), s.missing-s.rest, s.rest)})
}
