package campus

// Applicant is a wish to join as the staff of a closed group see it. The server makes it
// from a Joining and tells the person what the staff answer.
type Applicant struct {
	Person ID        `json:"person" merge:"fixed"`
	Words  string    `json:"words,omitempty"`
	State  JoinState `json:"state" merge:"strict"`
	Reason string    `json:"reason,omitempty"` // of the staff
}

// ApplicantID names the wish of a person to come into a space: there is one at a time.
func ApplicantID(space, person ID) ID { return DerivedID("applicant", string(space), string(person)) }

// Validate implements Value.
func (a *Applicant) Validate() error {
	switch a.State {
	case JoinWaiting, JoinAccepted, JoinRefused, JoinWithdrawn:
	default:
		return fieldError("state", "a request to join is waiting, accepted, refused or withdrawn")
	}
	return first(checkID("person", a.Person), checkText("words", a.Words, MaxWords), checkText("reason", a.Reason, MaxWords))
}

// MayWrite implements Value: the staff answer.
func (a *Applicant) MayWrite(w Write) error {
	switch {
	case w.New() || w.Deleted:
		return onlyServer(w, "a request to join")
	case w.Changed["words"]:
		return onlyAuthor(w)
	case w.Audience != StaffOnly:
		return Errorf(Forbidden, "a request to join is for the staff")
	case w.Changed["state"] && a.State == JoinAccepted:
		m, found := w.Find(MembershipID(w.Space, a.Person))
		if !found || !As[Membership](m).Role.In() {
			return Errorf(Forbidden, "who is accepted has to be made a member")
		}
	case w.Changed["state"] && a.State != JoinRefused:
		return Errorf(Forbidden, "the staff accept or refuse a request to join")
	}
	return onlyStaff(w)
}
