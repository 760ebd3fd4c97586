package apptest

import (
	"context"
	"maps"
	"slices"
	"strings"

	"rantau/campus"
)

// Save implements campus.Replica: the rules are asked, then the records change
// and the set waits.
func (r *Replica) Save(_ context.Context, a campus.Action) error {
	r.mu.Lock()
	if r.Refuse != nil {
		defer r.mu.Unlock()
		return r.Refuse
	}
	who, in := r.actor(a.Space), campus.SpaceType(r.records[a.Space].Kind)
	if t, founds := campus.Founds(a.Space, r.me, a.Changes); founds && who.Role == "" {
		who.Role, in = campus.Owner, t
	}
	after := map[campus.ID]campus.Record{}
	for _, c := range a.Changes {
		rec, err := r.judge(who, in, a.Space, c, after)
		if err != nil {
			r.mu.Unlock()
			return err
		}
		rec.Waiting = true
		after[rec.ID] = rec
	}
	for id, rec := range after {
		r.replaced(r.records[id], rec)
		r.records[id] = rec
	}
	delete(r.drafts, a.Draft)
	r.Saves++
	r.outbox = append(r.outbox, campus.WaitingSet{Space: a.Space, Number: r.number(), State: campus.Waiting,
		Saved: r.now(), Changes: a.Changes})
	r.mu.Unlock()
	r.tell(NoticeOf(a))
	return nil
}

func (r *Replica) judge(who campus.Actor, in campus.SpaceType, space campus.ID, c campus.Change, after map[campus.ID]campus.Record) (campus.Record, error) {
	kind, ok := campus.KindNamed(c.Kind)
	find := func(id campus.ID) (campus.Record, bool) {
		if rec, ok := after[id]; ok {
			return rec, true
		}
		rec, ok := r.records[id]
		return rec, ok
	}
	rec, there := find(c.Record)
	if !ok || !there && !c.New {
		return rec, campus.Errorf(campus.NotFound, "this is not on this computer (yet)")
	}
	w := campus.Write{Actor: who, Space: space, In: in, Record: c.Record, Author: r.me, Deleted: c.Delete, Changed: map[string]bool{},
		Was: rec.Audience, Look: func(id campus.ID) (campus.Record, bool) {
			rec, ok := find(id)
			return rec, ok && rec.Space == space
		}, Members: func() map[campus.ID]campus.Role {
			all := map[campus.ID]campus.Role{}
			for _, records := range []map[campus.ID]campus.Record{r.records, after} {
				for _, m := range records {
					if m.Kind == "membership" && m.Space == space {
						s := campus.As[campus.Membership](m)
						all[s.Person] = s.Role
					}
				}
			}
			return all
		}}
	if c.Revive {
		if !rec.Deleted {
			return rec, campus.Errorf(campus.Changed, "this is there again already")
		}
		w.Revives = &campus.Removal{By: rec.Editor}
	}
	if there {
		before, err := kind.Decode(rec.Body)
		if err != nil {
			return rec, err
		}
		w.Author, w.Before = rec.Author, before
	} else {
		rec = campus.Record{ID: c.Record, Kind: c.Kind, Space: space, Author: r.me, Created: r.now()}
	}
	if c.Audience != nil {
		rec.Audience = *c.Audience
	}
	for field := range c.Set {
		w.Changed[field] = true
	}
	for _, v := range rec.Versions {
		if slices.Contains(c.Drop, v.ID) {
			w.LetsGo(campus.Body(v.Fields))
		}
	}
	body, err := campus.Overlay(rec.Body, c)
	if err != nil {
		return rec, err
	}
	value, err := kind.Decode(body)
	if err != nil {
		return rec, err
	}
	rec.Versions = slices.DeleteFunc(slices.Clone(rec.Versions), func(v campus.Version) bool { return slices.Contains(c.Drop, v.ID) })
	rec.Body, rec.Deleted = body, c.Delete
	if !c.OnlyRules() {
		rec.Editor, rec.Edited = r.me, r.now()
	}
	return rec, campus.Judge(kind, w, value, rec.Audience)
}

// NoticeOf is the notice that an action makes.
func NoticeOf(a campus.Action) campus.Notice {
	n := campus.Notice{Kinds: map[string]bool{}, Spaces: map[campus.ID]bool{a.Space: true}, IDs: map[campus.ID]bool{}, Outbox: true}
	for _, c := range a.Changes {
		n.Kinds[c.Kind], n.IDs[c.Record] = true, true
	}
	return n
}

// Put lays a record in as if it had come from the server, and tells.
func (r *Replica) Put(rec campus.Record) {
	r.mu.Lock()
	if rec.Created.IsZero() {
		rec.Created = r.now()
	}
	r.replaced(r.records[rec.ID], rec)
	r.records[rec.ID] = rec
	r.mu.Unlock()
	r.tell(campus.Notice{Kinds: map[string]bool{rec.Kind: true}, Spaces: map[campus.ID]bool{rec.Space: true},
		IDs: map[campus.ID]bool{rec.ID: true}})
}

// Add makes a record by somebody, as if it had come from the server.
func (r *Replica) Add(space, author campus.ID, kind string, id campus.ID, v campus.Value) campus.Record {
	rec := campus.Record{ID: id, Kind: kind, Space: space, Author: author, Created: r.now(), Edited: r.now(), Editor: author,
		Seq: 1, Body: campus.NewBody(campus.Create(id, kind, v).Set)}
	r.Put(rec)
	return rec
}

// Deliver is the server's "taken" for all that waits.
func (r *Replica) Deliver() {
	r.mu.Lock()
	n := campus.Notice{Kinds: map[string]bool{}, Spaces: map[campus.ID]bool{}, IDs: map[campus.ID]bool{}, Outbox: true}
	for id, rec := range r.records {
		if rec.Waiting {
			rec.Waiting = false
			r.records[id] = rec
			n.Kinds[rec.Kind], n.IDs[id], n.Spaces[rec.Space] = true, true, true
		}
	}
	r.outbox = nil
	r.mu.Unlock()
	r.tell(n)
}

// RefuseSet is the server's "refused" for the waiting set at an index.
func (r *Replica) RefuseSet(i int, code campus.Code, reason string) {
	r.mu.Lock()
	s := &r.outbox[i]
	s.State, s.Code, s.Reason = campus.Refused, code, reason
	for _, c := range s.Changes {
		if c.New {
			delete(r.records, c.Record)
		}
	}
	r.mu.Unlock()
	r.tell(campus.Notice{Outbox: true})
}

// LeaveSet makes a refused set one of a place that was left and was called so.
func (r *Replica) LeaveSet(i int, place string) {
	r.mu.Lock()
	r.outbox[i].Place = place
	r.mu.Unlock()
	r.tell(campus.Notice{Outbox: true})
}

// Waiting implements campus.Replica.
func (r *Replica) Waiting(context.Context) ([]campus.WaitingSet, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]campus.WaitingSet(nil), r.outbox...), nil
}

// Discard implements campus.Replica.
func (r *Replica) Discard(_ context.Context, space campus.ID, number int64) error {
	r.mu.Lock()
	for i, s := range r.outbox {
		if s.Space == space && s.Number == number {
			r.outbox = append(r.outbox[:i:i], r.outbox[i+1:]...)
			break
		}
	}
	r.mu.Unlock()
	r.tell(campus.Notice{Outbox: true})
	return nil
}

// Lose takes a record away, as when it is no longer for the person to read.
func (r *Replica) Lose(id campus.ID) {
	r.mu.Lock()
	rec := r.records[id]
	delete(r.records, id)
	r.mu.Unlock()
	r.tell(campus.Notice{Kinds: map[string]bool{rec.Kind: true}, Spaces: map[campus.ID]bool{rec.Space: true}, IDs: map[campus.ID]bool{id: true}})
}

// Queue puts changes into the outbox as one set, whatever the rules say.
func (r *Replica) Queue(space campus.ID, changes ...campus.Change) {
	r.mu.Lock()
	r.outbox = append(r.outbox, campus.WaitingSet{Space: space, Number: r.number(), State: campus.Waiting, Saved: r.now(), Changes: changes})
	r.mu.Unlock()
	r.tell(campus.Notice{Outbox: true})
}

// number is one that no set of the outbox has.
func (r *Replica) number() int64 {
	n := int64(1)
	for _, s := range r.outbox {
		n = max(n, s.Number+1)
	}
	return n
}

// All gives every record, whoever may read it.
func (r *Replica) All() []campus.Record {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.SortedFunc(maps.Values(r.records), func(a, b campus.Record) int { return strings.Compare(string(a.ID), string(b.ID)) })
}
