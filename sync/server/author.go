package server

import (
	"context"
	"time"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// Import is an action that comes without a device: from the server itself, when
// Author is empty, or on behalf of a person (the sample campus). The same rules
// hold as for everybody.
type Import struct {
	Author campus.ID
	At     time.Time // zero: now
	Action campus.Action
}

// Import applies actions in order, in one transaction. The first that a rule
// refuses is the error, and nothing remains.
func (s *Server) Import(ctx context.Context, all ...Import) error {
	var server *taker
	err := s.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		takers := map[campus.ID]*taker{}
		server = s.newTaker(tx, device{})
		for _, in := range all {
			t := takers[in.Author]
			if t == nil {
				t = s.newTaker(tx, device{person: in.Author})
				t.moved, t.joined, t.spaces = server.moved, server.joined, map[campus.ID]*openSpace{}
				if in.Author == "" {
					t.actor = &campus.Actor{Server: true}
				}
				takers[in.Author] = t
			}
			if err := t.importOne(in); err != nil {
				return err
			}
		}
		return nil
	})
	s.wrote(server, err)
	return err
}

// importOne applies one action and forgets what it read, for the next one may
// be another person's in the same space.
func (t *taker) importOne(in Import) error {
	if !in.At.IsZero() {
		t.now = in.At.UnixMilli()
	}
	clear(t.spaces)
	t.actor = nil
	if in.Author == "" {
		t.actor = &campus.Actor{Server: true}
	}
	sp, err := t.space(in.Action.Space)
	if err != nil {
		return err
	}
	set := campus.Set{Server: t.s.id, Space: in.Action.Space, Changes: in.Action.Changes, Expect: in.Action.Expect}
	res, err := t.judge(sp, set)
	if err != nil {
		return err
	}
	if res.outcome.State != campus.Taken {
		return campus.Errorf(res.outcome.Code, "%s", res.outcome.Reason)
	}
	set.Number = sp.seq + 1 // names the versions that this makes
	if _, err := t.append(sp, set, "", res); err != nil {
		return err
	}
	return t.finish()
}
