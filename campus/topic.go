package campus

// Topic opens a thread in the commons.
type Topic struct {
	Title string `json:"title"`
	Text  string `json:"text" merge:"text"`
	// Locked: only the staff write in it.
	Locked bool `json:"locked,omitempty" merge:"strict"`
}

// Validate implements Value.
func (t *Topic) Validate() error {
	return first(checkName("title", t.Title, MaxName), checkText("text", t.Text, MaxText))
}

// MayWrite implements Value.
func (t *Topic) MayWrite(w Write) error {
	if err := maySay(w, ruledFields["topic"]...); err != nil || moderates(w) {
		return err
	}
	if t.Locked || w.Before != nil && w.Before.(*Topic).Locked {
		return Errorf(Forbidden, "this topic is locked; only the staff can write in it")
	}
	return nil
}

// NewTopic is the action that opens a thread.
func NewTopic(space ID, t Topic) Action {
	return Action{Space: space, Changes: []Change{Create(NewID(), "topic", &t)}}
}
