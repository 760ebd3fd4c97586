package testenv_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync"
	"rantau/sync/protocol"
)

// asking counts requests for files, and may refuse or cut them.
type asking struct {
	protocol.Service
	requests, put atomic.Int32 // put: pieces
	old           atomic.Bool  // a server that knows nothing of several at once
	cutAfter      atomic.Int32 // pieces; 0 for never
}

var errOld = campus.Errorf(protocol.BadAnswer, "404")

func (a *asking) Offer(ctx context.Context, token string, in protocol.Offer) (protocol.Wanted, error) {
	a.requests.Add(1)
	return a.Service.Offer(ctx, token, in)
}

func (a *asking) OfferAll(ctx context.Context, token string, in protocol.Offers) (protocol.Answers, error) {
	if a.requests.Add(1); a.old.Load() {
		return protocol.Answers{}, errOld
	}
	return a.Service.OfferAll(ctx, token, in)
}

func (a *asking) PatchChunks(ctx context.Context, token string, in protocol.Patch, next func() ([]byte, error)) error {
	if a.requests.Add(1); a.old.Load() {
		return errOld
	}
	return a.Service.PatchChunks(ctx, token, in, next)
}

func (a *asking) PutChunks(ctx context.Context, token string, next func() ([]byte, error)) error {
	a.requests.Add(1)
	cut := campus.Errorf(protocol.Unreachable, "the line was cut")
	err := a.Service.PutChunks(ctx, token, func() ([]byte, error) {
		if a.cutAfter.Load() > 0 && a.cutAfter.Add(-1) == 0 {
			return nil, cut
		}
		b, err := next()
		if err == nil {
			a.put.Add(1)
		}
		return b, err
	})
	if errors.Is(err, cut) {
		return cut
	}
	return err
}

func (a *asking) Manifest(ctx context.Context, token string, ref protocol.DocumentRef) ([]byte, error) {
	a.requests.Add(1)
	return a.Service.Manifest(ctx, token, ref)
}

func (a *asking) ManifestAll(ctx context.Context, token string, in protocol.Lists) (protocol.Manifests, error) {
	if a.requests.Add(1); a.old.Load() {
		return protocol.Manifests{}, errOld
	}
	return a.Service.ManifestAll(ctx, token, in)
}

func (a *asking) GetChunks(ctx context.Context, token string, in protocol.GetChunks, chunk func([]byte) error) error {
	a.requests.Add(1)
	return a.Service.GetChunks(ctx, token, in, chunk)
}

func (a *asking) GetAll(ctx context.Context, token string, in protocol.Gets, chunk func([]byte) error) error {
	if a.requests.Add(1); a.old.Load() {
		return errOld
	}
	return a.Service.GetAll(ctx, token, in, chunk)
}

// little is a class with small files of a teacher that are not on the server yet, and the
// services of who sends and who fetches.
type little struct {
	*testenv.Env
	siti, dara *testenv.Device
	class      campus.ID
	docs       []campus.ID
	send, get  *asking
	from, to   *sync.Files
}

func newLittle(t *testing.T, n int) *little {
	e := testenv.New(t, true, "teacher:siti", "dara")
	l := &little{Env: e, siti: e.Device("siti"), dara: e.Device("dara")}
	l.class = newClass(e, l.siti, "dara")
	r := rand.New(rand.NewPCG(1, 6))
	for i := range n {
		l.docs = append(l.docs, addNoise(t, l.siti, l.class, r, fmt.Sprintf("sheet %d.bin", i), 500+r.IntN(40_000)))
	}
	l.siti.Sync()
	l.send, l.get = &asking{Service: l.siti.Svc}, &asking{Service: l.dara.Svc}
	l.from = sync.NewFiles(l.siti.Replica, l.send, l.siti.Blobs(), t.TempDir())
	l.to = sync.NewFiles(l.dara.Replica, l.get, l.dara.Blobs(), t.TempDir())
	t.Cleanup(l.from.Stop)
	t.Cleanup(l.to.Stop)
	if err := l.to.SetRules(t.Context(), campus.KeepRules{Under: 4 << 20}); err != nil {
		t.Fatal(err)
	}
	return l
}

// same waits until the fetching side has the bytes of documents.
func (l *little) same(docs []campus.ID) {
	l.T.Helper()
	l.siti.Sync()
	l.dara.Sync()
	l.to.Turn()
	testenv.Wait(l.T, "the files are here", func() bool {
		return !slices.ContainsFunc(docs, func(id campus.ID) bool {
			st, err := l.to.State(context.Background(), id)
			return err != nil || !st.Whole()
		})
	})
	for _, id := range docs {
		var a, b bytes.Buffer
		if err := errors.Join(l.from.CopyTo(context.Background(), id, "", &a), l.to.CopyTo(context.Background(), id, "", &b)); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
			l.T.Fatalf("%s: %d bytes went and %d came: %v", id, a.Len(), b.Len(), err)
		}
	}
}

// TestLittleFilesGoTogether: a hundred in a few requests, each way.
func TestLittleFilesGoTogether(t *testing.T) {
	t.Parallel()
	l := newLittle(t, 100)
	twin := campus.NewID() // the same bytes in another document go once
	first, err := l.siti.Record(t.Context(), l.docs[0])
	if err != nil {
		t.Fatal(err)
	}
	doc := campus.As[campus.Document](first)
	doc.Name = "the same again.bin"
	l.siti.Do(campus.Action{Space: l.class, Changes: []campus.Change{campus.Create(twin, "document", &doc)}})
	l.siti.Sync()
	if err := l.from.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := l.send.requests.Load(); n > 8 {
		t.Errorf("%d requests sent them", n)
	}
	l.same(append(l.docs, twin))
	if n := l.get.requests.Load(); n > 8 {
		t.Errorf("%d requests fetched them", n)
	}
}

// TestOneInTroubleKeepsNoneBack: what the server does not take of one, and one that is gone,
// leave the others as they are.
func TestOneInTroubleKeepsNoneBack(t *testing.T) {
	t.Parallel()
	l := newLittle(t, 5)
	gone := l.docs[1]
	other := l.Device("siti")
	other.Sync()
	r, err := other.Record(t.Context(), gone)
	if err != nil {
		t.Fatal(err)
	}
	other.Do(campus.Action{Space: l.class, Changes: []campus.Change{campus.Remove(r)}})
	other.Sync()
	if err := l.from.Pause(t.Context(), l.docs[3], true); err != nil {
		t.Fatal(err)
	}
	if err := l.from.Upload(t.Context()); campus.CodeOf(err) != campus.NotFound {
		t.Errorf("one that is gone: %v", err)
	}
	l.same([]campus.ID{l.docs[0], l.docs[2], l.docs[4]})
	if left, err := l.siti.Uploads(t.Context()); err != nil || len(left) == 0 || !slices.ContainsFunc(left, func(ref protocol.DocumentRef) bool { return ref.Document == l.docs[3] }) {
		t.Errorf("still to go: %v, %v; one of them is paused", left, err)
	}
	if err := l.from.Pause(t.Context(), l.docs[3], false); err != nil {
		t.Fatal(err)
	}
	if err := l.from.Upload(t.Context()); err != nil {
		t.Errorf("the one that was paused: %v", err)
	}
	l.same(l.docs[3:4])
}

// TestTogetherOverACut: what arrived before a cut does not go again.
func TestTogetherOverACut(t *testing.T) {
	t.Parallel()
	l := newLittle(t, 60)
	l.send.cutAfter.Store(25)
	if err := l.from.Upload(t.Context()); campus.CodeOf(err) != protocol.Unreachable {
		t.Fatalf("over a line that is cut: %v", err)
	}
	before := l.send.put.Load()
	if err := l.from.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	if all := l.send.put.Load(); before == 0 || all > 60+30 { // of random bytes up to 40 KB: one or two pieces each
		t.Errorf("%d pieces went, %d of them before the cut", all, before)
	}
	l.same(l.docs)
}

// TestAServerThatKnowsNothingOfSeveral takes and gives them one by one.
func TestAServerThatKnowsNothingOfSeveral(t *testing.T) {
	t.Parallel()
	l := newLittle(t, 6)
	l.send.old.Store(true)
	l.get.old.Store(true)
	if err := l.from.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	l.same(l.docs)
	l.change(l.docs[0], 1000)
	if err := l.from.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	l.same(l.docs)
}

// change puts bytes into the middle of a document's file.
func (l *little) change(id campus.ID, n int) {
	l.T.Helper()
	var b bytes.Buffer
	was, err := l.siti.Record(context.Background(), id)
	if err = errors.Join(err, l.from.CopyTo(context.Background(), id, "", &b)); err != nil {
		l.T.Fatal(err)
	}
	more := make([]byte, n)
	for i := range more {
		more[i] = byte(i * i >> 3)
	}
	path := filepath.Join(l.T.TempDir(), "next.bin")
	if err := os.WriteFile(path, slices.Insert(b.Bytes(), b.Len()/2, more...), 0o600); err != nil {
		l.T.Fatal(err)
	}
	next, err := l.from.Add(context.Background(), path)
	if err != nil {
		l.T.Fatal(err)
	}
	l.siti.Do(campus.Action{Space: l.class, Changes: []campus.Change{campus.Replace(was, next, l.siti.Me(), time.Now())}})
	l.siti.Sync()
}

// traffic counts what goes over the line of a device.
type traffic interface{ Traffic() (int64, int64) }

// TestOnlyWhatChangedCrossesTheLine: of a file into which somebody put a little, not even the
// piece around it, neither there nor to the others.
func TestOnlyWhatChangedCrossesTheLine(t *testing.T) {
	t.Parallel()
	l := newLittle(t, 0)
	id := addNoise(t, l.siti, l.class, rand.New(rand.NewPCG(2, 6)), "book.bin", 1_500_000)
	l.siti.Sync()
	if err := l.from.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	l.same([]campus.ID{id})
	l.change(id, 1000)
	up, _ := l.siti.Svc.(traffic).Traffic()
	if err := l.from.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	if now, _ := l.siti.Svc.(traffic).Traffic(); now-up > 12_000 {
		t.Errorf("%d bytes were sent for 1,000", now-up)
	}
	_, down := l.dara.Svc.(traffic).Traffic()
	l.same([]campus.ID{id})
	if _, now := l.dara.Svc.(traffic).Traffic(); now-down > 12_000 {
		t.Errorf("%d bytes came for 1,000", now-down)
	}
}
