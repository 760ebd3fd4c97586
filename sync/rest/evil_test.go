package rest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"rantau/campus"
	"rantau/sync/protocol"
)

func packed(b []byte) []byte {
	e, _ := zstd.NewWriter(nil)
	return e.EncodeAll(b, nil)
}

// TestEvilServers: whatever answers, the error has a code and a sentence, comes
// soon, and what was good before it was passed on.
func TestEvilServers(t *testing.T) {
	good := `{"outcome":{"space":"01900000-0000-7000-8000-000000000001","n":1,"state":"taken"}}` + "\n"
	bomb := packed(bytes.Repeat([]byte(" "), 64<<20))
	for name, c := range map[string]struct {
		serve http.HandlerFunc
		want  campus.Code
		items int
	}{
		"a login page":      {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>log in here</html>") }, protocol.BadAnswer, 0},
		"a redirect to one": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/login", http.StatusFound) }, protocol.BadAnswer, 0},
		"500":               {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "oops", 500) }, protocol.BadAnswer, 0},
		"404":               {http.NotFound, protocol.BadAnswer, 0},
		"our own error": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(401)
			_, _ = io.WriteString(w, `{"error":{"code":"signed_out","message":"x"}}`)
		}, protocol.SignedOut, 0},
		"an error without code": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(400)
			_, _ = io.WriteString(w, `{"error":{}}`)
		}, protocol.BadAnswer, 0},
		"nothing":             {func(http.ResponseWriter, *http.Request) {}, protocol.BadAnswer, 0},
		"half an answer":      {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(packed([]byte(good))) }, protocol.BadAnswer, 1},
		"half a zstd frame":   {func(w http.ResponseWriter, _ *http.Request) { b := packed([]byte(good)); _, _ = w.Write(b[:len(b)-5]) }, protocol.BadAnswer, 0},
		"garbage":             {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(bytes.Repeat([]byte{0xde, 0xad}, 5000)) }, protocol.BadAnswer, 0},
		"garbage behind good": {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(packed([]byte(good + "%$#\n"))) }, protocol.BadAnswer, 1},
		"a bomb":              {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(bomb) }, protocol.BadAnswer, 0},
		"a line too long": {func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write(packed([]byte(`{"x":"` + strings.Repeat("y", protocol.MaxLine) + `"}`)))
		}, protocol.BadAnswer, 0},
		"a wrong type": {func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write(packed([]byte(`{"record":{"seq":"one"}}` + "\n")))
		}, protocol.BadAnswer, 0},
		"an error in the end": {func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write(packed([]byte(good + `{"error":{"code":"internal","message":"x"}}` + "\n")))
		}, campus.Internal, 1},
		"hanging up": {func(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) }, protocol.Unreachable, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := httptest.NewServer(c.serve)
			defer s.Close()
			client, err := New(s.URL)
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			items := 0
			err = client.Sync(ctx, "t", protocol.Request{Version: 1}, func(protocol.Item) error { items++; return nil })
			if campus.CodeOf(err) != c.want || err == nil || items != c.items || len(err.Error()) > 400 {
				t.Errorf("sync: %v (%s), %d items", err, campus.CodeOf(err), items)
			}
			for call, err := range calls(ctx, client) {
				if err == nil && (name == "nothing" || name == "half an answer" || name == "half a zstd frame") && (call == "put" || call == "patch" || call == "news" || call == "signout") {
					continue // a bare 200 is all that these wait for
				}
				if call == "put" || call == "patch" || call == "news" || call == "signout" || err != nil && campus.CodeOf(err) != campus.Internal || c.want == campus.Internal {
					continue
				}
				t.Errorf("%s: %v (%s)", call, err, campus.CodeOf(err))
			}
		})
	}
}

func calls(ctx context.Context, c *Client) map[string]error {
	out := map[string]error{}
	_, out["hello"] = c.Hello(ctx)
	_, out["signin"] = c.SignIn(ctx, protocol.SignIn{})
	_, out["device"] = c.NewDevice(ctx, "t", protocol.NewDevice{})
	out["signout"] = c.SignOut(ctx, "t")
	_, out["offer"] = c.Offer(ctx, "t", protocol.Offer{})
	out["put"] = c.PutChunks(ctx, "t", func() ([]byte, error) { return nil, io.EOF })
	_, out["manifest"] = c.Manifest(ctx, "t", protocol.DocumentRef{})
	out["get"] = c.GetChunks(ctx, "t", protocol.GetChunks{Chunks: []string{"x"}}, func([]byte) error { return nil })
	_, out["offers"] = c.OfferAll(ctx, "t", protocol.Offers{Offers: make([]protocol.Offer, 2)})
	_, out["manifests"] = c.ManifestAll(ctx, "t", protocol.Lists{Documents: make([]protocol.DocumentRef, 2)})
	out["gets"] = c.GetAll(ctx, "t", protocol.Gets{Gets: []protocol.GetChunks{{Chunks: []string{"x"}}, {Chunks: []string{"y"}}}}, func([]byte) error { return nil })
	like := &protocol.Like{Bytes: bytes.Repeat([]byte("like"), 1000)}
	out["get like"] = c.GetChunks(ctx, "t", protocol.GetChunks{Chunks: []string{"x"}, Like: like}, func([]byte) error { return nil })
	out["patch"] = c.PatchChunks(ctx, "t", protocol.Patch{Like: *like}, func() ([]byte, error) { return nil, io.EOF })
	_, out["news"] = c.News(ctx, "t", "d", 4*time.Minute)
	return out
}

// TestEndlessStream: what a server may send without end must not be waited for
// when the person goes offline.
func TestEndlessStream(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e, _ := zstd.NewWriter(w)
		for i := 0; r.Context().Err() == nil; i++ {
			_, _ = fmt.Fprintf(e, `{"news":%d}`+"\n", i)
			_ = e.Flush()
			w.(http.Flusher).Flush()
		}
	}))
	defer s.Close()
	client, _ := New(s.URL)
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	err := client.Sync(ctx, "t", protocol.Request{Version: 1}, func(protocol.Item) error {
		if n++; n == 100 {
			cancel()
		}
		return nil
	})
	if campus.CodeOf(err) == campus.Internal {
		t.Errorf("%v", err)
	}
}

func TestAddresses(t *testing.T) {
	for a, good := range map[string]bool{
		"https://rantau.example.org": true, "http://127.0.0.1:8080": true, "http://localhost": true, " https://x.org/sub/ ": true, "http://[::1]:80": true,
		"http://rantau.example.org": false, "rantau.example.org": false, "": false, "ftp://x": false, "https://": false, "https://u:p@x.org": false, "http://127.0.0.1.evil.org": false,
	} {
		if _, err := New(a); (err == nil) != good || err != nil && campus.CodeOf(err) != campus.Invalid {
			t.Errorf("%q: %v", a, err)
		}
	}
}

// FuzzAnswers: whatever answers, every call ends with a result or a code.
func FuzzAnswers(f *testing.F) {
	f.Add(200, []byte(`{"end":{"time":1}}`))
	f.Add(500, []byte(`{"error":{"code":"x"}}`))
	f.Add(200, packed([]byte(`{"end":{"time":1}}`+"\n")))
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		if status < 200 || status > 599 {
			return
		}
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status); _, _ = w.Write(body) }))
		defer s.Close()
		c, err := New(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		all := calls(ctx, c)
		all["sync"] = c.Sync(ctx, "t", protocol.Request{Version: 1}, func(protocol.Item) error { return nil })
		for call, err := range all {
			if err != nil && campus.CodeOf(err) == campus.Internal && !bytes.Contains(body, []byte("internal")) {
				t.Fatalf("%s: %v", call, err)
			}
		}
	})
}
