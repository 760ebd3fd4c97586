package server_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/sync/protocol"
)

// allocated is how many megabytes something takes, one after the other.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) >> 20
}

// TestPackedLists: a few hundred bytes may be a list of a million; nobody has to sign in to send
// one.
func TestPackedLists(t *testing.T) {
	s := newShelf(t)
	e, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	h := s.env.Server.Handler()
	for path, list := range map[string]string{"offers": `{"offers":[%s{}]}`, "manifests": `{"documents":[%s{}]}`, "gets": `{"gets":[%s{}]}`} {
		b := e.EncodeAll(fmt.Appendf(nil, list, strings.Repeat("{},", 1_300_000)), nil)
		r := httptest.NewRequest(http.MethodPost, "/v1/files/"+path, strings.NewReader(string(b)))
		r.Header.Set("Content-Encoding", "zstd")
		w := httptest.NewRecorder()
		if mb := allocated(func() { h.ServeHTTP(w, r) }); mb > 64 || w.Code != http.StatusRequestEntityTooLarge {
			t.Errorf("%s: %d bytes took %d MB, %d", path, len(b), mb, w.Code)
		}
	}
}

// TestPlainLists: nor is a list of millions read that was not packed.
func TestPlainLists(t *testing.T) {
	s := newShelf(t)
	h := s.env.Server.Handler()
	body := `{"chunks":[` + strings.Repeat(`"",`, 5_000_000) + `""]}`
	r := httptest.NewRequest(http.MethodPost, "/v1/files/get", strings.NewReader(body))
	w := httptest.NewRecorder()
	if mb := allocated(func() { h.ServeHTTP(w, r) }); mb > 120 || w.Code != http.StatusRequestEntityTooLarge { // to read it as it is takes half of that
		t.Errorf("it took %d MB, %d", mb, w.Code)
	}
}

// TestLongListsTogether: a list of pieces may have 8 MB; a hundred are not read for one request.
func TestLongListsTogether(t *testing.T) {
	ctx := context.Background()
	s := newShelf(t)
	token := s.siti.Identity().Token
	const n = 50_000
	one := blob.Hash([]byte("x"))
	list := []byte(fmt.Sprintf(`{"size":%d,"chunks":[%s["%s",1]]}`, n, strings.Repeat(`["`+one+`",1],`, n-1), one))
	doc := campus.Document{Name: "long.bin", Size: n, Manifest: blob.Hash(list)}
	ref := protocol.DocumentRef{Space: s.refs[0].Space, Document: campus.NewID()}
	s.siti.Do(campus.Action{Space: ref.Space, Changes: []campus.Change{campus.Create(ref.Document, "document", &doc)}})
	s.siti.Sync()
	offer := protocol.Offer{DocumentRef: ref, Manifest: string(list)}
	if _, err := s.siti.Svc.Offer(ctx, token, offer); err != nil {
		t.Fatal(err)
	}
	sent := false
	if err := s.siti.Svc.PutChunks(ctx, token, func() ([]byte, error) {
		if sent {
			return nil, io.EOF
		}
		sent = true
		return []byte("x"), nil
	}); err != nil {
		t.Fatal(err)
	}
	if got, err := s.siti.Svc.Offer(ctx, token, offer); err != nil || !got.Stored {
		t.Fatal(got, err)
	}
	var lists protocol.Lists
	var gets protocol.Gets
	for range protocol.MaxTogether {
		lists.Documents = append(lists.Documents, ref)
		gets.Gets = append(gets.Gets, protocol.GetChunks{DocumentRef: ref})
	}
	var err error
	if mb := allocated(func() {
		got, e := s.env.Server.ManifestAll(ctx, token, lists)
		if err = e; err == nil && (got.Manifests[0].Bytes == "" || got.Manifests[127].Error == nil) {
			t.Error("not as many lists came as one answer holds")
		}
	}); mb > 64 || err != nil {
		t.Errorf("lists: %d MB, %v", mb, err)
	}
	if mb := allocated(func() { err = s.env.Server.GetAll(ctx, token, gets, func([]byte) error { return nil }) }); mb > 128 || campus.CodeOf(err) != campus.TooLarge {
		t.Errorf("chunks: %d MB, %v", mb, err)
	}
}

// TestTheSameOfferTwice marks the document once.
func TestTheSameOfferTwice(t *testing.T) {
	ctx := context.Background()
	s := newShelf(t)
	token := s.siti.Identity().Token
	b, err := s.siti.Blobs().Get(campus.As[campus.Document](s.siti.Get(s.draft.Document)).Manifest)
	if err != nil {
		t.Fatal(err)
	}
	twice := protocol.Offers{}
	for range 2 {
		twice.Offers = append(twice.Offers, protocol.Offer{DocumentRef: s.draft, Manifest: string(b)})
	}
	if _, err := s.siti.Svc.OfferAll(ctx, token, twice); err != nil {
		t.Fatal(err)
	}
	sent := false
	if err := s.siti.Svc.PutChunks(ctx, token, func() ([]byte, error) {
		if sent {
			return nil, io.EOF
		}
		sent = true
		return []byte("not yet"), nil
	}); err != nil {
		t.Fatal(err)
	}
	got, err := s.siti.Svc.OfferAll(ctx, token, twice)
	if err != nil || !got.Answers[0].Stored || !got.Answers[1].Stored {
		t.Fatal(got, err)
	}
	s.siti.Sync()
	r := s.siti.Get(s.draft.Document)
	if doc := campus.As[campus.Document](r); doc.Stored != doc.Manifest || len(r.Versions) > 0 {
		t.Errorf("the document is %+v, with %d versions", doc, len(r.Versions))
	}
}
