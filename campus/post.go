package campus

import (
	"slices"
	"strings"
)

// Post is something said: an answer in a topic, or in the discussion of a
// class, a group or a private conversation, whose topic is the space itself.
type Post struct {
	Topic     ID     `json:"topic" merge:"strict"` // changed by the staff alone
	ReplyTo   ID     `json:"reply_to,omitempty" merge:"fixed"`
	Text      string `json:"text" merge:"text"`
	Mentioned []ID   `json:"mentions,omitempty"` // people who are named in the text by @Name
}

// MaxMentions is how many people one post mentions.
const MaxMentions = 50

// Validate implements Value.
func (p *Post) Validate() error {
	if strings.TrimSpace(p.Text) == "" {
		return fieldError("text", "the post is empty")
	}
	if p.ReplyTo != "" && !p.ReplyTo.Valid() {
		return fieldError("reply_to", "the post that this answers is not named by an ID")
	}
	if len(p.Mentioned) > MaxMentions {
		return fieldError("mentions", "a post mentions up to %d people, not %d", MaxMentions, len(p.Mentioned))
	}
	for _, person := range p.Mentioned {
		if !person.Valid() {
			return fieldError("mentions", "somebody who is mentioned is not named by an ID")
		}
	}
	return first(checkID("topic", p.Topic), checkText("text", p.Text, MaxText))
}

// MayWrite implements Value.
func (p *Post) MayWrite(w Write) error {
	err := maySay(w, ruledFields["post"]...)
	switch {
	case err != nil || w.Deleted:
		return err
	case w.Changed["topic"] && !w.New():
		if to, ok := w.Find(p.Topic); !ok || to.Kind != "topic" || to.Deleted {
			return Errorf(Forbidden, "a post is moved to a topic of the same space")
		}
		return nil
	}
	return openTopic(w, p.Topic)
}

// Mentions tells whether the post mentions somebody.
func (p Post) Mentions(me ID) bool { return slices.Contains(p.Mentioned, me) }

// Say is the action that posts to a topic; for the discussion of a space itself
// the topic is the space.
func Say(space, topic ID, text string) Action { return Posted(space, Post{Topic: topic, Text: text}) }

// Posted is the action that posts, with files that hang on the post: taken together
// or not at all.
func Posted(space ID, p Post, files ...Document) Action {
	id := NewID()
	a := Action{Space: space, Changes: []Change{Create(id, "post", &p)}}
	ids := make([]ID, len(files))
	for i := range ids {
		ids[i] = NewID()
	}
	slices.Sort(ids) // made at one time, they are listed by ID: in the order in which they were added
	for i, f := range files {
		f.Of = id
		a.Changes = append(a.Changes, Create(ids[i], "document", &f))
	}
	return a
}
