package campus

// Topic opens a thread in the commons.
type Topic struct {
	Title string `json:"title"`
	Text  string `json:"text" merge:"text"`
}

// Validate implements Value.
func (t *Topic) Validate() error {
	return first(checkName("title", t.Title, MaxName), checkText("text", t.Text, MaxText))
}

// MayWrite implements Value.
func (t *Topic) MayWrite(w Write) error { return authorWritesStaffDeletes(w) }

// NewTopic is the action that opens a thread.
func NewTopic(space ID, t Topic) Action {
	return Action{Space: space, Changes: []Change{Create(NewID(), "topic", &t)}}
}
