package campus

// ReadMark says how far a person has read a thread: a topic, a space's discussion, a
// piece of news. It is in the person's own space, so that all of the person's
// computers agree; who has read further on one of them is right.
type ReadMark struct {
	In   ID    `json:"in" merge:"fixed"`  // the space that it is in
	Of   ID    `json:"of" merge:"fixed"`  // the topic, or the record itself
	Upto int64 `json:"upto" merge:"most"` // the server's time of the newest that was seen, in ms since 1970
}

// ReadMarkID names a person's mark of a thread: there is one. IDs are unique within a
// space only, so the space is part of it.
func ReadMarkID(in, of ID) ID { return DerivedID("readmark", string(in), string(of)) }

// Validate implements Value.
func (m *ReadMark) Validate() error {
	return first(checkID("in", m.In), checkID("of", m.Of), checkDate("upto", m.Upto))
}

// MayWrite implements Value.
func (m *ReadMark) MayWrite(w Write) error {
	if w.Record != ReadMarkID(m.In, m.Of) {
		return Errorf(Invalid, "a mark of what was read has the ID that follows from what it is of")
	}
	return onlyStaff(w)
}
