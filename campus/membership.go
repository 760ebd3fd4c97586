package campus

// Membership says what a person is in a space. Its ID follows from the space
// and the person, so there is one for each pair; it ends with the role none and
// is never deleted, so that an end is always explicit.
type Membership struct {
	Person ID   `json:"person" merge:"fixed"`
	Role   Role `json:"role" merge:"strict"`
}

// MembershipID names the membership of a person in a space.
func MembershipID(space, person ID) ID {
	return DerivedID("membership", string(space), string(person))
}

// Join is the change that makes a person a member.
func Join(space, person ID, role Role) Change {
	return Create(MembershipID(space, person), "membership", &Membership{Person: person, Role: role})
}

// Validate implements Value.
func (m *Membership) Validate() error {
	if !m.Role.Valid() {
		return fieldError("role", "%q is not a role", m.Role)
	}
	return checkID("person", m.Person)
}

// MayWrite implements Value: staff add and remove members, owners also name
// staff and owners, and everybody may leave. Nobody leaves the commons, an
// institution, a personal space or a group for all by themselves.
func (m *Membership) MayWrite(w Write) error {
	var before Role = None
	if w.Before != nil {
		before = w.Before.(*Membership).Role
	}
	switch {
	case w.Record != MembershipID(w.Space, m.Person):
		return Errorf(Invalid, "a membership has the ID that follows from the space and the person")
	case w.Deleted:
		return Errorf(Forbidden, "a membership is ended, not deleted")
	case w.In == InPersonal, w.In == InCommons && w.Actor.Role != Owner:
		return onlyServer(w, "a membership here")
	case w.In == InGroup && m.keepsGroup(w) != nil:
		return m.keepsGroup(w)
	case m.Person == w.Actor.Person && m.Role == None && w.In != InInstitution:
		return nil
	case m.Person == w.Actor.Person && w.New() && w.Actor.Role == Owner:
		return nil // the maker of the space; see Founds
	case w.Actor.Role == Owner:
		return nil
	case w.Actor.Role == Staff && !m.Role.Leads() && !before.Leads():
		return nil
	}
	return Errorf(Forbidden, "only the staff here can add or remove members, and only owners the staff")
}

// keepsGroup holds that a group keeps an owner as long as somebody is in it, and that
// everybody is in a group for all.
func (m *Membership) keepsGroup(w Write) error {
	root, _ := w.Find(w.Space)
	if root.Kind == string(InGroup) && As[Group](root).Entry == EntryAll && !m.Role.In() {
		return Errorf(Forbidden, "everybody is in this group; nobody leaves it")
	}
	if w.Members == nil || m.Role == Owner || w.Before == nil || w.Before.(*Membership).Role != Owner {
		return nil
	}
	here := w.Members()
	here[m.Person] = m.Role
	left := 0
	for _, role := range here {
		if role == Owner {
			return nil
		}
		if role.In() {
			left++
		}
	}
	if left > 0 {
		return Errorf(Forbidden, "name another owner first: a group is not left without one")
	}
	return nil
}
