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
	// ErrandTidy removes the files of a post that was removed: who removed it may not
	// have had them yet.
	ErrandTidy = "tidy"
)

// ErrandNames lists all: what a record no longer asks for is let go of.
var ErrandNames = []string{ErrandPublish, ErrandTidy}

// ErrandsOf tells what the server has to do because of a record as it is now.
func ErrandsOf(r Record) []Errand {
	var out []Errand
	switch {
	case r.Deleted && r.Kind == "post":
		return append(out, Errand{What: ErrandTidy})
	case r.Deleted:
		return nil
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
