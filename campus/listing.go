package campus

// Listing is what everybody may know of a group that can be joined: its entry in the
// commons, which the server keeps after the group's root. Of a group that is for those
// who are invited there is none; one that has become so has an empty entry, for the
// secretariat alone.
type Listing struct {
	Space ID     `json:"space" merge:"fixed"`
	Name  string `json:"name,omitempty"`
	About string `json:"about,omitempty"`
	Entry Entry  `json:"entry,omitempty"`
	Pair  []ID   `json:"pair,omitempty"`
}

// ListingID names a group's entry: there is one.
func ListingID(space ID) ID { return DerivedID("listing", string(space)) }

// maxListed is how much of what a group says of itself is for everybody.
const maxListed = 1000

// Listed gives what others may know of a group, and whether anything.
func (g Group) Listed(space ID) (l Listing, listed bool) {
	if !g.Entry.Asked() {
		return Listing{Space: space}, false
	}
	about := []rune(g.About)
	return Listing{Space: space, Name: g.Name, About: string(about[:min(len(about), maxListed)]), Entry: g.Entry, Pair: g.Pair}, true
}

// Validate implements Value.
func (l *Listing) Validate() error {
	err := first(checkID("space", l.Space), checkText("about", l.About, MaxText), checkLine("name", l.Name, MaxName), checkPair(l.Pair))
	if l.Entry.Asked() {
		err = first(err, checkName("name", l.Name, MaxName))
	}
	return err
}

// MayWrite implements Value.
func (l *Listing) MayWrite(w Write) error { return onlyServer(w, "a group's entry in the directory") }
