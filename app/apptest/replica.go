// Package apptest lets the screens be tried without a disk or a server: a
// campus in memory that applies the campus's own rules, and a queue in place of
// the goroutine that draws. It is for tests and pictures only.
package apptest

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"time"

	"rantau/campus"
)

// Replica is a campus.Replica in memory.
type Replica struct {
	// Refuse, if set, makes the next saves fail with it.
	Refuse error
	// Lost, if set, makes searches fail with it.
	Lost error
	// Computer is what Device says.
	Computer string
	// Saves counts the actions that were saved.
	Saves int

	mu       sync.Mutex
	me       campus.ID
	now      func() time.Time
	records  map[campus.ID]campus.Record
	outbox   []campus.WaitingSet
	drafts   map[string]string
	past     map[campus.ID][]campus.Record // newest first
	watchers map[int]func(campus.Notice)
	next     int
}

// NewReplica makes an empty copy of a person.
func NewReplica(me campus.ID, now func() time.Time) *Replica {
	return &Replica{me: me, now: now, records: map[campus.ID]campus.Record{}, drafts: map[string]string{}, past: map[campus.ID][]campus.Record{}, Computer: "this",
		watchers: map[int]func(campus.Notice){}}
}

// Me implements campus.Replica.
func (r *Replica) Me() campus.ID { return r.me }

// Device implements campus.Replica.
func (r *Replica) Device() string { return r.Computer }

// Past implements campus.Replica.
func (r *Replica) Past(_ context.Context, space, id campus.ID) ([]campus.Record, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if rec := r.records[id]; rec.Space != space || rec.Deleted {
		return nil, nil
	}
	return slices.Clone(r.past[id]), nil
}

// replaced keeps what a record was before something else is shown.
func (r *Replica) replaced(was, now campus.Record) {
	if k, _ := campus.KindNamed(was.Kind); was.ID != "" && k.KeepsPast() && campus.HashBody(was.Body) != campus.HashBody(now.Body) {
		r.past[was.ID] = append([]campus.Record{was}, r.past[was.ID]...)
	}
}

// Actor implements campus.Replica.
func (r *Replica) Actor(_ context.Context, space campus.ID) (campus.Actor, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.actor(space), nil
}

func (r *Replica) actor(space campus.ID) campus.Actor {
	a := campus.Actor{Person: r.me, Role: r.role(space, r.me)}
	for _, rec := range r.records {
		if rec.Kind == string(campus.InCommons) || rec.Kind == string(campus.InInstitution) {
			a.Teacher = a.Teacher || r.role(rec.ID, r.me).Leads()
		}
	}
	return a
}

func (r *Replica) role(space, person campus.ID) campus.Role {
	rec, ok := r.records[campus.MembershipID(space, person)]
	if !ok {
		return ""
	}
	return campus.As[campus.Membership](rec).Role
}

// Record implements campus.Replica.
func (r *Replica) Record(_ context.Context, id campus.ID) (campus.Record, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	rec, ok := r.records[id]
	if !ok {
		return rec, campus.Errorf(campus.NotFound, "this is not on this computer (yet)")
	}
	return rec, nil
}

// Records implements campus.Replica.
func (r *Replica) Records(_ context.Context, q campus.Query) ([]campus.Record, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []campus.Record
	for _, rec := range r.records {
		if r.matches(rec, q) {
			rec.Versions = nil
			out = append(out, rec)
		}
	}
	names := map[campus.ID]string{}
	if q.Order == campus.ByName {
		for _, rec := range out {
			names[rec.ID] = strings.ToLower(name(rec))
		}
	}
	slices.SortFunc(out, func(a, b campus.Record) int {
		if q.Order == campus.ByName {
			return strings.Compare(names[a.ID], names[b.ID])
		}
		return compare(q.Order, a, b)
	})
	out = out[min(q.Offset, len(out)):]
	if q.Limit > 0 && len(out) > q.Limit {
		out = out[:q.Limit]
	}
	return out, nil
}

// Activity implements campus.Replica.
func (r *Replica) Activity(_ context.Context, spaces []campus.ID) (map[campus.ID]campus.Activity, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := map[campus.ID]campus.Activity{}
	for _, rec := range r.records {
		if r.matches(rec, campus.Query{Kind: "post", Spaces: spaces}) {
			topic := campus.As[campus.Post](rec).Topic
			a := out[topic]
			if a.Count++; rec.Created.After(a.Last) {
				a.Last = rec.Created
			}
			out[topic] = a
		}
	}
	return out, nil
}

// Contested implements campus.Replica.
func (r *Replica) Contested(context.Context) ([]campus.Record, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []campus.Record
	for _, rec := range r.records {
		if !rec.Deleted && campus.Concerns(rec, r.actor(rec.Space)) && campus.MayRead(r.actor(rec.Space), rec.Audience) {
			out = append(out, rec)
		}
	}
	slices.SortFunc(out, func(a, b campus.Record) int { return compare(campus.OldestFirst, a, b) })
	return out, nil
}

func (r *Replica) matches(rec campus.Record, q campus.Query) bool {
	if rec.Deleted && !q.Deleted || q.Kind != "" && rec.Kind != q.Kind || q.Space != "" && rec.Space != q.Space ||
		q.Spaces != nil && !slices.Contains(q.Spaces, rec.Space) || !q.After.IsZero() && !rec.Created.After(q.After) || q.Aside && rec.Audience == campus.Everyone || q.NotBy != "" && rec.Author == q.NotBy {
		return false
	}
	if q.Topic+q.Lesson+q.Of != "" || q.OfAny != nil {
		var f struct{ Topic, Lesson, Of campus.ID }
		_ = json.Unmarshal(rec.Body, &f)
		if q.Topic != "" && f.Topic != q.Topic || q.Lesson != "" && f.Lesson != q.Lesson || q.Of != "" && f.Of != q.Of ||
			q.OfAny != nil && !slices.Contains(q.OfAny, f.Of) {
			return false
		}
	}
	return campus.MayRead(campus.Actor{Person: r.me, Role: r.role(rec.Space, r.me)}, rec.Audience)
}

func compare(o campus.Order, a, b campus.Record) int {
	byTime := a.Created.Compare(b.Created)
	if byTime == 0 {
		byTime = strings.Compare(string(a.ID), string(b.ID))
	}
	switch o {
	case campus.NewestFirst:
		return -byTime
	case campus.ByOrder:
		return strings.Compare(order(a), order(b))
	}
	return byTime
}

func name(r campus.Record) string {
	var f struct{ Name, Title string }
	_ = json.Unmarshal(r.Body, &f)
	return f.Name + f.Title
}

func order(r campus.Record) string { return campus.As[campus.Lesson](r).Order }

// Count implements campus.Replica.
func (r *Replica) Count(ctx context.Context, q campus.Query) (int, error) {
	q.Offset = 0
	out, err := r.Records(ctx, q)
	return len(out), err
}

// Spaces implements campus.Replica.
func (r *Replica) Spaces(_ context.Context, types ...campus.SpaceType) ([]campus.Space, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []campus.Space
	for _, rec := range r.records {
		k, _ := campus.KindNamed(rec.Kind)
		role := r.role(rec.ID, r.me)
		if !k.Root || !role.In() || !slices.Contains(types, campus.SpaceType(rec.Kind)) {
			continue
		}
		s := campus.Space{ID: rec.ID, Type: campus.SpaceType(rec.Kind), Name: name(rec), Role: role, Root: rec}
		for _, m := range r.records {
			if m.Kind == "membership" && m.Space == rec.ID && campus.As[campus.Membership](m).Role.In() {
				s.Members++
			}
		}
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b campus.Space) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

// Draft implements campus.Replica.
func (r *Replica) Draft(_ context.Context, place string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.drafts[place], nil
}

// KeepDraft implements campus.Replica.
func (r *Replica) KeepDraft(_ context.Context, place, text string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if text == "" {
		delete(r.drafts, place)
		return nil
	}
	r.drafts[place] = text
	return nil
}

// Drafts counts what is being typed; what the program notes is not.
func (r *Replica) Drafts() (n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for place := range r.drafts {
		if !strings.HasPrefix(place, "note/") {
			n++
		}
	}
	return n
}

// Watch implements campus.Replica.
func (r *Replica) Watch(f func(campus.Notice)) func() {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := r.next
	r.next++
	r.watchers[n] = f
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.watchers, n)
	}
}

func (r *Replica) tell(n campus.Notice) {
	r.mu.Lock()
	watchers := make([]func(campus.Notice), 0, len(r.watchers))
	for _, f := range r.watchers {
		watchers = append(watchers, f)
	}
	r.mu.Unlock()
	for _, f := range watchers {
		f(n)
	}
}
