package campus

import "time"

// KeepRemoved is how long a removal can be taken back.
const KeepRemoved = 30 * 24 * time.Hour

// Removal is who removed a record, for a write that takes that back.
type Removal struct {
	By ID // "" where nobody knows, or the server did
}

// Revive makes the change that takes back the deletion of a record, which is given as it
// was when it was deleted. It holds no values: the server brings back what it kept.
func Revive(r Record) Change {
	return Change{Record: r.ID, Kind: r.Kind, Revive: true, Base: map[string]string{"*": hashSeen(r)}}
}

// Revived gives the action that takes back every deletion of this one, as one action, in
// the same order: what others hang on comes first.
func (a Action) Revived() Action {
	out := Action{Space: a.Space}
	for _, c := range a.Changes {
		if c.Delete {
			out.Changes = append(out.Changes, Change{Record: c.Record, Kind: c.Kind, Revive: true, Base: c.Base})
		}
	}
	return out
}

// ErrRemovedLongAgo is the answer to a revival of what is not kept any more.
var ErrRemovedLongAgo = Errorf(NotFound, "this was removed over 30 days ago; it can't be brought back any more")

// Revives tells whether records of the kind can be brought back. A wish to join was
// answered when it was taken back: it is made anew.
func (k Kind) Revives() bool { return k.Name != "joining" }

// placed is a value that needs something else to stand on.
type placed interface {
	// mayStand tells whether the record's place is still there.
	mayStand(w Write) error
}

// mayRevive is the rule of taking a deletion back. Who may delete the record may bring
// it back, if it was that person who deleted it; the staff bring back what others
// deleted, but nobody what the staff took away.
func mayRevive(k Kind, w Write, after Value) error {
	if !k.Revives() {
		return Errorf(Forbidden, "a %s is not brought back; make it anew", k.Name)
	}
	w.Deleted = true
	if err := after.MayWrite(w); err != nil {
		return err
	}
	w.Deleted = false
	if w.Revives.By != w.Actor.Person && !w.Actor.Role.Leads() {
		return Errorf(Forbidden, "only who removed this and the staff can bring it back")
	}
	if p, ok := after.(placed); ok {
		if err := p.mayStand(w); err != nil {
			return err
		}
	}
	return after.Validate()
}

// mayStand implements placed: a post is where its topic is, and can be said there still.
func (p *Post) mayStand(w Write) error {
	if err := stands(w, p.Topic); err != nil {
		return err
	}
	return openTopic(w, p.Topic)
}

// mayStand implements placed: an answer is to a request that is on the board.
func (a *RequestAnswer) mayStand(w Write) error { return a.onBoard(w) }

// mayStand implements placed: what hangs on something comes back with it, or behind it.
func (d *Document) mayStand(w Write) error { return stands(w, d.HangsOn()) }

// stands refuses what was on a record that is removed. References are soft: what is not
// here is not held against anybody, nor is what the actor may not see told of.
func stands(w Write, on ID) error {
	if on == "" || on == w.Space {
		return nil
	}
	if r, found := w.Find(on); found && r.Deleted && MayRead(w.Actor, r.Audience) {
		return Errorf(Forbidden, "what this was in or hung on was removed; bring that back first")
	}
	return nil
}
