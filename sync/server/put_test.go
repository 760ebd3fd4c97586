package server_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
	"rantau/storage/blob"
	"rantau/sync/protocol"
	"rantau/sync/server"
)

// bringer offers and puts past the engine, as a stranger's program could.
type bringer struct {
	*testenv.Device
	t     *testing.T
	space campus.ID
}

func newBringer(t *testing.T, o server.Options) bringer {
	e := testenv.NewWith(t, o, false, "teacher:siti")
	b := bringer{e.Device("siti"), t, ""}
	a := campus.NewClass(b.Me(), campus.Course{Title: "T"})
	b.space = a.Space
	b.Do(a)
	b.Sync()
	return b
}

// document makes one whose file is cut into these chunks.
func (b bringer) document(m blob.Manifest) protocol.Offer {
	b.t.Helper()
	id := campus.NewID()
	b.Do(campus.Action{Space: b.space, Changes: []campus.Change{
		campus.Create(id, "document", &campus.Document{Name: "x.bin", Size: m.Size, Manifest: m.Hash()})}})
	b.Sync()
	return protocol.Offer{DocumentRef: protocol.DocumentRef{Space: b.space, Document: id}, Manifest: string(m.Encode())}
}

func (b bringer) offer(o protocol.Offer) (protocol.Wanted, error) {
	return b.Svc.Offer(context.Background(), b.Identity().Token, o)
}

func (b bringer) put(chunks ...string) error {
	return b.Svc.PutChunks(context.Background(), b.Identity().Token, func() ([]byte, error) {
		if len(chunks) == 0 {
			return nil, io.EOF
		}
		c := chunks[0]
		chunks = chunks[1:]
		return []byte(c), nil
	})
}

func cut(chunks ...string) (m blob.Manifest) {
	for _, c := range chunks {
		m.Size += int64(len(c))
		m.Pieces = append(m.Pieces, blob.Piece{Hash: blob.Hash([]byte(c)), Size: len(c)})
	}
	return m
}

// TestPutTakesWhatWasAskedFor: a file of thousands of chunks goes in parts, and
// nothing else gets onto the disk.
func TestPutTakesWhatWasAskedFor(t *testing.T) {
	unraced.Skip(t)
	b := newBringer(t, server.Options{})
	if err := b.put("hello"); campus.CodeOf(err) != campus.NotFound {
		t.Errorf("unasked: %v", err)
	}
	all := make([]string, protocol.MaxWanted+300)
	of := map[string]string{}
	for i := range all {
		all[i] = fmt.Sprintf("chunk %d", i)
		of[blob.Hash([]byte(all[i]))] = all[i]
	}
	offer := b.document(cut(all...))
	for round, n := range []int{protocol.MaxWanted, 300} {
		w, err := b.offer(offer)
		if err != nil || len(w.Chunks) != n || w.Stored {
			t.Fatalf("round %d: %d chunks, %v", round, len(w.Chunks), err)
		}
		if err := b.put(all[protocol.MaxWanted+299]); (round == 0) != (campus.CodeOf(err) == campus.NotFound) {
			t.Errorf("round %d: before it was asked for: %v", round, err)
		}
		for len(w.Chunks) > 0 {
			part := w.Chunks[:min(len(w.Chunks), protocol.MaxChunks)]
			w.Chunks = w.Chunks[len(part):]
			var bytes []string
			for _, h := range part {
				bytes = append(bytes, of[h])
			}
			if err := b.put(bytes...); err != nil {
				t.Fatal(err)
			}
			if err := b.put(bytes...); err != nil { // the answer was lost
				t.Fatal(err)
			}
		}
	}
	if w, err := b.offer(offer); err != nil || !w.Stored {
		t.Errorf("at the end: %+v %v", w, err)
	}
	if err := b.put(make([]string, protocol.MaxChunks+1)...); campus.CodeOf(err) != campus.TooLarge {
		t.Errorf("many tiny ones: %v", err)
	}
}

// TestManifestsTellTheTruth: a length that is not the chunk's is refused.
func TestManifestsTellTheTruth(t *testing.T) {
	b := newBringer(t, server.Options{})
	m := cut("one", "two")
	m.Pieces[0].Size, m.Pieces[1].Size = 2, 4
	offer := b.document(m)
	if _, err := b.offer(offer); err != nil {
		t.Fatal(err)
	}
	if err := b.put("one"); campus.CodeOf(err) != campus.Invalid {
		t.Errorf("a chunk of another length: %v", err)
	}
	if w, err := b.offer(b.document(cut("one", "two"))); err != nil || len(w.Chunks) != 2 {
		t.Fatal(w, err)
	}
	if err := b.put("one", "two"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.offer(offer); campus.CodeOf(err) != campus.Invalid {
		t.Errorf("chunks that are here, of other lengths: %v", err)
	}
	twice := `{"size":5,"chunks":[["` + m.Pieces[0].Hash + `",2],["` + m.Pieces[0].Hash + `",3]]}`
	if _, err := blob.ParseManifest([]byte(twice)); campus.CodeOf(err) != campus.Invalid {
		t.Errorf("one chunk of two lengths: %v", err)
	}
}

// TestQuota: a person's files have an end, and what is here stays.
func TestQuota(t *testing.T) {
	b := newBringer(t, server.Options{Quota: 10})
	first := b.document(cut("12345", "678"))
	if w, err := b.offer(first); err != nil || len(w.Chunks) != 2 {
		t.Fatal(w, err)
	}
	if err := b.put("12345", "678"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.offer(b.document(cut("abc"))); campus.CodeOf(err) != campus.TooLarge || !strings.Contains(err.Error(), "server") {
		t.Errorf("past the quota: %v", err)
	}
	if w, err := b.offer(first); err != nil || !w.Stored {
		t.Errorf("what came before: %+v %v", w, err)
	}
}

// TestCutPutKeepsWhatCame: of a request that is cut, the chunks that came whole are kept: a
// cut costs one chunk.
func TestCutPutKeepsWhatCame(t *testing.T) {
	b := newBringer(t, server.Options{})
	all := []string{"one", "two", "three", "four"}
	offer := b.document(cut(all...))
	if _, err := b.offer(offer); err != nil {
		t.Fatal(err)
	}
	ctx, gone := context.WithCancel(t.Context())
	n := 0
	err := b.Svc.PutChunks(ctx, b.Identity().Token, func() ([]byte, error) {
		if n == 2 {
			gone() // as HTTP does when the line is cut
			return nil, io.ErrUnexpectedEOF
		}
		n++
		return []byte(all[n-1]), nil
	})
	if err == nil {
		t.Error("a cut request went well")
	}
	w, err := b.offer(offer)
	if err != nil || len(w.Chunks) != 2 {
		t.Errorf("%d chunks are missing, not the 2 that did not come: %v", len(w.Chunks), err)
	}
	err = b.Svc.PutChunks(t.Context(), b.Identity().Token, func() ([]byte, error) {
		if n == 3 {
			return nil, io.ErrUnexpectedEOF
		}
		n++
		return []byte("nobody asked for this"), nil
	})
	if err == nil {
		t.Error("what nobody asked for was taken")
	}
}
