package campus

import "slices"

// Notes are the kinds that the program writes by itself while somebody reads and types.
// They are sent as everything is, but where it is counted what waits to be sent, they
// are not among what a person did.
var Notes = []string{"readmark", "follow", "draft", "lessonread", "receipt", "place"}

// IsNote tells whether a set holds nothing but such notes.
func (s WaitingSet) IsNote() bool {
	for _, c := range s.Changes {
		if !slices.Contains(Notes, c.Kind) {
			return false
		}
	}
	return len(s.Changes) > 0
}
