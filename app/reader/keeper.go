package reader

import (
	"context"
	"math"
	"sync"
	"time"

	"rantau/app/ui"
	"rantau/campus"
)

// placeAfter is how long somebody is somewhere before it is written down: at most one
// record in that time, and one at the end.
const placeAfter = 8 * time.Second

// keeper writes down where somebody is in a document, for the next start and for the
// person's other computers. It may fail without a word: the next place is as good.
type keeper struct {
	env    *ui.Env
	device string
	in, of campus.ID

	mu    sync.Mutex // guards the fields below
	kept  campus.Place
	now   campus.Place
	timer *time.Timer

	writing sync.Mutex // one write at a time
	forget  func()
}

// newKeeper keeps the places of a document; was is where it opens.
func newKeeper(env *ui.Env, document campus.Record, was campus.Place) *keeper {
	k := &keeper{env: env, device: env.Replica.Device(), in: document.Space, of: document.ID}
	was.Device, was.In, was.Of = k.device, k.in, k.of
	k.kept, k.now = was, was
	k.forget = env.AtEnd(k.write)
	return k
}

// set says where the person is now.
func (k *keeper) set(at spot, zoom float64, turn int) {
	p := placeOf(at, zoom, turn)
	p.Device, p.In, p.Of = k.device, k.in, k.of
	k.mu.Lock()
	defer k.mu.Unlock()
	k.now = p
	if k.timer == nil && !p.Near(k.kept) {
		k.timer = time.AfterFunc(placeAfter, k.flush)
	}
}

func (k *keeper) flush() { k.env.Work(func(context.Context) { k.write() }) }

// close writes down the last place.
func (k *keeper) close() {
	k.forget()
	k.flush()
}

// write waits for the disk.
func (k *keeper) write() {
	k.writing.Lock()
	defer k.writing.Unlock()
	k.mu.Lock()
	if k.timer != nil {
		k.timer.Stop()
		k.timer = nil
	}
	p := k.now
	moved := !p.Near(k.kept)
	k.mu.Unlock()
	if !moved {
		return
	}
	ctx, r := context.Background(), k.env.Replica
	was, err := r.Record(ctx, campus.PlaceID(p.Device, p.In, p.Of))
	if err != nil && campus.CodeOf(err) != campus.NotFound || was.Deleted {
		return
	}
	if a := campus.KeepPlace(r.Me(), was, p); len(a.Changes) == 0 || r.Save(ctx, a) == nil {
		k.mu.Lock()
		k.kept = p
		k.mu.Unlock()
	}
}

// lastPlace looks where the person was last in a document, on any computer. It waits for
// the disk.
func lastPlace(ctx context.Context, r campus.Replica, document campus.Record) (campus.Place, time.Time) {
	all, err := r.Records(ctx, campus.Query{Space: campus.PersonalSpace(r.Me()), Kind: "place", Of: document.ID})
	if err != nil {
		return campus.Place{}, time.Time{}
	}
	return campus.NewestPlace(all, document.Space, document.ID)
}

// placeOf is a spot as a record says it.
func placeOf(at spot, zoom float64, turn int) campus.Place {
	p := campus.Place{Page: at.page + 1, Part: int(math.Round(float64(at.part) * 1000)), Turn: turn, Zoom: int(math.Round(zoom * 100))}
	if zoom == zoomWhole {
		p.Zoom = -1
	}
	p.Part = max(-2000, min(p.Part, 2000))
	return p
}

// spotOf is what a record says.
func spotOf(p campus.Place) spotZoom {
	z := spotZoom{at: spot{page: p.Page - 1, part: float32(p.Part) / 1000}, zoom: float64(p.Zoom) / 100, turn: p.Turn}
	switch {
	case p.Zoom == -1:
		z.zoom = zoomWhole
	case p.Zoom > 0:
		z.zoom = max(smallestZoom, min(z.zoom, largestZoom))
	}
	return z
}
