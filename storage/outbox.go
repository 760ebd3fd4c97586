package storage

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// Outgoing gives sets to send, oldest first, as many as fit the limits. What was
// refused waits for its person and is passed over. In a space in which the server
// answered later, only the first set asks again: those behind it have to wait
// and must not take the place of others.
func (r *Replica) Outgoing(ctx context.Context, maxBytes, maxSets int) ([]protocol.SignedSet, error) {
	var out []protocol.SignedSet
	size := 0
	if err := r.unconfirm(ctx); err != nil {
		return nil, err
	}
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		var last, heldUp campus.ID
		// The last one that was taken asks whether the server still has it, where no
		// cursor does.
		err := tx.Rows(`SELECT sent.bytes, sent.signature FROM spaces JOIN sent ON sent.space=spaces.space AND sent.n=spaces.taken WHERE taken>0`, nil,
			func(scan func(...any) error) error {
				var s protocol.SignedSet
				if err := scan(&s.Bytes, &s.Signature); err != nil {
					return err
				}
				if size += carries(s); len(out) > 0 && (size > maxBytes || len(out) >= maxSets) {
					return errStop
				}
				out = append(out, s)
				return nil
			})
		if err != nil {
			return err
		}
		err = tx.Rows(`SELECT space, state, bytes, signature FROM outbox WHERE state IN ('waiting','later','held') ORDER BY space, n`, nil,
			func(scan func(...any) error) error {
				var s protocol.SignedSet
				var space campus.ID
				var state campus.State
				if err := scan(&space, &state, &s.Bytes, &s.Signature); err != nil {
					return err
				}
				if space == heldUp {
					return nil
				}
				if space != last && state == campus.Later {
					heldUp = space
				}
				last = space
				if size += carries(s); len(out) > 0 && (size > maxBytes || len(out) >= maxSets) {
					return errStop
				}
				out = append(out, s)
				return nil
			})
		if err == errStop {
			return nil
		}
		return err
	})
	return out, explain(err)
}

// unconfirm has the last taken sets asked for once more: the answer that
// confirmed them was cut off before a cursor stood behind them.
func (r *Replica) unconfirm(ctx context.Context) error {
	var one int
	var some bool
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) (err error) {
		some, err = tx.Maybe(`SELECT 1 FROM spaces WHERE taken<0 LIMIT 1`, nil, &one)
		return err
	})
	if err != nil || !some {
		return explain(err)
	}
	return explain(r.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		_, err := tx.Exec(`UPDATE spaces SET taken=-taken WHERE taken<0`)
		return err
	}))
}

// carries is how many bytes a set takes in a request, roughly.
func carries(s protocol.SignedSet) int { return len(s.Bytes) + len(s.Bytes)/4 + 120 }

// Waiting implements campus.Replica.
func (r *Replica) Waiting(ctx context.Context) ([]campus.WaitingSet, error) {
	var out []campus.WaitingSet
	err := r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Rows(`SELECT space, n, bytes, saved, state, code, reason, place FROM outbox WHERE replay=1 OR state='refused' ORDER BY nr`, nil,
			func(scan func(...any) error) error {
				var w campus.WaitingSet
				var b []byte
				var saved int64
				if err := scan(&w.Space, &w.Number, &b, &saved, &w.State, &w.Code, &w.Reason, &w.Place); err != nil {
					return err
				}
				var set campus.Set
				if err := json.Unmarshal(b, &set); err != nil {
					return err
				}
				w.Saved, w.Changes = time.UnixMilli(saved), set.Changes
				out = append(out, w)
				return nil
			})
	})
	return out, explain(err)
}

// isNote tells of a set o of the outbox that it touches nothing but notes. Of a copy that
// was rescued, and of what is sent a second time, it is not known: those count.
var isNote = `EXISTS (SELECT 1 FROM touched WHERE nr=o.nr) AND NOT EXISTS (
	SELECT 1 FROM touched t LEFT JOIN records r ON r.space=t.space AND r.id=t.id
	WHERE t.nr=o.nr AND (r.kind IS NULL OR r.kind NOT IN ('` + strings.Join(campus.Notes, "','") + `')))`

// Queue counts what waits and what was refused. What was taken once and waits for what others
// bring again is nothing that anybody waits for.
func (r *Replica) Queue(ctx context.Context) (waiting, notes, refused, files int, err error) {
	err = r.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		err := tx.Row(`SELECT count(*) FILTER (WHERE state<>'refused' AND NOT (replay=0 AND state='later')), count(*) FILTER (WHERE state<>'refused' AND `+isNote+`),
			count(*) FILTER (WHERE state='refused') FROM outbox o`, nil, &waiting, &notes, &refused)
		if err != nil {
			return err
		}
		return tx.Row(`SELECT count(*) FROM uploads`, nil, &files)
	})
	return waiting, notes, refused, files, explain(err)
}

// Discard implements campus.Replica.
func (r *Replica) Discard(ctx context.Context, space campus.ID, number int64) error {
	err := r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		n, err := tx.Exec(`DELETE FROM outbox WHERE nr = (SELECT min(nr) FROM outbox WHERE space=? AND n=? AND state='refused')`, space, number)
		if err == nil && n == 0 {
			return campus.Errorf(campus.NotFound, "only what was refused can be discarded")
		}
		return err
	})
	n := campus.NewNotice()
	n.Outbox = true
	r.feed.tell(n)
	return explain(err)
}

// keepSent is how long the sent box keeps a set, by the server's time.
const keepSent = 30 * 24 * time.Hour

// Settle files the server's answers. A set that was taken as it was becomes part
// of the body; where the server made something else of it, the page that follows
// brings the record. With protocol.ErrBack what follows in this answer is not to
// be used: a space has to be read from its beginning.
func (r *Replica) Settle(ctx context.Context, outcomes []campus.Outcome) error {
	if len(outcomes) == 0 {
		return nil
	}
	n := campus.NewNotice()
	me := r.Me()
	lost := map[campus.ID]bool{} // spaces in which the server went back in time
	err := r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		clear(lost)
		taken := map[campus.ID]int64{}
		for _, o := range outcomes {
			if lost[o.Space] {
				continue // it is sent once more
			}
			waited, err := settle(tx, me, o, &n)
			switch {
			case err != nil:
				return err
			case waited && o.State == campus.Taken:
				taken[o.Space] = o.Number
			case !waited:
				other, err := differs(tx, o)
				if err != nil {
					return err
				}
				if !other {
					continue
				}
				lost[o.Space], n.Outbox = true, true
				if _, _, err := back(tx, o.Space); err != nil {
					return err
				}
			}
		}
		for space, number := range taken {
			if lost[space] {
				continue
			}
			if _, err := tx.Exec(`UPDATE spaces SET taken=? WHERE space=?`, -number, space); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(`DELETE FROM removed WHERE at < ?`, r.now().Add(-campus.KeepRemoved).UnixMilli()); err != nil {
			return err
		}
		_, err := tx.Exec(`DELETE FROM sent WHERE at < ?`, outcomes[len(outcomes)-1].At-keepSent.Milliseconds())
		return err
	})
	if err == nil && (n.Outbox || len(n.IDs) > 0) {
		r.feed.tell(n)
	}
	if err == nil && len(lost) > 0 {
		return protocol.ErrBack
	}
	return explain(err)
}

// settle files one outcome. It tells whether the set waited for it.
func settle(tx *sqlitedb.Tx, me campus.ID, o campus.Outcome, n *campus.Notice) (waited bool, err error) {
	var nr, saved int64
	var b []byte
	found, err := tx.Maybe(`SELECT nr, bytes, saved FROM outbox WHERE space=? AND n=? AND state<>'refused'`, []any{o.Space, o.Number}, &nr, &b, &saved)
	if err != nil || !found {
		return found, err
	}
	news, err := file(tx, nr, o)
	n.Outbox = n.Outbox || news
	if err != nil || !o.Final() {
		return found, err
	}
	var set campus.Set
	if err := json.Unmarshal(b, &set); err != nil {
		return true, err
	}
	settled := map[campus.ID]int64{} // records that an earlier change of this set brought to its sequence
	for _, c := range set.Changes {
		n.Kinds[c.Kind], n.Spaces[o.Space], n.IDs[c.Record] = true, true, true
		var was before
		if o.State == campus.Taken { // what was refused came and went
			if was, err = shownNow(tx, me, o.Space, c.Record, c.Kind, saved); err != nil {
				return true, err
			}
			// A page may have been quicker than the outcome: what it brought
			// holds the set already.
			pulled, err := tx.Maybe(`SELECT 1 FROM records WHERE space=? AND id=? AND body IS NOT NULL AND seq>=?`, []any{o.Space, c.Record, o.Seq}, new(int))
			if err != nil {
				return true, err
			}
			if o.Mixed && !pulled {
				if c.Revive {
					if err := absorbRevived(tx, me, o.Space, c); err != nil {
						return true, err
					}
				}
				continue // shown as it is until the record comes
			}
			if !o.Mixed && !pulled || o.Seq == settled[c.Record] {
				if err := absorb(tx, me, o, c, set.Times); err != nil {
					return true, err
				}
				settled[c.Record] = o.Seq
			}
		}
		if err := replay(tx, me, o.Space, c.Record); err != nil {
			return true, err
		}
		if err := keepPast(tx, o.Space, c.Record, was); err != nil {
			return true, err
		}
	}
	return true, nil
}

// differs tells whether a set that asked whether the server still has it got
// another outcome than before: the server went back in time.
func differs(tx *sqlitedb.Tx, o campus.Outcome) (bool, error) {
	var at int64
	found, err := tx.Maybe(`SELECT at FROM sent WHERE space=? AND n=?`, []any{o.Space, o.Number}, &at)
	if err != nil || !found {
		return false, err
	}
	if o.State == campus.Taken && o.At == at {
		_, err := tx.Exec(`UPDATE spaces SET taken=? WHERE space=? AND taken=?`, -o.Number, o.Space, o.Number)
		return false, err
	}
	return true, nil
}

// file moves a set to where its outcome says: the sent box, or the outbox with
// the reason. It tells whether that is news: a set that waits as before is none,
// or else every answer "later" would be a reason to ask again at once.
func file(tx *sqlitedb.Tx, nr int64, o campus.Outcome) (news bool, err error) {
	if o.State != campus.Taken {
		rows, err := tx.Exec(`UPDATE outbox SET state=?, code=?, reason=? WHERE nr=? AND (state<>? OR code<>? OR reason<>?)`,
			o.State, o.Code, o.Reason, nr, o.State, o.Code, o.Reason)
		if err == nil && o.Final() {
			_, err = tx.Exec(`UPDATE records SET shelved=3 WHERE shelved>0 AND (space, id) IN (SELECT o.space, c.value ->> '$.id' FROM outbox o, json_each(o.bytes, '$.changes') c WHERE o.nr=? AND o.replay=0)`, nr)
		}
		if err == nil && o.Final() {
			_, err = tx.Exec(`DELETE FROM touched WHERE nr=?`, nr)
		}
		return rows > 0, err
	}
	if _, err := tx.Exec(`INSERT OR REPLACE INTO sent SELECT space, n, bytes, signature, hash, ? FROM outbox WHERE nr=?`, o.At, nr); err != nil {
		return true, err
	}
	for _, q := range []string{`DELETE FROM outbox WHERE nr=?`, `DELETE FROM touched WHERE nr=?`} {
		if _, err := tx.Exec(q, nr); err != nil {
			return true, err
		}
	}
	return true, nil
}

// absorb makes a change that was taken as it was part of the server's body.
func absorb(tx *sqlitedb.Tx, me campus.ID, o campus.Outcome, c campus.Change, times campus.Times) error {
	if c.Audience != nil {
		if _, err := tx.Exec(`UPDATE records SET heard_audience=? WHERE space=? AND id=?`, *c.Audience, o.Space, c.Record); err != nil {
			return err
		}
	}
	if c.New {
		// On the shelf it was one that the server lost and has anew.
		made, err := tx.Exec(`UPDATE records SET seq=?, body=?, created=?, editor=author, edited=?, deleted=0, heard_deleted=0, shelved=0, written=? WHERE space=? AND id=? AND (body IS NULL OR shelved>0)`,
			o.Seq, string(campus.NewBody(c.Set)), o.At, o.At, keptWritten(campus.WrittenBy(times, time.UnixMilli(o.At))), o.Space, c.Record)
		if err != nil {
			return err
		}
		if made > 0 {
			_, err := tx.Exec(`DELETE FROM versions WHERE space=? AND id=?`, o.Space, c.Record)
			return err
		}
	}
	l, err := row(tx, o.Space, c.Record)
	if err != nil || !l.found || l.body == nil {
		return err
	}
	for _, v := range c.Drop {
		if _, err := tx.Exec(`DELETE FROM versions WHERE space=? AND id=? AND version=?`, o.Space, c.Record, v); err != nil {
			return err
		}
	}
	if c.Delete {
		_, err = tx.Exec(`UPDATE records SET seq=?, body='{}', deleted=1, heard_deleted=1, editor=?, edited=?, shelved=0 WHERE space=? AND id=?`, o.Seq, me, o.At, o.Space, c.Record)
		return err
	}
	body, err := campus.Overlay(l.body, c)
	if err != nil {
		return err
	}
	if c.OnlyRules() {
		_, err = tx.Exec(`UPDATE records SET seq=?, body=?, shelved=0 WHERE space=? AND id=?`, o.Seq, string(body), o.Space, c.Record)
		return err
	}
	_, err = tx.Exec(`UPDATE records SET seq=?, body=?, editor=?, edited=?, shelved=0 WHERE space=? AND id=?`, o.Seq, string(body), me, o.At, o.Space, c.Record)
	return err
}

// replay shows the record anew: the server's body with what the outbox still
// holds over it.
func replay(tx *sqlitedb.Tx, me, space, id campus.ID) error {
	type waiting struct {
		bytes []byte
		saved int64
	}
	var sets []waiting
	err := tx.Rows(`SELECT o.bytes, o.saved FROM touched t JOIN outbox o ON o.nr=t.nr
		WHERE t.space=? AND t.id=? AND o.replay=1 AND o.state<>'refused' ORDER BY o.n`, []any{space, id},
		func(scan func(...any) error) error {
			var w waiting
			err := scan(&w.bytes, &w.saved)
			sets = append(sets, w)
			return err
		})
	if err != nil {
		return err
	}
	if _, err := tx.Exec(`UPDATE records SET shown=NULL, waiting=0, audience=heard_audience, deleted=heard_deleted WHERE space=? AND id=?`, space, id); err != nil {
		return err
	}
	for _, w := range sets {
		var set campus.Set
		if err := json.Unmarshal(w.bytes, &set); err != nil {
			return err
		}
		for _, c := range set.Changes {
			if c.Record != id {
				continue
			}
			if err := show(tx, me, space, c, w.saved); err != nil {
				return err
			}
		}
	}
	return nil
}
