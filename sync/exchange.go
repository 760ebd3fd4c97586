package sync

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"

	"rantau/campus"
	"rantau/sync/protocol"
)

// Limits of what one request carries, before packing.
const (
	maxBytes = 2 << 20
	maxSets  = 1000
)

// Result is what one sync did.
type Result struct {
	Sent    int   // sets that were settled
	Records int   // records that came
	Weight  int64 // of these (protocol.Weight)
	// Owed is what the server said that is still to come; zero where it said nothing.
	Owed protocol.AheadItem
}

// came counts records.
func (r *Result) came(records []*protocol.RecordItem) {
	r.Records += len(records)
	r.Owed.Records = max(0, r.Owed.Records-int64(len(records)))
	for _, one := range records {
		w := protocol.Weight(len(one.Body))
		r.Weight += w
		r.Owed.Bytes = max(0, r.Owed.Bytes-w)
	}
}

// Sync talks to the server until both sides have said all, in as few round trips
// as it takes: one when the outbox fits a request. It is safe to repeat at any
// point: everything that was received is kept, everything else comes again.
func Sync(ctx context.Context, store Store, svc protocol.Service, progress func(Result)) (Result, error) {
	return syncWithin(ctx, store, svc, func() int64 { return campus.NoBound }, progress)
}

// syncWithin is Sync as long as there is something left to spend; behind that ErrSpent.
func syncWithin(ctx context.Context, store Store, svc protocol.Service, left func() int64, progress func(Result)) (Result, error) {
	var total Result
	whole, idle, before := false, 0, ""
	for {
		most := left()
		if most != campus.NoBound && most < campus.LeastLeft {
			return total, ErrSpent
		}
		waiting, _, _, _, err := store.Queue(ctx)
		if err != nil {
			return total, err
		}
		table, untold, err := store.Cursors(ctx)
		if err != nil {
			return total, err
		}
		digest := protocol.Digest(table)
		now := fmt.Sprint(waiting, digest) // where the copy stands, as far as a sync moves it
		if now != before {
			idle, before = 0, now
		} else if idle++; idle > patience {
			return total, campus.Errorf(protocol.BadAnswer, "the server asks for the same again and again; what you do is kept on this computer, and it will be tried again later")
		}
		x := &exchange{store: store, digest: digest, left: most, progress: func(r Result) {
			if progress != nil {
				progress(Result{Sent: total.Sent + r.Sent, Records: total.Records + r.Records, Weight: total.Weight + r.Weight, Owed: r.Owed})
			}
		}}
		again, err := x.run(ctx, svc, table, untold, whole)
		total.Sent += x.result.Sent
		total.Records += x.result.Records
		total.Weight += x.result.Weight
		whole = x.needCursors
		if err != nil || !again {
			return total, err
		}
	}
}

// patience is how many round trips may bring nothing: a fork takes three.
const patience = 4

// exchange is one round trip.
type exchange struct {
	store       Store
	digest      string // of the table of cursors
	left        int64  // what it may cost
	progress    func(Result)
	result      Result
	outcomes    []campus.Outcome
	needCursors bool
	more        bool
	back        bool // the server went back in time: what was sent is sent again
	forked      bool
	want        map[campus.ID]int64
	held        int // sets answered with later
}

// run asks once. It tells whether there is more to say.
func (x *exchange) run(ctx context.Context, svc protocol.Service, table, untold map[campus.ID]string, whole bool) (again bool, err error) {
	who := x.store.Identity()
	sets, err := x.store.Outgoing(ctx, bounded(x.left, maxBytes), maxSets)
	if err != nil {
		return false, err
	}
	req := protocol.Request{Version: protocol.Version, Digest: x.digest, Cursors: untold, Sets: sets}
	if x.left != campus.NoBound {
		req.MaxBytes = bounded(x.left, maxBytes)
	}
	if whole {
		req.Cursors, req.Whole = table, true
	}
	x.want = map[campus.ID]int64{}
	p := newPipeline(ctx, x)
	err = svc.Sync(ctx, who.Token, req, p.item)
	if e := p.close(); e != nil {
		err = e
	}
	switch {
	case errors.Is(err, protocol.ErrBack):
		return true, nil
	case errors.Is(err, errMend):
		return x.mend(ctx, svc)
	}
	if err != nil {
		return false, err
	}
	if x.needCursors {
		if whole {
			return false, campus.Errorf(protocol.BadAnswer, "the server does not understand what this computer has; it will be tried again")
		}
		return true, nil
	}
	told := untold
	if whole {
		told = table
		for space, c := range untold {
			told[space] = c
		}
	}
	if err := x.store.Told(ctx, told); err != nil {
		return false, err
	}
	if x.broken() {
		return x.mend(ctx, svc)
	}
	return x.more || (x.result.Sent > 0 || x.back) && x.unsent(ctx), nil
}

// unsent tells whether sets wait that were not in this request.
func (x *exchange) unsent(ctx context.Context) bool {
	waiting, _, _, _, err := x.store.Queue(ctx)
	return err == nil && waiting > x.held
}

// errMend ends an exchange whose outcomes say that the server lost sets, or that
// the copy was cloned: no page may pass for an answer to them.
var errMend = errors.New("to be mended first")

func (x *exchange) broken() bool { return x.forked || len(x.want) > 0 }

// mend answers a server that lost sets, or a copy that was cloned.
func (x *exchange) mend(ctx context.Context, svc protocol.Service) (bool, error) {
	var lost []campus.ID
	for space, n := range x.want {
		found, err := x.store.Resend(ctx, space, n)
		if err != nil {
			return false, err
		}
		if !found {
			lost = append(lost, space)
		}
	}
	if x.forked || len(lost) > 0 {
		return true, x.fork(ctx, svc, lost)
	}
	return true, nil
}

// fork makes a new device of this copy.
func (x *exchange) fork(ctx context.Context, svc protocol.Service, lost []campus.ID) error {
	who := x.store.Identity()
	pub, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	in, err := svc.NewDevice(ctx, who.Token, protocol.NewDevice{Key: pub, Name: DeviceName()})
	if err != nil {
		return err
	}
	who.Key, who.Token, who.Certificate, who.Signature = key, in.Token, in.Certificate, in.Signature
	return x.store.Fork(ctx, who, lost...)
}

// receive files one item. It runs behind the network, in the order of the
// stream.
func (x *exchange) receive(ctx context.Context, i protocol.Item) error {
	if i.Outcome == nil && len(x.outcomes) > 0 || len(x.outcomes) >= 250 {
		if err := x.settle(ctx); err != nil {
			return err
		}
	}
	if i.Outcome == nil && x.broken() {
		return errMend
	}
	switch {
	case i.Outcome != nil:
		x.outcome(*i.Outcome)
	case i.Back != nil:
		x.back = true
		return x.store.Back(ctx, i.Back.Space)
	case i.Left != nil:
		return x.store.Left(ctx, *i.Left)
	case i.Ahead != nil:
		x.result.Owed = *i.Ahead
		x.progress(x.result)
	case i.End != nil:
		x.needCursors, x.more = i.End.Cursors, i.End.More
		if !x.more && !x.needCursors {
			if err := x.store.Whole(ctx); err != nil {
				return err
			}
		}
		return x.store.Heard(ctx, i.End.Time)
	case i.Raw != nil:
		return x.store.KeepUnknown(ctx, i.Raw)
	}
	return nil
}

func (x *exchange) outcome(o campus.Outcome) {
	switch o.State {
	case campus.Taken, campus.Refused, campus.Later, campus.Held:
	default: // of a newer server: the set waits until this program knows better
		o.State = campus.Later
	}
	switch {
	case o.Code == campus.Forked:
		x.forked = true
	case o.Code == campus.Want:
		x.want[o.Space] = o.Want
	case o.Final():
		x.result.Sent++
		x.outcomes = append(x.outcomes, o)
	default:
		x.held++
		x.outcomes = append(x.outcomes, o)
	}
}

func (x *exchange) settle(ctx context.Context) error {
	err := x.store.Settle(ctx, x.outcomes)
	x.outcomes = nil
	x.progress(x.result)
	return err
}

// pages commits pages that came together in one transaction.
func (x *exchange) pages(ctx context.Context, pages []protocol.Page) error {
	if err := x.settle(ctx); err != nil {
		return err
	}
	if x.broken() {
		return errMend
	}
	if err := x.store.Apply(ctx, pages); err != nil {
		return err
	}
	for _, p := range pages {
		x.result.came(p.Records)
	}
	x.progress(x.result)
	return nil
}
