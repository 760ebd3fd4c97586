package storage

import (
	"context"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// A chain goes in its order, and a set that the server can't take yet holds up those behind
// it. After a server went back in time that may be an edit of something whose author's
// computer is away, for weeks or for ever: such sets go behind the others.

// heldSpaces are spaces where the first set waits for something that the server does not
// know, with others behind it.
const heldSpaces = `SELECT DISTINCT o.space FROM outbox o WHERE o.state='later' AND o.code='unknown'
	AND o.n=(SELECT min(n) FROM outbox WHERE space=o.space AND state<>'refused')
	AND EXISTS (SELECT 1 FROM outbox p WHERE p.space=o.space AND p.state<>'refused' AND p.n>o.n)`

// letOthersGo puts sets that change what the server has lost behind the others. It tells
// whether there was one.
func (r *Replica) letOthersGo(ctx context.Context) error {
	r.saving.Lock()
	defer r.saving.Unlock()
	who := r.Identity()
	if who.Device() == "" {
		return nil
	}
	moved := false
	err := r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		var spaces []campus.ID
		err := tx.Rows(heldSpaces, nil, func(scan func(...any) error) error {
			var space campus.ID
			err := scan(&space)
			spaces = append(spaces, space)
			return err
		})
		if err != nil {
			return err
		}
		for _, space := range spaces {
			all, err := waitingIn(tx, space)
			if err != nil {
				return err
			}
			free, held, err := parted(tx, space, all)
			if err != nil {
				return err
			}
			if len(free) == 0 || len(held) == 0 || held[0].nr != all[0].nr { // the first waits for something else
				continue
			}
			if err := rechain(tx, all); err != nil {
				return err
			}
			for _, w := range append(free, held...) {
				if err := resign(tx, who, w.nr, w.set); err != nil {
					return err
				}
			}
			moved = true
		}
		return nil
	})
	if err == nil && moved {
		n := campus.NewNotice()
		n.Outbox = true
		r.feed.tell(n)
	}
	return err
}

// parted tells sets that change what the server has lost from the others, each in their
// order.
func parted(tx *sqlitedb.Tx, space campus.ID, all []waitingSet) (free, held []waitingSet, err error) {
	for _, w := range all {
		lost := false
		for _, c := range w.set.Changes {
			if c.New {
				continue
			}
			var one int
			there, err := tx.Maybe(`SELECT 1 FROM records WHERE space=? AND id=? AND shelved>0`, []any{space, c.Record}, &one)
			if err != nil {
				return nil, nil, err
			}
			lost = lost || there
		}
		if lost {
			held = append(held, w)
		} else {
			free = append(free, w)
		}
	}
	return free, held, nil
}
