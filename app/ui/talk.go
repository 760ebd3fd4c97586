package ui

import (
	"context"

	"rantau/campus"
)

// WriteTo goes to the private conversation with one person under a title, ""
// for none, and starts it where there is none yet. done is told before that, or
// why it could not be started.
func WriteTo(e *Env, person campus.ID, title string, done func(error)) {
	WriteWith(e, person, title, "", done)
}

// WriteWith is WriteTo with words to begin with, where nothing is being typed there.
func WriteWith(e *Env, person campus.ID, title, words string, done func(error)) {
	var talk campus.ID
	Do(e, func(ctx context.Context) (err error) {
		if talk, err = talkWith(ctx, e.Replica, person, title); err != nil {
			return err
		}
		if talk == "" {
			action := campus.NewTalk(e.Replica.Me(), title, person)
			talk = action.Space
			if err := e.Replica.Save(ctx, action); err != nil {
				return err
			}
		}
		place := PostPlace(talk, talk)
		if begun, err := e.Replica.Draft(ctx, place); words == "" || err != nil || begun != "" {
			return err
		}
		return e.Replica.KeepDraft(ctx, place, words)
	}, func(err error) {
		done(err)
		if err != nil {
			return
		}
		e.Go(Place{Section: SectionConversations, Space: talk})
	})
}

// talkWith finds my conversation with exactly this person and title.
func talkWith(ctx context.Context, r campus.Replica, person campus.ID, title string) (campus.ID, error) {
	talks, err := r.Spaces(ctx, campus.InTalk)
	if err != nil || len(talks) == 0 {
		return "", err
	}
	members, err := TalkMembers(ctx, r, talks)
	if err != nil {
		return "", err
	}
	for _, t := range talks {
		if with := members[t.ID]; t.Name == title && len(with) == 1 && with[0] == person {
			return t.ID, nil
		}
	}
	return "", nil
}

// TalkMembers gives who is in each of these spaces besides me, in the order in
// which they came.
func TalkMembers(ctx context.Context, r campus.Replica, spaces []campus.Space) (map[campus.ID][]campus.ID, error) {
	ids := make([]campus.ID, len(spaces))
	for i, s := range spaces {
		ids[i] = s.ID
	}
	records, err := r.Records(ctx, campus.Query{Spaces: ids, Kind: "membership"})
	members := map[campus.ID][]campus.ID{}
	for _, rec := range records {
		if m := campus.As[campus.Membership](rec); m.Role.In() && m.Person != r.Me() {
			members[rec.Space] = append(members[rec.Space], m.Person)
		}
	}
	return members, err
}

// PostPlace is where what is typed in answer to a topic is kept.
func PostPlace(space, topic campus.ID) string { return "post/" + string(space) + "/" + string(topic) }
