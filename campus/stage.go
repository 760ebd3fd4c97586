package campus

// Stage is how far a submission has come.
type Stage int

// The stages, first to last.
const (
	StageSaved    Stage = iota // on its author's computer
	StageReceived              // on the server, with the time of its writing and of its arrival
	StageOpened                // by the staff
	StageReturned              // with its mark
)

// StageOf tells how far a submission has come; receipt and mark are zero where there is
// none.
func StageOf(submission, receipt, mark Record) Stage {
	switch {
	case submission.Waiting:
		return StageSaved
	case MarkReturned(mark) && As[Mark](mark).Submission == submission.ID:
		return StageReturned
	case receipt.ID != "" && !receipt.Deleted:
		return StageOpened
	}
	return StageReceived
}
