package campus

import "slices"

// BankQuestion is a question that a teacher keeps, with its answer, in their own space:
// so it follows to all of their computers and to every class. What is taken into a quiz
// is a copy.
type BankQuestion struct {
	Question Question `json:"question"`
	Key      KeyItem  `json:"key"`
	Category string   `json:"category,omitempty"`
}

// Validate implements Value.
func (b *BankQuestion) Validate() error {
	return first(b.Question.check(), b.Key.check(), checkLine("category", b.Category, MaxName))
}

// MayWrite implements Value: a personal space has its person alone.
func (b *BankQuestion) MayWrite(w Write) error { return onlyStaff(w) }

// CopyQuestion gives a question and its key with new names for everything: the copy can
// be in a graded quiz where the original's key is known to students.
func CopyQuestion(q Question, k KeyItem) (Question, KeyItem) {
	names := map[string]string{}
	renew := func(all []Choice) []Choice {
		out := slices.Clone(all)
		for i := range out {
			names[out[i].ID] = NewPartID()
			out[i].ID = names[out[i].ID]
		}
		return out
	}
	q.ID = NewPartID()
	q.Choices, q.Targets = renew(q.Choices), renew(q.Targets)
	k.Right = slices.Clone(k.Right)
	for i, id := range k.Right {
		if name, has := names[id]; has { // "true" and "false" stay
			k.Right[i] = name
		}
	}
	if len(k.Match) > 0 {
		match := map[string]string{}
		for from, to := range k.Match {
			match[names[from]] = names[to]
		}
		k.Match = match
	}
	return q.Hide(), k
}
