package server

import (
	"encoding/json"
	"time"

	"rantau/campus"
)

// What somebody is told who can't come in. Whether there is such a space, or such a
// code somewhere, is not for who may not come in.
var (
	errUnknownCode = campus.Errorf(campus.NotFound, "this code is not known; look at it again, ask whether it was ended, or wait until it has reached the server")
	errManyCodes   = campus.Errorf(campus.Forbidden, "too many codes that are not known; wait a while, then give the code once more")
	errManyWishes  = campus.Errorf(campus.Forbidden, "too many requests to join in a short time; wait a while, then ask again")
	errNotAsked    = campus.Errorf(campus.Forbidden, "nobody can ask to join this; somebody in it has to add you")
	errTookOut     = campus.Errorf(campus.Forbidden, "the staff there have ended your membership; ask them to take you in again")
)

// join does what a joining asks for: the membership where the space is open to its
// author, a word to the staff where they decide, and the answer in the joining.
func (t *taker) join(e errand) error {
	rec, found, err := t.wish(e.space, e.id)
	if err != nil || !found || e.space != campus.PersonalSpace(rec.Author) {
		return err
	}
	j := campus.As[campus.Joining](rec)
	switch {
	case rec.Deleted:
		return t.withdraw(rec.Author, j.Space)
	case j.State != "":
		return nil
	case j.Code != "":
		return t.joinByCode(rec, j)
	}
	return t.joinByAsking(rec, j)
}

// wish reads a joining with when it was written.
func (t *taker) wish(space, id campus.ID) (campus.Record, bool, error) {
	rec, found := t.record(space, id)
	if !found || rec.Kind != "joining" {
		return rec, false, nil
	}
	var created int64
	var written string
	err := t.tx.Row(`SELECT created, written FROM records WHERE space=? AND id=?`, []any{space, id}, &created, &written)
	rec.Created = ms(created)
	if written != "" && err == nil {
		rec.Written = &campus.Written{}
		err = json.Unmarshal([]byte(written), rec.Written)
	}
	return rec, true, err
}

func (t *taker) joinByCode(rec campus.Record, j campus.Joining) error {
	if !t.s.gate.mayTryCode(rec.Author) {
		return t.reply(rec, campus.JoinRefused, errManyCodes.Message, "")
	}
	to, err := t.codeFor(rec, j.Code)
	if err != nil {
		return err
	}
	if to == "" {
		t.s.gate.wrongCode(rec.Author)
		return t.reply(rec, campus.JoinRefused, errUnknownCode.Message, "")
	}
	return t.letIn(rec, to)
}

// codeFor finds the space that a code leads to, for who wrote a joining; "" for none.
func (t *taker) codeFor(rec campus.Record, code string) (to campus.ID, err error) {
	err = t.tx.Rows(`SELECT space, body FROM records WHERE kind='joincode' AND deleted=0 AND json_extract(body, '$.code')=? ORDER BY created, space, id`,
		[]any{code}, func(scan func(...any) error) error {
			var space campus.ID
			var body []byte
			if err := scan(&space, &body); err != nil {
				return err
			}
			if to == "" && campus.As[campus.JoinCode](campus.Record{Body: body}).Open(rec) {
				to = space // of two that are alike the older one counts
			}
			return nil
		})
	return to, err
}

// letIn makes who gave a code a member.
func (t *taker) letIn(rec campus.Record, to campus.ID) error {
	out, err := t.takenOut(to, rec.Author)
	switch {
	case err != nil:
		return err
	case out:
		return t.reply(rec, campus.JoinRefused, errTookOut.Message, "")
	}
	if err := t.admit(to, rec.Author); err != nil {
		return err
	}
	return t.reply(rec, campus.JoinJoined, "", to)
}

// codeKept is how long a code that was given waits for its class: a teacher who makes it
// without a line may be heard from after the students.
const codeKept = 14 * 24 * time.Hour

// code lets in who has given a code before it was known.
func (t *taker) code(e errand) error {
	made, found := t.record(e.space, e.id)
	if !found || made.Deleted {
		return nil
	}
	var given []campus.Record
	err := t.tx.Rows(`SELECT space, id FROM records WHERE kind='joining' AND deleted=0 AND json_extract(body, '$.code')=? AND created>=? ORDER BY created, space, id`,
		[]any{campus.As[campus.JoinCode](made).Code, t.now - codeKept.Milliseconds()}, func(scan func(...any) error) error {
			var r campus.Record
			err := scan(&r.Space, &r.ID)
			given = append(given, r)
			return err
		})
	if err != nil {
		return err
	}
	for _, r := range given {
		rec, found, err := t.wish(r.Space, r.ID)
		if err != nil {
			return err
		}
		j := campus.As[campus.Joining](rec)
		if !found || rec.Space != campus.PersonalSpace(rec.Author) || j.State != campus.JoinRefused || j.Reason != errUnknownCode.Message {
			continue
		}
		to, err := t.codeFor(rec, j.Code)
		if err == nil && to != "" {
			err = t.letIn(rec, to)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *taker) joinByAsking(rec campus.Record, j campus.Joining) error {
	root, _ := t.record(j.Space, j.Space)
	in, err := t.isIn(j.Space, rec.Author)
	if err != nil {
		return err
	}
	entry := campus.Entry("")
	if root.Kind == string(campus.InGroup) {
		entry = campus.As[campus.Group](root).Entry
	}
	if entry == campus.EntryOpen {
		out, err := t.takenOut(j.Space, rec.Author)
		if err != nil {
			return err
		}
		if out { // whom the staff have taken out comes back through them
			entry = campus.EntryClosed
		}
	}
	switch {
	case in:
		return t.reply(rec, campus.JoinJoined, "", "")
	case !t.s.gate.wish(rec.Author):
		return t.reply(rec, campus.JoinRefused, errManyWishes.Message, "")
	case entry == campus.EntryOpen:
		if err := t.admit(j.Space, rec.Author); err != nil {
			return err
		}
		return t.reply(rec, campus.JoinJoined, "", "")
	case entry == campus.EntryClosed:
		if err := t.apply(rec.Author, j); err != nil {
			return err
		}
		return t.reply(rec, campus.JoinWaiting, "", "")
	}
	return t.reply(rec, campus.JoinRefused, errNotAsked.Message, "")
}

// reply writes what became of a wish into it.
func (t *taker) reply(rec campus.Record, state campus.JoinState, reason string, in campus.ID) error {
	j := campus.As[campus.Joining](rec)
	j.State, j.Reason, j.In = state, reason, in
	return t.edit(rec, &j)
}

// edit changes a record, if the value differs.
func (t *taker) edit(rec campus.Record, v campus.Value) error {
	c, differs := campus.Edit(rec, v)
	if !differs {
		return nil
	}
	return t.act(campus.Action{Space: rec.Space, Changes: []campus.Change{c}})
}

// admit makes somebody a member; whoever is one stays what he is.
func (t *taker) admit(space, person campus.ID) error {
	rec, found := t.record(space, campus.MembershipID(space, person))
	if !found {
		return t.act(campus.Action{Space: space, Changes: []campus.Change{campus.Join(space, person, campus.Member)}})
	}
	if campus.As[campus.Membership](rec).Role.In() {
		return nil
	}
	return t.edit(rec, &campus.Membership{Person: person, Role: campus.Member})
}

func (t *taker) isIn(space, person campus.ID) (bool, error) {
	var role campus.Role
	_, err := t.tx.Maybe(`SELECT role FROM members WHERE space=? AND person=?`, []any{space, person}, &role)
	return role.In(), err
}

// takenOut tells whether somebody else has ended the person's membership.
func (t *taker) takenOut(space, person campus.ID) (bool, error) {
	if in, err := t.isIn(space, person); err != nil || in {
		return false, err
	}
	var editor campus.ID
	found, err := t.tx.Maybe(`SELECT editor FROM records WHERE space=? AND id=?`, []any{space, campus.MembershipID(space, person)}, &editor)
	return found && editor != person && editor != "", err
}
