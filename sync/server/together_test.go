package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/storage/blob"
	"rantau/sync/protocol"
	"rantau/sync/server"
)

// shelf is a class with two documents on the server, and somebody who is not in it.
type shelf struct {
	env        *testenv.Env
	siti, bima *testenv.Device
	refs       []protocol.DocumentRef
	lists      []blob.Manifest
	draft      protocol.DocumentRef // its file is not on the server
}

func newShelf(t *testing.T) *shelf {
	ctx := context.Background()
	e := testenv.New(t, true, "teacher:siti", "teacher:bima")
	s := &shelf{env: e, siti: e.Device("siti"), bima: e.Device("bima")}
	class := campus.NewClass(s.siti.Me(), campus.Course{Title: "A"})
	s.siti.Do(class)
	add := func(words string) protocol.DocumentRef {
		path := t.TempDir() + "/paper.txt"
		if err := os.WriteFile(path, []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
		doc, err := s.siti.Files.Add(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		id := campus.NewID()
		s.siti.Do(campus.Action{Space: class.Space, Changes: []campus.Change{campus.Create(id, "document", &doc)}})
		s.siti.Sync()
		return protocol.DocumentRef{Space: class.Space, Document: id}
	}
	s.refs = []protocol.DocumentRef{add("the questions"), add("the answers")}
	if err := s.siti.Files.Upload(ctx); err != nil {
		t.Fatal(err)
	}
	s.draft = add("not yet")
	for _, ref := range s.refs {
		b, err := s.siti.Svc.Manifest(ctx, s.siti.Identity().Token, ref)
		if err != nil {
			t.Fatal(err)
		}
		m, err := blob.ParseManifest(b)
		if err != nil {
			t.Fatal(err)
		}
		s.lists = append(s.lists, m)
	}
	return s
}

func (s *shelf) get(i int) protocol.GetChunks {
	return protocol.GetChunks{DocumentRef: s.refs[i], Chunks: s.lists[i].Hashes()}
}

// TestTogetherAsAlone: what is not given to somebody alone is not given with others, and
// keeps none of the others back.
func TestTogetherAsAlone(t *testing.T) {
	ctx := context.Background()
	s := newShelf(t)
	mine, theirs := s.siti.Identity().Token, s.bima.Identity().Token

	got, err := s.siti.Svc.ManifestAll(ctx, mine, protocol.Lists{Documents: []protocol.DocumentRef{s.refs[0], s.draft, {Space: s.refs[0].Space, Document: campus.NewID()}, s.refs[1]}})
	if err != nil || len(got.Manifests) != 4 {
		t.Fatal(got, err)
	}
	for i, want := range []campus.Code{"", campus.NotHere, campus.NotFound, ""} {
		one := got.Manifests[i]
		code := campus.Code("")
		if one.Error != nil {
			code = one.Error.Code
		}
		if code != want || (want == "") != (one.Bytes != "") {
			t.Errorf("manifest %d: %+v, not %q", i, one, want)
		}
	}
	if got, err = s.bima.Svc.ManifestAll(ctx, theirs, protocol.Lists{Documents: s.refs}); err != nil {
		t.Fatal(err)
	}
	for i, one := range got.Manifests {
		if one.Error == nil || one.Error.Code != campus.NotFound || one.Bytes != "" {
			t.Errorf("manifest %d for who is not in the class: %+v", i, one)
		}
	}

	nothing := func([]byte) error { return errors.New("bytes came") }
	if err := s.bima.Svc.GetAll(ctx, theirs, protocol.Gets{Gets: []protocol.GetChunks{s.get(0), s.get(1)}}, nothing); campus.CodeOf(err) != campus.NotFound {
		t.Errorf("chunks for who is not in the class: %v", err)
	}
	crossed := []protocol.GetChunks{s.get(0), {DocumentRef: s.refs[0], Chunks: s.lists[1].Hashes()}}
	if err := s.siti.Svc.GetAll(ctx, mine, protocol.Gets{Gets: crossed}, nothing); campus.CodeOf(err) != campus.NotFound {
		t.Errorf("a chunk of another document: %v", err)
	}
	var all bytes.Buffer
	keep := func(b []byte) error { _, err := all.Write(b); return err }
	if err := s.siti.Svc.GetAll(ctx, mine, protocol.Gets{Gets: []protocol.GetChunks{s.get(1), s.get(0)}}, keep); err != nil || all.String() != "the answersthe questions" {
		t.Errorf("both: %q, %v", all.String(), err)
	}

	offer := protocol.Offer{DocumentRef: s.draft, Manifest: "{}"}
	answers, err := s.siti.Svc.OfferAll(ctx, mine, protocol.Offers{Offers: []protocol.Offer{offer, {DocumentRef: s.refs[0], Manifest: string(s.lists[0].Encode())}}})
	if err != nil || answers.Answers[0].Error == nil || answers.Answers[0].Error.Code != campus.Invalid || !answers.Answers[1].Stored {
		t.Errorf("one that is wrong beside one that is stored: %+v, %v", answers, err)
	}
	answers, err = s.bima.Svc.OfferAll(ctx, theirs, protocol.Offers{Offers: []protocol.Offer{{DocumentRef: s.refs[0], Manifest: string(s.lists[0].Encode())}}})
	if err != nil || answers.Answers[0].Error == nil || answers.Answers[0].Error.Code != campus.NotFound {
		t.Errorf("an offer by who is not in the class: %+v, %v", answers, err)
	}
}

// TestTooManyTogether are refused as a whole.
func TestTooManyTogether(t *testing.T) {
	ctx := context.Background()
	s := newShelf(t)
	token := s.siti.Identity().Token
	const n = protocol.MaxTogether + 1
	_, offers := s.siti.Svc.OfferAll(ctx, token, protocol.Offers{Offers: make([]protocol.Offer, n)})
	_, lists := s.siti.Svc.ManifestAll(ctx, token, protocol.Lists{Documents: make([]protocol.DocumentRef, n)})
	gets := protocol.Gets{}
	for range protocol.MaxChunks + 1 {
		if len(gets.Gets) < 2 {
			gets.Gets = append(gets.Gets, protocol.GetChunks{DocumentRef: s.refs[0]})
		}
		gets.Gets[1%len(gets.Gets)].Chunks = append(gets.Gets[1%len(gets.Gets)].Chunks, s.lists[0].Hashes()...)
	}
	for what, err := range map[string]error{"offers": offers, "manifests": lists,
		"documents": s.siti.Svc.GetAll(ctx, token, protocol.Gets{Gets: make([]protocol.GetChunks, n)}, nil), "chunks": s.siti.Svc.GetAll(ctx, token, gets, nil)} {
		if campus.CodeOf(err) != campus.TooLarge {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestLikeWhatOneMayRead: nobody packs with, or learns of, bytes that they may not read.
func TestLikeWhatOneMayRead(t *testing.T) {
	ctx := context.Background()
	s := newShelf(t)
	mine, theirs := s.siti.Identity().Token, s.bima.Identity().Token
	hash := s.lists[0].Hash()
	like := func(chunks ...string) protocol.Like {
		return protocol.Like{Manifest: hash, Chunks: chunks, Bytes: []byte("the questions")}
	}
	none := func() ([]byte, error) { return nil, io.EOF }
	own := s.lists[0].Hashes()
	for name, c := range map[string]struct {
		d     *testenv.Device
		token string
		like  protocol.Like
		want  campus.Code
	}{
		"one's own":                {s.siti, mine, like(own...), ""},
		"nothing":                  {s.siti, mine, like(), ""},
		"of who is not there":      {s.bima, theirs, like(own...), campus.NotFound},
		"chunks of another":        {s.siti, mine, like(s.lists[1].Hashes()...), campus.NotFound},
		"a file of another":        {s.siti, mine, protocol.Like{Manifest: s.lists[1].Hash(), Chunks: s.lists[1].Hashes()}, campus.NotFound},
		"more than a dictionary":   {s.siti, mine, like(bytesOf(own[0], protocol.MaxLike/13+1)...), campus.TooLarge},
		"no file":                  {s.siti, mine, protocol.Like{Manifest: "x"}, campus.NotFound},
		"without having signed in": {s.siti, "x", like(own...), protocol.SignedOut},
	} {
		put := c.d.Svc.PatchChunks(ctx, c.token, protocol.Patch{DocumentRef: s.refs[0], Like: c.like}, none)
		in := s.get(0)
		in.Like = &c.like
		got := ""
		get := c.d.Svc.GetChunks(ctx, c.token, in, func(b []byte) error { got += string(b); return nil })
		for way, err := range map[string]error{"put": put, "get": get} {
			if code := campus.CodeOf(err); err == nil && c.want != "" || err != nil && code != c.want {
				t.Errorf("%s, %s: %v, not %q", name, way, err, c.want)
			}
		}
		if name == "one's own" && got != "the questions" || c.want != "" && got != "" {
			t.Errorf("%s: %q came", name, got)
		}
	}
}

// TestADictionaryHasALimit in bytes, however few its chunks are.
func TestADictionaryHasALimit(t *testing.T) {
	ctx := context.Background()
	s := newShelf(t)
	large := make([]byte, 600_000)
	for i := range large {
		large[i] = byte(i * i * 31 >> 7)
	}
	path := t.TempDir() + "/large.bin"
	if err := os.WriteFile(path, large, 0o600); err != nil {
		t.Fatal(err)
	}
	doc, err := s.siti.Files.Add(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	ref := protocol.DocumentRef{Space: s.refs[0].Space, Document: campus.NewID()}
	s.siti.Do(campus.Action{Space: ref.Space, Changes: []campus.Change{campus.Create(ref.Document, "document", &doc)}})
	s.siti.Sync()
	if err := s.siti.Files.Upload(ctx); err != nil {
		t.Fatal(err)
	}
	m, err := s.siti.Blobs().Manifest(doc.Manifest)
	if err != nil {
		t.Fatal(err)
	}
	none := func() ([]byte, error) { return nil, io.EOF }
	biggest := slices.MaxFunc(m.Pieces, func(a, b blob.Piece) int { return a.Size - b.Size })
	for n, want := range map[int]campus.Code{protocol.MaxLike / biggest.Size: "", protocol.MaxLike/biggest.Size + 1: campus.TooLarge} {
		like := protocol.Like{Manifest: doc.Manifest, Chunks: bytesOf(biggest.Hash, n)}
		if n > protocol.MaxChunks {
			t.Fatal("the number is over its own limit")
		}
		err := s.siti.Svc.PatchChunks(ctx, s.siti.Identity().Token, protocol.Patch{DocumentRef: ref, Like: like}, none)
		if err == nil && want != "" || err != nil && campus.CodeOf(err) != want {
			t.Errorf("%d times %d bytes: %v", n, biggest.Size, err)
		}
	}
}

func bytesOf(one string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = one
	}
	return out
}

// FuzzPacked: whatever is sent to what reads packed requests, it answers.
func FuzzPacked(f *testing.F) {
	now := time.Now()
	clock := func() time.Time { now = now.Add(time.Second); return now } // it never asks too often
	e := testenv.NewWith(f, server.Options{Clock: clock}, false, "teacher:siti")
	siti := e.Device("siti")
	h := e.Server.Handler()
	head, err := json.Marshal(protocol.Patch{})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(append([]byte{0, 0, 0, byte(len(head))}, head...), "")
	f.Add([]byte(`{"offers":[{}],"documents":[{}],"gets":[{"chunks":["x"]}],"like":{}}`), "")
	f.Add([]byte{0x28, 0xb5, 0x2f, 0xfd, 4, 0, 1, 0, 0}, "zstd")
	f.Fuzz(func(t *testing.T, body []byte, coding string) {
		for _, path := range []string{"offers", "manifests", "gets", "get", "patch"} {
			r := httptest.NewRequest(http.MethodPost, "/v1/files/"+path, bytes.NewReader(body))
			r.Header.Set("Authorization", "Bearer "+siti.Identity().Token)
			r.Header.Set("Content-Encoding", coding)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code == http.StatusInternalServerError {
				t.Fatalf("%s: %s", path, w.Body)
			}
		}
	})
}
