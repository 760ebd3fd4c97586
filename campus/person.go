package campus

// Person is somebody's profile. It lives in the commons; its ID is the person's.
type Person struct {
	Name        string `json:"name"`
	Institution ID     `json:"institution,omitempty"`
	Work        string `json:"work,omitempty"` // student, teacher, coordinator, secretariat
	Area        string `json:"area,omitempty"`
	Languages   string `json:"languages,omitempty"` // BCP 47 tags, separated by spaces
	About       string `json:"about,omitempty" merge:"text"`
}

// Validate implements Value.
func (p *Person) Validate() error {
	return first(checkName("name", p.Name, MaxName), checkLine("work", p.Work, MaxName),
		checkLine("area", p.Area, MaxName), checkLine("languages", p.Languages, MaxName),
		checkText("about", p.About, 2000))
}

// MayWrite implements Value: the server makes a profile with the account, its
// person keeps it.
func (p *Person) MayWrite(w Write) error {
	switch {
	case w.New() || w.Deleted:
		return onlyServer(w, "an account")
	case w.Changed["institution"] || w.Changed["work"]:
		return Errorf(Forbidden, "the secretariat sets the institution and the kind of work")
	case w.Record == w.Actor.Person:
		return nil
	}
	return Errorf(Forbidden, "only the person can change a profile")
}
