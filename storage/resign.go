package storage

import (
	"context"
	"encoding/json"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// Fork gives the copy a new device: another computer goes on under the old name.
// Every set that waits is numbered and signed anew, and so is what was sent in
// the spaces named and may be lost there.
func (r *Replica) Fork(ctx context.Context, who protocol.Identity, resend ...campus.ID) error {
	r.saving.Lock()
	defer r.saving.Unlock()
	err := r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		if err := putMeta(tx, "identity", who); err != nil {
			return err
		}
		err := tx.Rows(`SELECT space FROM spaces WHERE taken<>0`, nil, func(scan func(...any) error) error {
			var space campus.ID
			err := scan(&space)
			resend = append(resend, space) // nobody can ask for it any more
			return err
		})
		if err != nil {
			return err
		}
		for _, space := range resend {
			if _, _, err := back(tx, space); err != nil {
				return err
			}
		}
		// What the old device sent stays in its order, before the new one's numbers.
		if _, err := tx.Exec(`UPDATE sent SET n=n-?`, int64(1e12)); err != nil {
			return err
		}
		return resignAll(tx, who)
	})
	if err != nil {
		return explain(err)
	}
	r.speakAs(who)
	return nil
}

// resignAll numbers and signs every set that waits anew.
func resignAll(tx *sqlitedb.Tx, who protocol.Identity) error {
	if err := unnumber(tx, ""); err != nil {
		return err
	}
	if _, err := tx.Exec(`DELETE FROM chains`); err != nil {
		return err
	}
	type old struct {
		nr  int64
		set campus.Set
	}
	var all []old
	err := tx.Rows(`SELECT nr, bytes FROM outbox WHERE state<>'refused' ORDER BY space, n`, nil, func(scan func(...any) error) error {
		var o old
		var b []byte
		if err := scan(&o.nr, &b); err != nil {
			return err
		}
		all = append(all, o)
		return json.Unmarshal(b, &all[len(all)-1].set)
	})
	if err != nil {
		return err
	}
	for _, o := range all {
		if err := resign(tx, who, o.nr, o.set); err != nil {
			return err
		}
	}
	return nil
}

// unnumber takes the refused sets of a space, or of all, out of a chain that is
// going to begin anew: two sets must not pass for one when one is discarded.
func unnumber(tx *sqlitedb.Tx, space campus.ID) error {
	_, err := tx.Exec(`UPDATE outbox SET n=-nr WHERE state='refused' AND n>0 AND ? IN ('', space)`, space)
	return err
}

func resign(tx *sqlitedb.Tx, who protocol.Identity, nr int64, set campus.Set) error {
	set.Server, set.Device, set.Prev, set.Number = who.Server, who.Device(), "", 0
	if _, err := tx.Maybe(`SELECT n, hash FROM chains WHERE space=?`, []any{set.Space}, &set.Number, &set.Prev); err != nil {
		return err
	}
	set.Number++
	b := set.Encode()
	hash := campus.HashSet(b)
	if _, err := tx.Exec(`INSERT OR REPLACE INTO chains VALUES (?,?,?)`, set.Space, set.Number, hash); err != nil {
		return err
	}
	_, err := tx.Exec(`UPDATE outbox SET n=?, bytes=?, signature=?, hash=?, state='waiting', code='', reason='' WHERE nr=?`,
		set.Number, string(b), campus.SignSet(who.Key, b), hash, nr)
	return err
}

// Resend puts what was sent to a space from a number on into the outbox again,
// for the server has lost it. It is false where the sent box does not reach back
// that far.
func (r *Replica) Resend(ctx context.Context, space campus.ID, from int64) (bool, error) {
	var one int
	has := false
	err := r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) (err error) {
		has, err = tx.Maybe(`SELECT 1 FROM sent WHERE space=? AND n=? UNION ALL SELECT 1 FROM outbox WHERE space=? AND n=? AND state<>'refused' LIMIT 1`,
			[]any{space, from, space, from}, &one)
		if err != nil || !has {
			return err
		}
		// What the server lost it takes at other sequences; once it is queued the
		// copy is being read anew already.
		if found, err := tx.Maybe(`SELECT 1 FROM sent WHERE space=? LIMIT 1`, []any{space}, &one); err != nil || !found {
			return err
		}
		_, _, err = back(tx, space)
		return err
	})
	return has, explain(err)
}

// requeue puts what was sent to a space into the outbox again. It is not laid
// over the records: others may have gone on from there.
func requeue(tx *sqlitedb.Tx, space campus.ID) (sets int64, err error) {
	if err := unbring(tx, space); err != nil {
		return 0, err
	}
	sets, err = tx.Exec(`INSERT INTO outbox (space, n, bytes, signature, hash, saved, state, replay)
		SELECT space, n, bytes, signature, hash, at, 'waiting', 0 FROM sent WHERE space=? ORDER BY n`, space)
	if err == nil {
		_, err = tx.Exec(`DELETE FROM sent WHERE space=?`, space)
	}
	if err == nil {
		_, err = tx.Exec(`UPDATE spaces SET taken=0 WHERE space=?`, space)
	}
	return sets, err
}

// unbring notes that the files of what was sent have to be brought again: the server
// may have lost them with it.
func unbring(tx *sqlitedb.Tx, space campus.ID) error {
	var sent [][]byte
	err := tx.Rows(`SELECT bytes FROM sent WHERE space=? ORDER BY n`, []any{space}, func(scan func(...any) error) error {
		var b []byte
		err := scan(&b)
		sent = append(sent, b)
		return err
	})
	for _, b := range sent {
		var set campus.Set
		if json.Unmarshal(b, &set) != nil {
			continue
		}
		for _, c := range set.Changes {
			if err == nil {
				err = noteUpload(tx, space, c)
			}
		}
	}
	return err
}
