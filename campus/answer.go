package campus

import "strings"

// RequestAnswer is what somebody says to a request, for everybody to see. Each person has
// one; more is said in a private conversation.
type RequestAnswer struct {
	Of   ID     `json:"of" merge:"fixed"` // the request
	Text string `json:"text" merge:"text"`
	// Withdrawn takes the answer back. It is no deletion, so that it can be undone.
	Withdrawn bool `json:"withdrawn,omitempty"`
}

// MaxAnswer is the length of an answer, in characters.
const MaxAnswer = 5000

// AnswerID names a person's answer to a request.
func AnswerID(request, person ID) ID { return DerivedID("answer", string(request), string(person)) }

// Validate implements Value.
func (a *RequestAnswer) Validate() error {
	if strings.TrimSpace(a.Text) == "" {
		return fieldError("text", "the %s is empty", "answer")
	}
	return first(checkID("of", a.Of), checkText("text", a.Text, MaxAnswer))
}

// MayWrite implements Value.
func (a *RequestAnswer) MayWrite(w Write) error {
	if w.Record != "" && w.Record != AnswerID(a.Of, w.Author) { // a screen asks without one
		return Errorf(Forbidden, "everybody has one answer to a request")
	}
	if w.Audience != Everyone {
		return Errorf(Forbidden, "an answer is for everybody to see")
	}
	if w.New() {
		if err := a.onBoard(w); err != nil {
			return err
		}
	}
	return authorWritesStaffDeletes(w)
}

// onBoard refuses what can't be answered any more.
func (a *RequestAnswer) onBoard(w Write) error {
	r, found := w.Find(a.Of)
	if w.Look != nil && (!found || r.Deleted || r.Kind != "request") {
		return Errorf(Forbidden, "this request is no longer on the board")
	}
	if found && As[Request](r).State == RequestClosed {
		return Errorf(Forbidden, "this request is closed")
	}
	return nil
}
