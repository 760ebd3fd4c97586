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
	// ErrandTidy removes the files of a post that was removed: who removed it may not
	// have had them yet.
	ErrandTidy = "tidy"
	// ErrandReturn brings those files back with a post that is brought back.
	ErrandReturn = "return"
	// ErrandJoin lets somebody into a space, or brings the wish to its staff.
	ErrandJoin = "join"
	// ErrandCode lets in who has given a code before the server knew it.
	ErrandCode = "code"
	// ErrandAnswer tells somebody what the staff said to a wish to join.
	ErrandAnswer = "answer"
	// ErrandList keeps a group's entry in the directory, and everybody in a group for all.
	ErrandList = "list"
	// ErrandMark marks quizzes: answers that came, or all there are where the quiz, its
	// key or what a teacher gave has changed.
	ErrandMark = "mark"
)

// ErrandNames lists all: what a record no longer asks for is let go of.
var ErrandNames = []string{ErrandPublish, ErrandFollow, ErrandTidy, ErrandReturn, ErrandJoin, ErrandCode, ErrandAnswer, ErrandList, ErrandMark}

// asks tells for each kind what its records ask of the server, beside what those do that
// have drafts, and what hangs on them.
var asks = map[string]func(Record) []Errand{
	"post":          func(r Record) []Errand { return whenever(ErrandTidy, r.Deleted) },
	"joining":       func(r Record) []Errand { return whenever(ErrandJoin, r.Deleted || As[Joining](r).State == "") }, // a deleted one is taken back
	"joincode":      func(r Record) []Errand { return whenever(ErrandCode, !r.Deleted && !As[JoinCode](r).Off) },
	"applicant":     func(r Record) []Errand { return whenever(ErrandAnswer, As[Applicant](r).answered()) },
	"answers":       func(r Record) []Errand { return whenever(ErrandMark, !r.Deleted) },
	"quiz":          func(r Record) []Errand { return whenever(ErrandMark, !r.Deleted && !As[Quiz](r).Practice) },
	"quizkey":       func(r Record) []Errand { return whenever(ErrandMark, !r.Deleted && !As[QuizKey](r).Practice) },
	"mark":          func(r Record) []Errand { return whenever(ErrandMark, !r.Deleted && len(As[Mark](r).Given) > 0) },
	string(InGroup): func(Record) []Errand { return whenever(ErrandList, true) },
}

func whenever(what string, wanted bool) []Errand {
	if !wanted {
		return nil
	}
	return []Errand{{What: what}}
}

// ErrandsOf tells what the server has to do because of a record as it is now.
func ErrandsOf(r Record) []Errand {
	var out []Errand
	if own := asks[r.Kind]; own != nil {
		out = own(r)
	}
	if r.Deleted {
		return out
	}
	if hangs(r) {
		out = append(out, Errand{What: ErrandFollow})
	}
	if k, ok := KindNamed(r.Kind); ok && k.Published() && r.Audience == StaffOnly {
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
	return ok && k.Published() && document.Kind == "document" && document.Space == r.Space &&
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
