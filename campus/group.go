package campus

// InGroup is the space of a group.
const InGroup SpaceType = "group"

// Group is the root of a group's space: discussions, own documents, members.
type Group struct {
	Name  string `json:"name"`
	About string `json:"about,omitempty" merge:"text"`
}

// Validate implements Value.
func (g *Group) Validate() error {
	return first(checkName("name", g.Name, MaxName), checkText("about", g.About, MaxText))
}

// MayWrite implements Value.
func (g *Group) MayWrite(w Write) error {
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
