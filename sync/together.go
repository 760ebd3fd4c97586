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

// uploadTogether brings small files. alone are those that have to go one by one; first is
// what is in the way of one of them.
func (f *Files) uploadTogether(ctx context.Context, refs []protocol.DocumentRef) (alone []protocol.DocumentRef, first, err error) {
	if len(refs) < 2 {
		return refs, nil, nil
	}
	token := f.store.Identity().Token
	var open []*sending
	for len(refs)+len(open) > 0 {
		round, err := f.round(ctx, &refs)
		if err != nil {
			return nil, first, err
		}
		round = append(open, round...)
		if len(round) == 0 {
			continue
		}
		offers := protocol.Offers{}
		for _, s := range round {
			offers.Offers = append(offers.Offers, s.offer())
		}
		answers, err := f.svc.OfferAll(ctx, token, offers)
		if campus.CodeOf(err) == protocol.BadAnswer || ofOne(err) { // perhaps a server that does not know how
			for _, s := range round {
				alone = append(alone, s.ref)
			}
			return append(alone, refs...), first, nil
		}
		if err != nil {
			return nil, first, err
		}
		open = nil
		var pieces []piece
		for i, s := range round {
			var said error
			if a := answers.Answers[i]; a.Error != nil {
				said = a.Error
			}
			some, err := f.answered(ctx, s, answers.Answers[i].Wanted, said)
			if f.troubled(s.ref.Document, err); err != nil && !ofOne(err) && campus.CodeOf(err) != protocol.BadAnswer {
				return nil, first, err
			}
			if first = cmp.Or(first, err); len(some) > 0 {
				open, pieces = append(open, s), append(pieces, some...)
			}
		}
		if err := f.put(ctx, token, once(pieces)); err != nil && !errors.Is(err, errPaused) {
			return nil, first, err
		}
		open = slices.DeleteFunc(open, func(s *sending) bool { return f.isPaused(s.ref.Document) })
	}
	return alone, first, nil
}

// round takes the next files, as many as go together.
func (f *Files) round(ctx context.Context, refs *[]protocol.DocumentRef) (out []*sending, err error) {
	bytes, most := int64(0), int64(roundBytes)
	if left := f.left(ctx, false); left != campus.NoBound {
		most = min(most, left)
	}
	for len(*refs) > 0 && len(out) < roundFiles {
		ref := (*refs)[0]
		if bytes += f.sizeOf(ref.Version); len(out) > 0 && bytes > most {
			break
		}
		*refs = (*refs)[1:]
		s, err := f.toSend(ctx, ref)
		if err != nil {
			return nil, err
		}
		if s != nil {
			out = append(out, s)
		}
	}
	return out, nil
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
