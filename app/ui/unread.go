package ui

import (
	"context"
	"sync"
	"time"

	"rantau/campus"
)

// Unreads answers what was not read. It counts once, and again after something
// changed. What was read is saved as a mark in the person's own space: at once when
// a thread is opened, and of what comes while it is open only when it is left, so
// that a visit costs one set and not one a post.
type Unreads struct {
	env *Env
	// OnSeen is told, on the goroutine that draws, that something counts as read that
	// no record says yet.
	OnSeen func()

	counts remembered[map[campus.Thread]campus.Unread]
	mu     sync.Mutex                  // guards what follows; never held while somebody waits for the disk
	seen   map[campus.Thread]time.Time // in this run, by the mark's record or not yet
	visit  campus.Thread
	saved  bool // the visit has saved its mark
	unkept time.Time
}

// Get tells of every thread what was not read. It may wait for the disk.
func (u *Unreads) Get(ctx context.Context) (map[campus.Thread]campus.Unread, error) {
	return u.counts.get(ctx, func(ctx context.Context) (map[campus.Thread]campus.Unread, error) {
		known, err := u.env.Replica.Unread(ctx)
		if err != nil {
			return nil, err
		}
		u.mu.Lock()
		defer u.mu.Unlock()
		for t, at := range u.seen {
			if k := known[t]; k.Count > 0 && !k.Newest.After(at) {
				k.Count, k.Newest, k.Calls = 0, time.Time{}, false
				known[t] = k
			}
		}
		return known, nil
	})
}

// Changed forgets what a notice makes stale. The shell calls it before the screens
// hear of it.
func (u *Unreads) Changed(n campus.Notice) {
	if n.Kinds == nil || n.Touches("post", "topic", "readmark", "follow", "membership", "commons", "group", "class", "talk") {
		u.forget()
	}
}

func (u *Unreads) forget() { u.counts.forget() }

// Visit says that a thread was opened; the one before is left.
func (u *Unreads) Visit(t campus.Thread) {
	u.Leave()
	u.mu.Lock()
	u.visit, u.saved = t, false
	u.mu.Unlock()
}

// Leave saves what was read since the visit's mark.
func (u *Unreads) Leave() {
	u.mu.Lock()
	t, at := u.visit, u.unkept
	u.visit, u.unkept = campus.Thread{}, time.Time{}
	u.mu.Unlock()
	if !at.IsZero() {
		u.env.Work(func(ctx context.Context) { _ = u.mark(ctx, t, at) })
	}
}

// finish is Leave for the end of the session. It waits for the disk.
func (u *Unreads) finish() {
	if !u.unkept.IsZero() {
		_ = u.mark(context.Background(), u.visit, u.unkept)
	}
}

// Saw says that a thread was read up to a time.
func (u *Unreads) Saw(t campus.Thread, upto time.Time) {
	u.mu.Lock()
	if !upto.After(u.seen[t]) {
		u.mu.Unlock()
		return
	}
	u.seen[t] = upto
	u.counts.forget()
	later := u.visit == t && u.saved
	u.saved = u.saved || u.visit == t
	if later {
		u.unkept = upto
	}
	u.mu.Unlock()
	if !later {
		// What can't be saved, such as in a full disk, is read again: nothing to tell.
		u.env.Work(func(ctx context.Context) { _ = u.mark(ctx, t, upto) })
	}
	if u.OnSeen != nil {
		u.OnSeen()
	}
}

// mark saves that a thread was read up to a time, unless a mark says so.
func (u *Unreads) mark(ctx context.Context, t campus.Thread, upto time.Time) error {
	was, err := u.markOf(ctx, t)
	if err != nil || was.ID != "" && campus.As[campus.ReadMark](was).Upto >= upto.UnixMilli() {
		return err
	}
	return u.save(ctx, t, was, upto)
}

func (u *Unreads) save(ctx context.Context, t campus.Thread, was campus.Record, upto time.Time) error {
	c, differs := campus.MarkRead(t, was, upto)
	if !differs {
		return nil
	}
	return u.env.Replica.Save(ctx, campus.Action{Space: campus.PersonalSpace(u.env.Replica.Me()), Changes: []campus.Change{c}})
}

// markOf gives the record of a mark, the zero one where there is none.
func (u *Unreads) markOf(ctx context.Context, t campus.Thread) (campus.Record, error) {
	return orNone(u.env.Replica.Record(ctx, campus.ReadMarkID(t.In, t.Of)))
}

func orNone(r campus.Record, err error) (campus.Record, error) {
	if campus.CodeOf(err) == campus.NotFound {
		return campus.Record{}, nil
	}
	return r, err
}

// Unsee marks a thread as not read from a post on. It waits for the disk.
func (u *Unreads) Unsee(ctx context.Context, t campus.Thread, from time.Time) error {
	was, err := u.markOf(ctx, t)
	if err != nil {
		return err
	}
	u.mu.Lock()
	delete(u.seen, t)
	u.unkept = time.Time{}
	u.mu.Unlock()
	return u.save(ctx, t, was, from.Add(-time.Millisecond))
}

// SeeAll marks all threads of these spaces as read, muted ones too: each space once,
// and each thread that has a mark of its own, for that is the one that counts. It waits
// for the disk.
func (u *Unreads) SeeAll(ctx context.Context, types ...campus.SpaceType) error {
	all, err := u.Get(ctx)
	if err != nil {
		return err
	}
	upto := map[campus.Thread]time.Time{}
	raise := func(t campus.Thread, at time.Time) {
		if at.After(upto[t]) {
			upto[t] = at
		}
	}
	for t, un := range all {
		if un.Count == 0 || !isOneOf(un.Type, types) {
			continue
		}
		raise(campus.Thread{In: t.In, Of: t.In}, un.Newest)
		own, err := u.markOf(ctx, t)
		if err != nil {
			return err
		}
		if own.ID != "" {
			raise(t, un.Newest)
		}
	}
	a := campus.Action{Space: campus.PersonalSpace(u.env.Replica.Me())}
	for t, at := range upto {
		was, err := u.markOf(ctx, t)
		if err != nil {
			return err
		}
		if was.ID != "" && campus.As[campus.ReadMark](was).Upto >= at.UnixMilli() {
			continue
		}
		if c, differs := campus.MarkRead(t, was, at); differs {
			a.Changes = append(a.Changes, c)
		}
	}
	for len(a.Changes) > 0 {
		part := a
		part.Changes = a.Changes[:min(len(a.Changes), campus.MaxChanges)]
		if err := u.env.Replica.Save(ctx, part); err != nil {
			return err
		}
		a.Changes = a.Changes[len(part.Changes):]
	}
	return nil
}

func isOneOf(t campus.SpaceType, types []campus.SpaceType) bool {
	for _, one := range types {
		if one == t {
			return true
		}
	}
	return false
}

// Begin makes the mark from which on the commons is counted, where there is none: a
// first start finds years of topics, and none of them is news. Call it after a whole
// sync. It waits for the disk.
func (u *Unreads) Begin(ctx context.Context) error {
	commons, err := u.env.Replica.Spaces(ctx, campus.InCommons)
	if err != nil || len(commons) == 0 {
		return err
	}
	t := campus.Thread{In: commons[0].ID, Of: commons[0].ID}
	own, err := u.env.Replica.Actor(ctx, campus.PersonalSpace(u.env.Replica.Me()))
	if err != nil || !own.Role.In() {
		return err
	}
	was, err := u.markOf(ctx, t)
	if err != nil || was.ID != "" {
		return err
	}
	newest := commons[0].Root.Created
	for _, kind := range []string{"topic", "post"} {
		last, err := u.env.Replica.Records(ctx, campus.Query{Space: t.In, Kind: kind, Order: campus.NewestFirst, Limit: 1})
		if err != nil {
			return err
		}
		if len(last) > 0 && last[0].Created.After(newest) {
			newest = last[0].Created
		}
	}
	return u.save(ctx, t, was, newest)
}

// SetLevel follows or mutes a thread. It waits for the disk.
func (u *Unreads) SetLevel(ctx context.Context, t campus.Thread, level campus.Level) error {
	was, err := orNone(u.env.Replica.Record(ctx, campus.FollowID(t.In, t.Of)))
	if err != nil {
		return err
	}
	c, differs := campus.SetLevel(t, was, level)
	if !differs {
		return nil
	}
	err = u.env.Replica.Save(ctx, campus.Action{Space: campus.PersonalSpace(u.env.Replica.Me()), Changes: []campus.Change{c}})
	u.forget() // the notice comes a moment later
	return err
}

// FollowQuietly follows a thread that its reader has begun or answered, unless the
// reader has said otherwise. It waits for the disk.
func (u *Unreads) FollowQuietly(ctx context.Context, t campus.Thread) {
	was, err := orNone(u.env.Replica.Record(ctx, campus.FollowID(t.In, t.Of)))
	if err == nil && was.ID == "" {
		_ = u.SetLevel(ctx, t, campus.Followed)
	}
}

// Sections sums up by section of the navigation what was not read.
func Sections(all map[campus.Thread]campus.Unread) map[string]int {
	out := map[string]int{}
	for _, u := range all {
		switch u.Type {
		case campus.InCommons, campus.InTalk:
			out[SectionConversations] += u.Counts()
		case campus.InClass:
			out[SectionTraining] += u.Counts()
		case campus.InGroup:
			out[SectionGroups] += u.Counts()
		}
	}
	return out
}
