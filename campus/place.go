package campus

import "time"

// Place is where in a document a person was last on one of their computers, for all of
// them. Only that computer writes it, so nothing of it conflicts; who opens the document
// goes on at the newest of them.
type Place struct {
	Device string `json:"device" merge:"fixed"` // Replica.Device
	In     ID     `json:"in" merge:"fixed"`     // the space
	Of     ID     `json:"of" merge:"fixed"`     // the document
	Page   int    `json:"page"`                 // from 1
	Part   int    `json:"part,omitempty"`       // thousandths of the page that are above the window
	Zoom   int    `json:"zoom,omitempty"`       // in percent; 0: as wide as the window, -1: a page in the window
	Turn   int    `json:"turn,omitempty"`       // quarters to the right
}

// What a place can be.
const (
	MaxPlacePage = 1_000_000
	maxPart      = 2_000 // the gap below a page, however small the page, is not more
	maxZoom      = 10_000
)

// PlaceID names the place of one computer in a document: there is one.
func PlaceID(device string, in, of ID) ID {
	return DerivedID("place", device, string(in), string(of))
}

// Validate implements Value.
func (p *Place) Validate() error {
	switch {
	case p.Device == "":
		return fieldError("device", "the place names no computer")
	case p.Page < 1 || p.Page > MaxPlacePage:
		return impossible("page")
	case p.Part < -maxPart || p.Part > maxPart:
		return impossible("part")
	case p.Zoom < -1 || p.Zoom > maxZoom:
		return impossible("zoom")
	case p.Turn < 0 || p.Turn > 3:
		return impossible("turn")
	}
	return first(checkID("in", p.In), checkID("of", p.Of), checkLine("device", p.Device, MaxName))
}

func impossible(field string) error { return fieldError(field, "a document has no such place") }

// MayWrite implements Value.
func (p *Place) MayWrite(w Write) error {
	if w.Record != PlaceID(p.Device, p.In, p.Of) {
		return Errorf(Invalid, "a place has the ID that follows from its computer and its document")
	}
	return onlyStaff(w)
}

// Near tells whether somebody is where they were, as far as the eye can tell: that is not
// worth a set.
func (p Place) Near(o Place) bool {
	d := p.Part - o.Part
	p.Part, o.Part = 0, 0
	return p == o && d > -40 && d < 40
}

// KeepPlace is the action that keeps a place; was is its record, the zero one for none.
func KeepPlace(me ID, was Record, p Place) Action {
	a := Action{Space: PersonalSpace(me)}
	if was.ID == "" {
		a.Changes = []Change{Create(PlaceID(p.Device, p.In, p.Of), "place", &p)}
	} else if c, differs := Edit(was, &p); differs {
		a.Changes = []Change{c}
	}
	return a
}

// NewestPlace is the one that was written last, of a person's places in a document, and
// when; zero for none.
func NewestPlace(all []Record, in, of ID) (p Place, at time.Time) {
	for _, r := range all {
		v := As[Place](r)
		if r.Deleted || v.In != in || v.Of != of || v.Validate() != nil || !r.Edited.After(at) && p.Page > 0 {
			continue
		}
		p, at = v, r.Edited
	}
	return p, at
}
