package sync

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"rantau/campus"
	"rantau/sync/protocol"
)

// What goes together: on a long line a request for each of a hundred small files takes
// longer than their bytes. They are whole on the other side when their round is, so a round
// is no more than one request brings.
const (
	littleFile = 1 << 20
	roundFiles = protocol.MaxTogether / 2 // the round before is offered again in the same request
	roundBytes = protocol.MaxPut
)

// uploadTogether brings small files, which their person has asked for or not. alone are those that have to go one by one; first is
// what is in the way of one of them.
func (f *Files) uploadTogether(ctx context.Context, refs []protocol.DocumentRef, asked bool) (alone []protocol.DocumentRef, first, err error) {
	if len(refs) < 2 {
		return refs, nil, nil
	}
	token := f.store.Identity().Token
	var open []*sending
	for len(refs)+len(open) > 0 {
		if f.off() {
			return nil, first, errOff
		}
		round, odd, err := f.round(ctx, &refs, asked)
		if err != nil {
			return nil, first, err
		}
		round, alone = append(open, round...), append(alone, odd...)
		if len(round) == 0 {
			continue
		}
		offers := protocol.Offers{}
		for _, s := range round {
			offers.Offers = append(offers.Offers, s.offer())
		}
		answers, err := f.svc.OfferAll(ctx, token, offers)
		if ofLine(err) {
			return nil, first, err
		}
		if err != nil { // perhaps a server that does not know how
			return slices.Concat(alone, refsOf(round), refs), first, nil
		}
		open = nil
		var pieces []piece
		for i, s := range round {
			var said error
			a := answers.Answers[i]
			if a.Error != nil {
				said = a.Error
			} else if !a.Stored && len(a.Chunks) == 0 { // the answer was full
				alone = append(alone, s.ref)
				continue
			}
			some, err := f.answered(ctx, s, a.Wanted, said)
			if f.troubled(s.ref.Document, err); err != nil && !errors.Is(err, said) && campus.CodeOf(err) != protocol.BadAnswer {
				return nil, first, err // this computer's own
			}
			if first = cmp.Or(first, err); len(some) > 0 {
				open, pieces = append(open, s), append(pieces, some...)
			}
		}
		switch err := f.put(ctx, token, once(pieces)); {
		case ofLine(err):
			return nil, first, err
		case err != nil && !errors.Is(err, errPaused): // one of them is in the way: alone it says so
			alone, open = append(alone, refsOf(open)...), nil
		}
		open = slices.DeleteFunc(open, func(s *sending) bool { return f.isPaused(s.ref.Document) })
	}
	return alone, first, nil
}

func refsOf(all []*sending) (out []protocol.DocumentRef) {
	for _, s := range all {
		out = append(out, s.ref)
	}
	return out
}

// round takes the next files, as many as go together. odd are those that can't be sent; alone
// they say why.
func (f *Files) round(ctx context.Context, refs *[]protocol.DocumentRef, asked bool) (out []*sending, odd []protocol.DocumentRef, err error) {
	bytes, most := int64(0), int64(roundBytes)
	if left := f.left(ctx, asked); left != campus.NoBound {
		most = min(most, left)
	}
	for len(*refs) > 0 && len(out) < roundFiles {
		ref := (*refs)[0]
		if bytes += f.sizeOf(ref.Version); len(out) > 0 && bytes > most {
			break
		}
		if *refs = (*refs)[1:]; f.staysNow(ref) {
			continue
		}
		s, err := f.toSend(ctx, ref)
		switch {
		case ofOne(err):
			odd = append(odd, ref)
		case err != nil:
			return nil, nil, err
		case s != nil:
			out = append(out, s)
		}
	}
	return out, odd, nil
}

// once leaves out what is a piece of an earlier file too.
func once(all []piece) []piece {
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(p piece) bool {
		had := seen[p.hash]
		seen[p.hash] = true
		return had
	})
}
