package ui

import (
	"context"

	"rantau/campus"
)

// AddMembers gives people a role in a space. Who was a member before has a
// membership already, which ended: that one is taken up again. Who has the role is
// passed over; very many come in several actions.
func AddMembers(ctx context.Context, r campus.Replica, space campus.ID, role campus.Role, people ...campus.ID) error {
	a, err := Adding(ctx, r, space, role, people...)
	for err == nil && len(a.Changes) > 0 {
		some := a
		some.Changes = a.Changes[:min(len(a.Changes), campus.MaxChanges)]
		err = r.Save(ctx, some)
		a.Changes = a.Changes[len(some.Changes):]
	}
	return err
}

// Adding is the action that gives people a role, for more to be done with it.
func Adding(ctx context.Context, r campus.Replica, space campus.ID, role campus.Role, people ...campus.ID) (campus.Action, error) {
	a := campus.Action{Space: space}
	for _, p := range people {
		rec, err := r.Record(ctx, campus.MembershipID(space, p))
		switch {
		case campus.CodeOf(err) == campus.NotFound:
			a.Changes = append(a.Changes, campus.Join(space, p, role))
		case err != nil:
			return a, err
		default:
			if c, differs := campus.Edit(rec, &campus.Membership{Person: p, Role: role}); differs {
				a.Changes = append(a.Changes, c)
			}
		}
	}
	return a, nil
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

// Newcomers are those of some people who are no members of a space.
func Newcomers(members []campus.Record, people []campus.ID) (out []campus.ID) {
	in := map[campus.ID]bool{}
	for _, r := range members {
		m := campus.As[campus.Membership](r)
		in[m.Person] = m.Role.In()
	}
	for _, p := range people {
		if !in[p] {
			in[p] = true
			out = append(out, p)
		}
	}
	return out
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
