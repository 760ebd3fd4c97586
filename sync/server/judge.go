package server

import (
	"encoding/json"
	"errors"
	"slices"

	"rantau/campus"
)

// result is what a set would do: it is worked out whole before anything is
// written.
type result struct {
	outcome campus.Outcome
	kind    campus.SpaceType // of the space, also when the set founds it
	rows    []*row           // in the order of the changes
}

// row is a record that a set touches.
type row struct {
	rec    campus.Record
	class  campus.Class
	isNew  bool
	was    campus.Audience
	prior  int64 // its sequence before
	keep   map[string]json.RawMessage
	beside map[string]json.RawMessage
	drop   []campus.ID
	mixed  bool
	// removal is how it was removed, nil where that is not kept; returned that it was
	// removed and came back in this set.
	removal  *removal
	returned bool
}

// judge works out what a set does, or why not.
func (t *taker) judge(sp *openSpace, set campus.Set) (result, error) {
	res := result{kind: sp.kind, outcome: campus.Outcome{Space: set.Space, Number: set.Number, State: campus.Taken}}
	who, err := t.actorIn(sp)
	if err != nil {
		return res, err
	}
	switch stranger := sp.exists && sp.role == "" && !who.Server; {
	case stranger && !makesRoot(sp.id, set.Changes):
		// Who was never here learns not even that the space exists.
		return t.nowhere(res, sp.id)
	case stranger:
		return t.not(res, campus.Refused, campus.Errorf(campus.Forbidden, "this cannot be founded")), nil
	case !sp.exists:
		kind, founds := campus.Founds(sp.id, who.Person, set.Changes)
		if !founds && !who.Server {
			if makesRoot(sp.id, set.Changes) { // nothing that comes later can mend it
				return t.not(res, campus.Refused, campus.Errorf(campus.Invalid, "a new space begins with its root and its maker's membership as owner")), nil
			}
			return t.nowhere(res, sp.id)
		}
		if res.kind = kind; who.Server {
			res.kind = rootKind(sp.id, set.Changes)
		}
		who.Role = campus.Owner
	}
	rows := map[campus.ID]*row{}
	for _, c := range set.Changes {
		r := rows[c.Record]
		if r == nil {
			if r, err = t.load(sp, c); err != nil {
				return res, err
			}
			rows[c.Record] = r
			res.rows = append(res.rows, r)
		}
		state, err := t.change(r, c, who, res.kind, sp.id, rows)
		var rule *campus.Error
		if errors.As(err, &rule) {
			return t.not(res, t.soften(sp.id, state, rule), rule), nil
		} else if err != nil {
			return res, err
		}
	}
	return t.expects(res, sp.id, who, rows, set.Expect)
}

// nowhere answers a set in a space that is not here: with the founding's fate
// where that was refused, else later.
func (t *taker) nowhere(res result, space campus.ID) (result, error) {
	var one int
	refused, err := t.tx.Maybe(`SELECT 1 FROM refused_records WHERE space=? AND id=?`, []any{space, space}, &one)
	if refused {
		return t.not(res, campus.Refused, campus.Errorf(campus.RefusedWith, "the space that it is in was refused")), err
	}
	return t.not(res, campus.Later, campus.Errorf(campus.Unknown, "the server does not know this space (yet)")), err
}

// not makes a result that takes nothing.
func (t *taker) not(res result, state campus.State, e *campus.Error) result {
	res.rows = nil
	res.outcome.State, res.outcome.Code, res.outcome.Reason = state, e.Code, e.Message
	return res
}

// soften turns a refusal into "later" while the server is catching up after a
// restore: what it does not know it must not hold against anybody.
func (t *taker) soften(space campus.ID, state campus.State, e *campus.Error) campus.State {
	if state == campus.Refused && e.Code == campus.Forbidden && t.asker != nil && t.asker.misfit[space] {
		e.Code = campus.Restored
		return campus.Later
	}
	return state
}

// change applies one change to a row. With an error it gives the state that the
// set has: refused or later.
func (t *taker) change(r *row, c campus.Change, who campus.Actor, in campus.SpaceType, space campus.ID, rows map[campus.ID]*row) (campus.State, error) {
	if err := campus.Admit(who, r.rec.ID == "", r.rec.Audience); err != nil {
		return campus.Refused, err
	}
	kind, known := campus.KindNamed(c.Kind)
	if !known {
		return campus.Later, campus.Errorf(campus.UnknownKind, "this server is too old for the kind %q", c.Kind)
	}
	if r.rec.ID == "" && !c.New {
		return t.unknown(space, c)
	}
	if r.rec.ID != "" && c.New && (c.Again || r.says(c, who)) { // somebody else, or another computer, was quicker
		r.mixed = true // the record follows
		return campus.Taken, nil
	}
	if c.Revive {
		return t.revive(r, c, kind, campus.Write{Actor: who, Space: space, In: in, Record: c.Record, Author: r.rec.Author, Was: r.rec.Audience,
			Look: func(id campus.ID) (campus.Record, bool) { return t.look(space, id, rows) }})
	}
	m, err := campus.Merge(kind, r.rec, c, func(field, hash string) (json.RawMessage, bool) {
		return t.kept(space, c.Record, field, hash)
	})
	if err != nil {
		return campus.Refused, err
	}
	w := campus.Write{Actor: who, Space: space, In: in, Record: c.Record, Author: r.rec.Author, Was: r.rec.Audience, Deleted: c.Delete, Changed: m.Changed,
		Look:    func(id campus.ID) (campus.Record, bool) { return t.look(space, id, rows) },
		Members: func() map[campus.ID]campus.Role { return t.members(space, rows) }}
	if r.rec.ID == "" {
		w.Author = who.Person
	} else if w.Before, err = kind.Decode(r.rec.Body); err != nil {
		return campus.Refused, err
	}
	for name := range m.Beside {
		w.Changed[name] = true
	}
	if err := t.letGo(w, space, c); err != nil {
		return "", err
	}
	after, err := kind.Decode(m.Body)
	if err == nil {
		err = campus.Judge(kind, w, after, m.Audience)
	}
	if campus.CodeOf(err) == campus.Invalid && m.Mixed && !w.New() && !r.rec.Deleted {
		// What came together makes no sense: the newcomer's fields stand beside.
		m.Beside, m.Body, m.Changed = c.Set, r.rec.Body, map[string]bool{}
		after = w.Before
		err = campus.Judge(kind, w, after, m.Audience)
	}
	if err != nil {
		return campus.Refused, err
	}
	r.apply(kind, c, m, who, t.now)
	if len(m.Beside) > 0 {
		return campus.Refused, t.room(space, r)
	}
	return campus.Taken, nil
}

// letGo tells the rules what the versions hold that a change lets go of.
func (t *taker) letGo(w campus.Write, space campus.ID, c campus.Change) error {
	for _, id := range c.Drop {
		var fields []byte
		found, err := t.tx.Maybe(`SELECT fields FROM versions WHERE space=? AND id=? AND version=?`, []any{space, c.Record, id}, &fields)
		if err != nil {
			return err
		}
		if found {
			w.LetsGo(fields)
		}
	}
	return nil
}

// look gives a record of the space as the set leaves it so far.
func (t *taker) look(space, id campus.ID, rows map[campus.ID]*row) (campus.Record, bool) {
	if r := rows[id]; r != nil {
		return r.rec, r.rec.ID != ""
	}
	rec := campus.Record{ID: id, Space: space}
	found, err := t.tx.Maybe(`SELECT kind, audience, author, deleted, body FROM records WHERE space=? AND id=?`, []any{space, id},
		&rec.Kind, &rec.Audience, &rec.Author, &rec.Deleted, (*[]byte)(&rec.Body))
	return rec, found && err == nil
}

// members gives who is in the space as the set leaves it so far.
func (t *taker) members(space campus.ID, rows map[campus.ID]*row) map[campus.ID]campus.Role {
	all := map[campus.ID]campus.Role{}
	_ = t.tx.Rows(`SELECT person, role FROM members WHERE space=?`, []any{space}, func(scan func(...any) error) error {
		var person campus.ID
		var role campus.Role
		err := scan(&person, &role)
		all[person] = role
		return err
	})
	for _, r := range rows {
		if r.rec.Kind == "membership" {
			m := campus.As[campus.Membership](r.rec)
			all[m.Person] = m.Role
		}
	}
	return all
}

// room tells whether what was not chosen still finds a place beside the record.
func (t *taker) room(space campus.ID, r *row) error {
	versions, bytes := 1, len(campus.NewBody(r.beside))
	err := t.tx.Rows(`SELECT version, length(CAST(fields AS BLOB)) FROM versions WHERE space=? AND id=?`, []any{space, r.rec.ID},
		func(scan func(...any) error) error {
			var id campus.ID
			var n int
			err := scan(&id, &n)
			if !slices.Contains(r.drop, id) {
				versions, bytes = versions+1, bytes+n
			}
			return err
		})
	if err == nil && (versions > campus.MaxVersions || bytes > campus.MaxVersionBytes) {
		err = campus.Errorf(campus.TooLarge, "too many versions stand beside this already; choose among them, then send yours again")
	}
	return err
}

// apply puts a merged change into the row.
func (r *row) apply(kind campus.Kind, c campus.Change, m campus.Merged, who campus.Actor, now int64) {
	if r.rec.ID == "" {
		r.isNew, r.was, r.class = true, m.Audience, kind.Class
		r.rec = campus.Record{ID: c.Record, Kind: c.Kind, Author: who.Person, Created: ms(now)}
	}
	if c.Delete {
		r.removed(who, now)
	}
	if !r.isNew && r.same(c, m) { // as of a set that was signed anew: nobody has edited anything
		r.mixed = true // the record follows, and says when it was edited
		return
	}
	// Whose words all stand beside has not written what stands: its editor has to be told.
	rules := c.OnlyRules()
	if !rules && (len(m.Beside) == 0 || r.isNew || campus.HashBody(r.rec.Body) != campus.HashBody(m.Body) || r.rec.Audience != m.Audience) {
		r.rec.Editor = who.Person
	}
	r.rec.Body, r.rec.Audience, r.rec.Deleted = m.Body, m.Audience, m.Deleted
	if !rules {
		r.rec.Edited = ms(now)
	}
	r.mixed = r.mixed || m.Mixed
	for name, v := range m.Replaced {
		r.keep[name] = v
	}
	for name, v := range m.Sent {
		r.keep[name+"\x00sent"] = v
	}
	for name, v := range m.Beside { // two changes of one set make one version
		if r.beside == nil {
			r.beside = map[string]json.RawMessage{}
		}
		r.beside[name] = v
	}
	r.drop = append(r.drop, c.Drop...)
}

// says tells whether somebody makes what is there already, by themselves and with the same
// words: it was made anew on another computer after this server went back in time.
func (r *row) says(c campus.Change, who campus.Actor) bool {
	if r.rec.Author != who.Person || r.rec.Kind != c.Kind || r.rec.Deleted {
		return false
	}
	fields, err := r.rec.Body.Fields()
	if err != nil {
		return false
	}
	for name, v := range c.Set {
		if campus.HashValue(v) != campus.HashValue(fields[name]) {
			return false
		}
	}
	return c.Audience == nil || *c.Audience == r.rec.Audience
}

// same tells whether a change leaves a record as it is.
func (r *row) same(c campus.Change, m campus.Merged) bool {
	return !c.Delete && !r.rec.Deleted && !m.Deleted && len(m.Beside) == 0 && len(c.Drop) == 0 &&
		r.rec.Audience == m.Audience && campus.HashBody(r.rec.Body) == campus.HashBody(m.Body)
}

// unknown answers a change to a record that is not here: with the creation's
// fate where that was refused, else later.
func (t *taker) unknown(space campus.ID, c campus.Change) (campus.State, error) {
	var one int
	found, err := t.tx.Maybe(`SELECT 1 FROM refused_records WHERE space=? AND id=?`, []any{space, c.Record}, &one)
	if err != nil {
		return "", err
	}
	if found {
		return campus.Refused, campus.Errorf(campus.RefusedWith, "what it changes was refused")
	}
	return campus.Later, campus.Errorf(campus.Unknown, "the server does not know this %s (yet)", c.Kind)
}

// expects checks the fields that the set relies on. What the author may not read
// is answered like what is not there, whatever the hash, so that nobody finds a
// value by guessing.
func (t *taker) expects(res result, space campus.ID, who campus.Actor, rows map[campus.ID]*row, all []campus.Expect) (result, error) {
	for _, e := range all {
		var body campus.Body
		var audience campus.Audience
		found, err := t.tx.Maybe(`SELECT body, audience FROM records WHERE space=? AND id=? AND deleted=0`, []any{space, e.Record}, (*[]byte)(&body), &audience)
		if err != nil {
			return res, err
		}
		if r := rows[e.Record]; r != nil { // as the set itself leaves it
			found, body, audience = true, r.rec.Body, r.rec.Audience
		}
		if !found || !campus.MayRead(who, audience) {
			return t.not(res, campus.Refused, campus.Errorf(campus.NotFound, "what this relies on is not there")), nil
		}
		fields, err := body.Fields()
		if err != nil || campus.HashValue(fields[e.Field]) != e.Hash {
			return t.not(res, campus.Refused, campus.Errorf(campus.Changed, "the %s was changed meanwhile", label(e.Field))), nil
		}
	}
	return res, nil
}

// label keeps a field's name from a stranger short in a sentence.
func label(field string) string {
	if len(field) > 64 {
		return "field"
	}
	return field
}

func (t *taker) actorIn(sp *openSpace) (campus.Actor, error) {
	if t.dev.id == "" && t.actor != nil && t.actor.Server {
		return *t.actor, nil
	}
	if t.actor == nil {
		a, err := actor(t.tx, t.dev.person, "")
		if err != nil {
			return a, err
		}
		t.actor = &a
	}
	a := *t.actor
	a.Role = sp.role
	return a, nil
}

// makesRoot tells whether the changes want to found the space, rightly or not.
func makesRoot(space campus.ID, changes []campus.Change) bool {
	return slices.ContainsFunc(changes, func(c campus.Change) bool {
		k, known := campus.KindNamed(c.Kind)
		return known && k.Root && c.New && c.Record == space
	})
}

func rootKind(space campus.ID, changes []campus.Change) campus.SpaceType {
	for _, c := range changes {
		if c.Record == space {
			return campus.SpaceType(c.Kind)
		}
	}
	return ""
}
