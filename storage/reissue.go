package storage

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// A server that went back in time gets again what is in the sent box. What this person
// wrote and is not there (on another computer of theirs, before a rescue, longer ago than
// the box reaches) gets a new set, each record one of its own: what the server has again
// by then is merged with it, and the same twice changes nothing.

// reissue makes new sets for what the server lost. Where sets still wait for the
// question whether the server has them, their answer comes first.
func (r *Replica) reissue(ctx context.Context) error {
	r.saving.Lock()
	defer r.saving.Unlock()
	who := r.Identity()
	if who.Device() == "" {
		return nil
	}
	n := campus.NewNotice()
	err := r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		lost, err := lostBy(tx, who.Person)
		if err != nil {
			return err
		}
		for _, a := range actionsFor(lost, who.Person) {
			if err := r.again(tx, who, a.action, a.created); err != nil {
				return err
			}
			n.Outbox = true
			n.Spaces[a.action.Space] = true
			for _, c := range a.action.Changes {
				n.Kinds[c.Kind], n.IDs[c.Record] = true, true
			}
		}
		return nil
	})
	if err == nil && n.Outbox {
		r.feed.tell(n)
	}
	return err
}

// again queues what was made at a time, and takes it off the list of what is lost: it is
// tried once for each time that the server loses it.
func (r *Replica) again(tx *sqlitedb.Tx, who protocol.Identity, a campus.Action, created time.Time) error {
	times := campus.Times{Clock: created.UnixMilli(), Heard: created.UnixMilli()} // the server's own time of it
	if err := r.enqueueAt(tx, who, a, times, created.UnixMilli()); err != nil {
		return err
	}
	for _, c := range a.Changes {
		if _, err := tx.Exec(`UPDATE records SET shelved=3 WHERE space=? AND id=?`, a.Space, c.Record); err != nil {
			return err
		}
	}
	return nil
}

// lostBy lists what a person wrote and the server has no longer, the oldest first, but
// for spaces whose sent sets are asked about.
func lostBy(tx *sqlitedb.Tx, me campus.ID) ([]campus.Record, error) {
	var out []campus.Record
	err := tx.Rows(`SELECT space, id, kind, audience, created, body FROM records r
		WHERE shelved>0 AND shelved<3 AND author=? AND deleted=0 AND waiting=0 AND body IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.space=r.space AND o.replay=0 AND o.state<>'refused')
		ORDER BY created, id`, []any{me}, func(scan func(...any) error) error {
		var rec campus.Record
		var created int64
		err := scan(&rec.Space, &rec.ID, &rec.Kind, &rec.Audience, &created, (*[]byte)(&rec.Body))
		rec.Created = time.UnixMilli(created)
		out = append(out, rec)
		return err
	})
	return out, err
}

// reissued is an action that was made before.
type reissued struct {
	action  campus.Action
	created time.Time
}

// actionsFor makes an action of each record. A space that was founded begins with its
// root and its founder's membership, in one.
func actionsFor(lost []campus.Record, me campus.ID) []reissued {
	var first, rest []reissued
	own := map[campus.ID]campus.Change{}
	for _, rec := range lost {
		if rec.ID == campus.MembershipID(rec.Space, me) {
			if c, ok := createdAgain(rec); ok {
				own[rec.Space] = c
			}
		}
	}
	for _, rec := range lost {
		c, ok := createdAgain(rec)
		member, founds := own[rec.Space]
		switch {
		case !ok || founds && rec.ID == member.Record && slices.ContainsFunc(lost, func(r campus.Record) bool { return r.ID == rec.Space }):
		case founds && rec.ID == rec.Space:
			first = append(first, reissued{campus.Action{Space: rec.Space, Changes: []campus.Change{c, member}}, rec.Created})
		default:
			rest = append(rest, reissued{campus.Action{Space: rec.Space, Changes: []campus.Change{c}}, rec.Created})
		}
	}
	return append(first, rest...)
}

// createdAgain is the change that makes a record as it was. What the server writes of it
// is left out.
func createdAgain(rec campus.Record) (campus.Change, bool) {
	kind, known := campus.KindNamed(rec.Kind)
	fields, err := rec.Body.Fields()
	if !known || err != nil {
		return campus.Change{}, false
	}
	maps.DeleteFunc(fields, func(name string, _ json.RawMessage) bool { return kind.Mode(name) == campus.ByServer })
	c := campus.Change{Record: rec.ID, Kind: rec.Kind, New: true, Set: fields}
	if rec.Audience != "" {
		c.Audience = &rec.Audience
	}
	return c, true
}
