package campus

// MaxContested is how many records Contested lists: nobody chooses among more at once.
const MaxContested = 200

// Concerns tells whether the versions beside a record are for somebody to choose among,
// or to know of: a side is the person's own, or the person is on the staff.
func Concerns(r Record, a Actor) bool {
	if len(r.Versions) == 0 {
		return false
	}
	if a.Role.Leads() || r.Author == a.Person || r.Editor == a.Person {
		return true
	}
	for _, v := range r.Versions {
		if v.Author == a.Person {
			return true
		}
	}
	return false
}
