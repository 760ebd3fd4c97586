package campus

// State is what became of a change set.
type State string

// The states of a set. Waiting and Sent are the replica's own; the others are
// the server's answers.
const (
	Waiting State = "waiting" // in the outbox, not answered
	Taken   State = "taken"   // on the server, final
	Refused State = "refused" // final, with a reason; its number is used up
	Later   State = "later"   // the server can't decide yet; its number is not used
	Held    State = "held"    // a hub or a bundle has it; the server has not said yet
)

// The codes of outcomes that are not codes of rules.
const (
	Forked      Code = "forked"       // another chain has this number: a cloned disk or a restored copy
	Want        Code = "want"         // sets before this one are missing; see Outcome.Want
	UnknownKind Code = "unknown_kind" // this server is too old for the kind
	Unknown     Code = "unknown"      // the server does not know the record or space (yet)
	Restored    Code = "restored"     // the server was restored from a backup and is catching up
	RefusedWith Code = "refused_with" // it changes a record whose creation was refused
	BadSign     Code = "signature"    // the signature is not the device's
)

// Outcome is the server's answer to one set.
type Outcome struct {
	Space  ID     `json:"space"`
	Number int64  `json:"n"`
	State  State  `json:"state"`
	Seq    int64  `json:"seq,omitempty"` // when taken
	At     int64  `json:"at,omitempty"`  // when taken: the server's time, ms
	Code   Code   `json:"code,omitempty"`
	Reason string `json:"reason,omitempty"`
	Want   int64  `json:"want,omitempty"` // with code want: the number to send next
	// Mixed is set when what the server holds is not simply the set's values
	// (merged, or kept as a version): the record follows in a page.
	Mixed bool `json:"mixed,omitempty"`
}

// Final tells whether the outcome settles the set.
func (o Outcome) Final() bool { return o.State == Taken || o.State == Refused }
