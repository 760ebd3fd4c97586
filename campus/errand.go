package campus

import (
	"encoding/json"
	"time"
)

// Errand is something that the server does by itself because of a record, at once or
// at a time. It is kept in the transaction that writes the record, and done once.
type Errand struct {
	What string
	At   time.Time // zero: at once
}

// The errands.
const (
	// ErrandPublish makes a draft everybody's on its date.
	ErrandPublish = "publish"
	// ErrandFollow gives documents the audience of what they hang on, where somebody
	// did not know of it: a draft's are for the staff.
	ErrandFollow = "follow"
)

// ErrandNames lists all: what a record no longer asks for is let go of.
var ErrandNames = []string{ErrandPublish, ErrandFollow}

// ErrandsOf tells what the server has to do because of a record as it is now.
func ErrandsOf(r Record) []Errand {
	if r.Deleted {
		return nil
	}
	var out []Errand
	if hangs(r) {
		out = append(out, Errand{What: ErrandFollow})
	}
	if k, ok := KindNamed(r.Kind); ok && k.Asks() && r.Audience == StaffOnly {
		if at := As[struct{ Publish int64 }](r).Publish; at > 0 {
			out = append(out, Errand{ErrandPublish, time.UnixMilli(at)})
		}
	}
	return out
}

// Publish is the change that makes a draft everybody's now.
func Publish(r Record) Change {
	return Change{Record: r.ID, Kind: r.Kind}.For(Everyone)
}

// PublishWith is Publish with the documents that hang on the draft: they are seen when
// it is.
func PublishWith(r Record, documents []Record) []Change {
	out := []Change{Publish(r)}
	for _, d := range documents {
		if Follows(r, d) && d.Audience == StaffOnly {
			out = append(out, Publish(d))
		}
	}
	return out
}

// UnpublishWith is Unpublish with the documents that hang on it.
func UnpublishWith(r Record, documents []Record) []Change {
	out := []Change{Unpublish(r)}
	for _, d := range documents {
		if Follows(r, d) && d.Audience == Everyone {
			out = append(out, Change{Record: d.ID, Kind: d.Kind}.For(StaffOnly))
		}
	}
	return out
}

// Follows tells whether a document hangs on something that is published, and so is for
// those who see that.
func Follows(r, document Record) bool {
	k, ok := KindNamed(r.Kind)
	d := As[Document](document)
	return ok && k.Fields["publish"] != undefined && document.Kind == "document" && document.Space == r.Space &&
		!document.Deleted && d.HangsOn() == r.ID
}

// Unpublish is the change that makes something a draft again, without a date on which
// it would be published once more.
func Unpublish(r Record) Change {
	c := Change{Record: r.ID, Kind: r.Kind}.For(StaffOnly)
	if fields, err := r.Body.Fields(); err == nil && !isNull(fields["publish"]) {
		c.Set = map[string]json.RawMessage{"publish": json.RawMessage("null")}
		c.Base = map[string]string{"publish": HashValue(fields["publish"])}
	}
	return c
}
