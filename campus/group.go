package campus

// InGroup is the space of a group.
const InGroup SpaceType = "group"

// Group is the root of a group's space: discussions, own documents, members, joint
// projects.
type Group struct {
	Name  string `json:"name"`
	About string `json:"about,omitempty" merge:"text"`
	Entry Entry  `json:"entry,omitempty" merge:"strict"`
	// Pair are the two partner institutions that the group is for; none for any other.
	Pair []ID `json:"pair,omitempty" merge:"fixed"`
}

// Entry says how one comes into a group.
type Entry string

// The entries. A group that says nothing is for those who are invited.
const (
	EntryOpen       Entry = "open"       // who wants to
	EntryClosed     Entry = "closed"     // whom the staff accept
	EntryInvitation Entry = "invitation" // whom the staff add; others know nothing of it
	EntryAll        Entry = "all"        // everybody who has an account
)

// Asked tells whether a group is in the directory, for others to ask.
func (e Entry) Asked() bool { return e == EntryOpen || e == EntryClosed }

// Validate implements Value.
func (g *Group) Validate() error {
	switch g.Entry {
	case "", EntryOpen, EntryClosed, EntryInvitation, EntryAll:
	default:
		return fieldError("entry", "a group is open, closed or by invitation")
	}
	return first(checkName("name", g.Name, MaxName), checkText("about", g.About, MaxText), checkPair(g.Pair))
}

func checkPair(pair []ID) error {
	if len(pair) == 0 {
		return nil
	}
	if len(pair) != 2 || pair[0] == pair[1] || !pair[0].Valid() || !pair[1].Valid() {
		return fieldError("pair", "partners are two institutions")
	}
	return nil
}

// MayWrite implements Value. What everybody is in is the secretariat's to make.
func (g *Group) MayWrite(w Write) error {
	was := Entry("")
	if !w.New() {
		was = w.Before.(*Group).Entry
	}
	if (was == EntryAll) != (g.Entry == EntryAll) {
		return onlyServer(w, "a group for all")
	}
	if w.New() {
		return onlyTeacher(w, "make a group")
	}
	return onlyStaff(w)
}

// NewGroup is the action that makes a group with its maker as owner.
func NewGroup(me ID, g Group) Action { return newSpace(me, string(InGroup), &g) }

// newSpace makes a space: its root record and the membership of its owner.
func newSpace(me ID, kind string, root Value) Action {
	space := NewID()
	return Action{Space: space, Changes: []Change{
		Create(space, kind, root),
		Join(space, me, Owner),
	}}
}
