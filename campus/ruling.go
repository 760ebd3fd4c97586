package campus

// Reason is why something is reported or moderated: one of a short list, with room for
// words beside it.
type Reason string

// The reasons.
const (
	ReasonSpam     Reason = "spam"
	ReasonRude     Reason = "rude" // hurts or threatens somebody
	ReasonPrivate  Reason = "private"
	ReasonOffTopic Reason = "off-topic"
	ReasonCopied   Reason = "copied" // somebody else's work
	ReasonOther    Reason = "other"
)

// Reasons lists them as they are offered.
var Reasons = []Reason{ReasonSpam, ReasonRude, ReasonPrivate, ReasonOffTopic, ReasonCopied, ReasonOther}

func checkReason(r Reason) error {
	for _, known := range Reasons {
		if r == known {
			return nil
		}
	}
	return fieldError("reason", "choose a reason from the list")
}

// Act is what the staff did with something that was said.
type Act string

// The acts.
const (
	ActHide   Act = "hide"
	ActShow   Act = "show"
	ActLock   Act = "lock"
	ActUnlock Act = "unlock"
	ActMove   Act = "move"
)

// Ruling says to everybody in a space what the staff did with something that was said,
// and why. It is made in the set that does it and never changes: the rulings are the log.
type Ruling struct {
	Of     ID     `json:"of" merge:"fixed"`
	Act    Act    `json:"act" merge:"fixed"`
	Reason Reason `json:"reason,omitempty" merge:"fixed"`
	Words  string `json:"words,omitempty" merge:"fixed"`
	To     ID     `json:"to,omitempty" merge:"fixed"`    // where it was moved
	Topic  ID     `json:"topic,omitempty" merge:"fixed"` // where a post stood; none of a topic
	At     int64  `json:"at,omitempty" merge:"fixed"`    // when it was said: there a placeholder stands
}

func ruleOn(r Record, act Act) *Ruling {
	g := &Ruling{Of: r.ID, Act: act, At: r.Created.UnixMilli()}
	if r.Kind == "post" {
		g.Topic = As[Post](r).Topic
	}
	return g
}

// Validate implements Value.
func (g *Ruling) Validate() error {
	switch g.Act {
	case ActHide, ActLock:
		if err := checkReason(g.Reason); err != nil {
			return err
		}
	case ActShow, ActUnlock:
	case ActMove:
		if err := checkID("to", g.To); err != nil {
			return err
		}
	default:
		return fieldError("act", "%q is nothing that the staff can do", string(g.Act))
	}
	if g.Reason != "" {
		if err := checkReason(g.Reason); err != nil {
			return err
		}
	}
	if g.Topic != "" {
		if err := checkID("topic", g.Topic); err != nil {
			return err
		}
	}
	return first(checkID("of", g.Of), checkLine("words", g.Words, MaxLine), checkDate("at", g.At))
}

// MayWrite implements Value. The log does not lie: what it says was done stands in the
// same set, or was done before.
func (g *Ruling) MayWrite(w Write) error {
	switch {
	case !moderates(w):
		return onlyModerator()
	case w.Deleted:
		return Errorf(Forbidden, "the log of what the staff did does not change")
	case w.Audience != Everyone:
		return Errorf(Forbidden, "what the staff did is for every member to see")
	case !w.New():
		return nil // its fields are fixed
	}
	r, ok := w.Find(g.Of)
	if !ok || !g.done(r) {
		return Errorf(Forbidden, "this says that something was done that was not")
	}
	return nil
}

func onlyModerator() error { return Errorf(Forbidden, "only the staff here can do this") }

// done tells whether a record is as the ruling says.
func (g *Ruling) done(r Record) bool {
	if r.Kind != "post" && r.Kind != "topic" {
		return false
	}
	switch g.Act {
	case ActHide:
		return Hidden(r)
	case ActShow:
		return r.Audience == Everyone
	case ActLock, ActUnlock:
		return r.Kind == "topic" && As[Topic](r).Locked == (g.Act == ActLock)
	}
	return r.Kind == "post" && As[Post](r).Topic == g.To
}

// Hidden tells whether something that was said was taken out of sight: only its author
// and the staff see it still.
func Hidden(r Record) bool { return r.Author != "" && r.Audience == Audience(r.Author) }

// LastRulings gives of each thing that was ruled on the newest ruling. Rulings come in
// the order of Records, oldest first.
func LastRulings(rulings []Record) map[ID]Record {
	last := map[ID]Record{}
	for _, r := range rulings {
		last[As[Ruling](r).Of] = r
	}
	return last
}
