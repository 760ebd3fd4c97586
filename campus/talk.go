package campus

// InTalk is the space of a private conversation.
const InTalk SpaceType = "talk"

// Talk is the root of a private conversation of two or more. It has no staff:
// whoever starts it is its owner only to add people.
type Talk struct {
	Title string `json:"title,omitempty"`
}

// Validate implements Value.
func (t *Talk) Validate() error { return checkLine("title", t.Title, MaxName) }

// MayWrite implements Value.
func (t *Talk) MayWrite(w Write) error {
	if w.New() {
		return nil
	}
	return onlyStaff(w)
}

// NewTalk is the action that starts a private conversation with others.
func NewTalk(me ID, title string, with ...ID) Action {
	a := newSpace(me, string(InTalk), &Talk{Title: title})
	for _, p := range with {
		if p != me {
			a.Changes = append(a.Changes, Join(a.Space, p, Member))
		}
	}
	return a
}
