package server

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"github.com/klauspost/compress/zstd"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/sync/protocol"
)

// PatchChunks implements protocol.Service. That the chunks are packed is a matter of the
// wire; who may pack with what is one of rules.
func (s *Server) PatchChunks(ctx context.Context, token string, in protocol.Patch, next func() ([]byte, error)) error {
	d, err := s.device(ctx, token)
	if err != nil {
		return err
	}
	if _, err := s.like(ctx, d, in.DocumentRef, in.Like); err != nil {
		return err
	}
	return s.put(ctx, d, next)
}

// like gives the bytes of chunks that something resembles: of a file of that document that
// the person may read, as a whole no more than MaxLike.
func (s *Server) like(ctx context.Context, d device, of protocol.DocumentRef, l protocol.Like) ([]byte, error) {
	if len(l.Chunks) > protocol.MaxChunks {
		return nil, campus.Errorf(campus.TooLarge, "a request asks for up to %d chunks", protocol.MaxChunks)
	}
	of.Version = l.Manifest
	list, err := s.manifest(ctx, d, of)
	if err != nil {
		return nil, err
	}
	m, err := blob.ParseManifest(list)
	if err != nil {
		return nil, err
	}
	size := map[string]int{}
	for _, p := range m.Pieces {
		size[p.Hash] = p.Size
	}
	total := 0
	for _, h := range l.Chunks {
		n, has := size[h]
		if !has {
			return nil, campus.Errorf(campus.NotFound, "this chunk is not of this document")
		}
		if total += n; total > protocol.MaxLike {
			return nil, campus.Errorf(campus.TooLarge, "what something resembles has up to %d KB", protocol.MaxLike>>10)
		}
	}
	out := make([]byte, 0, total)
	for _, h := range l.Chunks {
		b, err := s.blobs.Get(h)
		if err != nil {
			return nil, err
		}
		out = append(out, b...)
	}
	return out, nil
}

// servePatch reads a frame of what is to come, and the packed frames.
func (s *Server) servePatch(w http.ResponseWriter, r *http.Request) {
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(10 * slack))
	body := http.MaxBytesReader(w, r.Body, protocol.MaxPut)
	head, err := protocol.ReadFrame(body)
	if err != nil {
		fail(w, bodyError(err))
		return
	}
	var in protocol.Patch
	if err := decode(head, &in); err != nil {
		fail(w, err)
		return
	}
	d, err := s.device(r.Context(), token(r))
	var like []byte
	if err == nil {
		like, err = s.like(r.Context(), d, in.DocumentRef, in.Like)
	}
	if err != nil {
		fail(w, err)
		return
	}
	packed, err := zstd.NewReader(body, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20), zstd.WithDecoderLowmem(true), zstd.WithDecoderDictRaw(protocol.LikeID, like))
	if err != nil {
		fail(w, err)
		return
	}
	defer packed.Close()
	if err := s.put(r.Context(), d, framesOf(packed)); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// serveLike answers with chunks that are packed with what the other side has.
func (s *Server) serveLike(w http.ResponseWriter, r *http.Request, in protocol.GetChunks) error {
	d, err := s.device(r.Context(), token(r))
	if err != nil {
		return err
	}
	like, err := s.like(r.Context(), d, in.DocumentRef, *in.Like)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	e, err := zstd.NewWriter(&out, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithWindowSize(4<<20), zstd.WithEncoderDictRaw(protocol.LikeID, like))
	if err != nil {
		return err
	}
	total := 0
	err = s.chunks(r.Context(), d, []protocol.GetChunks{in}, func(b []byte) error {
		if total += len(b); total > protocol.MaxLike {
			return campus.Errorf(campus.TooLarge, "what resembles something has up to %d KB", protocol.MaxLike>>10)
		}
		return protocol.WriteFrame(e, b)
	})
	if err == nil {
		err = e.Close()
	}
	if err != nil {
		return err
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(10 * slack))
	w.Header().Set("Content-Type", "application/zstd")
	_, _ = w.Write(out.Bytes())
	return nil
}
