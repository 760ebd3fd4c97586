package campus

import "slices"

// Reaction is one sign of one person beside a post or a topic. It is never deleted:
// what was taken back can be set again, and a deletion that came late would undo that.
type Reaction struct {
	Of    ID     `json:"of" merge:"fixed"`
	Emoji string `json:"emoji" merge:"fixed"` // one of Emoji
	Turns int64  `json:"turns" merge:"most"`  // how often it was turned on or off: odd is on
}

// Emoji are the signs to choose from: those whose meaning needs no explanation.
var Emoji = []string{"👍", "❤", "😄", "🎉", "🙏", "🤔", "👀", "✅"}

// ReactionID names somebody's reaction: there is one for each post, person and emoji.
func ReactionID(of, person ID, emoji string) ID {
	return DerivedID("reaction", string(of), string(person), emoji)
}

// On tells whether the reaction stands.
func (r Reaction) On() bool { return r.Turns%2 == 1 }

// Validate implements Value.
func (r *Reaction) Validate() error {
	switch {
	case !slices.Contains(Emoji, r.Emoji):
		return fieldError("emoji", "this is none of the reactions")
	case r.Turns < 0 || r.Turns > 1<<40:
		return fieldError("turns", "a reaction cannot have been turned this often")
	}
	return checkID("of", r.Of)
}

// MayWrite implements Value.
func (r *Reaction) MayWrite(w Write) error {
	switch {
	case w.Record != ReactionID(r.Of, w.Author, r.Emoji):
		return Errorf(Invalid, "a reaction has the ID that follows from what it is of, its author and the emoji")
	case w.Deleted:
		return Errorf(Forbidden, "a reaction is turned off, not deleted")
	}
	// What the actor may not see is treated as not being here, so that no answer tells of it.
	if of, here := w.Find(r.Of); here && !of.Deleted && MayRead(w.Actor, of.Audience) {
		switch {
		case of.Kind != "post" && of.Kind != "topic":
			return Errorf(Forbidden, "reactions are for what somebody said")
		case of.Audience != w.Audience:
			return Errorf(Forbidden, "a reaction is for those who see what it is of")
		}
	}
	return onlyAuthor(w)
}

// React is the action that turns a person's reaction on, or off again. was is the
// reaction as it is here, the zero record for none.
func React(was Record, to Record, me ID, emoji string) Action {
	a := Action{Space: to.Space}
	if was.ID == "" {
		a.Changes = []Change{Create(ReactionID(to.ID, me, emoji), "reaction", &Reaction{Of: to.ID, Emoji: emoji, Turns: 1}).For(to.Audience)}
		return a
	}
	v := As[Reaction](was)
	v.Turns++
	if c, differs := Edit(was, &v); differs {
		a.Changes = []Change{c}
	}
	return a
}
