package storage

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"golang.org/x/text/unicode/norm"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// errNobody is the answer to saving in a copy that nobody has signed in to.
var errNobody = &campus.Error{Code: campus.Forbidden, Message: "nobody has signed in to this profile yet"}

// Save implements campus.Replica: the record as shown and the signed set, in one
// short durable transaction.
func (r *Replica) Save(ctx context.Context, a campus.Action) error {
	r.saving.Lock()
	defer r.saving.Unlock()
	who := r.Identity()
	if who.Person == "" {
		return errNobody
	}
	a = composed(a)
	err := r.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		actor, in, err := r.mayAct(tx, who.Person, a)
		if err != nil {
			return err
		}
		for _, c := range a.Changes {
			if err := r.judge(tx, actor, in, a, c); err != nil {
				return err
			}
		}
		if a.Draft != "" {
			if _, err := tx.Exec(`DELETE FROM drafts WHERE place=?`, a.Draft); err != nil {
				return err
			}
		}
		return r.enqueue(tx, who, a, r.now().UnixMilli())
	})
	if err != nil {
		return explain(err)
	}
	r.feed.tell(notice(a))
	return nil
}

// composed gives an action with its texts in the form that keyboards type (NFC).
// Text that is pasted may hold the same letters in pieces; what is compared and
// searched would then differ where nobody sees it.
func composed(a campus.Action) campus.Action {
	a.Changes = slices.Clone(a.Changes)
	for i := range a.Changes {
		c := &a.Changes[i]
		c.Set = maps.Clone(c.Set)
		for name, value := range c.Set {
			c.Set[name] = norm.NFC.Bytes(value)
		}
	}
	return a
}

func notice(a campus.Action) campus.Notice {
	n := campus.NewNotice()
	n.Spaces[a.Space] = true
	n.Outbox = true
	for _, c := range a.Changes {
		n.Kinds[c.Kind] = true
		n.IDs[c.Record] = true
	}
	return n
}

// mayAct gives what the person is in the space; a new space is founded on the
// way.
func (r *Replica) mayAct(tx *sqlitedb.Tx, me campus.ID, a campus.Action) (campus.Actor, campus.SpaceType, error) {
	who, err := actor(tx, me, a.Space)
	if err != nil {
		return who, "", err
	}
	if len(a.Changes) == 0 || len(a.Changes) > campus.MaxChanges {
		return who, "", campus.Errorf(campus.TooLarge, "one action makes 1 to %d changes", campus.MaxChanges)
	}
	if who.Role == "" {
		in, founds := campus.Founds(a.Space, me, a.Changes)
		if !founds {
			return who, "", campus.Errorf(campus.Forbidden, "you are not a member here")
		}
		who.Role = campus.Owner
		_, err := tx.Exec(`INSERT INTO spaces (space, role, cursor) VALUES (?,?,?)`, a.Space, campus.Owner, protocol.Start)
		return who, in, err
	}
	var in campus.SpaceType
	if _, err := tx.Maybe(`SELECT kind FROM records WHERE space=? AND id=?`, []any{a.Space, a.Space}, &in); err != nil {
		return who, "", err
	}
	return who, in, nil
}

// judge asks the rules before anything is saved, so that a person hears at once.
// The server will ask them again.
func (r *Replica) judge(tx *sqlitedb.Tx, who campus.Actor, in campus.SpaceType, a campus.Action, c campus.Change) error {
	space := a.Space
	kind, ok := campus.KindNamed(c.Kind)
	if !ok {
		return campus.Errorf(campus.Invalid, "this program does not know the kind %q", c.Kind)
	}
	old, err := row(tx, space, c.Record)
	if err != nil {
		return err
	}
	if !old.exists() && !c.New {
		return campus.Errorf(campus.NotFound, "this is not on this computer (yet)")
	}
	if old.gone() != c.Revive {
		if c.Revive {
			return campus.Errorf(campus.Changed, "this is there again already")
		}
		return campus.Errorf(campus.Deleted, "this was deleted meanwhile; copy your text to a new one")
	}
	w := campus.Write{Actor: who, Space: space, In: in, Record: c.Record, Author: old.author, Was: old.audience, Deleted: c.Delete, Changed: map[string]bool{},
		Look:    func(id campus.ID) (campus.Record, bool) { return look(tx, who.Person, a, id) },
		Members: func() map[campus.ID]campus.Role { return membersAfter(tx, who.Person, a) }}
	if c.Revive {
		if w.Revives, err = r.revives(tx, space, c, &old, who.Person); err != nil {
			return err
		}
	}
	if !old.exists() {
		w.Author = who.Person
	} else if w.Before, err = kind.Decode(old.asShown()); err != nil {
		return err
	}
	fields, err := old.asShown().Fields()
	if err != nil {
		return err
	}
	for name, v := range c.Set {
		if campus.HashValue(v) == campus.HashValue(fields[name]) {
			continue
		}
		w.Changed[name] = true
		if kind.Mode(name) == campus.Strict && campus.HashValue(fields[name]) != c.Base[name] {
			return &campus.Error{Code: campus.Changed, Field: name, Message: "this was changed meanwhile; look at it again"}
		}
	}
	if err := letGo(tx, w, space, c); err != nil {
		return err
	}
	body, err := campus.Overlay(old.asShown(), c)
	if err != nil {
		return err
	}
	after, err := kind.Decode(body)
	if err != nil {
		return err
	}
	audience := old.audience
	if c.Audience != nil {
		audience = *c.Audience
	}
	return campus.Judge(kind, w, after, audience)
}

// letGo tells the rules what the versions hold that a change lets go of.
func letGo(tx *sqlitedb.Tx, w campus.Write, space campus.ID, c campus.Change) error {
	if len(c.Drop) == 0 {
		return nil
	}
	versions, err := versionsOf(tx, space, c.Record)
	for _, v := range versions {
		if slices.Contains(c.Drop, v.ID) {
			w.LetsGo(campus.Body(v.Fields))
		}
	}
	return err
}

// look gives a record of the space as an action leaves it.
func look(tx *sqlitedb.Tx, me campus.ID, a campus.Action, id campus.ID) (campus.Record, bool) {
	l, err := row(tx, a.Space, id)
	if err != nil {
		return campus.Record{}, false
	}
	rec := campus.Record{ID: id, Space: a.Space, Kind: l.kind, Author: l.author, Audience: l.audience, Deleted: l.gone(), Body: l.asShown()}
	there := l.exists()
	for _, c := range a.Changes {
		if c.Record != id || !there && !c.New {
			continue
		}
		if !there {
			rec.Author = me
		}
		there, rec.Kind, rec.Deleted = true, c.Kind, c.Delete
		if c.Audience != nil {
			rec.Audience = *c.Audience
		}
		if c.Revive && l.deleted {
			if rec.Body, _, err = kept(tx, a.Space, c); err != nil || rec.Body == nil {
				return campus.Record{}, false
			}
		}
		if rec.Body, err = campus.Overlay(rec.Body, c); err != nil {
			return campus.Record{}, false
		}
	}
	return rec, there
}

// membersAfter gives who is in the space as an action leaves it.
func membersAfter(tx *sqlitedb.Tx, me campus.ID, a campus.Action) map[campus.ID]campus.Role {
	all := map[campus.ID]campus.Role{}
	note := func(b campus.Body) {
		m := campus.As[campus.Membership](campus.Record{Body: b})
		all[m.Person] = m.Role
	}
	_ = tx.Rows(`SELECT coalesce(shown, body) FROM records WHERE space=? AND kind='membership' AND deleted=0`, []any{a.Space}, func(scan func(...any) error) error {
		var b []byte
		err := scan(&b)
		note(b)
		return err
	})
	for _, c := range a.Changes {
		if c.Kind == "membership" {
			if r, found := look(tx, me, a, c.Record); found {
				note(r.Body)
			}
		}
	}
	return all
}

// enqueue numbers, chains and signs the set, and shows it.
func (r *Replica) enqueue(tx *sqlitedb.Tx, who protocol.Identity, a campus.Action, saved int64) error {
	return r.enqueueAt(tx, who, a, r.times(), saved)
}

// enqueueAt is enqueue for what was made at other times.
func (r *Replica) enqueueAt(tx *sqlitedb.Tx, who protocol.Identity, a campus.Action, times campus.Times, saved int64) error {
	set := campus.Set{Server: who.Server, Device: who.Device(), Space: a.Space, Times: times, Changes: a.Changes, Expect: a.Expect}
	if _, err := tx.Maybe(`SELECT n, hash FROM chains WHERE space=?`, []any{a.Space}, &set.Number, &set.Prev); err != nil {
		return err
	}
	set.Number++
	b := set.Encode()
	if _, err := campus.DecodeSet(b); err != nil { // what the server could not read must not get into the chain
		return err
	}
	hash := campus.HashSet(b)
	if _, err := tx.Exec(`INSERT OR REPLACE INTO chains VALUES (?,?,?)`, a.Space, set.Number, hash); err != nil {
		return err
	}
	if _, err := tx.Exec(`INSERT INTO outbox (space, n, bytes, signature, hash, saved, state) VALUES (?,?,?,?,?,?,?)`,
		a.Space, set.Number, string(b), campus.SignSet(who.Key, b), hash, saved, campus.Waiting); err != nil {
		return err
	}
	var nr int64
	if err := tx.Row(`SELECT last_insert_rowid()`, nil, &nr); err != nil {
		return err
	}
	for _, c := range a.Changes {
		if _, err := tx.Exec(`INSERT OR IGNORE INTO touched VALUES (?,?,?)`, a.Space, c.Record, nr); err != nil {
			return err
		}
		was, err := shownNow(tx, who.Person, a.Space, c.Record, c.Kind, 0)
		if err != nil {
			return err
		}
		if err := keepRemoved(tx, a.Space, c, saved); err != nil {
			return err
		}
		if err := show(tx, who.Person, a.Space, c, saved); err != nil {
			return err
		}
		if err := keepPast(tx, a.Space, c.Record, was); err != nil {
			return err
		}
		if err := noteUpload(tx, a.Space, c); err != nil {
			return err
		}
	}
	return nil
}

// times are the three honest times.
func (r *Replica) times() campus.Times {
	r.mu.RLock()
	defer r.mu.RUnlock()
	t := campus.Times{Clock: r.now().UnixMilli(), Heard: r.heard.server}
	if !r.heard.at.IsZero() {
		since := r.now().Sub(r.heard.at).Milliseconds()
		t.Since = &since
	}
	return t
}

// Heard notes the server's time.
func (r *Replica) Heard(ctx context.Context, server int64) error {
	r.mu.Lock()
	write := server-r.heard.server > 60_000 || server < r.heard.server || r.heard.at.IsZero()
	r.heard.at = r.now()
	r.heard.server = server
	r.mu.Unlock()
	if !write {
		return nil
	}
	return r.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error { return putMeta(tx, "heard", server) })
}

// line is a row of records, as far as writing needs it.
type line struct {
	found    bool
	kind     string
	author   campus.ID
	audience campus.Audience
	deleted  bool // as shown, but for what the outbox deletes
	editor   campus.ID
	waiting  int64
	body     campus.Body
	shown    campus.Body
}

func row(tx *sqlitedb.Tx, space, id campus.ID) (line, error) {
	var l line
	var err error
	l.found, err = tx.Maybe(`SELECT kind, author, audience, deleted, editor, waiting, body, shown FROM records WHERE space=? AND id=?`,
		[]any{space, id}, &l.kind, &l.author, &l.audience, &l.deleted, &l.editor, &l.waiting, (*[]byte)(&l.body), (*[]byte)(&l.shown))
	return l, err
}

func (l line) exists() bool { return l.body != nil || l.shown != nil }
func (l line) gone() bool   { return l.deleted || l.waiting == 2 }

func (l line) asShown() campus.Body {
	if l.shown != nil {
		return l.shown
	}
	return l.body
}

// show lays a change of the outbox over the record.
func show(tx *sqlitedb.Tx, me, space campus.ID, c campus.Change, at int64) error {
	l, err := row(tx, space, c.Record)
	if err != nil {
		return err
	}
	if c.Revive {
		return showRevived(tx, space, c, l)
	}
	if l.deleted && l.body != nil { // the server has deleted it: nothing to show
		return nil
	}
	if !l.exists() && !c.New { // its creation was refused
		return nil
	}
	body, err := campus.Overlay(l.asShown(), c)
	if err != nil {
		return err
	}
	audience := l.audience
	if c.Audience != nil {
		audience = *c.Audience
	}
	waiting := 1
	if c.Delete {
		waiting = 2
	}
	if l.found {
		_, err = tx.Exec(`UPDATE records SET shown=?, audience=?, waiting=max(waiting, ?) WHERE space=? AND id=?`, string(body), audience, waiting, space, c.Record)
		return err
	}
	_, err = tx.Exec(`INSERT INTO records (space, id, kind, seq, audience, author, created, editor, edited, deleted, shown, waiting)
		VALUES (?,?,?,0,?,?,?,?,?,0,?,?)`, space, c.Record, c.Kind, audience, me, at, me, at, string(body), waiting)
	return err
}

// noteUpload remembers a document whose bytes have to go to the server.
func noteUpload(tx *sqlitedb.Tx, space campus.ID, c campus.Change) error {
	var manifest string
	if c.Kind != "document" || json.Unmarshal(c.Set["manifest"], &manifest) != nil || !blob.ValidHash(manifest) {
		return nil
	}
	_, err := tx.Exec(`INSERT OR REPLACE INTO uploads VALUES (?,?,?)`, space, c.Record, manifest)
	return err
}

var errStop = errors.New("stop")
