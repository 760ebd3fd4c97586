package campus

import "strings"

// Post is something said: an answer in a topic, or in the discussion of a
// class, a group or a private conversation, whose topic is the space itself.
type Post struct {
	Topic   ID     `json:"topic" merge:"strict"` // changed by the staff alone
	ReplyTo ID     `json:"reply_to,omitempty" merge:"fixed"`
	Text    string `json:"text" merge:"text"`
}

// Validate implements Value.
func (p *Post) Validate() error {
	if strings.TrimSpace(p.Text) == "" {
		return fieldError("text", "the post is empty")
	}
	if p.ReplyTo != "" && !p.ReplyTo.Valid() {
		return fieldError("reply_to", "the post that this answers is not named by an ID")
	}
	return first(checkID("topic", p.Topic), checkText("text", p.Text, MaxText))
}

// MayWrite implements Value.
func (p *Post) MayWrite(w Write) error {
	err := maySay(w, "topic")
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

// Say is the action that posts to a topic; for the discussion of a space itself
// the topic is the space.
func Say(space, topic ID, text string) Action {
	return Action{Space: space, Changes: []Change{Create(NewID(), "post", &Post{Topic: topic, Text: text})}}
}
