package server

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"

	"rantau/campus"
	"rantau/sync/protocol"
)

// Handler serves the protocol over HTTP, as docs/sync.md says.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok\n") })
	mux.HandleFunc("GET /v1/hello", answer(func(r *http.Request, _ struct{}) (protocol.Hello, error) { return s.Hello(r.Context()) }))
	mux.HandleFunc("POST /v1/signin", answer(func(r *http.Request, in protocol.SignIn) (protocol.SignedIn, error) {
		return s.SignIn(withRemote(r.Context(), host(r)), in)
	}))
	mux.HandleFunc("POST /v1/device", answer(func(r *http.Request, in protocol.NewDevice) (protocol.SignedIn, error) {
		return s.NewDevice(r.Context(), token(r), in)
	}))
	mux.HandleFunc("POST /v1/signout", answer(func(r *http.Request, _ struct{}) (struct{}, error) {
		return struct{}{}, s.SignOut(r.Context(), token(r))
	}))
	mux.HandleFunc("POST /v1/sync", s.serveSync)
	mux.HandleFunc("GET /v1/news", s.serveNews)
	mux.HandleFunc("POST /v1/files/offer", answer(func(r *http.Request, in protocol.Offer) (protocol.Wanted, error) {
		return s.Offer(r.Context(), token(r), in)
	}))
	mux.HandleFunc("POST /v1/files/put", s.servePut)
	mux.HandleFunc("POST /v1/files/patch", s.servePatch)
	mux.HandleFunc("POST /v1/files/manifest", s.serveManifest)
	mux.HandleFunc("POST /v1/files/get", s.serveGet)
	s.serveTogether(mux)
	return recovered(mux)
}

// HTTPServer gives a server with its limits in time and size set.
func (s *Server) HTTPServer() *http.Server {
	return &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 20 * time.Second, IdleTimeout: 5 * time.Minute, MaxHeaderBytes: 16 << 10,
		ErrorLog: slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug)}
}

// slack is how long one read or write may stand still on a thin line.
const slack = 2 * time.Minute

// recovered turns a panic into an answer, for one bad request must not take the
// others down.
func recovered(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil && p != http.ErrAbortHandler {
				slog.Error("a request failed", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
				fail(w, campus.Errorf(campus.Internal, "the server made a mistake; nothing was changed"))
			}
		}()
		h.ServeHTTP(w, r)
	})
}

// answer serves a request and an answer that are each one JSON object.
func answer[In, Out any](f func(*http.Request, In) (Out, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in In
		if r.Method == http.MethodPost {
			if err := readJSON(w, r, &in); err != nil {
				fail(w, err)
				return
			}
		}
		out, err := f(r, in)
		if err != nil {
			fail(w, err)
			return
		}
		b, err := protocol.Marshal(out)
		if err != nil {
			fail(w, err)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(b)
	}
}

func readJSON(w http.ResponseWriter, r *http.Request, in any) error {
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(slack))
	b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 2*protocol.MaxManifest))
	if err != nil {
		return bodyError(err)
	}
	if len(b) == 0 {
		return nil
	}
	return decode(b, in)
}

func bodyError(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return campus.Errorf(campus.TooLarge, "the request has more than %d KB", tooLarge.Limit>>10)
	}
	var rule *campus.Error
	if errors.As(err, &rule) && rule.Code != protocol.BadAnswer {
		return err
	}
	return campus.Errorf(campus.Invalid, "the request did not arrive whole")
}

// fail answers with an error. What is our own fault is not shown to strangers.
func fail(w http.ResponseWriter, err error) {
	w.Header().Set("Content-Type", "application/json")
	e := wireError(err)
	w.WriteHeader(protocol.Status(e.Code))
	_ = json.NewEncoder(w).Encode(protocol.Item{Error: e})
}

func wireError(err error) *campus.Error {
	var e *campus.Error
	if !errors.As(err, &e) {
		if errors.Is(err, context.Canceled) { // the line was cut: nobody is there to hear the answer
			slog.Debug("a request was given up", "error", err)
		} else {
			slog.Error("a request failed", "error", err)
		}
		e = campus.Errorf(campus.Internal, "the server could not do this; nothing was lost, try again later")
	}
	return e
}

func token(r *http.Request) string {
	t, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return t
}

func host(r *http.Request) string {
	h, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return h
}

// unpacked reads a request's body, zstd or plain, within the limits. known tells that it was
// packed with our dictionary, and so may the answer be.
func unpacked(w http.ResponseWriter, r *http.Request) (body io.ReadCloser, known bool, err error) {
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(slack))
	body = http.MaxBytesReader(w, r.Body, protocol.MaxRequest)
	if r.Header.Get("Content-Encoding") != "zstd" {
		return body, false, nil
	}
	ahead := bufio.NewReader(body)
	begin, _ := ahead.Peek(zstd.HeaderMaxSize)
	var head zstd.Header
	known = head.Decode(begin) == nil && head.DictionaryID == protocol.DictionaryID
	d, err := zstd.NewReader(ahead, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(protocol.MaxRequestRaw*2), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderDictRaw(protocol.DictionaryID, protocol.Dictionary))
	if err != nil {
		return nil, false, err
	}
	return d.IOReadCloser(), known, nil
}

func (s *Server) servePut(w http.ResponseWriter, r *http.Request) {
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(10 * slack))
	body := bufio.NewReader(http.MaxBytesReader(w, r.Body, protocol.MaxPut+4*protocol.MaxChunks))
	if err := s.PutChunks(r.Context(), token(r), framesOf(body)); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// framesOf reads chunks one after the other.
func framesOf(body io.Reader) func() ([]byte, error) {
	return func() ([]byte, error) {
		b, err := protocol.ReadFrame(body)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, bodyError(err)
		}
		return b, err
	}
}

func (s *Server) serveManifest(w http.ResponseWriter, r *http.Request) {
	var ref protocol.DocumentRef
	err := readJSON(w, r, &ref)
	var b []byte
	if err == nil {
		b, err = s.Manifest(r.Context(), token(r), ref)
	}
	if err != nil {
		fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(b)
}

func (s *Server) serveGet(w http.ResponseWriter, r *http.Request) {
	var in protocol.GetChunks
	if err := readJSON(w, r, &in); err != nil {
		fail(w, err)
		return
	}
	if in.Like != nil {
		if err := s.serveLike(w, r, in); err != nil {
			fail(w, err)
		}
		return
	}
	frames(w, func(chunk func([]byte) error) error { return s.GetChunks(r.Context(), token(r), in, chunk) })
}

// frames answers with chunks.
func frames(w http.ResponseWriter, all func(chunk func([]byte) error) error) {
	began := false
	err := all(func(b []byte) error {
		if !began {
			w.Header().Set("Content-Type", "application/octet-stream")
			began = true
		}
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(slack))
		return protocol.WriteFrame(w, b)
	})
	if err != nil && !began {
		fail(w, err)
	} else if err != nil {
		panic(http.ErrAbortHandler) // the stream is cut: the other side must not take it for whole
	}
}

func (s *Server) serveNews(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	seconds, _ := strconv.Atoi(q.Get("wait")) // what is no number is as if it were not there
	wait := waitFor(time.Duration(min(seconds, 1<<20)) * time.Second)
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(wait + slack))
	news, err := s.News(r.Context(), token(r), q.Get("digest"), wait)
	switch {
	case err != nil:
		fail(w, err)
	case news:
		w.WriteHeader(http.StatusOK)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}
