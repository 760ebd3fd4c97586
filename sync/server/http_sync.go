package server

import (
	"errors"
	"io"
	"net/http"
	gosync "sync"
	"time"

	"github.com/klauspost/compress/zstd"

	"rantau/sync/protocol"
)

// packers are kept, for making one costs more than a small answer: those with the
// dictionary, and those for clients that do not have it.
var packers, plainPackers = pool(zstd.WithEncoderDictRaw(protocol.DictionaryID, protocol.Dictionary)), pool()

func pool(more ...zstd.EOption) *gosync.Pool {
	options := append([]zstd.EOption{zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithWindowSize(4 << 20), zstd.WithEncoderCRC(false)}, more...)
	return &gosync.Pool{New: func() any {
		e, err := zstd.NewWriter(nil, options...)
		if err != nil {
			panic(err) // the options are constant
		}
		return e
	}}
}

// serveSync streams the answer as zstd over JSON lines, flushed at each page so
// that a cut costs at most a page. A short answer goes out in one piece. A plain
// request gets a plain answer: a client in a few lines of shell needs no zstd.
func (s *Server) serveSync(w http.ResponseWriter, r *http.Request) {
	body, known, err := unpacked(w, r)
	if err != nil {
		fail(w, err)
		return
	}
	in, err := protocol.ReadRequest(body)
	_ = body.Close()
	if err != nil {
		fail(w, bodyError(err))
		return
	}
	out := &packed{w: w, deadlines: http.NewResponseController(w), limit: in.MaxBytes, kind: "application/json"}
	out.to, out.flush, out.close = out, func() error { return nil }, func() error { return nil }
	if r.Header.Get("Content-Encoding") == "zstd" {
		from := plainPackers
		if known {
			from = packers
		}
		packer := from.Get().(*zstd.Encoder)
		packer.Reset(out)
		defer from.Put(packer)
		out.to, out.flush, out.close, out.kind = packer, packer.Flush, packer.Close, "application/zstd"
	}
	err = s.Sync(r.Context(), token(r), in, out.item)
	if err != nil && !out.began && out.raw == 0 {
		fail(w, err)
		return
	}
	if err != nil {
		if r.Context().Err() != nil {
			panic(http.ErrAbortHandler)
		}
		_ = out.item(protocol.Item{Error: wireError(err)})
	}
	_ = out.close()
}

// packed writes items to the answer.
type packed struct {
	w         http.ResponseWriter
	deadlines *http.ResponseController
	to        io.Writer // the packer, or the answer itself
	flush     func() error
	close     func() error
	kind      string
	limit     int
	raw       int // bytes of lines
	sent      int // bytes on the wire
	unflushed int
	began     bool
}

// flushAt is how many bytes of lines are packed before they are sent on their
// way: a page, or several small ones.
const flushAt = protocol.MaxPage

// flushOutcomes is the same for outcomes: a replica files some while others are
// still being settled.
const flushOutcomes = 16 << 10

func (p *packed) Write(b []byte) (int, error) {
	if !p.began {
		p.w.Header().Set("Content-Type", p.kind)
		p.began = true
	}
	_ = p.deadlines.SetWriteDeadline(time.Now().Add(slack))
	p.sent += len(b)
	return p.w.Write(b)
}

func (p *packed) item(i protocol.Item) error {
	b, err := protocol.Marshal(i)
	if err != nil {
		return err
	}
	p.raw += len(b) + 1
	p.unflushed += len(b) + 1
	if _, err := p.to.Write(append(b, '\n')); err != nil {
		return err
	}
	if (i.Page == nil || p.unflushed < flushAt) && (i.Outcome == nil || p.unflushed < flushOutcomes) {
		return nil
	}
	p.unflushed = 0
	if err := p.flush(); err != nil {
		return err
	}
	if err := p.deadlines.Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	if p.limit > 0 && p.sent >= p.limit && i.Page != nil {
		return protocol.ErrEnough
	}
	return nil
}
