package sync

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"slices"
	"syscall"
	"testing"
	"time"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/sync/protocol"
)

// desk is a copy with files to send, and a server that takes them; each is in the document of
// its name.
type desk struct {
	*Files
	left     []protocol.DocumentRef
	records  map[campus.ID]campus.Record
	has      map[string]bool
	requests int
	cost     int64 // on the line
	offered  func()
	patch    func() error
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	blobs, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{records: map[campus.ID]campus.Record{}, has: map[string]bool{}, offered: func() {}}
	d.Files = NewFiles(copyOf{nil, d}, serverOf{nil, d}, blobs, t.TempDir())
	t.Cleanup(d.Stop)
	d.purse = newPurse(copyOf{nil, d}, nil, func() time.Time { return time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC) })
	d.purse.traffic = func() (int64, int64) { return d.cost, 0 }
	return d
}

func noise(seed uint64, n int) []byte {
	r, b := rand.New(rand.NewPCG(seed, 1)), make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// copyOf is the copy of a desk, serverOf its server.
type (
	copyOf struct {
		Store
		d *desk
	}
	serverOf struct {
		protocol.Service
		d *desk
	}
)

// add puts bytes on the desk, and gives the document that has them; was are earlier ones.
func (d *desk) add(t *testing.T, b []byte, was ...campus.FileVersion) campus.FileVersion {
	t.Helper()
	hash, m, err := d.blobs.Add(t.Context(), &reading{b})
	if err != nil {
		t.Fatal(err)
	}
	id := campus.NewID()
	body, err := json.Marshal(campus.Document{Name: "x", Manifest: hash, Size: m.Size, Versions: was})
	if err != nil {
		t.Fatal(err)
	}
	d.records[id] = campus.Record{ID: id, Kind: "document", Body: body}
	d.left = append(d.left, protocol.DocumentRef{Document: id, Version: hash})
	return campus.FileVersion{Manifest: hash, Name: "x", Size: m.Size}
}

type reading struct{ b []byte }

func (r *reading) Read(b []byte) (int, error) {
	n := copy(b, r.b)
	if r.b = r.b[n:]; n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

func (c copyOf) Identity() protocol.Identity { return protocol.Identity{} }

func (c copyOf) Setting(context.Context, string) (string, error) { return "", nil }

func (c copyOf) Used(context.Context, string, int64, int64) error { return nil }

func (c copyOf) Uploads(context.Context) ([]protocol.DocumentRef, error) {
	return slices.Clone(c.d.left), nil
}

func (c copyOf) Uploaded(_ context.Context, ref protocol.DocumentRef) error {
	c.d.left = slices.DeleteFunc(c.d.left, func(o protocol.DocumentRef) bool { return o == ref })
	return nil
}

func (c copyOf) Record(_ context.Context, id campus.ID) (campus.Record, error) {
	return c.d.records[id], nil
}

func (s serverOf) Offer(_ context.Context, _ string, in protocol.Offer) (w protocol.Wanted, err error) {
	s.d.requests++
	m, err := blob.ParseManifest([]byte(in.Manifest))
	for _, h := range m.Hashes() {
		if !s.d.has[h] {
			w.Chunks = append(w.Chunks, h)
		}
	}
	w.Stored = len(w.Chunks) == 0
	return w, err
}

func (s serverOf) OfferAll(ctx context.Context, token string, in protocol.Offers) (out protocol.Answers, err error) {
	s.d.offered()
	n := s.d.requests
	defer func() { s.d.requests = n + 1 }()
	for _, o := range in.Offers {
		w, err := s.Offer(ctx, token, o)
		if err != nil {
			return out, err
		}
		out.Answers = append(out.Answers, protocol.Answer{Wanted: w})
	}
	return out, nil
}

func (s serverOf) ManifestAll(context.Context, string, protocol.Lists) (protocol.Manifests, error) {
	s.d.requests++
	return protocol.Manifests{}, campus.Errorf(protocol.BadAnswer, "none")
}

func (s serverOf) GetAll(context.Context, string, protocol.Gets, func([]byte) error) error {
	s.d.requests++
	return campus.Errorf(protocol.Unreachable, "cut")
}

func (s serverOf) PutChunks(_ context.Context, _ string, next func() ([]byte, error)) error {
	s.d.requests++
	for {
		b, err := next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		s.d.has[blob.Hash(b)] = true
		s.d.cost += int64(len(b))
	}
}

func (s serverOf) PatchChunks(ctx context.Context, token string, _ protocol.Patch, next func() ([]byte, error)) error {
	err := s.PutChunks(ctx, token, next)
	if s.d.patch != nil && err == nil {
		return s.d.patch()
	}
	return err
}

// TestALineThatBeginsToCost: what is large stays from then on.
func TestALineThatBeginsToCost(t *testing.T) {
	d := newDesk(t)
	d.add(t, noise(1, 1000))
	d.add(t, noise(2, 1000))
	large := d.add(t, noise(3, 2_000_000))
	d.offered = func() { d.purse.system(true) }
	if err := d.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(d.left) != 1 || d.left[0].Version != large.Manifest {
		t.Errorf("still to go: %d", len(d.left))
	}
}

// TestWhatIsAskedGoesBesideWhatIsHeld back by a budget that is spent.
func TestWhatIsAskedGoesBesideWhatIsHeld(t *testing.T) {
	d := newDesk(t)
	d.purse.budget = campus.Budget{Day: 300 << 10}
	d.cost = 250 << 10
	asked, more := d.add(t, noise(1, 5000)), d.add(t, noise(2, 300_000))
	d.asked[asked.Manifest], d.asked[more.Manifest] = true, true
	d.add(t, noise(3, 1000))
	d.add(t, noise(4, 1100))
	if err := d.Upload(t.Context()); !errors.Is(err, ErrSpent) {
		t.Errorf("beside files that are held back: %v", err)
	}
	if len(d.left) != 2 || d.requests > 8 {
		t.Errorf("still to go: %d, after %d requests", len(d.left), d.requests)
	}
}

// TestWhatIsAskedGoesTogether, although nothing is left of the budget.
func TestWhatIsAskedGoesTogether(t *testing.T) {
	d := newDesk(t)
	d.purse.budget = campus.Budget{Day: 300 << 10}
	d.cost = 290 << 10
	for i := range 20 {
		d.asked[d.add(t, noise(uint64(i), 3000)).Manifest] = true
	}
	if err := d.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(d.left) != 0 || d.requests > 4 {
		t.Errorf("still to go: %d, after %d requests", len(d.left), d.requests)
	}
}

// TestOfflineOffersNothing, and with a budget that is spent no lists are asked for.
func TestOfflineOffersNothing(t *testing.T) {
	d := newDesk(t)
	a, b := d.add(t, noise(1, 1000)), d.add(t, noise(2, 1000))
	d.Files.off = func() bool { return true }
	if err := d.Upload(t.Context()); campus.CodeOf(err) != protocol.Unreachable || d.requests > 0 {
		t.Errorf("offline: %v, %d requests", err, d.requests)
	}
	d.Files.off = func() bool { return false }
	d.purse.budget = campus.Budget{Day: 300 << 10}
	d.cost = 290 << 10
	var all []want
	for _, v := range []campus.FileVersion{a, b} {
		if err := d.blobs.Delete(v.Manifest); err != nil {
			t.Fatal(err)
		}
		all = append(all, want{manifest: v.Manifest, size: v.Size, onServer: true})
	}
	if err := d.fetchTogether(t.Context(), all); !errors.Is(err, ErrSpent) || d.requests > 0 {
		t.Errorf("with nothing left: %v, %d requests", err, d.requests)
	}
}

// TestWhatIsHeldUpDoesNotCome with others, nor what is large once the line costs.
func TestWhatIsHeldUpDoesNotCome(t *testing.T) {
	d := newDesk(t)
	var all []want
	for i, size := range []int{1000, 400_000} {
		v := d.add(t, noise(uint64(i), size))
		m, err := d.blobs.Manifest(v.Manifest)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range m.Hashes() {
			if err := d.blobs.Delete(h); err != nil {
				t.Fatal(err)
			}
		}
		all = append(all, want{ref: d.left[i], manifest: v.Manifest, size: v.Size, onServer: true})
	}
	d.recallPaused()
	d.paused[d.left[0].Document] = true
	d.purse.system(true)
	if err := d.fetchTogether(t.Context(), all); err != nil || d.requests > 0 {
		t.Errorf("%v, %d requests", err, d.requests)
	}
}

// TestPackedAndNotTaken: whether it may go as it is, the budget says anew; and how long what is
// packed takes says nothing of the line.
func TestPackedAndNotTaken(t *testing.T) {
	book := noise(1, 1_400_000)
	d := newDesk(t)
	was := d.add(t, book)
	if err := d.Upload(t.Context()); err != nil || len(d.left) > 0 {
		t.Fatal(err)
	}
	d.batch.Store(0)
	changed := slices.Clone(book)
	for i := 500_000; i < 1_200_000; i += 50_000 {
		changed[i]++
	}
	d.add(t, changed, was)
	d.has = map[string]bool{}
	m, err := d.blobs.Manifest(was.Manifest)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range m.Hashes() {
		d.has[h] = true
	}
	d.patch = func() error {
		d.purse.mu.Lock()
		d.purse.budget = campus.Budget{Day: 1} // that was it
		d.purse.mu.Unlock()
		d.has = map[string]bool{}
		return campus.Errorf(campus.NotFound, "not this chunk")
	}
	if err := d.put(t.Context(), "", d.pieces(t, was)); !errors.Is(err, ErrSpent) {
		t.Errorf("packed, and then as it is: %v", err)
	}
	if d.batch.Load() != 0 {
		t.Errorf("a request may carry %d by now", d.batch.Load())
	}
}

// pieces are those of the file that waits which the other does not have, as many as go at once.
func (d *desk) pieces(t *testing.T, was campus.FileVersion) []piece {
	t.Helper()
	s, err := d.toSend(t.Context(), d.left[0])
	if err != nil || s == nil {
		t.Fatal(s, err)
	}
	w, err := d.svc.Offer(t.Context(), "", s.offer())
	if err != nil {
		t.Fatal(err)
	}
	w.Chunks = w.Chunks[:min(3, len(w.Chunks))]
	out, err := d.answered(t.Context(), s, w, nil)
	if err != nil || len(out) == 0 {
		t.Fatal(err, was.Manifest)
	}
	return out
}

// TestWhatIsForgotten: only a file whose bytes are gone for good is on its way no longer.
func TestWhatIsForgotten(t *testing.T) {
	blobs, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	_, missing := blobs.Get(blob.Hash([]byte("never here")))
	for _, c := range []struct {
		err  error
		want bool
	}{
		{missing, true}, {fmt.Errorf("a disk: %w", blob.ErrDamaged), true},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EMFILE}, false}, {campus.Errorf(campus.Internal, "the disk"), false}, {context.Canceled, false},
	} {
		if gone(c.err) != c.want {
			t.Errorf("%v: %v", c.err, !c.want)
		}
	}
}
