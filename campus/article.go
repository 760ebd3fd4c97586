package campus

// Article is a piece of news, by the secretariat or by an institution for its
// own people.
type Article struct {
	Title string `json:"title"`
	Text  string `json:"text" merge:"text"` // Markdown
	// Publish is when the server makes a draft everybody's, in ms since 1970; 0: by hand.
	Publish int64 `json:"publish,omitempty"`
}

// Validate implements Value.
func (a *Article) Validate() error {
	return first(checkName("title", a.Title, MaxName), checkText("text", a.Text, MaxText), checkDate("publish", a.Publish))
}

// MayWrite implements Value.
func (a *Article) MayWrite(w Write) error { return onlyStaff(w) }

// NewArticle is the action that publishes news in a space.
func NewArticle(space ID, a Article) Action {
	return Action{Space: space, Changes: []Change{Create(NewID(), "article", &a)}}
}
