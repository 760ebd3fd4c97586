package server

import (
	"context"
	"errors"
	"fmt"
	"time"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// errand is a row of the table errands: something that the server owes.
type errand struct {
	at    int64
	what  string
	space campus.ID
	id    campus.ID
}

// errands are what the server does by itself, each in a transaction of its own. They
// have to come out the same when they are done twice. A rule that is broken lets go
// of the errand; any other error keeps it.
var errands = map[string]func(*taker, errand) error{
	campus.ErrandPublish: (*taker).publish,
	campus.ErrandJoin:    (*taker).join,
	campus.ErrandCode:    (*taker).code,
	campus.ErrandAnswer:  (*taker).answer,
	campus.ErrandList:    (*taker).list,
	campus.ErrandTidy:    (*taker).tidy,
	campus.ErrandReturn:  (*taker).bringBack,
	campus.ErrandFollow:  (*taker).follow,
	campus.ErrandMark:    (*taker).mark,
}

// owe notes what a record asks of the server, in the transaction that writes it.
func (t *taker) owe(space campus.ID, rec campus.Record) error {
	rec.Space = space
	wanted := map[string]int64{}
	for _, e := range campus.ErrandsOf(rec) {
		at := t.now
		if !e.At.IsZero() {
			at = e.At.UnixMilli()
		}
		wanted[e.What] = at
	}
	if len(wanted) == 0 && !t.s.owes(rec.Kind) {
		return nil
	}
	for _, what := range campus.ErrandNames {
		at, wants := wanted[what]
		query, args := `DELETE FROM errands WHERE what=? AND space=? AND id=?`, []any{what, space, rec.ID}
		if wants {
			query, args = `INSERT OR REPLACE INTO errands (what, space, id, at) VALUES (?,?,?,?)`, append(args, at)
			t.owed = true
		}
		if _, err := t.tx.Exec(query, args...); err != nil {
			return err
		}
	}
	return nil
}

// owes tells whether records of a kind may have asked for something before.
func (s *Server) owes(kind string) bool {
	k, ok := campus.KindNamed(kind)
	return ok && k.Asks()
}

// DoErrands does what is due, and tells when the next is (false: none is known). One
// that fails stays, and holds up no other.
func (s *Server) DoErrands(ctx context.Context) (next time.Time, has bool, err error) {
	for range 4 { // what one asks for is done with it
		var more bool
		if next, has, more, err = s.doDue(ctx); err != nil || !more {
			break
		}
	}
	return next, has, err
}

// doDue does what is due now; more tells that this asked for something in its turn.
func (s *Server) doDue(ctx context.Context) (next time.Time, has, more bool, err error) {
	var due []errand
	err = s.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		now := s.now().UnixMilli()
		return tx.Rows(`SELECT at, what, space, id FROM errands ORDER BY at, what, space, id`, nil, func(scan func(...any) error) error {
			var e errand
			if err := scan(&e.at, &e.what, &e.space, &e.id); err != nil {
				return err
			}
			if e.at > now {
				next, has = ms(e.at), true
				return errEnough
			}
			due = append(due, e)
			return nil
		})
	})
	if err != nil && !errors.Is(err, errEnough) {
		return next, has, false, err
	}
	err = nil
	for _, e := range due {
		owed, failed := s.doErrand(ctx, e)
		if failed != nil {
			err = errors.Join(err, fmt.Errorf("%s of %s in %s: %w", e.what, e.id, e.space, failed))
		}
		more = more || owed
	}
	return next, has, more, err
}

// errEnough ends a reading of rows.
var errEnough = errors.New("enough")

func (s *Server) doErrand(ctx context.Context, e errand) (owed bool, err error) {
	var t *taker
	err = s.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		t = s.newTaker(tx, device{})
		t.actor = &campus.Actor{Server: true}
		// First, so that what is done may ask for the same once more.
		if _, err := tx.Exec(`DELETE FROM errands WHERE what=? AND space=? AND id=? AND at=?`, e.what, e.space, e.id, e.at); err != nil {
			return err
		}
		do := errands[e.what]
		if do == nil {
			return nil // of a newer program
		}
		return do(t, e)
	})
	s.wrote(t, err)
	var rule *campus.Error
	if errors.As(err, &rule) && rule.Code != campus.Internal {
		return false, s.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
			_, err := tx.Exec(`DELETE FROM errands WHERE what=? AND space=? AND id=? AND at=?`, e.what, e.space, e.id, e.at)
			return err
		})
	}
	if err != nil {
		return false, err
	}
	return t.owed, nil
}

// hurry has errands done before an answer is made, so that what a set asked for comes
// with it. What fails is done by RunErrands.
func (s *Server) hurry(ctx context.Context) {
	if _, _, err := s.DoErrands(ctx); err != nil {
		s.poke()
	}
}

// poke wakes RunErrands.
func (s *Server) poke() {
	select {
	case s.errand <- struct{}{}:
	default:
	}
}

// RunErrands does errands when they are due, until the context ends.
func (s *Server) RunErrands(ctx context.Context, trouble func(error)) {
	for {
		next, has, err := s.DoErrands(ctx)
		wait := time.Minute // a clock may be set meanwhile
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			trouble(err)
			time.Sleep(time.Second) // a poke must not make it a busy loop
		case has:
			wait = max(time.Millisecond, min(wait, next.Sub(s.now())))
		}
		select {
		case <-ctx.Done():
			return
		case <-s.errand:
		case <-time.After(wait):
		}
	}
}

// act appends a set that the server itself makes in a space.
func (t *taker) act(a campus.Action) error {
	return t.importOne(Import{Action: a})
}

// record reads a record of any space.
func (t *taker) record(space, id campus.ID) (campus.Record, bool) {
	return t.look(space, id, nil)
}

// publish makes a draft everybody's, and the documents that hang on it.
func (t *taker) publish(e errand) error {
	rec, found := t.record(e.space, e.id)
	if !found {
		return nil
	}
	for _, still := range campus.ErrandsOf(rec) {
		if still.What == e.what && still.At.UnixMilli() == e.at {
			documents, err := t.draftsOn(rec)
			if err != nil {
				return err
			}
			look := func(id campus.ID) (campus.Record, bool) { return t.record(e.space, id) }
			changes := append(campus.PublishWith(rec, documents[:min(len(documents), campus.MaxChanges-3)]), campus.WithKey(rec, look, campus.Everyone)...)
			return t.act(campus.Action{Space: e.space, Changes: changes})
		}
	}
	return nil
}

// tidy removes what hung on a post that was removed.
func (t *taker) tidy(e errand) error {
	if rec, found := t.record(e.space, e.id); !found || !rec.Deleted {
		return nil
	}
	return t.each(e, `SELECT id FROM records WHERE space=? AND kind='document' AND deleted=0 AND json_extract(body, '$.of')=? LIMIT ?`, campus.Remove)
}

// each does the same to all records that a query finds for an errand's space and record,
// as many as a set holds; where there may be more, the errand is put again.
func (t *taker) each(e errand, query string, do func(campus.Record) campus.Change) error {
	var ids []campus.ID
	err := t.tx.Rows(query, []any{e.space, e.id, campus.MaxChanges}, func(scan func(...any) error) error {
		var id campus.ID
		err := scan(&id)
		ids = append(ids, id)
		return err
	})
	if err != nil || len(ids) == 0 {
		return err
	}
	a := campus.Action{Space: e.space}
	for _, id := range ids {
		if rec, found := t.record(e.space, id); found {
			a.Changes = append(a.Changes, do(rec))
		}
	}
	if len(ids) == campus.MaxChanges {
		if _, err := t.tx.Exec(`INSERT OR REPLACE INTO errands (what, space, id, at) VALUES (?,?,?,?)`, e.what, e.space, e.id, t.now); err != nil {
			return err
		}
	}
	return t.act(a)
}

// draftsOn gives the documents for the staff that hang on a record.
func (t *taker) draftsOn(of campus.Record) (out []campus.Record, err error) {
	err = t.tx.Rows(`SELECT id, kind, audience, body FROM records WHERE space=? AND kind='document' AND audience='staff' AND deleted=0`,
		[]any{of.Space}, func(scan func(...any) error) error {
			r := campus.Record{Space: of.Space}
			err := scan(&r.ID, &r.Kind, &r.Audience, (*[]byte)(&r.Body))
			if campus.Follows(of, r) {
				out = append(out, r)
			}
			return err
		})
	return out, err
}
