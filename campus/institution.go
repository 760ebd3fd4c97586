package campus

// InInstitution is the space of one institution.
const InInstitution SpaceType = "institution"

// Institution is the root of an institution's space. Its staff are teachers and
// coordinators; its members are students. Institutions join by asking the
// secretariat. Others know it by its College.
type Institution struct {
	Name  string `json:"name"`
	About string `json:"about,omitempty" merge:"text"`
}

// Validate implements Value.
func (i *Institution) Validate() error {
	return first(checkName("name", i.Name, MaxName), checkText("about", i.About, MaxText))
}

// MayWrite implements Value.
func (i *Institution) MayWrite(w Write) error {
	switch {
	case w.New():
		return onlyServer(w, "an institution")
	case w.Changed["name"]:
		return Errorf(Forbidden, "the secretariat sets the name of an institution")
	}
	return onlyStaff(w)
}
