package campus

// mostIDs is how many IDs a notice names; with more it names none, which means
// many.
const mostIDs = 500

// Notice tells that records changed: ID nil means many.
type Notice struct {
	Kinds  map[string]bool
	Spaces map[ID]bool
	IDs    map[ID]bool
	Outbox bool // the outbox changed
}

// Touches tells whether a screen that shows these kinds has to look again.
func (n Notice) Touches(kinds ...string) bool {
	for _, k := range kinds {
		if n.Kinds[k] {
			return true
		}
	}
	return false
}

// NewNotice is a notice of nothing, for others to be added to.
func NewNotice() Notice {
	return Notice{Kinds: map[string]bool{}, Spaces: map[ID]bool{}, IDs: map[ID]bool{}}
}

// Add makes one notice of this one and of another that came after it. Kinds or spaces
// that are nil stand for all.
func (n *Notice) Add(other Notice) {
	n.Kinds = both(n.Kinds, other.Kinds)
	n.Spaces = both(n.Spaces, other.Spaces)
	if n.IDs = both(n.IDs, other.IDs); len(n.IDs) > mostIDs {
		n.IDs = nil
	}
	n.Outbox = n.Outbox || other.Outbox
}

// both joins two sets; nil holds everything.
func both[K comparable](a, b map[K]bool) map[K]bool {
	if a == nil || b == nil {
		return nil
	}
	for k := range b {
		a[k] = true
	}
	return a
}
