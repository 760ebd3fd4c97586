package campus

import "slices"

// SavedSearch is a filter that somebody looks at again and again, on all of the
// person's computers.
type SavedSearch struct {
	Section string            `json:"section" merge:"fixed"` // of the window
	Name    string            `json:"name"`
	Filters map[string]string `json:"filters,omitempty"`
	// Seen is the server's time of the newest that was looked at, in ms since 1970.
	Seen int64 `json:"seen,omitempty" merge:"most"`
}

// MaxFilters is how many filters a saved search has.
const MaxFilters = 20

// savedIn are the sections that have saved searches.
var savedIn = []string{"collaborate", "resources", "people"}

// Validate implements Value.
func (s *SavedSearch) Validate() error {
	switch {
	case !slices.Contains(savedIn, s.Section):
		return fieldError("section", "there are no saved searches in this section")
	case len(s.Filters) > MaxFilters:
		return fieldError("filters", "a saved search has up to %d filters", MaxFilters)
	}
	for name, v := range s.Filters {
		if err := first(checkName("filters", name, 40), checkLine("filters", v, MaxLine)); err != nil {
			return err
		}
	}
	return first(checkName("name", s.Name, MaxName), checkDate("seen", s.Seen))
}

// MayWrite implements Value.
func (s *SavedSearch) MayWrite(w Write) error { return onlyStaff(w) }
