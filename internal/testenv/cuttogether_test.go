package testenv_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync"
)

// TestCutsOfFiles: small files, one of them empty and two alike, and a large one that was changed
// go and come over lines that are cut anywhere. All is there in the end, as it was.
func TestCutsOfFiles(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, true, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	r := rand.New(rand.NewPCG(rand.Uint64(), 1))
	up, upSvc := overLine(t, e)
	down, downSvc := overLine(t, e)
	from := sync.NewFiles(siti.Replica, upSvc, siti.Blobs(), t.TempDir())
	to := sync.NewFiles(dara.Replica, downSvc, dara.Blobs(), t.TempDir())
	t.Cleanup(from.Stop)
	t.Cleanup(to.Stop)
	if err := to.SetRules(t.Context(), campus.KeepRules{Under: 4 << 20}); err != nil {
		t.Fatal(err)
	}
	write := func(b []byte) campus.Document {
		path := filepath.Join(t.TempDir(), "file.bin")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		doc, err := from.Add(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	bytesOf := func(n int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		return b
	}
	all := map[campus.ID][]byte{}
	add := func(b []byte) campus.ID {
		doc, id := write(b), campus.NewID()
		doc.Name = fmt.Sprintf("file %d.bin", len(all))
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(id, "document", &doc)}})
		all[id] = b
		return id
	}
	book := add(bytesOf(600_000))
	felt := 0
	for round := range 30 {
		twin := bytesOf(30_000)
		for _, b := range [][]byte{twin, slices.Concat(twin, bytesOf(100)), twin, {}, bytesOf(70_000)} {
			add(b)
		}
		if round > 0 {
			all[book] = slices.Insert(slices.Clone(all[book]), r.IntN(500_000), bytesOf(1+r.IntN(3000))...)
			siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Replace(siti.Get(book), write(all[book]), siti.Me(), time.Now())}})
		}
		siti.Sync()
		for _, most := range []int64{1000, 20_000, 200_000, 0} {
			up.Break()
			if cut := up.CutUpAfter; most > 0 {
				if r.IntN(2) == 0 {
					cut = up.CutDownAfter
				}
				cut(r.Int64N(most))
			}
			err := from.Upload(t.Context())
			if up.CutUpAfter(-1); err != nil && most == 0 {
				t.Fatalf("round %d, uncut: %v", round, err)
			} else if err != nil {
				felt++
			}
			up.CutDownAfter(-1)
		}
		if left := waiting(t, siti); len(left) > 0 {
			t.Fatalf("round %d: %d still to go", round, len(left))
		}
		siti.Sync()
		dara.Sync()
		for _, most := range []int64{20_000, 200_000} {
			down.Break()
			down.CutDownAfter(r.Int64N(most))
			for id := range all {
				if to.Fetch(t.Context(), id) != nil {
					felt++
					break
				}
			}
			down.CutDownAfter(-1)
		}
		to.Turn()
		testenv.Wait(t, "all is here", func() bool {
			for id := range all {
				if to.Fetch(t.Context(), id) != nil {
					return false
				}
			}
			return true
		})
		for id, b := range all {
			var got bytes.Buffer
			if err := errors.Join(to.Fetch(t.Context(), id), to.CopyTo(t.Context(), id, "", &got)); !bytes.Equal(got.Bytes(), b) || err != nil {
				t.Fatalf("round %d: %d bytes came for %d: %v", round, got.Len(), len(b), err)
			}
		}
	}
	if felt < 20 {
		t.Errorf("%d cuts were felt", felt)
	}
}
