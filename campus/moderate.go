package campus

import "slices"

// What people say to each other, posts and topics, is moderated by the staff of the
// space: hidden with a reason and shown again, locked, moved. Each time a ruling says so
// to everybody. A private conversation has no staff.

// ruledFields are what the staff alone change of what people say.
var ruledFields = map[string][]string{"post": {"topic"}, "topic": {"locked"}}

// OnlyRules tells whether a change is no more than what the staff ruled of something that
// was said: hidden, shown, moved or locked. Its words are its author's as they were, so it
// was not edited.
func (c Change) OnlyRules() bool {
	fields, said := ruledFields[c.Kind]
	if !said || c.New || c.Delete || len(c.Drop) > 0 || c.Audience == nil && len(c.Set) == 0 {
		return false
	}
	for name := range c.Set {
		if !slices.Contains(fields, name) {
			return false
		}
	}
	return true
}

// moderates tells whether the actor is staff over what is said.
func moderates(w Write) bool { return w.Actor.Role.Leads() && w.In != InTalk }

// maySay is the rule of what people say. What is hidden is its author's and the staff's
// to see: then it leaves the copies of all others, and no author brings it back. fields
// are those that are the staff's to change.
func maySay(w Write, fields ...string) error {
	moved := false
	for _, f := range fields {
		moved = moved || w.Changed[f] && !w.New()
	}
	turned := !w.New() && w.Audience != w.Was
	switch {
	case w.New() && w.Audience != Everyone && !moderates(w):
		return Errorf(Forbidden, "what is said here is for every member to see")
	case (moved || turned) && !moderates(w):
		return Errorf(Forbidden, "only the staff here can hide, lock or move what was said")
	case (moved || turned) && !w.Deleted && onlyThese(w.Changed, fields):
		return nil
	}
	return authorWritesStaffDeletes(w)
}

func onlyThese(changed map[string]bool, fields []string) bool {
	n := 0
	for _, f := range fields {
		if changed[f] {
			n++
		}
	}
	return n == len(changed)
}

// openTopic refuses what is said in a topic that is locked or hidden, but for the staff.
// In other spaces than the commons the topic is the space, which is always open.
func openTopic(w Write, topic ID) error {
	if topic == w.Space || moderates(w) {
		return nil
	}
	r, ok := w.Find(topic)
	switch {
	case !ok || r.Kind != "topic":
		return nil
	case !MayRead(w.Actor, r.Audience):
		return Errorf(Forbidden, "this topic is no longer there")
	case As[Topic](r).Locked:
		return Errorf(Forbidden, "this topic is locked; only the staff can write in it")
	}
	return nil
}

// Hide is the action that takes what was said out of sight, for a reason. at is the
// topic that a post stands in, "" for a topic.
func Hide(r Record, reason Reason, words string) Action {
	g := ruleOn(r, ActHide)
	g.Reason, g.Words = reason, words
	return Action{Space: r.Space, Changes: []Change{Change{Record: r.ID, Kind: r.Kind}.For(Audience(r.Author)), Create(NewID(), "ruling", g)}}
}

// Show is the action that shows again what was hidden.
func Show(r Record) Action {
	return Action{Space: r.Space, Changes: []Change{Change{Record: r.ID, Kind: r.Kind}.For(Everyone), Create(NewID(), "ruling", ruleOn(r, ActShow))}}
}

// Lock is the action that locks a topic or opens it again; it reports false where it is
// so already.
func Lock(r Record, on bool, reason Reason, words string) (Action, bool) {
	t := As[Topic](r)
	t.Locked = on
	g := ruleOn(r, ActUnlock)
	if on {
		g.Act, g.Reason, g.Words = ActLock, reason, words
	}
	c, differs := Edit(r, &t)
	return Action{Space: r.Space, Changes: []Change{c, Create(NewID(), "ruling", g)}}, differs
}

// Move is the action that moves posts to another topic: the first of them is what was
// ruled on, the others answer it.
func Move(posts []Record, to ID, reason Reason, words string) (Action, bool) {
	var a Action
	for _, r := range posts {
		p := As[Post](r)
		p.Topic = to
		if c, differs := Edit(r, &p); differs {
			a.Space = r.Space
			a.Changes = append(a.Changes, c)
		}
	}
	if len(a.Changes) == 0 {
		return a, false
	}
	g := ruleOn(posts[0], ActMove)
	g.Reason, g.Words, g.To = reason, words, to
	a.Changes = append(a.Changes, Create(NewID(), "ruling", g))
	return a, true
}

// WithReplies gives a post and, of others in its topic, those that answer it or an answer.
func WithReplies(first Record, posts []Record) []Record {
	out, in := []Record{first}, map[ID]bool{first.ID: true}
	for more := true; more; {
		more = false
		for _, r := range posts {
			if !in[r.ID] && in[As[Post](r).ReplyTo] {
				in[r.ID], more = true, true
				out = append(out, r)
			}
		}
	}
	return out
}
