package ui

import "rantau/campus"

// These ask the kinds' own rules what a person may do, so that a screen shows
// no button that would only be refused. Saving asks again.

// MayCreate tells whether the actor may make a record of the kind here.
func MayCreate(a campus.Actor, in campus.SpaceType, kind string) bool {
	k, ok := campus.KindNamed(kind)
	if !ok || !k.LivesIn(in) || !k.Root && !a.Role.In() {
		return false
	}
	v, err := k.Decode(nil)
	return err == nil && v.MayWrite(campus.Write{Actor: a, In: in, Author: a.Person}) == nil
}

// MayEdit tells whether the actor may change these fields of a record.
func MayEdit(a campus.Actor, in campus.SpaceType, r campus.Record, fields ...string) bool {
	changed := map[string]bool{}
	for _, f := range fields {
		changed[f] = true
	}
	return mayTouch(a, in, r, campus.Write{Changed: changed})
}

// MayRemove tells whether the actor may delete a record.
func MayRemove(a campus.Actor, in campus.SpaceType, r campus.Record) bool {
	return mayTouch(a, in, r, campus.Write{Deleted: true})
}

func mayTouch(a campus.Actor, in campus.SpaceType, r campus.Record, w campus.Write) bool {
	k, ok := campus.KindNamed(r.Kind)
	if !ok || !a.Role.In() || k.Root && w.Deleted {
		return false
	}
	v, err := k.Decode(r.Body)
	if err != nil {
		return false
	}
	w.Actor, w.Space, w.In, w.Record, w.Author, w.Before = a, r.Space, in, r.ID, r.Author, v
	w.Was, w.Audience = r.Audience, r.Audience
	return v.MayWrite(w) == nil
}

// mayMake is MayCreate for a change with all that is in it: who it is for counts too.
func mayMake(a campus.Actor, in campus.SpaceType, space campus.ID, c campus.Change) bool {
	k, ok := campus.KindNamed(c.Kind)
	if !ok || !k.LivesIn(in) || !a.Role.In() {
		return false
	}
	v, err := k.Decode(campus.NewBody(c.Set))
	w := campus.Write{Actor: a, Space: space, In: in, Record: c.Record, Author: a.Person}
	if c.Audience != nil {
		w.Audience = *c.Audience
	}
	return err == nil && v.MayWrite(w) == nil
}
