package home

import (
	"context"
	"time"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// answered are the answers since a time to what I asked to join: nothing else tells me.
func answered(ctx context.Context, env *ui.Env, since time.Time, spaces []campus.Space) (out []fresh, err error) {
	wishes, err := env.Replica.Records(ctx, campus.Query{Space: campus.PersonalSpace(env.Replica.Me()), Kind: "joining"})
	if err != nil {
		return nil, err
	}
	for _, r := range wishes {
		j := campus.As[campus.Joining](r)
		space, word := j.Space+j.In, letIn
		if j.Space != "" {
			space = j.Space
		}
		switch {
		case !r.Edited.After(since):
			continue
		case j.State == campus.JoinRefused && j.Space != "":
			word = notLetIn
		case j.State != campus.JoinJoined:
			continue
		}
		f := fresh{counts: []string{word.Say()}, to: ui.Place{Section: ui.SectionGroups, Space: space}}
		for _, sp := range spaces {
			if sp.ID == space {
				f.name, f.to = widget.Clean(sp.Name), place(sp)
				f.counts = []string{letIn.Say()} // also where the staff refused at first
			}
		}
		if f.name == "" {
			listing, err := env.Replica.Record(ctx, campus.ListingID(space))
			if err != nil && campus.CodeOf(err) != campus.NotFound {
				return nil, err
			}
			f.name = widget.Clean(campus.As[campus.Listing](listing).Name)
		}
		if f.name != "" {
			out = append(out, f)
		}
	}
	return out, nil
}
