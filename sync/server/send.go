package server

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// sending is one space on its way to one device.
type sending struct {
	spaceHead
	at    cursor
	owed  []campus.Class // classes with something in the range
	fresh bool
	// first: the device never read this space. A record that was never sent need
	// not be taken away.
	first bool
}

// send streams what the device lacks, class by class over all spaces, in pages
// that each end with the cursor to commit with it.
func (s *Server) send(ctx context.Context, a *asker, item func(protocol.Item) error) error {
	for {
		again, err := s.sendRanges(ctx, a, item)
		if err != nil || !again {
			return err
		}
		a.misfit = map[campus.ID]bool{} // said once
	}
}

// sendRanges sends what is owed of the range that each space is in. It tells
// whether one of them was begun in an earlier exchange, so that its space may
// have moved on since.
func (s *Server) sendRanges(ctx context.Context, a *asker, item func(protocol.Item) error) (again bool, err error) {
	spaces, left, err := s.owed(ctx, a)
	if err != nil {
		return false, err
	}
	for _, l := range left {
		if err := item(protocol.Item{Left: &l}); err != nil {
			return false, err
		}
		delete(a.cursors, l.Space)
		a.moved = true
		delete(a.touched, l.Space)
	}
	for _, space := range slices.Sorted(maps.Keys(a.misfit)) {
		if slices.ContainsFunc(left, func(l protocol.LeftItem) bool { return l.Space == space }) {
			continue
		}
		// Also of a space that is not here: it was founded after the backup.
		if err := item(protocol.Item{Back: &protocol.BackItem{Space: space}}); err != nil {
			return false, err
		}
	}
	for _, sp := range spaces {
		again = again || sp.at.To < sp.seq
	}
	if err := s.tellAhead(ctx, a, spaces, item); err != nil {
		return false, err
	}
	out := &stream{item: item}
	for class := range campus.Class(campus.Classes) {
		for _, sp := range spaces {
			if !slices.Contains(sp.owed, class) && (class < campus.Classes-1 || sp.at.From == sp.at.To) {
				continue
			}
			if err := s.sendClass(ctx, a, sp, class, out); err != nil {
				return false, err
			}
		}
	}
	return again, nil
}

// owed lists the spaces with something to send, and those that were left.
func (s *Server) owed(ctx context.Context, a *asker) (out []*sending, left []protocol.LeftItem, err error) {
	heads := a.heads
	if a.heads = nil; heads == nil { // a second round looks anew
		if heads, err = s.spacesOf(ctx, a.person); err != nil {
			return nil, nil, err
		}
	}
	for _, h := range heads {
		c, has := a.cursors[h.id]
		if !h.role.In() {
			if has || a.touched[h.id] {
				left = append(left, protocol.LeftItem{Space: h.id, Membership: campus.MembershipID(h.id, a.person)})
			}
			continue
		}
		sp := &sending{spaceHead: h, at: c, first: !has}
		if !has || a.misfit[h.id] || c.Led != h.role.Leads() {
			sp.fresh, sp.at = true, cursor{Led: h.role.Leads()}
		}
		if sp.at.To > h.seq { // the device heard of a commit that the heads do not tell of yet
			continue
		}
		if sp.at.From == sp.at.To { // no range under way: the next one reaches to the head
			if sp.at.To == h.seq && !sp.fresh {
				continue
			}
			sp.at.To, sp.at.Stamp, sp.at.Class, sp.at.Pos = h.seq, h.stamp, 0, sp.at.From
		}
		out = append(out, sp)
	}
	if len(out) == 0 {
		return nil, left, nil
	}
	err = s.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		for _, sp := range out {
			if err := sp.probe(tx); err != nil {
				return err
			}
		}
		return nil
	})
	return out, left, err
}

// probe finds the classes that have something in the range.
func (sp *sending) probe(tx *sqlitedb.Tx) error {
	for class := range campus.Class(campus.Classes) {
		if class < sp.at.Class {
			continue
		}
		var one int
		found, err := tx.Maybe(`SELECT 1 FROM records WHERE space=? AND class=? AND seq>? AND seq<=? LIMIT 1`,
			[]any{sp.id, class, sp.start(class), sp.at.To}, &one)
		if err != nil {
			return err
		}
		if found {
			sp.owed = append(sp.owed, class)
		}
	}
	return nil
}

// start is the sequence behind which a class has to be read.
func (sp *sending) start(class campus.Class) int64 {
	if class == sp.at.Class {
		return sp.at.Pos
	}
	return sp.at.From
}

// last tells whether no class behind this one has anything to send.
func (sp *sending) last(class campus.Class) bool {
	return len(sp.owed) == 0 || sp.owed[len(sp.owed)-1] <= class
}

// sendClass sends one class of one space, page by page. No transaction is open
// while the line is waited for.
func (s *Server) sendClass(ctx context.Context, a *asker, sp *sending, class campus.Class, out *stream) error {
	for {
		items, pos, more, err := s.page(ctx, a, sp, class)
		if err != nil {
			return err
		}
		sp.at.Class, sp.at.Pos = class, pos
		if !more {
			sp.at.Class, sp.at.Pos = class+1, sp.at.From
			if sp.last(class) {
				sp.at = cursor{From: sp.at.To, To: sp.at.To, Led: sp.at.Led, Stamp: sp.at.Stamp}
			}
		}
		whole := sp.at.From == sp.at.To && sp.at.To == sp.seq
		if err := out.send(sp, items, protocol.PageItem{Cursor: sp.at.String(), Whole: whole}); err != nil {
			return err
		}
		a.cursors[sp.id] = sp.at
		a.moved = true
		if !more {
			return nil
		}
	}
}

// page reads what fits one page. A set has one sequence, and a page breaks only
// between sequences.
func (s *Server) page(ctx context.Context, a *asker, sp *sending, class campus.Class) (items []protocol.Item, pos int64, more bool, err error) {
	who := campus.Actor{Person: a.person, Role: sp.role}
	size := 0
	pos = sp.start(class)
	err = s.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		err := tx.Rows(`SELECT id, kind, seq, audience, author, created, editor, edited, deleted, body, written
			FROM records WHERE space=? AND class=? AND seq>? AND seq<=? ORDER BY seq`,
			[]any{sp.id, class, pos, sp.at.To}, func(scan func(...any) error) error {
				var r protocol.RecordItem
				var body, written []byte
				if err := scan(&r.ID, &r.Kind, &r.Seq, &r.Audience, &r.Author, &r.Created, &r.Editor, &r.Edited, &r.Deleted, &body, &written); err != nil {
					return err
				}
				if size >= protocol.MaxPage && r.Seq != pos {
					more = true
					return errStop
				}
				pos = r.Seq
				if a.known[sp.id][r.ID].seq == r.Seq && campus.MayRead(who, r.Audience) {
					return nil
				}
				if !campus.MayRead(who, r.Audience) {
					gone, err := wasReadable(tx, sp, who, r)
					if gone {
						items = append(items, protocol.Item{Gone: &protocol.GoneItem{ID: r.ID}})
					}
					return err
				}
				if len(written) > 0 && json.Unmarshal(written, &r.Written) != nil {
					r.Written = nil
				}
				if !r.Deleted {
					r.Body = json.RawMessage(body)
				}
				if r.Editor == r.Author {
					r.Editor = ""
				}
				if r.Edited == r.Created {
					r.Edited = 0
				}
				size += len(body) + 200
				items = append(items, protocol.Item{Record: &r})
				return nil
			})
		if err != nil && err != errStop {
			return err
		}
		return addVersions(tx, sp.id, who, items)
	})
	return items, pos, more, err
}

// wasReadable tells whether this person may hold the record from before.
func wasReadable(tx *sqlitedb.Tx, sp *sending, who campus.Actor, r protocol.RecordItem) (bool, error) {
	if sp.led && !who.Role.Leads() {
		return true, nil // was on the staff
	}
	if sp.first {
		return false, nil
	}
	// Any audience it ever had counts, for the range in which it changed may
	// have been left behind half read.
	gone := false
	err := tx.Rows(`SELECT audience FROM past_audiences WHERE space=? AND id=?`, []any{sp.id, r.ID},
		func(scan func(...any) error) error {
			var was campus.Audience
			err := scan(&was)
			gone = gone || campus.MayRead(who, was)
			return err
		})
	return gone, err
}

// addVersions puts beside each record the versions that this person may read: a
// version keeps the audience it was written for.
func addVersions(tx *sqlitedb.Tx, space campus.ID, who campus.Actor, items []protocol.Item) error {
	var one int
	if any, err := tx.Maybe(`SELECT 1 FROM versions WHERE space=? LIMIT 1`, []any{space}, &one); err != nil || !any {
		return err
	}
	for _, i := range items {
		if i.Record == nil {
			continue
		}
		err := tx.Rows(`SELECT version, fields, author, at, audience FROM versions WHERE space=? AND id=? ORDER BY at, version`,
			[]any{space, i.Record.ID}, func(scan func(...any) error) error {
				var v campus.Version
				var fields []byte
				var audience campus.Audience
				err := scan(&v.ID, &fields, &v.Author, &v.At, &audience)
				v.Fields = fields
				if campus.MayRead(who, audience) {
					i.Record.Versions = append(i.Record.Versions, v)
				}
				return err
			})
		if err != nil {
			return err
		}
	}
	return nil
}

// errStop ends a query early.
var errStop = errors.New("stop")

// stream names the space only when it changes.
type stream struct {
	item func(protocol.Item) error
	last campus.ID
}

func (o *stream) send(sp *sending, items []protocol.Item, page protocol.PageItem) error {
	if o.last != sp.id || sp.fresh {
		if err := o.item(protocol.Item{Space: &protocol.SpaceItem{ID: sp.id, Role: sp.role, Fresh: sp.fresh}}); err != nil {
			return err
		}
		o.last, sp.fresh = sp.id, false
	}
	for _, i := range items {
		if err := o.item(i); err != nil {
			return err
		}
	}
	return o.item(protocol.Item{Page: &page})
}
