package campus

// Contact is how somebody can be reached outside the program. It is apart from Person,
// for who sees it is for its person to say: everybody in the exchange, or nobody but
// the person and the secretariat.
type Contact struct {
	Person ID     `json:"person" merge:"fixed"`
	Email  string `json:"email,omitempty"`
	Phone  string `json:"phone,omitempty"`
	Line   string `json:"line,omitempty"` // anything else
}

// ContactID names a person's contact: there is one.
func ContactID(person ID) ID { return DerivedID("contact", string(person)) }

// Validate implements Value.
func (c *Contact) Validate() error {
	return first(checkID("person", c.Person), checkLine("email", c.Email, MaxName), checkLine("phone", c.Phone, MaxName), checkLine("line", c.Line, MaxLine))
}

// MayWrite implements Value.
func (c *Contact) MayWrite(w Write) error {
	switch {
	case c.Person != w.Actor.Person || w.Record != ContactID(c.Person):
		return Errorf(Forbidden, "only the person can change how to be reached")
	case w.Deleted:
		return Errorf(Forbidden, "contact details are emptied, not deleted")
	case w.Audience != Everyone && w.Audience != Audience(c.Person):
		return Errorf(Forbidden, "contact details are for everybody or for their person")
	}
	return nil
}

// Empty tells whether nothing is said.
func (c Contact) Empty() bool { return c.Email == "" && c.Phone == "" && c.Line == "" }
