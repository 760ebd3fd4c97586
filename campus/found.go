package campus

// Founds tells whether the changes make a new space by and for this person: its
// root and the person's membership as owner. Whoever founds a space acts in it
// as its owner from the first change on.
func Founds(space, person ID, changes []Change) (SpaceType, bool) {
	var t SpaceType
	owner := false
	for _, c := range changes {
		if k, ok := KindNamed(c.Kind); ok && k.Root && c.New && c.Record == space {
			t = SpaceType(c.Kind)
		}
		if c.New && c.Kind == "membership" && c.Record == MembershipID(space, person) {
			owner = string(c.Set["role"]) == `"owner"`
		}
	}
	return t, t != "" && owner
}
