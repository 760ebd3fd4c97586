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
	// ErrandJoin lets somebody into a space, or brings the wish to its staff.
	ErrandJoin = "join"
	// ErrandCode lets in who has given a code before the server knew it.
	ErrandCode = "code"
	// ErrandAnswer tells somebody what the staff said to a wish to join.
	ErrandAnswer = "answer"
	// ErrandList keeps a group's entry in the directory, and everybody in a group for all.
	ErrandList = "list"
	// ErrandTidy removes the files of a post that was removed: who removed it may not
	// have had them yet.
	ErrandTidy = "tidy"
)

// ErrandNames lists all: what a record no longer asks for is let go of.
var ErrandNames = []string{ErrandPublish, ErrandJoin, ErrandCode, ErrandAnswer, ErrandList, ErrandTidy}

// ErrandsOf tells what the server has to do because of a record as it is now.
func ErrandsOf(r Record) []Errand {
	switch r.Kind {
	case "joining": // one that is deleted is taken back
		if r.Deleted || As[Joining](r).State == "" {
			return []Errand{{What: ErrandJoin}}
		}
		return nil
	case "joincode":
		if !r.Deleted && !As[JoinCode](r).Off {
			return []Errand{{What: ErrandCode}}
		}
		return nil
	case "applicant":
		if s := As[Applicant](r).State; s == JoinAccepted || s == JoinRefused {
			return []Errand{{What: ErrandAnswer}}
		}
		return nil
	case string(InGroup):
		return []Errand{{What: ErrandList}}
	case "post":
		if r.Deleted {
			return []Errand{{What: ErrandTidy}}
		}
		return nil
	}
	if r.Deleted {
		return nil
	}
	var out []Errand
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
