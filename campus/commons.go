package campus

// InCommons is the space that everybody shares.
const InCommons SpaceType = "commons"

// Commons is the root of the one space that everybody is a member of. Its staff
// is the secretariat.
type Commons struct {
	Name string `json:"name"`
}

// Validate implements Value.
func (c *Commons) Validate() error { return checkName("name", c.Name, MaxName) }

// MayWrite implements Value.
func (c *Commons) MayWrite(w Write) error {
	if w.New() {
		return onlyServer(w, "the commons")
	}
	return onlyStaff(w)
}
