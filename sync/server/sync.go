package server

import (
	"context"
	"errors"
	"maps"
	gosync "sync"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// asker is the device that syncs, and what this exchange knows of it.
type asker struct {
	device
	cursors map[campus.ID]cursor
	misfit  map[campus.ID]bool // spaces whose cursor this server never gave
	heads   []spaceHead        // where its spaces stood, as long as nothing was written since
	placed  bool               // the table was the one that the last answer led to
	moved   bool               // it is not, any more
	owed    bool               // its sets ask something of the server
	touched map[campus.ID]bool // spaces that the request has sets for
	// known are records at a sequence that the outcome already tells of: they
	// need no echo.
	known map[campus.ID]map[campus.ID]echo
}

// echo is a record that its own device need not be sent.
type echo struct {
	seq      int64
	class    campus.Class
	audience campus.Audience
	weight   int64 // in what is told ahead
}

// told notes that a clean outcome tells the device all that it lacks of these
// rows.
func (a *asker) told(space campus.ID, seq int64, rows []*row) {
	if a.misfit[space] {
		return
	}
	from := a.cursors[space].From
	for _, r := range rows {
		if !r.isNew && r.prior > from {
			continue
		}
		if a.known[space] == nil {
			a.known[space] = map[campus.ID]echo{}
		}
		size := len(r.rec.Body)
		if r.rec.Deleted {
			size = 0
		}
		a.known[space][r.rec.ID] = echo{seq, r.class, r.rec.Audience, protocol.Weight(size)}
	}
}

// Sync implements protocol.Service.
func (s *Server) Sync(ctx context.Context, token string, in protocol.Request, item func(protocol.Item) error) error {
	d, err := s.device(ctx, token)
	if err != nil {
		return err
	}
	if in.Version != protocol.Version {
		return campus.Errorf(protocol.TooOld, "this program speaks version %d of the protocol, the server version %d; update the program, what you save meanwhile is safe", in.Version, protocol.Version)
	}
	bytes := 0
	for _, set := range in.Sets {
		bytes += len(set.Bytes)
	}
	if err := s.gate.write(d.person, bytes); err != nil {
		return err
	}
	end := &protocol.EndItem{Time: s.now().UnixMilli()}
	a, ok, err := s.meet(ctx, d, in)
	if err != nil {
		return err
	}
	if !ok {
		end.Cursors = true
		return item(protocol.Item{End: end})
	}
	if err := s.takeAll(ctx, a, in.Sets, item); err != nil {
		return err
	}
	if a.owed {
		s.hurry(ctx)
		s.poke() // RunErrands has to know the next date
	}
	err = s.send(ctx, a, item)
	if errors.Is(err, protocol.ErrEnough) {
		end.More, err = true, nil
	}
	if err != nil {
		return err
	}
	if a.moved || !a.placed {
		s.news.expect(d.id, a.cursors)
	}
	return item(protocol.Item{End: end})
}

// meet brings the device's table of cursors up to date. It is false where the
// digest does not name the table, and the whole has to be asked for.
func (s *Server) meet(ctx context.Context, d device, in protocol.Request) (*asker, bool, error) {
	a := &asker{device: d, cursors: map[campus.ID]cursor{}, misfit: map[campus.ID]bool{}, touched: map[campus.ID]bool{}, known: map[campus.ID]map[campus.ID]echo{}}
	if had, ok := s.news.expects(d.id, in.Digest); ok && !in.Whole && agree(had, in.Cursors) { // the usual case: no table to read
		maps.Copy(a.cursors, had)
		a.placed = true
		if err := s.keepTable(ctx, d.id, in); err != nil {
			return nil, false, err
		}
		return a, true, s.checkFit(ctx, a)
	}
	table, err := s.table(ctx, d.id)
	if err != nil {
		return nil, false, err
	}
	if in.Whole {
		clear(table)
	}
	for space, c := range in.Cursors {
		if !space.Valid() || c != "" && !protocol.CursorSound(c) {
			return nil, false, campus.Errorf(campus.Invalid, "a cursor is not readable")
		}
		if table[space] = c; c == "" {
			delete(table, space)
		}
	}
	if len(table) > protocol.MaxCursors {
		return nil, false, campus.Errorf(campus.TooLarge, "a table has up to %d cursors", protocol.MaxCursors)
	}
	if protocol.Digest(table) != in.Digest {
		return a, false, nil
	}
	if err := s.keepTable(ctx, d.id, in); err != nil {
		return nil, false, err
	}
	for space, c := range table {
		var ok bool
		if a.cursors[space], ok = parseCursor(c); !ok && c != protocol.Start {
			a.misfit[space] = true // not one that we gave
		}
	}
	return a, true, s.checkFit(ctx, a)
}

// agree tells whether what a device says of its cursors is what it was given.
func agree(given map[campus.ID]cursor, told map[campus.ID]string) bool {
	for space, said := range told {
		c, has := given[space]
		if has && said != c.String() || !has && said != "" {
			return false
		}
	}
	return true
}

func (s *Server) table(ctx context.Context, device string) (map[campus.ID]string, error) {
	table := map[campus.ID]string{}
	err := s.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Rows(`SELECT space, cursor FROM cursors WHERE device=?`, []any{device}, func(scan func(...any) error) error {
			var space campus.ID
			var c string
			err := scan(&space, &c)
			table[space] = c
			return err
		})
	})
	return table, err
}

func (s *Server) keepTable(ctx context.Context, device string, in protocol.Request) error {
	if !in.Whole && len(in.Cursors) == 0 {
		return nil
	}
	return s.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		if in.Whole {
			if _, err := tx.Exec(`DELETE FROM cursors WHERE device=?`, device); err != nil {
				return err
			}
		}
		for space, c := range in.Cursors {
			var err error
			if c == "" {
				_, err = tx.Exec(`DELETE FROM cursors WHERE device=? AND space=?`, device, space)
			} else {
				_, err = tx.Exec(`INSERT OR REPLACE INTO cursors VALUES (?,?,?)`, device, space, c)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// checkFit finds the spaces in which this server went back in time.
func (s *Server) checkFit(ctx context.Context, a *asker) error {
	heads, err := s.spacesOf(ctx, a.person)
	if err != nil {
		return err
	}
	a.heads = heads
	own := make(map[campus.ID]spaceHead, len(heads))
	for _, h := range heads {
		own[h.id] = h
	}
	var doubtful []campus.ID
	for space, c := range a.cursors {
		if sp, found := own[space]; !found || !c.at(sp) {
			doubtful = append(doubtful, space)
		}
	}
	if len(doubtful) == 0 {
		return nil
	}
	return s.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		for _, space := range doubtful {
			c := a.cursors[space]
			sp, found, err := spaceFor(tx, space, a.person)
			if err != nil {
				return err
			}
			fits := found || c.To == 0
			if found {
				if fits, err = c.fits(tx, sp); err != nil {
					return err
				}
			}
			if !fits {
				a.misfit[space] = true
				a.cursors[space] = cursor{}
				a.moved = true
			}
		}
		return nil
	})
}

// batch is how many sets are settled in one transaction: outcomes go out after
// each, so that a replica works on some while others are taken.
const batch = 200

// opened is a set whose signature and form have been looked at.
type opened struct {
	set    campus.Set
	hash   string
	bad    error // its form is wrong
	forged bool
}

// takeAll settles the sets of a request in their order. A set that is not final
// holds up those behind it in its space. While a batch is settled, the next one
// is verified.
func (s *Server) takeAll(ctx context.Context, a *asker, sets []protocol.SignedSet, item func(protocol.Item) error) error {
	if len(sets) > 0 {
		a.heads = nil
	}
	heldUp := map[campus.ID]bool{}
	done := make(chan struct{})
	defer close(done)
	for part := range openAhead(a.key, sets, done) {
		outcomes, err := s.takeBatch(ctx, a, part, heldUp)
		if err != nil {
			return err
		}
		for _, o := range outcomes {
			if err := item(protocol.Item{Outcome: &o}); err != nil {
				return err
			}
		}
	}
	return nil
}

// openAhead opens sets a batch ahead of who takes them.
func openAhead(key []byte, sets []protocol.SignedSet, done <-chan struct{}) <-chan []opened {
	out := make(chan []opened, 1)
	go func() {
		defer close(out)
		for len(sets) > 0 {
			part := sets[:min(batch, len(sets))]
			sets = sets[len(part):]
			select {
			case out <- open(key, part):
			case <-done:
				return
			}
		}
	}()
	return out
}

// open verifies and reads sets, on all cores: it is the larger part of the work.
func open(key []byte, sets []protocol.SignedSet) []opened {
	out := make([]opened, len(sets))
	var wg gosync.WaitGroup
	const workers = 4
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(sets); i += workers {
				b := []byte(sets[i].Bytes)
				out[i].hash = campus.HashSet(b)
				out[i].set, out[i].bad = campus.DecodeSet(b)
				out[i].forged = !campus.VerifySet(key, b, sets[i].Signature)
			}
		})
	}
	wg.Wait()
	return out
}

func (s *Server) takeBatch(ctx context.Context, a *asker, sets []opened, heldUp map[campus.ID]bool) ([]campus.Outcome, error) {
	var outcomes []campus.Outcome
	var t *taker
	err := s.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		t = s.newTaker(tx, a.device)
		t.asker = a
		for _, o := range sets {
			if o.bad != nil && (!o.set.Space.Valid() || o.set.Number < 1) {
				return o.bad // nothing can be said about it by number
			}
			a.touched[o.set.Space] = true
			if heldUp[o.set.Space] {
				continue
			}
			out, err := t.take(o)
			if err != nil {
				return err
			}
			heldUp[o.set.Space] = !out.Final()
			outcomes = append(outcomes, out)
		}
		return t.finish()
	})
	s.wrote(t, err)
	if err != nil {
		return nil, err
	}
	a.owed = a.owed || t.owed
	return outcomes, nil
}
