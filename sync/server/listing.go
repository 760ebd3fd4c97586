package server

import "rantau/campus"

// list keeps a group's entry in the commons after its root. A group for all has
// everybody in it, and needs none.
func (t *taker) list(e errand) error {
	root, found := t.record(e.space, e.space)
	if !found || root.Kind != string(campus.InGroup) {
		return nil
	}
	g := campus.As[campus.Group](root)
	if g.Entry == campus.EntryAll {
		if err := t.joinAll(e.space); err != nil {
			return err
		}
	}
	var commons campus.ID
	if has, err := t.tx.Maybe(`SELECT id FROM spaces WHERE type='commons' ORDER BY id LIMIT 1`, nil, &commons); err != nil || !has {
		return err
	}
	v, listed := g.Listed(e.space)
	id := campus.ListingID(e.space)
	rec, there := t.record(commons, id)
	if !there {
		if !listed {
			return nil
		}
		return t.act(campus.Action{Space: commons, Changes: []campus.Change{campus.Create(id, "listing", &v)}})
	}
	// A tombstone would stand for ever; a group can be opened once more.
	audience := campus.Everyone
	if !listed {
		audience = campus.StaffOnly
	}
	c, differs := campus.Edit(rec, &v)
	if !differs && rec.Audience == audience {
		return nil
	}
	return t.act(campus.Action{Space: commons, Changes: []campus.Change{c.For(audience)}})
}

// joinAll makes everybody who has an account a member of the groups for all, or of one
// of them.
func (t *taker) joinAll(only campus.ID) error {
	type missing struct{ space, person campus.ID }
	var all []missing
	err := t.tx.Rows(`SELECT r.space, a.person FROM spaces s JOIN records r ON r.space=s.id AND r.id=s.id CROSS JOIN accounts a
		WHERE s.type='group' AND json_extract(r.body, '$.entry')='all' AND (?='' OR s.id=?)
			AND NOT EXISTS (SELECT 1 FROM members m WHERE m.space=s.id AND m.person=a.person AND m.role IN ('member','staff','owner'))
		ORDER BY r.space, a.person`, []any{only, only}, func(scan func(...any) error) error {
		var m missing
		err := scan(&m.space, &m.person)
		all = append(all, m)
		return err
	})
	if err != nil {
		return err
	}
	for _, m := range all {
		if err := t.admit(m.space, m.person); err != nil {
			return err
		}
	}
	return nil
}
