package campus

// Level is how much somebody wants to hear of a thread.
type Level string

// The levels. Without one a thread is counted and nothing more.
const (
	Usual    Level = ""
	Followed Level = "follow" // listed first, and told of when something comes
	Muted    Level = "mute"   // counted nowhere
)

// Follow says how much a person wants to hear of a thread. It is in the person's own
// space, as read marks are.
type Follow struct {
	In    ID    `json:"in" merge:"fixed"`
	Of    ID    `json:"of" merge:"fixed"`
	Level Level `json:"level,omitempty"`
}

// FollowID names what a person wants to hear of a thread: there is one.
func FollowID(in, of ID) ID { return DerivedID("follow", string(in), string(of)) }

// Validate implements Value.
func (f *Follow) Validate() error {
	if f.Level != Usual && f.Level != Followed && f.Level != Muted {
		return fieldError("level", "%q is not a way to follow", string(f.Level))
	}
	return first(checkID("in", f.In), checkID("of", f.Of))
}

// MayWrite implements Value.
func (f *Follow) MayWrite(w Write) error {
	if w.Record != FollowID(f.In, f.Of) {
		return Errorf(Invalid, "what is followed has the ID that follows from what it is of")
	}
	return onlyStaff(w)
}

// SetLevel is the change that follows or mutes a thread; was is its record, zero where
// there is none. What another computer chose at the same time need not be kept beside
// it: the person has just decided.
func SetLevel(t Thread, was Record, level Level) (Change, bool) {
	f := &Follow{In: t.In, Of: t.Of, Level: level}
	if was.ID == "" || was.Deleted {
		return Create(FollowID(t.In, t.Of), "follow", f), true
	}
	c, differs := Edit(was, f)
	for _, v := range was.Versions {
		c.Drop = append(c.Drop, v.ID)
	}
	return c, differs || len(c.Drop) > 0
}
