package server

import (
	"encoding/json"
	"errors"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// taker takes sets within one write transaction. It remembers what it has read
// of each space, and writes the heads and chains back once, in finish.
type taker struct {
	s      *Server
	tx     *sqlitedb.Tx
	dev    device // without id for what the server itself authors
	actor  *campus.Actor
	now    int64
	spaces map[campus.ID]*openSpace
	asker  *asker // nil when nobody waits for the records
	// moved and joined are who has to hear of it after the commit.
	moved  map[campus.ID]bool
	joined map[campus.ID]bool
	owed   bool // something is asked of the server
}

// openSpace is a space that sets are being appended to.
type openSpace struct {
	spaceHead
	exists bool
	dirty  bool
	n      int64 // the device's chain
	hash   string
}

func (s *Server) newTaker(tx *sqlitedb.Tx, d device) *taker {
	return &taker{s: s, tx: tx, dev: d, now: s.now().UnixMilli(), spaces: map[campus.ID]*openSpace{},
		moved: map[campus.ID]bool{}, joined: map[campus.ID]bool{}}
}

func (t *taker) space(id campus.ID) (*openSpace, error) {
	if sp := t.spaces[id]; sp != nil {
		return sp, nil
	}
	sp := &openSpace{}
	var err error
	if sp.spaceHead, sp.exists, err = spaceFor(t.tx, id, t.dev.person); err != nil {
		return nil, err
	}
	sp.id = id
	if t.dev.id != "" {
		if _, err := t.tx.Maybe(`SELECT n, hash FROM chains WHERE space=? AND device=?`, []any{id, t.dev.id}, &sp.n, &sp.hash); err != nil {
			return nil, err
		}
	}
	t.spaces[id] = sp
	return sp, nil
}

// take settles one set: it is the protocol's rule of exactly once.
func (t *taker) take(o opened) (campus.Outcome, error) {
	set, hash := o.set, o.hash
	sp, err := t.space(set.Space)
	if err != nil {
		return campus.Outcome{}, err
	}
	answer := campus.Outcome{Space: set.Space, Number: set.Number, State: campus.Later}
	switch {
	case set.Server != t.s.id || set.Device != t.dev.id:
		answer.Code, answer.Reason = campus.Forked, "this change was made for another server or by another device"
		return answer, nil
	case o.forged:
		answer.Code, answer.Reason = campus.BadSign, "the signature is not this device's"
		return answer, nil
	case set.Number <= sp.n:
		return t.again(set, hash)
	case set.Number > sp.n+1:
		answer.Code, answer.Want = campus.Want, sp.n+1
		return answer, nil
	case set.Prev != sp.hash:
		answer.Code, answer.Reason = campus.Forked, "another computer has gone on under this device's name"
		return answer, nil
	}
	res := result{outcome: answer}
	var form *campus.Error
	if errors.As(o.bad, &form) {
		res = t.not(res, campus.Refused, form)
	} else if res, err = t.judge(sp, set); err != nil {
		return campus.Outcome{}, err
	}
	if res.outcome.State == campus.Later {
		return res.outcome, nil
	}
	sp.n, sp.hash, sp.dirty = set.Number, hash, true
	if res.outcome.State == campus.Refused {
		return res.outcome, t.refuse(sp, set, hash, res.outcome)
	}
	return t.append(sp, set, hash, res)
}

// again answers a set whose number is used: the stored outcome for the same
// bytes, forked for others.
func (t *taker) again(set campus.Set, hash string) (campus.Outcome, error) {
	out := campus.Outcome{Space: set.Space, Number: set.Number}
	var was string
	found, err := t.tx.Maybe(`SELECT seq, at, mixed, hash FROM log WHERE space=? AND device=? AND n=?`,
		[]any{set.Space, t.dev.id, set.Number}, &out.Seq, &out.At, &out.Mixed, &was)
	if err != nil {
		return out, err
	}
	if found && was == hash {
		out.State = campus.Taken
		return out, nil
	}
	var stored string
	found, err = t.tx.Maybe(`SELECT outcome FROM refused WHERE space=? AND device=? AND n=? AND hash=?`,
		[]any{set.Space, t.dev.id, set.Number, hash}, &stored)
	if err != nil {
		return out, err
	}
	if found {
		return out, json.Unmarshal([]byte(stored), &out)
	}
	return campus.Outcome{Space: set.Space, Number: set.Number, State: campus.Later, Code: campus.Forked,
		Reason: "another computer has gone on under this device's name"}, nil
}

// refuse keeps the outcome. What a stranger wanted to make says nothing about
// what there is.
func (t *taker) refuse(sp *openSpace, set campus.Set, hash string, out campus.Outcome) error {
	b, err := json.Marshal(out)
	if err != nil {
		return err
	}
	if _, err := t.tx.Exec(`INSERT INTO refused VALUES (?,?,?,?,?)`, set.Space, t.dev.id, set.Number, hash, string(b)); err != nil {
		return err
	}
	for _, c := range set.Changes {
		if !c.New || !c.Record.Valid() || sp.exists && sp.role == "" {
			continue
		}
		if _, err := t.tx.Exec(`INSERT OR IGNORE INTO refused_records VALUES (?,?)`, set.Space, c.Record); err != nil {
			return err
		}
	}
	return nil
}

// finish writes the heads and chains.
func (t *taker) finish() error {
	for id, sp := range t.spaces {
		if !sp.dirty {
			continue
		}
		if sp.exists {
			if _, err := t.tx.Exec(`INSERT INTO spaces VALUES (?,?,?,?) ON CONFLICT (id) DO UPDATE SET seq=excluded.seq, stamp=excluded.stamp`,
				id, sp.kind, sp.seq, sp.stamp); err != nil {
				return err
			}
		}
		if t.dev.id == "" {
			continue
		}
		if _, err := t.tx.Exec(`INSERT INTO chains VALUES (?,?,?,?) ON CONFLICT (space, device) DO UPDATE SET n=excluded.n, hash=excluded.hash`,
			id, t.dev.id, sp.n, sp.hash); err != nil {
			return err
		}
	}
	return nil
}
