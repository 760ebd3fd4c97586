package campus

// Request is a request for collaboration: sending or receiving students, or any
// other topic. Others answer and make contact.
type Request struct {
	Title     string        `json:"title"`
	Text      string        `json:"text" merge:"text"`
	Area      string        `json:"area,omitempty"`
	Languages string        `json:"languages,omitempty"` // BCP 47 tags, separated by spaces
	Send      int           `json:"send,omitempty"`      // students to send
	Receive   int           `json:"receive,omitempty"`   // students to receive
	Deadline  string        `json:"deadline,omitempty"`  // a day: 2027-03-31
	State     RequestStatus `json:"state" merge:"strict"`
}

// RequestStatus is the state of a request.
type RequestStatus string

// The states of a request, in their order.
const (
	RequestOpen     RequestStatus = "open"
	RequestAnswered RequestStatus = "answered"
	RequestClosed   RequestStatus = "closed"
)

// Validate implements Value.
func (r *Request) Validate() error {
	switch r.State {
	case RequestOpen, RequestAnswered, RequestClosed:
	default:
		return fieldError("state", "a request is open, answered or closed")
	}
	if r.Send < 0 || r.Receive < 0 || r.Send > 1000 || r.Receive > 1000 {
		return fieldError("send", "the number of students is between 0 and 1000")
	}
	return first(checkName("title", r.Title, MaxName), checkText("text", r.Text, MaxText),
		checkLine("area", r.Area, MaxName), checkLine("languages", r.Languages, MaxName), checkDay("deadline", r.Deadline))
}

// MayWrite implements Value.
func (r *Request) MayWrite(w Write) error {
	if w.New() {
		return onlyTeacher(w, "ask for collaboration")
	}
	return authorWritesStaffDeletes(w)
}

// NewRequest is the action that puts a request on the board.
func NewRequest(space ID, r Request) Action {
	r.State = RequestOpen
	return Action{Space: space, Changes: []Change{Create(NewID(), "request", &r)}}
}
