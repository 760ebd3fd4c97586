package sample

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"time"

	"rantau/campus"
)

// builder holds the campus while it is made.
type builder struct {
	cfg          Config
	plan         plan
	now, start   time.Time
	root         campus.ID
	institutions []*institution
	people       []*person // the secretariat first
	pairs        []*pair
	classes      []*class
	steps        []pending
	papers       int // documents made so far
	said         []said
	company      map[campus.ID][]*person // who talks in a space
}

// pending is a step whose documents are not described yet: that takes their
// bytes, which are made as late as possible.
type pending struct {
	author  *person // nil for the server
	at      time.Time
	space   campus.ID
	changes []campus.Change
	files   []file
}

// file is a document to be: its record but for size and manifest, and its bytes.
type file struct {
	id      campus.ID
	record  campus.Document
	content func() []byte
}

func newBuilder(cfg Config) *builder {
	if cfg.Manifest == nil {
		cfg.Manifest = sha256Hex
	}
	b := &builder{cfg: cfg, plan: planOf(cfg.Size), company: map[campus.ID][]*person{}}
	b.now = cfg.Now.UTC().Truncate(time.Second)
	b.start = b.now.Add(-8 * 7 * 24 * time.Hour)
	b.root = b.id("commons")
	return b
}

// id names a record by its place in the campus.
func (b *builder) id(path ...any) campus.ID {
	return campus.DerivedID(fmt.Sprintf("sample %d %s", b.cfg.Seed, b.cfg.Size), fmt.Sprint(path...))
}

// rand gives the chance of one place in the campus. Each place has its own, so
// that a change to one does not stir all that come after it.
func (b *builder) rand(path ...any) *rand.Rand {
	h := fnv.New64a()
	fmt.Fprint(h, path...)
	return rand.New(rand.NewPCG(uint64(b.cfg.Seed), h.Sum64()))
}

// add puts a step on the list. A time that has not come yet is brought back:
// nothing on the campus lies in the future.
func (b *builder) add(p pending) {
	if p.at.After(b.now) {
		p.at = b.now.Add(-time.Minute)
	}
	b.steps = append(b.steps, p)
}

// say adds one post.
func (b *builder) say(by *person, at time.Time, space, id campus.ID, post campus.Post) {
	b.add(pending{author: by, at: at, space: space, changes: []campus.Change{campus.Create(id, "post", &post)}})
	b.said = append(b.said, said{by, at, space, id})
}

// keep adds documents without anything else.
func (b *builder) keep(by *person, at time.Time, space campus.ID, files ...file) {
	b.papers += len(files)
	b.add(pending{author: by, at: at, space: space, files: files})
}

// finish describes the documents of a step and gives it its public form.
func (b *builder) finish(p pending) Step {
	s := Step{At: p.at, Action: campus.Action{Space: p.space}, Files: map[campus.ID]func() []byte{}}
	if p.author != nil {
		s.Author = p.author.id
	}
	for _, c := range p.changes { // a reader may keep or change what it gets
		c.Set, c.Base = maps.Clone(c.Set), maps.Clone(c.Base)
		s.Action.Changes = append(s.Action.Changes, c)
	}
	for _, f := range p.files {
		content := f.content()
		f.record.Size, f.record.Manifest = int64(len(content)), b.cfg.Manifest(content)
		s.Action.Changes = append(s.Action.Changes, campus.Create(f.id, "document", &f.record))
		s.Files[f.id] = f.content
	}
	return s
}

func (b *builder) accounts() []Account {
	out := make([]Account, len(b.people))
	for i, p := range b.people {
		out[i] = Account{Person: p.id, User: p.user, Name: p.name, Password: Password, Work: p.work, Country: p.country}
		if p.at != nil {
			out[i].Institution = p.at.id
		}
	}
	return out
}

// fill puts life into the campus once its people are there.
func (b *builder) fill() {
	b.matchmaking()
	b.partnerships()
	b.teach()
	b.talks()
	b.commons()
	b.notices()
	b.own()
	if b.plan.alive {
		b.liven()
	}
}
