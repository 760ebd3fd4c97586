package campus

// Draft is what a person began to say on one computer, for the person's others. Only
// the computer on which it was begun writes the text and counts its revisions; the
// others say up to which revision they dealt with it. So nothing of it conflicts.
type Draft struct {
	Device  string `json:"device" merge:"fixed"` // Replica.Device of where it was begun
	In      ID     `json:"in" merge:"fixed"`     // the space
	Of      ID     `json:"of" merge:"fixed"`     // the topic
	Name    string `json:"name,omitempty"`       // the computer's
	Text    string `json:"text,omitempty"`
	ReplyTo ID     `json:"reply_to,omitempty"`
	Rev     int64  `json:"rev"`
	Seen    int64  `json:"seen,omitempty" merge:"most"`
}

// DraftID names the draft of one computer in one thread.
func DraftID(device string, in, of ID) ID {
	return DerivedID("draft", device, string(in), string(of))
}

// Open tells whether there is something to go on with.
func (d Draft) Open() bool { return d.Text != "" && d.Seen < d.Rev }

// Validate implements Value.
func (d *Draft) Validate() error {
	switch {
	case d.Device == "":
		return fieldError("device", "the draft names no computer")
	case d.ReplyTo != "" && !d.ReplyTo.Valid():
		return fieldError("reply_to", "the post that this answers is not named by an ID")
	case d.Rev < 0 || d.Rev > 1<<40:
		return fieldError("rev", "a draft cannot have been changed this often")
	}
	return first(checkID("in", d.In), checkID("of", d.Of), checkLine("device", d.Device, MaxName), checkLine("name", d.Name, MaxName),
		checkText("text", d.Text, MaxText))
}

// MayWrite implements Value.
func (d *Draft) MayWrite(w Write) error {
	if w.Record != DraftID(d.Device, d.In, d.Of) {
		return Errorf(Invalid, "a draft has the ID that follows from its computer and its thread")
	}
	return onlyStaff(w)
}

// Carry is the action that keeps what is being typed on this computer for the others:
// d with its new text, was the record as it is here, the zero one for none. An empty
// text says that it is dealt with.
func Carry(me ID, was Record, d Draft) Action {
	a := Action{Space: PersonalSpace(me)}
	id := DraftID(d.Device, d.In, d.Of)
	if was.ID == "" {
		if d.Text == "" {
			return a
		}
		d.Rev, d.Seen = 1, 0
		a.Changes = []Change{Create(id, "draft", &d)}
		return a
	}
	old := As[Draft](was)
	d.Rev, d.Seen = old.Rev, old.Seen
	if d == old {
		return a
	}
	d.Rev++
	if c, differs := Edit(was, &d); differs {
		a.Changes = []Change{c}
	}
	return a
}

// Dealt is the action by which another computer says that it took a draft up, or that
// nobody wants it any more.
func Dealt(draft Record) Action {
	d := As[Draft](draft)
	d.Seen = d.Rev
	a := Action{Space: draft.Space}
	if c, differs := Edit(draft, &d); differs {
		a.Changes = []Change{c}
	}
	return a
}
