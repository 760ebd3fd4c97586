package campus

// The sentences that rules share. A rule in a kind's file is built from these.

func onlyStaff(w Write) error {
	if w.Actor.Role.Leads() {
		return nil
	}
	return Errorf(Forbidden, "only the staff here can do this")
}

func onlyAuthor(w Write) error {
	if w.Own() {
		return nil
	}
	return Errorf(Forbidden, "only its author can do this")
}

// authorWritesStaffDeletes is the rule of what people say: an author changes
// the text, author and staff take it away. A private conversation has no staff:
// who started it has no say over the words of others.
func authorWritesStaffDeletes(w Write) error {
	if w.New() || w.Own() || w.Deleted && w.Actor.Role.Leads() && w.In != InTalk {
		return nil
	}
	return onlyAuthor(w)
}

// onlyTeacher does not look at the role: whoever founds a space is its owner
// already, and that must not make a teacher of anybody.
func onlyTeacher(w Write, what string) error {
	if w.Actor.Teacher {
		return nil
	}
	return Errorf(Forbidden, "only teachers and coordinators can %s", what)
}

func onlyServer(w Write, what string) error {
	return Errorf(Forbidden, "%s can only be made by the secretariat's server", what)
}

// Admit is the part of the rules that looks at nothing of what is written. It is
// asked before anything is compared with the record, so that no answer tells
// somebody what a hidden record holds.
func Admit(a Actor, isNew bool, was Audience) error {
	switch {
	case a.Server:
		return nil
	case !a.Role.In():
		return Errorf(Forbidden, "you are not a member here")
	case !isNew && !MayRead(a, was):
		return Errorf(Forbidden, "you can no longer see this")
	}
	return nil
}

// Judge applies every rule to one write: the field modes, the kind's own rule
// and the audience. The replica asks it before saving; the server asks it
// again, because it trusts nobody.
func Judge(k Kind, w Write, after Value, audience Audience) error {
	if w.Actor.Server {
		return after.Validate()
	}
	if err := Admit(w.Actor, w.New(), w.Was); err != nil {
		return err
	}
	if !k.LivesIn(w.In) {
		return Errorf(Forbidden, "a %s cannot be in a %s", k.Name, w.In)
	}
	for field := range w.Changed {
		if known := k.meant(field); known != "" {
			return fieldError(field, "the field %s is written %s", field, known)
		}
		switch k.Mode(field) {
		case ByServer:
			return fieldError(field, "only the server sets the field %s", field)
		case Fixed:
			if !w.New() {
				return fieldError(field, "the field %s of a %s does not change", field, k.Name)
			}
		}
	}
	if audience != Everyone && !w.Actor.Role.Leads() && ID(audience) != w.Actor.Person {
		return Errorf(Forbidden, "only the staff can write for the staff or for another person")
	}
	if k.Class == ClassSpace && audience != Everyone {
		return Errorf(Forbidden, "a %s is for every member to see", k.Name)
	}
	w.Audience = audience
	if k.Root != (w.Record == w.Space) {
		return Errorf(Invalid, "the root of a space, and nothing else, has the ID of the space")
	}
	if k.Root && w.Deleted {
		return Errorf(Forbidden, "a space is closed by its owners leaving it, not by deleting it")
	}
	if w.Revives != nil {
		return mayRevive(k, w, after)
	}
	if !w.Deleted {
		if err := after.Validate(); err != nil {
			return err
		}
	}
	return after.MayWrite(w)
}
