package server

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	gosync "sync"
	"time"

	"github.com/klauspost/compress/zstd"

	"rantau/campus"
	"rantau/sync/protocol"
)

// several asks whether a device may ask for so many documents at once.
func (s *Server) several(ctx context.Context, token string, n int) (device, error) {
	d, err := s.device(ctx, token)
	if err == nil && n > protocol.MaxTogether {
		err = campus.Errorf(campus.TooLarge, "a request is for up to %d documents", protocol.MaxTogether)
	}
	return d, err
}

// apart is the answer to one of several: what is of it alone. What is our own fault ends
// them all.
func apart(err error) (*campus.Error, error) {
	var rule *campus.Error
	if err == nil || errors.As(err, &rule) {
		return rule, nil
	}
	return nil, err
}

// OfferAll implements protocol.Service.
func (s *Server) OfferAll(ctx context.Context, token string, in protocol.Offers) (out protocol.Answers, err error) {
	d, err := s.several(ctx, token, len(in.Offers))
	if err != nil {
		return out, err
	}
	var done []whole
	room := protocol.MaxWanted
	for _, o := range in.Offers {
		var a protocol.Answer
		var w *whole
		a.Wanted, w, err = s.offered(ctx, d.person, o, room)
		if a.Error, err = apart(err); err != nil {
			return out, err
		}
		if w != nil {
			done = append(done, *w)
		}
		room -= len(a.Chunks)
		out.Answers = append(out.Answers, a)
	}
	return out, s.store(ctx, done...)
}

// ManifestAll implements protocol.Service.
func (s *Server) ManifestAll(ctx context.Context, token string, in protocol.Lists) (out protocol.Manifests, err error) {
	d, err := s.several(ctx, token, len(in.Documents))
	if err != nil {
		return out, err
	}
	room := protocol.MaxManifest
	for _, ref := range in.Documents {
		var one protocol.Manifest
		b, err := s.manifestIn(ctx, d, ref, &room)
		if one.Error, err = apart(err); err != nil {
			return out, err
		}
		one.Bytes = string(b)
		out.Manifests = append(out.Manifests, one)
	}
	return out, nil
}

// GetAll implements protocol.Service.
func (s *Server) GetAll(ctx context.Context, token string, in protocol.Gets, chunk func([]byte) error) error {
	d, err := s.several(ctx, token, len(in.Gets))
	if err != nil {
		return err
	}
	return s.chunks(ctx, d, in.Gets, chunk)
}

// serveTogether serves what is for several documents. What is asked, and lists, are packed
// where the client packs: names of chunks are half as long then.
func (s *Server) serveTogether(mux *http.ServeMux) {
	mux.HandleFunc("POST /v1/files/offers", together(s.OfferAll))
	mux.HandleFunc("POST /v1/files/manifests", together(s.ManifestAll))
	mux.HandleFunc("POST /v1/files/gets", func(w http.ResponseWriter, r *http.Request) {
		var in protocol.Gets
		if _, err := readPacked(w, r, &in); err != nil {
			fail(w, err)
			return
		}
		frames(w, func(chunk func([]byte) error) error { return s.GetAll(r.Context(), token(r), in, chunk) })
	})
}

func together[In, Out any](f func(context.Context, string, In) (Out, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in In
		from, err := readPacked(w, r, &in)
		if err != nil {
			fail(w, err)
			return
		}
		out, err := f(r.Context(), token(r), in)
		var b []byte
		if err == nil {
			b, err = protocol.Marshal(out)
		}
		if err != nil {
			fail(w, err)
			return
		}
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(10 * slack))
		w.Header().Set("Content-Type", "application/json")
		if from != nil {
			e := from.Get().(*zstd.Encoder)
			b = e.EncodeAll(b, nil)
			from.Put(e)
			w.Header().Set("Content-Type", "application/zstd")
		}
		_, _ = w.Write(b)
	}
}

// readPacked reads one object, plain or packed. from packs the answer; nil for a plain one.
func readPacked(w http.ResponseWriter, r *http.Request, in any) (from *gosync.Pool, err error) {
	body, known, err := unpacked(w, r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = body.Close() }()
	b, err := io.ReadAll(io.LimitReader(body, protocol.MaxRequestRaw+1))
	if err != nil {
		return nil, bodyError(err)
	}
	if len(b) > protocol.MaxRequestRaw {
		return nil, campus.Errorf(campus.TooLarge, "the request has more than %d KB", protocol.MaxRequestRaw>>10)
	}
	if err := decode(b, in); err != nil {
		return nil, err
	}
	switch {
	case known:
		from = packers
	case r.Header.Get("Content-Encoding") == "zstd":
		from = plainPackers
	}
	return from, nil
}

// decode reads what a request says.
func decode(b []byte, in any) error {
	if commas(b) > mostCommas {
		return campus.Errorf(campus.TooLarge, "a request is for up to %d documents and %d chunks", protocol.MaxTogether, protocol.MaxChunks)
	}
	if json.Unmarshal(b, in) != nil {
		return campus.Errorf(campus.Invalid, "the request is not the JSON that was expected")
	}
	return nil
}

// mostCommas is more than a request within the limits has. A few hundred bytes that were packed
// may be a list of a million, each of whose values takes a hundred bytes here.
const mostCommas = 8 * (protocol.MaxTogether + protocol.MaxChunks)

// commas counts those between the values of JSON.
func commas(b []byte) (n int) {
	quoted := false
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] == '"':
			quoted = !quoted
		case quoted && b[i] == '\\':
			i++
		case b[i] == ',' && !quoted:
			n++
		}
	}
	return n
}
