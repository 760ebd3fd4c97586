package campus

// Report says to the staff of a space that something in it should be looked at, and why.
// It is for its author and the staff: one of each person for each thing.
type Report struct {
	Of     ID     `json:"of" merge:"fixed"`
	Reason Reason `json:"reason"`
	Words  string `json:"words,omitempty"`
	State  string `json:"state" merge:"strict"`
}

// The states of a report.
const (
	ReportOpen    = "open"
	ReportHandled = "handled"
)

// ReportID names a person's report of something: there is one.
func ReportID(of, by ID) ID { return DerivedID("report", string(of), string(by)) }

// ReportTo is the change by which somebody reports something; was is what the person
// reported of it before, zero for nothing.
func ReportTo(me ID, of Record, was Record, reason Reason, words string) (Change, bool) {
	if was.ID == "" {
		return Create(ReportID(of.ID, me), "report", &Report{Of: of.ID, Reason: reason, Words: words, State: ReportOpen}).For(Audience(me)), true
	}
	r := As[Report](was)
	r.Reason, r.Words = reason, words
	return Edit(was, &r)
}

// Validate implements Value.
func (r *Report) Validate() error {
	if r.State != ReportOpen && r.State != ReportHandled {
		return fieldError("state", "%q is no state of a report", r.State)
	}
	return first(checkID("of", r.Of), checkReason(r.Reason), checkLine("words", r.Words, MaxLine))
}

// MayWrite implements Value: members report what they can see; the staff say that it is
// dealt with.
func (r *Report) MayWrite(w Write) error {
	switch {
	case w.Record != ReportID(r.Of, w.Author), w.Audience != Audience(w.Author):
		return Errorf(Forbidden, "a report is for its author and the staff")
	case w.Deleted:
		return Errorf(Forbidden, "a report is dealt with, not deleted")
	case w.New():
		if of, ok := w.Find(r.Of); !ok || of.Deleted || !MayRead(w.Actor, of.Audience) {
			return Errorf(Forbidden, "what is reported is not there")
		}
		if r.State != ReportOpen {
			return onlyStaff(w)
		}
		return nil
	case w.Changed["state"]:
		return onlyStaff(w)
	case w.Before.(*Report).State != ReportOpen:
		return Errorf(Forbidden, "this report was dealt with")
	}
	return onlyAuthor(w)
}
