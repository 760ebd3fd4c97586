package campus

// InPersonal is one person's own space, on all of that person's computers.
const InPersonal SpaceType = "personal"

// Personal is the root of a person's own space. The server makes it with the
// account.
type Personal struct {
	Owner ID `json:"owner" merge:"fixed"`
}

// Validate implements Value.
func (p *Personal) Validate() error { return checkID("owner", p.Owner) }

// MayWrite implements Value.
func (p *Personal) MayWrite(w Write) error {
	if w.New() {
		return onlyServer(w, "a personal space")
	}
	return onlyStaff(w)
}

// PersonalSpace is the ID of a person's own space.
func PersonalSpace(person ID) ID { return DerivedID("personal", string(person)) }
