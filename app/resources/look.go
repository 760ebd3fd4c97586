package resources

import (
	"context"
	"slices"

	"rantau/app/ui"
	"rantau/campus"
)

// forms is what there is of forms: those that the person fills in, and those that were
// handed in to a space that the person leads.
type forms struct {
	mine   []filled
	handed []handedIn
	fresh  int  // of those, not opened yet
	leads  bool // the person is on the staff of a space that forms are handed in to
	people *ui.People
	places []place // that a form can be handed in to
}

// place is somewhere to hand a form in to.
type place struct {
	id    campus.ID
	name  string
	first bool // the secretariat
}

// filled is a form that the person fills in.
type filled struct {
	record campus.Record
	doc    campus.Document
	aside  aside
	typed  bool       // something was typed that is not in the copy yet
	handed []handedIn // the newest first
}

// handedIn is a form that somebody handed in.
type handedIn struct {
	record  campus.Record
	doc     campus.Document
	blank   string // the name of the form
	place   string
	receipt campus.Record
	stored  bool // its file is on the server
}

func lookAtForms(ctx context.Context, env *ui.Env) (forms, error) {
	var f forms
	var err error
	if f.people, err = env.People.Get(ctx); err != nil {
		return f, err
	}
	spaces, err := env.Replica.Spaces(ctx, campus.InCommons, campus.InInstitution)
	if err != nil {
		return f, err
	}
	me := env.Replica.Me()
	own := map[campus.ID]handedIn{}
	var all []handedIn
	for _, s := range spaces {
		name := s.Name
		if s.Type == campus.InCommons {
			name = secretariat.Say()
		}
		f.places = append(f.places, place{s.ID, name, s.Type == campus.InCommons})
		f.leads = f.leads || s.Role.Leads()
		records, err := env.Replica.Records(ctx, campus.Query{Space: s.ID, Kind: "document", Aside: true, Order: campus.NewestFirst})
		if err != nil {
			return f, err
		}
		for _, r := range records {
			if !campus.HandedIn(r) || r.Author != me && !s.Role.Leads() {
				continue
			}
			h := handedIn{record: r, doc: campus.As[campus.Document](r), place: name}
			h.stored = h.doc.Stored == h.doc.Manifest
			h.blank = blankName(ctx, env, h.doc)
			if h.receipt, err = env.Replica.Record(ctx, campus.ReceiptID(r.ID)); err != nil && campus.CodeOf(err) != campus.NotFound {
				return f, err
			}
			if r.Author == me {
				own[r.ID] = h
			}
			if s.Role.Leads() {
				all = append(all, h)
				if h.stage() != campus.StageOpened {
					f.fresh++
				}
			}
		}
	}
	slices.SortStableFunc(f.places, func(a, b place) int {
		switch {
		case a.first == b.first:
			return 0
		case a.first:
			return -1
		}
		return 1
	})
	f.handed = all
	return f, f.lookAtMine(ctx, env, own)
}

func (f *forms) lookAtMine(ctx context.Context, env *ui.Env, handed map[campus.ID]handedIn) error {
	records, err := env.Replica.Records(ctx, campus.Query{Space: campus.PersonalSpace(env.Replica.Me()), Kind: "document", Order: campus.NewestFirst})
	if err != nil {
		return err
	}
	for _, r := range records {
		d := campus.As[campus.Document](r)
		if d.Form == "" {
			continue
		}
		one := filled{record: r, doc: d, aside: asideOf(ctx, env, r.ID), typed: typedInto(ctx, env, r.ID)}
		for _, h := range handed {
			if h.doc.Form == d.Form && h.doc.Name == d.Name {
				one.handed = append(one.handed, h)
			}
		}
		slices.SortFunc(one.handed, func(a, b handedIn) int { return b.record.Created.Compare(a.record.Created) })
		f.mine = append(f.mine, one)
	}
	return nil
}

// typedInto tells whether something was typed into a form that is not in the copy yet.
func typedInto(ctx context.Context, env *ui.Env, form campus.ID) bool {
	text, err := env.Replica.Draft(ctx, fillPlace(form))
	return err == nil && text != ""
}

func blankName(ctx context.Context, env *ui.Env, d campus.Document) string {
	if r, err := env.Replica.Record(ctx, d.Form); err == nil && !r.Deleted {
		return campus.As[campus.Document](r).Name
	}
	return d.Name
}

func (h handedIn) stage() campus.Stage { return campus.StageOfForm(h.record, h.receipt) }

// words say how far a form that was handed in has come.
func (h handedIn) words(env *ui.Env) string {
	now := env.Now()
	switch h.stage() {
	case campus.StageSaved:
		return stageSaved.Say(h.place)
	case campus.StageOpened:
		return stageOpened.Say(h.place, ui.At(h.receipt.WrittenAt(), now))
	}
	if !h.stored {
		return stageSent.Say(h.place, ui.At(h.record.Created, now))
	}
	return stageServer.Say(h.place, ui.At(h.record.Created, now))
}
