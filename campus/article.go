package campus

import "time"

// Article is a piece of news, by the secretariat for everybody or by an institution
// for its own people. A draft is for the staff; see Publish. Its pictures and
// attachments are documents that name it in of.
type Article struct {
	Title string `json:"title"`
	Text  string `json:"text" merge:"text"` // Markdown
	// Publish is when the server makes a draft everybody's, in ms since 1970. Of what
	// was published by hand it is when that was, by the clock of who did; 0: unknown.
	Publish   int64 `json:"publish,omitempty"`
	Pinned    bool  `json:"pinned,omitempty"`    // stands before all others
	Important bool  `json:"important,omitempty"` // worth a notification
	Archived  bool  `json:"archived,omitempty"`  // no longer news; found under a filter
}

// Validate implements Value.
func (a *Article) Validate() error {
	return first(checkName("title", a.Title, MaxName), checkText("text", a.Text, MaxText), checkDate("publish", a.Publish))
}

// MayWrite implements Value.
func (a *Article) MayWrite(w Write) error {
	if w.Audience != Everyone && w.Audience != StaffOnly {
		return Errorf(Forbidden, "news is for everybody or, as a draft, for the staff")
	}
	return onlyStaff(w)
}

// NewsAt is when an article became news: when it was published, or made where it
// never was a draft.
func NewsAt(r Record, now time.Time) time.Time {
	at := r.WrittenAt()
	if p := time.UnixMilli(As[Article](r).Publish); p.After(at) && !p.After(now) {
		return p
	}
	return at
}

// NewArticle is the action that publishes news in a space.
func NewArticle(space ID, a Article) Action {
	return Action{Space: space, Changes: []Change{Create(NewID(), "article", &a)}}
}
