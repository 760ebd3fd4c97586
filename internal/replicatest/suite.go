// Package replicatest is the conformance suite of campus.Replica: what the screens rely
// on, tried on the copy in SQLite and on the one in memory by which screens are tested.
package replicatest

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"rantau/campus"
)

// Copy is an implementation under test, signed in and empty.
type Copy struct {
	campus.Replica
	// Put files a record as a sync would; role is the person's in its space.
	Put func(r campus.Record, role campus.Role)
}

// Suite tries an implementation.
func Suite(t *testing.T, open func(t *testing.T) Copy) {
	for _, c := range []struct {
		name string
		test func(*room)
	}{
		{"queries", queries}, {"spaces", spaces}, {"saving", saving}, {"removing", removing}, {"reviving", reviving}, {"rules", rules},
		{"past", past}, {"drafts", drafts}, {"unread", unread}, {"watching", watching}, {"search", search}, {"contested", contested},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(furnish(t, open(t))) })
	}
}

// room is a copy with a commons, a class that the person leads, and another that the
// person is a student of.
type room struct {
	Copy
	t                      *testing.T
	ctx                    context.Context
	me, other              campus.ID
	commons, class, school campus.ID
	clock                  time.Time
}

func furnish(t *testing.T, c Copy) *room {
	r := &room{Copy: c, t: t, ctx: context.Background(), me: c.Me(), other: campus.NewID(),
		commons: campus.NewID(), class: campus.NewID(), school: campus.NewID(), clock: time.UnixMilli(1_790_000_000_000)}
	r.put(r.commons, r.commons, "commons", "", &campus.Commons{Name: "Exchange"}, campus.Member)
	r.join(r.commons, r.me, campus.Member)
	r.put(r.class, r.class, "class", r.me, &campus.Course{Title: "Soil"}, campus.Owner)
	r.join(r.class, r.me, campus.Owner)
	r.join(r.class, r.other, campus.Member)
	r.put(r.school, r.school, "class", r.other, &campus.Course{Title: "Art"}, campus.Member)
	r.join(r.school, r.me, campus.Member)
	own := campus.PersonalSpace(r.me)
	r.put(own, own, "personal", "", &campus.Personal{Owner: r.me}, campus.Owner)
	r.join(own, r.me, campus.Owner)
	return r
}

// put files a record of somebody's, a second later than the one before.
func (r *room) put(space, id campus.ID, kind string, author campus.ID, v campus.Value, role campus.Role, to ...campus.Audience) campus.ID {
	r.t.Helper()
	r.clock = r.clock.Add(time.Second)
	rec := campus.Record{ID: id, Kind: kind, Space: space, Seq: 1, Author: author, Created: r.clock, Editor: author, Edited: r.clock,
		Body: campus.NewBody(campus.Create(id, kind, v).Set)}
	if len(to) > 0 {
		rec.Audience = to[0]
	}
	r.Put(rec, role)
	return id
}

func (r *room) join(space, who campus.ID, role campus.Role) {
	mine := role
	if who != r.me {
		mine = campus.Owner
	}
	r.put(space, campus.MembershipID(space, who), "membership", "", &campus.Membership{Person: who, Role: role}, mine)
}

// led is what is put into the class that the person leads.
func (r *room) led(kind string, author campus.ID, v campus.Value, to ...campus.Audience) campus.ID {
	return r.put(r.class, campus.NewID(), kind, author, v, campus.Owner, to...)
}

func (r *room) must(err error, what string) {
	r.t.Helper()
	if err != nil {
		r.t.Fatalf("%s: %v", what, err)
	}
}

func (r *room) save(space campus.ID, changes ...campus.Change) {
	r.t.Helper()
	r.must(r.Save(r.ctx, campus.Action{Space: space, Changes: changes}), "save")
}

func (r *room) get(id campus.ID) campus.Record {
	r.t.Helper()
	rec, err := r.Record(r.ctx, id)
	r.must(err, "record")
	return rec
}

func (r *room) list(q campus.Query) []campus.ID {
	r.t.Helper()
	all, err := r.Records(r.ctx, q)
	r.must(err, fmt.Sprintf("%+v", q))
	out := make([]campus.ID, len(all))
	for i, rec := range all {
		out[i] = rec.ID
	}
	return out
}

func (r *room) same(what string, got, want []campus.ID) {
	r.t.Helper()
	if !slices.Equal(got, want) {
		r.t.Errorf("%s: %d records %v, want %d %v", what, len(got), got, len(want), want)
	}
}
