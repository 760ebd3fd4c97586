package sync

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"rantau/campus"
	"rantau/sync/protocol"
)

// Upload brings the documents that wait to the server, the small ones first and several in
// one request. A cut costs at most one request: what arrived is not asked for again.
func (f *Files) Upload(ctx context.Context) error {
	all, err := f.store.Uploads(ctx)
	if err != nil {
		return err
	}
	size := map[protocol.DocumentRef]int64{}
	for _, ref := range all {
		f.mu.Lock()
		delete(f.there, ref.Version) // the server may have lost it
		f.mu.Unlock()
		size[ref] = f.sizeOf(ref.Version)
	}
	slices.SortStableFunc(all, func(a, b protocol.DocumentRef) int { return cmp.Compare(size[a], size[b]) })
	var asked, little, others []protocol.DocumentRef
	for _, ref := range all {
		switch {
		case size[ref] > littleFile:
			others = append(others, ref)
		case f.isAsked(ref.Version):
			asked = append(asked, ref)
		default:
			little = append(little, ref)
		}
	}
	alone, first, err := f.uploadTogether(ctx, asked, true)
	if err != nil {
		return err
	}
	more, next, err := f.uploadTogether(ctx, little, false)
	spent := errors.Is(err, ErrSpent) // what a person asks for goes all the same
	if err != nil && !spent {
		return err
	}
	alone, first = append(alone, more...), cmp.Or(first, next)
	for _, ref := range append(alone, others...) {
		if f.staysNow(ref) || spent && !f.isAsked(ref.Version) {
			continue
		}
		err := f.upload(ctx, ref)
		if errors.Is(err, errPaused) {
			continue
		}
		if errors.Is(err, ErrSpent) {
			spent = true
			continue
		}
		if f.troubled(ref.Document, err); ofOne(err) {
			first = cmp.Or(first, err)
			continue
		}
		if err != nil {
			return err
		}
	}
	if spent {
		return ErrSpent
	}
	return first
}

// staysNow tells whether a file is held up by its person, or for another line. That is asked
// when its turn comes: the line may be another by then.
func (f *Files) staysNow(ref protocol.DocumentRef) bool {
	return f.isPaused(ref.Document) || !f.isAsked(ref.Version) && f.waits(f.sizeOf(ref.Version))
}

// ofOne tells of an error that it is of one document, not of the line.
func ofOne(err error) bool {
	switch campus.CodeOf(err) {
	case campus.Forbidden, campus.NotFound, campus.Changed, campus.Invalid, campus.TooLarge, protocol.DamagedBytes:
		return true
	case campus.NotHere: // the server has the record, not the file
		return !errors.Is(err, errNoLine)
	}
	return false
}

// ofLine tells of an error that it ends whatever else would go now.
func ofLine(err error) bool {
	switch campus.CodeOf(err) {
	case protocol.Unreachable, protocol.TooMany, protocol.SignedOut, protocol.TooOld:
		return true
	}
	return errors.Is(err, errNoLine) || errors.Is(err, ErrSpent) || errors.Is(err, context.Canceled)
}

// troubled keeps what the server said of a document for its person to see. That
// there is no line, or that the server does not have its record yet, is no trouble.
func (f *Files) troubled(document campus.ID, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch campus.CodeOf(err) {
	case campus.Forbidden, campus.Invalid, campus.TooLarge:
		f.trouble[document] = err.Error()
	case protocol.Unreachable, protocol.BadAnswer, protocol.TooMany: // says nothing of this one
	default:
		delete(f.trouble, document)
	}
}

// upload brings one document.
func (f *Files) upload(ctx context.Context, ref protocol.DocumentRef) error {
	s, err := f.toSend(ctx, ref)
	if s == nil || err != nil {
		return err
	}
	token := f.store.Identity().Token
	for {
		wanted, err := f.svc.Offer(ctx, token, s.offer())
		pieces, err := f.answered(ctx, s, wanted, err)
		if err != nil || len(pieces) == 0 {
			return err
		}
		if err := f.put(ctx, token, pieces); err != nil {
			return err
		}
	}
}
