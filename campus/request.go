package campus

import (
	"slices"
	"strings"
)

// Request is a request for collaboration: sending or receiving students, or any
// other topic. Others answer and make contact.
type Request struct {
	Title     string        `json:"title"`
	Text      string        `json:"text" merge:"text"`
	Area      string        `json:"area,omitempty"`
	Areas     []string      `json:"areas,omitempty"`     // further study areas
	Countries string        `json:"countries,omitempty"` // ISO 3166-1 alpha-2, separated by spaces; none: any
	Languages string        `json:"languages,omitempty"` // BCP 47 tags, separated by spaces
	Send      int           `json:"send,omitempty"`      // students to send
	Receive   int           `json:"receive,omitempty"`   // students to receive
	From      string        `json:"from,omitempty"`      // the window in which it is to be: days
	To        string        `json:"to,omitempty"`
	Deadline  string        `json:"deadline,omitempty"` // a day: 2027-03-31
	State     RequestStatus `json:"state" merge:"strict"`
	// With is who it was agreed with; such a request is closed.
	With ID `json:"with,omitempty" merge:"strict"`
}

// RequestStatus is the state of a request.
type RequestStatus string

// The states of a request, in their order.
const (
	RequestOpen     RequestStatus = "open"
	RequestAnswered RequestStatus = "answered"
	RequestClosed   RequestStatus = "closed"
)

// MaxAreas and MaxCountries are how many a request names.
const (
	MaxAreas     = 12
	MaxCountries = 20
)

// Validate implements Value.
func (r *Request) Validate() error {
	switch r.State {
	case RequestOpen, RequestAnswered, RequestClosed:
	default:
		return fieldError("state", "a request is open, answered or closed")
	}
	switch {
	case r.Send < 0 || r.Receive < 0 || r.Send > 1000 || r.Receive > 1000:
		return fieldError("send", "the number of students is between 0 and 1000")
	case r.With != "" && !r.With.Valid():
		return checkID("with", r.With)
	case r.With != "" && r.State != RequestClosed:
		return fieldError("state", "a request that was agreed on is closed")
	case len(r.Areas) > MaxAreas:
		return fieldError("areas", "a request names up to %d study areas", MaxAreas)
	case len(strings.Fields(r.Countries)) > MaxCountries:
		return fieldError("countries", "a request names up to %d countries", MaxCountries)
	case r.From != "" && r.To != "" && r.To < r.From:
		return fieldError("to", "the window ends before it begins")
	}
	for _, a := range r.Areas {
		if err := checkName("areas", a, MaxName); err != nil {
			return err
		}
	}
	for _, c := range strings.Fields(r.Countries) {
		if err := checkCountry("countries", c); err != nil {
			return err
		}
	}
	return first(checkName("title", r.Title, MaxName), checkText("text", r.Text, MaxText), checkLine("countries", r.Countries, MaxName),
		checkLine("area", r.Area, MaxName), checkLine("languages", r.Languages, MaxName),
		checkDay("from", r.From), checkDay("to", r.To), checkDay("deadline", r.Deadline))
}

// MayWrite implements Value: its author writes it. Who answers marks it as answered;
// who it was agreed with, by its author, may say that it was not.
func (r *Request) MayWrite(w Write) error {
	if w.New() {
		if r.With != "" || w.Audience != Everyone {
			return Errorf(Forbidden, "a new request is open, for everybody")
		}
		return onlyTeacher(w, "ask for collaboration")
	}
	if !w.Own() && !w.Deleted && w.Audience == Everyone && onlyFields(w, "state", "with") {
		before := w.Before.(*Request)
		// Two may answer at once: the second finds it answered.
		answers := before.State != RequestClosed && r.State == RequestAnswered && r.With == before.With
		takesBack := before.With == w.Actor.Person && r.With == "" && r.State == RequestAnswered
		if a, found := w.Find(AnswerID(w.Record, w.Actor.Person)); answers && found && !a.Deleted || takesBack {
			return nil
		}
	}
	if w.Own() && r.With == w.Author && w.Changed["with"] {
		return Errorf(Forbidden, "nobody agrees with themselves")
	}
	return authorWritesStaffDeletes(w)
}

// onlyFields tells whether a write changes nothing besides these fields.
func onlyFields(w Write, names ...string) bool {
	for field := range w.Changed {
		if !slices.Contains(names, field) {
			return false
		}
	}
	return true
}

// AllAreas are the study areas that a request names.
func (r Request) AllAreas() []string {
	var out []string
	for _, a := range append([]string{r.Area}, r.Areas...) {
		if a != "" && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// NewRequest is the action that puts a request on the board.
func NewRequest(space ID, r Request) Action {
	r.State = RequestOpen
	return Action{Space: space, Changes: []Change{Create(NewID(), "request", &r)}}
}

// AnswerTo is the action that answers a request, and marks it as answered.
func AnswerTo(r Record, me ID, text string) Action {
	a := Action{Space: r.Space, Changes: []Change{Create(AnswerID(r.ID, me), "answer", &RequestAnswer{Of: r.ID, Text: text})}}
	if v := As[Request](r); v.State == RequestOpen && r.Author != me {
		v.State = RequestAnswered
		c, _ := Edit(r, &v)
		a.Changes = append(a.Changes, c)
	}
	return a
}
