package storage

import (
	"encoding/json"
	"maps"

	"rantau/campus"
)

// againSet is what goes in one set: a record that was made before.
type againSet struct {
	changes []campus.Change
	times   campus.Times
}

// setsFor makes a set of each record of a space. A space that its owner founded, and that
// the server does not know any more, begins with its root and its founder's membership, in
// one; who is no longer its owner cannot found it again. Memberships are made by who leads.
func setsFor(space campus.ID, lost []lostRecord, me campus.ID, role campus.Role) []againSet {
	var root, member *againSet
	var rest []againSet
	for _, l := range lost {
		c, ok := createdAgain(l.Record)
		if !ok {
			continue
		}
		s := againSet{[]campus.Change{c}, l.times}
		switch {
		case l.ID == space:
			root = &s
		case l.ID == campus.MembershipID(space, me):
			member = &s
		case l.Kind == "membership" && !role.Leads():
		default:
			rest = append(rest, s)
		}
	}
	if root != nil && member != nil && string(member.changes[0].Set["role"]) == `"owner"` {
		root.changes = append(root.changes, member.changes...)
		return append([]againSet{*root}, rest...)
	}
	return rest
}

// createdAgain is the change that makes a record as it was. What the server writes of it
// is left out.
func createdAgain(rec campus.Record) (campus.Change, bool) {
	kind, known := campus.KindNamed(rec.Kind)
	fields, err := rec.Body.Fields()
	if !known || err != nil || notAgain[rec.Kind] || rec.Kind == "request" && fields["with"] != nil { // agreed on: a new one is open
		return campus.Change{}, false
	}
	maps.DeleteFunc(fields, func(name string, _ json.RawMessage) bool { return kind.Mode(name) == campus.ByServer })
	c := campus.Change{Record: rec.ID, Kind: rec.Kind, New: true, Again: true, Set: fields}
	if rec.Audience != "" {
		c.Audience = &rec.Audience
	}
	return c, true
}
