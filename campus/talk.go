package campus

// InTalk is the space of a private conversation.
const InTalk SpaceType = "talk"

// Talk is the root of a private conversation of two or more. It has no staff:
// whoever starts it is its owner only to add people.
type Talk struct {
	Title string `json:"title,omitempty"`
}

// Validate implements Value.
func (t *Talk) Validate() error { return checkLine("title", t.Title, MaxName) }

// MayWrite implements Value.
func (t *Talk) MayWrite(w Write) error {
	if w.New() {
		return nil
	}
	return onlyStaff(w)
}

// NewTalk is the action that starts a private conversation with others.
func NewTalk(me ID, title string, with ...ID) Action {
	a := newSpace(me, string(InTalk), &Talk{Title: title})
	for _, p := range with {
		if p != me {
			a.Changes = append(a.Changes, Join(a.Space, p, Member))
		}
	}
	return a
}

// LeaveTalk is the action that ends my membership of a private conversation; members
// are its memberships, oldest first. Where nobody else could add people to it, whoever
// is there longest becomes its owner.
func LeaveTalk(talk, me ID, members []Record) Action {
	a := Action{Space: talk}
	var mine, next Record
	owned := false
	for _, r := range members {
		switch m := As[Membership](r); {
		case m.Person == me:
			mine = r
		case m.Role == Owner:
			owned = true
		case m.Role.In() && next.ID == "":
			next = r
		}
	}
	give := func(r Record, role Role) {
		if c, differs := Edit(r, &Membership{Person: As[Membership](r).Person, Role: role}); differs {
			a.Changes = append(a.Changes, c)
		}
	}
	if mine.ID == "" {
		return a
	}
	if next.ID != "" && !owned && As[Membership](mine).Role == Owner {
		give(next, Owner)
	}
	give(mine, None)
	return a
}
