package widget

import (
	"context"

	"rantau/app/ui"
	"rantau/campus"
)

// hanging is what hangs on the posts of a page: one query brings it for all of them.
type hanging struct {
	signs    map[campus.ID][]campus.Record // reactions by what they are of
	files    map[campus.ID][]campus.Record // by post, in the order in which they were added
	states   map[campus.ID]campus.FileState
	answered map[campus.ID]campus.Record // posts that are answered and not on the page
	members  []campus.ID                 // who can be mentioned; nil for everybody
	away     ui.Elsewhere                // drafts of the person's other computers
}

func lookHanging(ctx context.Context, env *ui.Env, in campus.SpaceType, space, topic campus.ID, posts []campus.Record) (h hanging, err error) {
	h.signs, h.files = map[campus.ID][]campus.Record{}, map[campus.ID][]campus.Record{}
	h.states, h.answered = map[campus.ID]campus.FileState{}, map[campus.ID]campus.Record{}
	here, ids := map[campus.ID]campus.Record{}, []campus.ID{topic}
	for _, p := range posts {
		here[p.ID] = p
		ids = append(ids, p.ID)
	}
	all, err := env.Replica.Records(ctx, campus.Query{Space: space, OfAny: ids})
	if err != nil {
		return h, err
	}
	for _, r := range all {
		switch r.Kind {
		case "reaction":
			v := campus.As[campus.Reaction](r)
			h.signs[v.Of] = append(h.signs[v.Of], r)
		case "document":
			// Only the author's: whatever else names the post is no part of it.
			if of := campus.As[campus.Document](r).Of; here[of].Author == r.Author {
				h.files[of] = append(h.files[of], r)
				if s, err := env.Files.State(ctx, r.ID); err == nil {
					h.states[r.ID] = s
				}
			}
		}
	}
	for _, p := range posts {
		to := campus.As[campus.Post](p).ReplyTo
		if _, known := here[to]; to == "" || known {
			continue
		}
		if r, err := env.Replica.Record(ctx, to); err == nil && r.Space == space && r.Kind == "post" {
			h.answered[to] = r
		} else if err != nil && campus.CodeOf(err) != campus.NotFound {
			return h, err
		}
	}
	if in != campus.InCommons {
		if h.members, err = membersOf(ctx, env, space); err != nil {
			return h, err
		}
	}
	h.away, err = env.Elsewhere(ctx, space, topic)
	return h, err
}

func membersOf(ctx context.Context, env *ui.Env, space campus.ID) ([]campus.ID, error) {
	records, err := env.Replica.Records(ctx, campus.Query{Space: space, Kind: "membership"})
	out := []campus.ID{}
	for _, r := range records {
		if m := campus.As[campus.Membership](r); m.Role.In() {
			out = append(out, m.Person)
		}
	}
	return out, err
}
