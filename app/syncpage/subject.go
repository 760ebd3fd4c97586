package syncpage

import (
	"context"
	"strings"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// about are the fields by which a record says what it belongs to and whose it is.
type about struct {
	Assignment, Of, In, Topic, Person, Student campus.ID
}

// subject names what a record is about: its own title or name, else the work, quiz,
// lesson, session or topic that it belongs to, and whose it is: “Soil report · Chan Dara”. ""
// where nothing of it is on this computer.
func subject(ctx context.Context, r *records, people *ui.People, rec campus.Record) (string, error) {
	name := titleOf(rec.Body)
	a := campus.As[about](rec)
	of := a.Assignment + a.Of
	if of == "" {
		of = a.Topic
	}
	if name == "" && of.Valid() && of != rec.Space {
		owner, err := r.record(ctx, of)
		switch {
		case campus.CodeOf(err) == campus.NotFound:
		case err != nil:
			return "", err
		case owner.Space == rec.Space || owner.Space == a.In: // a note of one's own is on a document elsewhere
			name = titleOf(owner.Body)
		}
	}
	who := a.Person + a.Student
	if rec.Kind == "submission" && rec.Author != r.Me() {
		who = rec.Author
	}
	return strings.Join(some(widget.Clean(name), named(people, who)), " · "), nil
}

// changed is the record that a change makes: what is here, with the change over it.
func changed(ctx context.Context, r *records, space campus.ID, c campus.Change) (campus.Record, error) {
	rec := campus.Record{ID: c.Record, Space: space, Kind: c.Kind, Author: r.Me(), Body: campus.NewBody(nil)}
	if !c.New {
		here, err := r.record(ctx, c.Record)
		if err != nil && campus.CodeOf(err) != campus.NotFound {
			return rec, err
		}
		if err == nil && here.Space == space {
			rec = here
		}
	}
	if body, err := campus.Overlay(rec.Body, campus.Change{Set: c.Set}); err == nil {
		rec.Body = body
	}
	return rec, nil
}

// mostAsked is how many records are asked for by one look: of thousands of sets that wait
// after a month, those behind are named by what is in them.
const mostAsked = 300

// records asks for each record once, and for so many at most.
type records struct {
	campus.Replica
	asked map[campus.ID]campus.Record
}

func newRecords(r campus.Replica) *records { return &records{r, map[campus.ID]campus.Record{}} }

func (r *records) record(ctx context.Context, id campus.ID) (campus.Record, error) {
	rec, known := r.asked[id]
	if !known && len(r.asked) < mostAsked {
		var err error
		if rec, err = r.Record(ctx, id); err != nil && campus.CodeOf(err) != campus.NotFound {
			return rec, err
		}
		r.asked[id] = rec
	}
	if rec.ID == "" {
		return rec, campus.Errorf(campus.NotFound, "it is not here")
	}
	return rec, nil
}

func named(people *ui.People, who campus.ID) string {
	if who == "" {
		return ""
	}
	return widget.Clean(people.Name(who))
}

func some(words ...string) (out []string) {
	for _, w := range words {
		if strings.TrimSpace(w) != "" {
			out = append(out, w)
		}
	}
	return out
}
