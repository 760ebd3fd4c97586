package campus

// Receipt tells a student that a submission was opened by the staff, or anybody that a
// form was which they handed in.
type Receipt struct {
	Submission ID `json:"submission" merge:"fixed"` // or the document
	Student    ID `json:"student" merge:"fixed"`    // whose it is
}

// ReceiptID names the receipt of a submission: there is one.
func ReceiptID(submission ID) ID { return DerivedID("receipt", string(submission)) }

// Opened is the change that makes the receipt of a submission, or of a form.
func Opened(submission Record) Change {
	return Create(ReceiptID(submission.ID), "receipt", &Receipt{Submission: submission.ID, Student: submission.Author}).For(Audience(submission.Author))
}

// Validate implements Value.
func (r *Receipt) Validate() error {
	return first(checkID("submission", r.Submission), checkID("student", r.Student))
}

// MayWrite implements Value.
func (r *Receipt) MayWrite(w Write) error {
	switch {
	case w.Record != ReceiptID(r.Submission), w.Audience != Audience(r.Student):
		return Errorf(Forbidden, "this is for the student whose work it is, and the staff")
	case w.Deleted:
		return Errorf(Forbidden, "what was handed in does not change")
	}
	return onlyStaff(w)
}
