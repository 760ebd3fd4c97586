package ui

import (
	"context"

	"rantau/campus"
)

// AddMembers gives people a role in a space. Who was a member before has a
// membership already, which ended: that one is taken up again.
func AddMembers(ctx context.Context, r campus.Replica, space campus.ID, role campus.Role, people ...campus.ID) error {
	a := campus.Action{Space: space}
	for _, p := range people {
		rec, err := r.Record(ctx, campus.MembershipID(space, p))
		switch {
		case campus.CodeOf(err) == campus.NotFound:
			a.Changes = append(a.Changes, campus.Join(space, p, role))
		case err != nil:
			return err
		default:
			if c, differs := campus.Edit(rec, &campus.Membership{Person: p, Role: role}); differs {
				a.Changes = append(a.Changes, c)
			}
		}
	}
	if len(a.Changes) == 0 {
		return nil
	}
	return r.Save(ctx, a)
}

// EndMembership takes a person out of a space.
func EndMembership(ctx context.Context, r campus.Replica, space, person campus.ID) error {
	rec, err := r.Record(ctx, campus.MembershipID(space, person))
	if err != nil {
		return err
	}
	c, differs := campus.Edit(rec, &campus.Membership{Person: person, Role: campus.None})
	if !differs {
		return nil
	}
	return r.Save(ctx, campus.Action{Space: space, Changes: []campus.Change{c}})
}

// LeaveTalk ends my membership of a private conversation.
func LeaveTalk(ctx context.Context, r campus.Replica, talk, me campus.ID) error {
	members, err := r.Records(ctx, campus.Query{Space: talk, Kind: "membership"})
	if err != nil {
		return err
	}
	a := campus.LeaveTalk(talk, me, members)
	if len(a.Changes) == 0 {
		return nil
	}
	return r.Save(ctx, a)
}

// MayEnd tells whether the actor may end a membership; one's own, too.
func MayEnd(a campus.Actor, in campus.SpaceType, r campus.Record) bool {
	before := campus.As[campus.Membership](r)
	after := campus.Membership{Person: before.Person, Role: campus.None}
	return a.Role.In() && before.Role.In() && after.MayWrite(campus.Write{Actor: a, Space: r.Space, In: in, Record: r.ID,
		Author: r.Author, Before: &before, Changed: map[string]bool{"role": true}}) == nil
}
