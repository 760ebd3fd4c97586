package campus

// Page is a text that a group writes together, in Markdown.
type Page struct {
	Title string `json:"title"`
	Text  string `json:"text,omitempty" merge:"text"`
}

// Validate implements Value.
func (p *Page) Validate() error {
	return first(checkName("title", p.Title, MaxName), checkText("text", p.Text, MaxText))
}

// MayWrite implements Value.
func (p *Page) MayWrite(w Write) error { return sharedByMembers(w) }
