package campus

import "strings"

// Submission is what a student hands in for an assignment: for the student and the
// staff to see. It never changes; who hands in again makes another, and what two
// computers handed in stays twice.
type Submission struct {
	Assignment ID     `json:"assignment" merge:"fixed"`
	Text       string `json:"text,omitempty" merge:"fixed"`
	Files      []ID   `json:"files,omitempty" merge:"fixed"` // documents with the same audience
}

// MaxFiles is how many documents go with one submission.
const MaxFiles = 20

// Validate implements Value.
func (s *Submission) Validate() error {
	switch {
	case strings.TrimSpace(s.Text) == "" && len(s.Files) == 0:
		return fieldError("text", "there is nothing to hand in")
	case len(s.Files) > MaxFiles:
		return fieldError("files", "up to %d files are handed in at once, not %d", MaxFiles, len(s.Files))
	}
	for _, f := range s.Files {
		if !f.Valid() {
			return fieldError("files", "a file of this is not named by an ID")
		}
	}
	return first(checkID("assignment", s.Assignment), checkText("text", s.Text, MaxText))
}

// MayWrite implements Value.
func (s *Submission) MayWrite(w Write) error {
	switch {
	case w.Deleted:
		return Errorf(Forbidden, "what was handed in does not change")
	case w.Audience != Audience(w.Author):
		return Errorf(Forbidden, "this is for the student whose work it is, and the staff")
	}
	return onlyAuthor(w)
}

// HandIn is the action that hands in work: the documents and the submission that names
// them, taken together or not at all.
func HandIn(class, me, assignment ID, text string, files []Document) Action {
	a := Action{Space: class}
	s := Submission{Assignment: assignment, Text: text}
	for _, f := range files {
		id := NewID()
		s.Files = append(s.Files, id)
		a.Changes = append(a.Changes, Create(id, "document", &f).For(Audience(me)))
	}
	a.Changes = append(a.Changes, Create(NewID(), "submission", &s).For(Audience(me)))
	return a
}
