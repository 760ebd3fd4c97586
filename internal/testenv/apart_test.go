package testenv_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/storage/blob"
	"rantau/sync"
	"rantau/sync/protocol"
)

// otherwise answers files in another way than the server does, where a test says how.
type otherwise struct {
	protocol.Service
	offerAll func(protocol.Offers) (protocol.Answers, error)
	put      func(next func() ([]byte, error)) error // nil: as it is
	patch    func() error
	getAll   func() error
	patched  atomic.Int32
}

func (o *otherwise) OfferAll(ctx context.Context, token string, in protocol.Offers) (protocol.Answers, error) {
	if o.offerAll != nil {
		return o.offerAll(in)
	}
	return o.Service.OfferAll(ctx, token, in)
}

func (o *otherwise) PatchChunks(ctx context.Context, token string, in protocol.Patch, next func() ([]byte, error)) error {
	if o.patched.Add(1); o.patch != nil {
		return o.patch()
	}
	return o.Service.PatchChunks(ctx, token, in, next)
}

func (o *otherwise) PutChunks(ctx context.Context, token string, next func() ([]byte, error)) error {
	if o.put == nil {
		return o.Service.PutChunks(ctx, token, next)
	}
	var all [][]byte
	b, err := next()
	for ; err == nil; b, err = next() {
		all = append(all, slices.Clone(b))
	}
	again := func() func() ([]byte, error) {
		i := 0
		return func() ([]byte, error) {
			if i++; i > len(all) {
				return nil, err
			}
			return all[i-1], nil
		}
	}
	if err := o.put(again()); err != nil {
		return err
	}
	return o.Service.PutChunks(ctx, token, again())
}

func (o *otherwise) GetAll(ctx context.Context, token string, in protocol.Gets, chunk func([]byte) error) error {
	if o.getAll != nil {
		return o.getAll()
	}
	return o.Service.GetAll(ctx, token, in, chunk)
}

// waiting names the documents whose files are still to go.
func waiting(t *testing.T, d *testenv.Device) (out []campus.ID) {
	t.Helper()
	all, err := d.Uploads(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range all {
		out = append(out, ref.Document)
	}
	return out
}

// replace gives a document other bytes.
func (l *little) replace(id campus.ID, b []byte) {
	l.T.Helper()
	was, err := l.siti.Record(context.Background(), id)
	if err != nil {
		l.T.Fatal(err)
	}
	path := filepath.Join(l.T.TempDir(), "next.bin")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		l.T.Fatal(err)
	}
	next, err := l.from.Add(context.Background(), path)
	if err != nil {
		l.T.Fatal(err)
	}
	l.siti.Do(campus.Action{Space: l.class, Changes: []campus.Change{campus.Replace(was, next, l.siti.Me(), time.Now())}})
}

// TestReplacedTwiceOffline: what the last file resembles most is not on the server yet.
func TestReplacedTwiceOffline(t *testing.T) {
	t.Parallel()
	l := newLittle(t, 0)
	id := addNoise(t, l.siti, l.class, rand.New(rand.NewPCG(3, 6)), "book.bin", 1_500_000)
	l.siti.Sync()
	if err := l.from.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := l.from.CopyTo(t.Context(), id, "", &b); err != nil {
		t.Fatal(err)
	}
	l.replace(id, slices.Insert(slices.Clone(b.Bytes()), 700_000, bytes.Repeat([]byte("more of it "), 1000)...))
	l.replace(id, slices.Delete(slices.Clone(b.Bytes()), 700_000, 710_000)) // the shorter one goes first
	l.siti.Sync()
	if err := l.from.Upload(t.Context()); err != nil {
		t.Errorf("the files that replaced it: %v", err)
	}
	if left := waiting(t, l.siti); len(left) > 0 {
		t.Errorf("still to go: %v", left)
	}
	l.same([]campus.ID{id})
}

// TestDamagedHereKeepsNoneBack: a piece that went bad on this disk is in the way of its file
// alone.
func TestDamagedHereKeepsNoneBack(t *testing.T) {
	t.Parallel()
	l := newLittle(t, 5)
	doc := campus.As[campus.Document](l.siti.Get(l.docs[2]))
	m, err := l.siti.Blobs().Manifest(doc.Manifest)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.siti.Blobs().Delete(m.Pieces[0].Hash); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := l.from.Upload(t.Context()); campus.CodeOf(err) != campus.NotFound {
			t.Errorf("with a piece that is gone: %v", err)
		}
	}
	if left := waiting(t, l.siti); len(left) != 1 || left[0] != l.docs[2] {
		t.Errorf("still to go: %d of %d", len(left), len(l.docs))
	}
}

// TestWhateverIsSaidOfOne: it keeps none of the others back, whatever it is.
func TestWhateverIsSaidOfOne(t *testing.T) {
	t.Parallel()
	for _, code := range []campus.Code{campus.Invalid, campus.Forbidden, campus.Changed, campus.NotFound, campus.NotHere, campus.TooLarge, campus.Internal, blob.DiskFull, "of next year"} {
		l := newLittle(t, 4)
		svc := &otherwise{Service: l.siti.Svc}
		svc.offerAll = func(in protocol.Offers) (protocol.Answers, error) {
			out, err := l.siti.Svc.OfferAll(context.Background(), l.siti.Identity().Token, in)
			for i, o := range in.Offers {
				if o.Document == l.docs[1] {
					out.Answers[i] = protocol.Answer{Error: campus.Errorf(code, "not this one")}
				}
			}
			return out, err
		}
		files := sync.NewFiles(l.siti.Replica, svc, l.siti.Blobs(), t.TempDir())
		err := files.Upload(t.Context())
		files.Stop()
		if left := waiting(t, l.siti); len(left) != 1 || left[0] != l.docs[1] || campus.CodeOf(err) != code {
			t.Errorf("%s: %d of 4 still to go, %v", code, len(left), err)
		}
	}
}

// TestARoundThatIsRefused: what the server says to all together is of one of them, perhaps.
func TestARoundThatIsRefused(t *testing.T) {
	t.Parallel()
	for _, code := range []campus.Code{campus.Invalid, campus.NotFound, campus.Internal, campus.Deleted, protocol.BadAnswer} {
		for _, at := range []string{"offers", "put"} {
			l := newLittle(t, 4)
			svc, said := &otherwise{Service: l.siti.Svc}, campus.Errorf(code, "not these")
			if at == "offers" {
				svc.offerAll = func(protocol.Offers) (protocol.Answers, error) { return protocol.Answers{}, said }
			} else {
				svc.put = func(next func() ([]byte, error)) error {
					n := 0
					for _, err := next(); err == nil; _, err = next() {
						n++
					}
					if n > 3 {
						return said
					}
					return nil
				}
			}
			files := sync.NewFiles(l.siti.Replica, svc, l.siti.Blobs(), t.TempDir())
			err := files.Upload(t.Context())
			files.Stop()
			if left := waiting(t, l.siti); len(left) > 0 || err != nil {
				t.Errorf("%s at %s: %d of 4 still to go, %v", code, at, len(left), err)
			}
		}
	}
}

// TestAnAnswerThatIsFull names no pieces of the last ones: they go all the same.
func TestAnAnswerThatIsFull(t *testing.T) {
	t.Parallel()
	l := newLittle(t, 4)
	svc := &otherwise{Service: l.siti.Svc}
	svc.offerAll = func(in protocol.Offers) (protocol.Answers, error) {
		out, err := l.siti.Svc.OfferAll(context.Background(), l.siti.Identity().Token, in)
		for i, a := range out.Answers {
			if i > 0 && !a.Stored {
				out.Answers[i] = protocol.Answer{}
			}
		}
		return out, err
	}
	files := sync.NewFiles(l.siti.Replica, svc, l.siti.Blobs(), t.TempDir())
	defer files.Stop()
	if err := files.Upload(t.Context()); err != nil {
		t.Error(err)
	}
	if left := waiting(t, l.siti); len(left) > 0 {
		t.Errorf("%d of 4 still to go", len(left))
	}
}

// TestAProxyThatTakesLess: large requests are refused on the way, as many proxies do from 1 MB
// on.
func TestAProxyThatTakesLess(t *testing.T) {
	t.Parallel()
	l := newLittle(t, 0)
	id := addNoise(t, l.siti, l.class, rand.New(rand.NewPCG(4, 6)), "film.bin", 5_000_000)
	l.siti.Sync()
	svc := &otherwise{Service: l.siti.Svc}
	svc.put = func(next func() ([]byte, error)) error {
		size := 0
		for b, err := next(); err == nil; b, err = next() {
			size += len(b)
		}
		if size > 1_000_000 {
			return campus.Errorf(protocol.BadAnswer, "413")
		}
		return nil
	}
	files := sync.NewFiles(l.siti.Replica, svc, l.siti.Blobs(), t.TempDir())
	defer files.Stop()
	if err := files.Upload(t.Context()); err != nil {
		t.Error(err)
	}
	if left := waiting(t, l.siti); len(left) > 0 {
		t.Errorf("still to go: %v, %s", left, id)
	}
}

// TestAnOldServerWhoseListsAreHere gives files whose lists came before a cut one by one.
func TestAnOldServerWhoseListsAreHere(t *testing.T) {
	t.Parallel()
	l := newLittle(t, 3)
	if err := l.from.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	l.siti.Sync()
	l.dara.Sync()
	for _, id := range l.docs {
		doc := campus.As[campus.Document](l.siti.Get(id))
		b, err := l.siti.Blobs().Get(doc.Manifest)
		if err = errors.Join(err, l.dara.Blobs().Put(doc.Manifest, b)); err != nil {
			t.Fatal(err)
		}
	}
	l.get.old.Store(true)
	l.same(l.docs)
}

// TestOneThatTheServerLost keeps none of the others back.
func TestOneThatTheServerLost(t *testing.T) {
	t.Parallel()
	l := newLittle(t, 4)
	if err := l.from.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	l.siti.Sync()
	l.dara.Sync()
	small := slices.MinFunc(l.docs, func(a, b campus.ID) int {
		return int(campus.As[campus.Document](l.siti.Get(a)).Size - campus.As[campus.Document](l.siti.Get(b)).Size)
	})
	lost := &loses{Service: l.dara.Svc, document: small}
	doc := campus.As[campus.Document](l.siti.Get(small))
	b, err := l.siti.Blobs().Get(doc.Manifest)
	if err = errors.Join(err, l.dara.Blobs().Put(doc.Manifest, b)); err != nil {
		t.Fatal(err)
	}
	l.to.Stop()
	l.to = sync.NewFiles(l.dara.Replica, lost, l.dara.Blobs(), t.TempDir())
	t.Cleanup(l.to.Stop)
	l.same(slices.DeleteFunc(slices.Clone(l.docs), func(id campus.ID) bool { return id == small }))
}

// loses does not have the file of a document, whose record says that it has.
type loses struct {
	protocol.Service
	document campus.ID
}

var errLost = campus.Errorf(campus.NotHere, "the server does not have the file of this document yet")

func (l *loses) GetChunks(ctx context.Context, token string, in protocol.GetChunks, chunk func([]byte) error) error {
	if in.Document == l.document {
		return errLost
	}
	return l.Service.GetChunks(ctx, token, in, chunk)
}

func (l *loses) GetAll(ctx context.Context, token string, in protocol.Gets, chunk func([]byte) error) error {
	for _, one := range in.Gets {
		if one.Document == l.document {
			return errLost
		}
	}
	return l.Service.GetAll(ctx, token, in, chunk)
}

// TestAnEmptyFile has no pieces, and is here at once.
func TestAnEmptyFile(t *testing.T) {
	t.Parallel()
	l := newLittle(t, 1)
	empty := addNoise(t, l.siti, l.class, rand.New(rand.NewPCG(5, 6)), "empty.txt", 0)
	l.siti.Sync()
	if err := l.from.Upload(t.Context()); err != nil || len(waiting(t, l.siti)) > 0 {
		t.Fatal(err)
	}
	l.same([]campus.ID{empty})
	if path, err := l.to.Open(t.Context(), empty, nil); err != nil {
		t.Error(path, err)
	}
}
