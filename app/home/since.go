package home

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// mostNew is how far what is new of a kind in a place is counted.
const mostNew = 100

// fresh is what came to one place since the last visit.
type fresh struct {
	name   string
	counts []string
	to     ui.Place
}

// newKinds are what is counted in a place, by the type of the space, each with its words.
var newKinds = map[campus.SpaceType][]struct {
	kind  string
	words lang.Text
}{
	campus.InClass:       {{"post", newPosts}, {"lesson", newLessons}, {"assignment", newTasks}, {"document", newDocuments}},
	campus.InGroup:       {{"post", newPosts}, {"document", newDocuments}},
	campus.InTalk:        {{"post", newPosts}},
	campus.InInstitution: {{"article", newArticles}},
}

// sinceLast counts what others brought since a time, by place. Each count is a range of
// an index with an end, so it takes as long in a large copy as in a small one.
func sinceLast(ctx context.Context, env *ui.Env, since time.Time) (out []fresh, err error) {
	spaces, err := env.Replica.Spaces(ctx, campus.InCommons, campus.InInstitution, campus.InClass, campus.InGroup, campus.InTalk)
	if err != nil {
		return nil, err
	}
	one := func(space campus.Space, to ui.Place, name string, kinds ...string) error {
		f := fresh{name: name, to: to}
		for _, k := range kinds {
			n, err := count(ctx, env, space.ID, k, since)
			if err != nil {
				return err
			}
			if n > 0 {
				f.counts = append(f.counts, wordsOf(k).Count(n))
			}
		}
		if len(f.counts) > 0 {
			out = append(out, f)
		}
		return nil
	}
	for _, sp := range spaces {
		if sp.Type != campus.InCommons {
			continue
		}
		for _, part := range []struct {
			section string
			name    lang.Text
			kinds   []string
		}{{ui.SectionNews, news, []string{"article"}}, {ui.SectionConversations, placeTopics, []string{"topic", "post"}},
			{ui.SectionCollaborate, placeRequests, []string{"request", "answer"}}, {ui.SectionResources, placeResources, []string{"document"}}} {
			if err := one(sp, ui.Place{Section: part.section}, part.name.Say(), part.kinds...); err != nil {
				return nil, err
			}
		}
	}
	quiet, err := muted(ctx, env.Replica)
	if err != nil {
		return nil, err
	}
	let, err := answered(ctx, env, since, spaces)
	if err != nil {
		return nil, err
	}
	out = append(let, out...)
	names, err := talkNames(ctx, env, spaces)
	if err != nil {
		return nil, err
	}
	for _, sp := range spaces {
		to := place(sp)
		if sp.Type == campus.InInstitution {
			to = ui.Place{Section: ui.SectionNews}
		}
		name := widget.Clean(sp.Name)
		if name == "" {
			name = placeTalk.Say()
			if with := strings.Join(names[sp.ID], ", "); with != "" {
				name += ": " + with
			}
		}
		var kinds []string
		for _, k := range newKinds[sp.Type] {
			if k.kind != "post" || !quiet[sp.ID] {
				kinds = append(kinds, k.kind)
			}
		}
		if err := one(sp, to, name, kinds...); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// talkNames names the others in conversations that have no name of their own.
func talkNames(ctx context.Context, env *ui.Env, spaces []campus.Space) (map[campus.ID][]string, error) {
	var talks []campus.Space
	for _, sp := range spaces {
		if sp.Type == campus.InTalk && widget.Clean(sp.Name) == "" {
			talks = append(talks, sp)
		}
	}
	if len(talks) == 0 {
		return nil, nil
	}
	people, err := env.People.Get(ctx)
	if err != nil {
		return nil, err
	}
	members, err := ui.TalkMembers(ctx, env.Replica, talks)
	names := map[campus.ID][]string{}
	for talk, all := range members {
		names[talk] = widget.Names(people, all)
	}
	return names, err
}

func wordsOf(kind string) lang.Text {
	switch kind {
	case "topic":
		return newTopics
	case "request":
		return newRequests
	case "answer":
		return newAnswers
	}
	for _, kinds := range newKinds {
		for _, k := range kinds {
			if k.kind == kind {
				return k.words
			}
		}
	}
	return newPosts
}

// count counts what others made of a kind in a space. Of documents only those count
// that stand alone; of the others, what everybody sees.
func count(ctx context.Context, env *ui.Env, space campus.ID, kind string, since time.Time) (n int, err error) {
	q := campus.Query{Space: space, Kind: kind, After: since, NotBy: env.Replica.Me(), Limit: mostNew, Order: campus.NewestFirst}
	if kind == "post" {
		return env.Replica.Count(ctx, q)
	}
	records, err := env.Replica.Records(ctx, q)
	for _, r := range records {
		d := campus.As[campus.Document](r)
		if r.Audience == campus.Everyone && (kind != "document" || d.HangsOn() == "") {
			n++
		}
	}
	return n, err
}

// visit reads when this person was here last, on any computer, and notes that they are
// here now. It gives the zero time at the first visit.
func visit(ctx context.Context, env *ui.Env) (last time.Time, err error) {
	own := campus.PersonalSpace(env.Replica.Me())
	id := campus.ReadMarkID(own, own)
	rec, err := env.Replica.Record(ctx, id)
	there := err == nil
	if err != nil && campus.CodeOf(err) != campus.NotFound {
		return last, err
	}
	if there {
		last = time.UnixMilli(campus.As[campus.ReadMark](rec).Upto)
	}
	if env.Link.Status().LastSync.IsZero() {
		return last, nil // what is here is no measure of what there is
	}
	newest, err := newestHere(ctx, env)
	if err != nil || !newest.After(last) {
		return last, err
	}
	mark := &campus.ReadMark{In: own, Of: own, Upto: newest.UnixMilli()}
	change := campus.Create(id, "readmark", mark)
	if there {
		change, _ = campus.Edit(rec, mark) // it is later
	}
	err = env.Replica.Save(ctx, campus.Action{Space: own, Changes: []campus.Change{change}})
	if campus.CodeOf(err) == campus.Forbidden && err != nil { // the own space is still to come
		err = nil
	}
	return last, err
}

// newestHere is the server's time of the newest that is counted.
func newestHere(ctx context.Context, env *ui.Env) (at time.Time, err error) {
	spaces, err := env.Replica.Spaces(ctx, campus.InCommons, campus.InInstitution, campus.InClass, campus.InGroup, campus.InTalk)
	if err != nil {
		return at, err
	}
	for _, sp := range spaces {
		kinds := []string{"article", "topic", "post", "request", "answer", "document"}
		if sp.Type != campus.InCommons {
			kinds = nil
			for _, k := range newKinds[sp.Type] {
				kinds = append(kinds, k.kind)
			}
		}
		for _, kind := range kinds {
			records, err := env.Replica.Records(ctx, campus.Query{Space: sp.ID, Kind: kind, Order: campus.NewestFirst, Limit: 1})
			if err != nil {
				return at, err
			}
			for _, r := range records {
				if r.Seq > 0 && r.Created.After(at) {
					at = r.Created
				}
			}
		}
	}
	wishes, err := env.Replica.Records(ctx, campus.Query{Space: campus.PersonalSpace(env.Replica.Me()), Kind: "joining"})
	for _, r := range wishes {
		if r.Seq > 0 && r.Edited.After(at) {
			at = r.Edited
		}
	}
	return at, err
}

// newSection lists what is new, each place with a way there.
func (s *Screen) newSection(m more) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, f := range m.fresh[:min(mostPlaces, len(m.fresh))] {
		body := container.NewBorder(nil, nil, nil, widget.Quiet(strings.Join(f.counts, dot)).Full(), widget.Bold(f.name))
		rows = append(rows, s.card(body, f.to))
	}
	if n := len(m.fresh) - mostPlaces; n > 0 {
		rows = append(rows, widget.Inset(widget.Quiet(morePlaces.Count(n)), 0, 0, 7, 0))
	}
	seen := widget.Plain(allSeen.Say(), nil, s.seeAll)
	head := headed(newTitle.Say(ui.At(m.since, s.env.Now())), seen)
	return widget.Stackup(8, append([]fyne.CanvasObject{head}, rows...)...)
}

// mostPlaces is how many places with something new are listed.
const mostPlaces = 8

// seeAll lets go of what is new: from now on only what comes later is.
func (s *Screen) seeAll() {
	var now time.Time
	ui.Do(s.env, func(ctx context.Context) (err error) {
		if _, err = visit(ctx, s.env); err == nil {
			now, err = newestHere(ctx, s.env)
		}
		return err
	}, func(err error) {
		s.trouble.Say(ui.Sentence(err))
		if err == nil {
			s.since = now
			s.loadMore()
		}
	})
}
