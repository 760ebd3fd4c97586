package reader

import (
	"context"

	"rantau/app/ui"
	"rantau/campus"
)

// mostNotes is how many of a document are shown, of each space.
const mostNotes = 2_000

// noteLook is what one look at the copy gives.
type noteLook struct {
	all    []note
	more   bool
	leads  bool // the person is on the staff of the class or the group
	shared bool // and every member there sees the document: then one may be for all
	people *ui.People
}

// lookAtNotes waits for the disk.
func lookAtNotes(ctx context.Context, env *ui.Env, document campus.Record) (l noteLook, err error) {
	r := env.Replica
	if l.people, err = env.People.Get(ctx); err != nil {
		return l, err
	}
	var all []campus.Record
	for _, space := range []campus.ID{campus.PersonalSpace(r.Me()), document.Space} {
		some, err := r.Records(ctx, campus.Query{Space: space, Kind: "annotation", Of: document.ID, Limit: mostNotes + 1})
		if err != nil {
			return l, err
		}
		l.more = l.more || len(some) > mostNotes
		all = append(all, some[:min(len(some), mostNotes)]...)
		if document.Space == campus.PersonalSpace(r.Me()) {
			break
		}
	}
	for _, one := range campus.AnnotationsOf(all, document.Space, document.ID) {
		l.all = append(l.all, note{one, campus.As[campus.Annotation](one)})
	}
	l.all = once(l.all)
	actor, err := r.Actor(ctx, document.Space)
	if err != nil {
		return l, err
	}
	spaces, err := r.Spaces(ctx, campus.InClass, campus.InGroup)
	for _, s := range spaces {
		l.leads = l.leads || s.ID == document.Space && ui.MayCreate(actor, s.Type, "annotation")
	}
	l.shared = l.leads && document.Audience == campus.Everyone
	return l, err
}
