package campus

import "strings"

// Joining is somebody's wish to come into a group or a class. Who is no member can
// write nothing there and is to learn nothing of it, so the wish is a record of the
// person's own space, and the server answers in it (ErrandJoin).
type Joining struct {
	Space ID     `json:"space,omitempty" merge:"fixed"` // a group of the directory; or
	Code  string `json:"code,omitempty" merge:"fixed"`  // what was read aloud in class
	Words string `json:"words,omitempty" merge:"fixed"` // to the staff, where they decide

	State  JoinState `json:"state,omitempty" merge:"server"`
	Reason string    `json:"reason,omitempty" merge:"server"`
	In     ID        `json:"in,omitempty" merge:"server"` // the space that a code led to
}

// JoinState is what became of a wish to join. It is empty until the server has looked.
type JoinState string

// The states of joinings and, but for the second, of applicants.
const (
	JoinWaiting   JoinState = "waiting"   // for the staff of the group
	JoinJoined    JoinState = "joined"    // the membership is written
	JoinRefused   JoinState = "refused"   // for the reason beside it
	JoinAccepted  JoinState = "accepted"  // of an applicant: the staff have taken the person in
	JoinWithdrawn JoinState = "withdrawn" // of an applicant: the person has taken it back
)

// MaxWords is the limit of what is said beside a wish and an answer to it.
const MaxWords = 1000

// Validate implements Value.
func (j *Joining) Validate() error {
	switch {
	case (j.Space == "") == (j.Code == ""):
		return fieldError("code", "a code is missing, or what to join")
	case j.Code != "" && !ValidCode(j.Code):
		return fieldError("code", "a code has %d letters and digits, such as %s", CodeLength, ShowCode("BCDF2345"))
	case j.Space != "" && !j.Space.Valid():
		return checkID("space", j.Space)
	}
	return checkText("words", j.Words, MaxWords)
}

// MayWrite implements Value: a wish is its person's. Deleting it takes it back.
func (j *Joining) MayWrite(w Write) error { return onlyStaff(w) }

// Ask is the action of asking to come into a group.
func Ask(me, space ID, words string) Action {
	return Action{Space: PersonalSpace(me), Changes: []Change{
		Create(NewID(), "joining", &Joining{Space: space, Words: strings.TrimSpace(words)})}}
}

// JoinByCode is the action of giving a code.
func JoinByCode(me ID, code string) Action {
	return Action{Space: PersonalSpace(me), Changes: []Change{Create(NewID(), "joining", &Joining{Code: CleanCode(code)})}}
}
