package main

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/sync/server"
)

// What a copy of the whole exchange holds, in shares of 10,000 of its records. The
// rest are posts of the class "Bench".
var shares = []struct {
	what  string
	share int
}{
	{"person", 50}, {"article", 50}, {"request", 50}, {"topic", 100}, {"answer", 3500}, {"resource", 300},
	{"lesson", 300}, {"paper", 500}, {"group post", 1000}, {"talk post", 500},
}

// discussion is how many posts the class "Bench" has, where there are so many: the list
// that is scrolled.
const discussion = 10_000

// spread is over how many classes, groups and conversations it goes.
const spread = 20

// batchSize is how many actions one import takes.
const batchSize = 1000

// large is a bed with a whole exchange in it.
type large struct {
	*bed
	commons         campus.ID
	pending         []server.Import
	classes, groups []campus.ID
	talks, topics   []campus.ID
	manifest        string
}

func newLarge(ctx context.Context, records int) (*large, error) {
	b, err := newBed(ctx)
	if err != nil {
		return nil, err
	}
	l := &large{bed: b, classes: []campus.ID{b.class}}
	if err := l.found(ctx); err != nil {
		return nil, err
	}
	return l, l.grow(ctx, records)
}

// add notes an action of one of the two people.
func (l *large) add(ctx context.Context, by int, a campus.Action) error {
	l.pending = append(l.pending, server.Import{Author: l.people[by], Action: a})
	if len(l.pending) < batchSize {
		return nil
	}
	return l.flush(ctx)
}

func (l *large) flush(ctx context.Context) error {
	err := l.server.Import(ctx, l.pending...)
	l.pending = l.pending[:0]
	return err
}

// found makes the spaces. Both people are on the staff everywhere, so that they may do
// all that is done here.
func (l *large) found(ctx context.Context) error {
	id, _, err := l.server.Commons(ctx)
	if err != nil {
		return err
	}
	l.commons = id
	var all []server.Import
	for _, p := range l.people {
		own := campus.PersonalSpace(p)
		all = append(all, server.Import{Action: campus.Action{Space: own, Changes: []campus.Change{
			campus.Create(own, "personal", &campus.Personal{Owner: p}), campus.Join(own, p, campus.Owner)}}})
		staff := campus.Join(id, p, campus.Owner)
		staff.New, staff.Base = false, map[string]string{"person": campus.HashValue(staff.Set["person"]), "role": campus.HashValue([]byte(`"member"`))}
		all = append(all, server.Import{Action: campus.Action{Space: id, Changes: []campus.Change{staff}}})
	}
	if err := l.server.Import(ctx, all...); err != nil {
		return err
	}
	both := func(a campus.Action) campus.ID {
		a.Changes = append(a.Changes, campus.Join(a.Space, l.people[1], campus.Owner))
		l.pending = append(l.pending, server.Import{Author: l.people[0], Action: a})
		return a.Space
	}
	for i := range spread {
		if i > 0 {
			l.classes = append(l.classes, both(campus.NewClass(l.people[0], campus.Course{Title: fmt.Sprintf("Class %02d", i)})))
		}
		l.groups = append(l.groups, both(campus.NewGroup(l.people[0], campus.Group{Name: fmt.Sprintf("Group %02d", i)})))
		talk := campus.NewTalk(l.people[0], fmt.Sprintf("Talk %02d", i), l.people[1])
		l.pending = append(l.pending, server.Import{Author: l.people[0], Action: talk})
		l.talks = append(l.talks, talk.Space)
	}
	return l.flush(ctx)
}

// grow fills the exchange up to so many records.
func (l *large) grow(ctx context.Context, records int) error {
	said, sum := texts(2000, textSize), 0
	for _, s := range shares {
		sum += s.share
	}
	text := func(i int) string { return said[i%len(said)] }
	left := records
	for _, s := range shares {
		n := max(spread, records*s.share/10_000)
		if left -= n; s.what == "answer" { // what is left over is said in topics
			n += max(0, records-records/10_000*sum-discussion)
		}
		for i := range n {
			if err := l.one(ctx, s.what, i, text(i+s.share)); err != nil {
				return fmt.Errorf("%s %d: %w", s.what, i, err)
			}
		}
	}
	for i := range min(left, discussion) {
		if err := l.add(ctx, i%2, campus.Say(l.class, l.class, text(i))); err != nil {
			return err
		}
	}
	// What is at the top of Conversations.
	if err := l.add(ctx, 1, campus.NewTopic(l.commons, campus.Topic{Title: "The newest topic", Text: "What now?"})); err != nil {
		return err
	}
	return l.flush(ctx)
}

func (l *large) one(ctx context.Context, what string, i int, text string) error {
	name := fmt.Sprintf("%s %06d", what, i)
	put := func(space campus.ID, kind string, v campus.Value) error {
		return l.add(ctx, i%2, campus.Action{Space: space, Changes: []campus.Change{campus.Create(campus.NewID(), kind, v)}})
	}
	file := func(space campus.ID) error {
		if l.manifest == "" {
			if err := l.storeFile(); err != nil {
				return err
			}
		}
		return put(space, "document", &campus.Document{Name: name + ".txt", Size: 5, Manifest: l.manifest, About: text[:60], Type: "text/plain"})
	}
	switch what {
	case "person":
		l.pending = append(l.pending, server.Import{Action: campus.Action{Space: l.commons, Changes: []campus.Change{
			campus.Create(campus.NewID(), "person", &campus.Person{Name: name, About: text[:80]})}}})
		return nil
	case "article":
		return put(l.commons, "article", &campus.Article{Title: name, Text: text})
	case "request":
		return put(l.commons, "request", &campus.Request{Title: name, Text: text, State: campus.RequestOpen})
	case "topic":
		id := campus.NewID()
		l.topics = append(l.topics, id)
		return l.add(ctx, i%2, campus.Action{Space: l.commons, Changes: []campus.Change{campus.Create(id, "topic", &campus.Topic{Title: name, Text: text})}})
	case "answer":
		return l.add(ctx, i%2, campus.Say(l.commons, l.topics[i%len(l.topics)], text))
	case "resource":
		return file(l.commons)
	case "lesson":
		return put(l.classes[i%len(l.classes)], "lesson", &campus.Lesson{Title: name, Text: "# " + name + "\n\n" + text, Order: "n"})
	case "paper":
		return file(l.classes[i%len(l.classes)])
	case "group post":
		g := l.groups[i%len(l.groups)]
		return l.add(ctx, i%2, campus.Say(g, g, text))
	default:
		t := l.talks[i%len(l.talks)]
		return l.add(ctx, i%2, campus.Say(t, t, text))
	}
}

// storeFile makes a small file that all documents here describe.
func (l *large) storeFile() error {
	store, err := blob.Open(filepath.Join(l.dir, "files"))
	if err != nil {
		return err
	}
	hash, _, err := store.Add(context.Background(), bytes.NewReader([]byte("hello")))
	l.manifest = hash
	return err
}
