package sample

import (
	"fmt"
	"slices"
	"time"

	"rantau/campus"
)

// pair is two partner institutions and their group.
type pair struct {
	number  int
	group   campus.ID
	of      [2]*institution
	members []*person // staff of both first
	pupils  []*person
	since   time.Time
}

// groupSubjects are what partners talk about; their study areas come on top.
var groupSubjects = []string{"schedule", "timezone", "bandwidth", "project", "ebuddy", "agreement", "hours",
	"laptop", "exam", "holiday", "language", "food", "interview", "papers"}

const perStep = 400 // members added at once, below campus.MaxChanges

// matchmaking makes the one group for all, as the secretariat's server does.
func (b *builder) matchmaking() {
	owner, id := b.people[0], b.id("matchmaking")
	var author *person // the server
	at := b.start.Add(30 * time.Hour)
	changes := []campus.Change{
		campus.Create(id, "group", &campus.Group{Name: "Matchmaking Group", About: words("en")["matchmaking"][0], Entry: campus.EntryAll}),
		campus.Join(id, owner.id, campus.Owner),
	}
	for i, p := range b.people[1:] {
		role := campus.Member
		if p.work == "secretariat" {
			role = campus.Staff
		}
		changes = append(changes, campus.Join(id, p.id, role))
		if len(changes) == perStep || i == len(b.people)-2 {
			b.add(pending{author: author, at: at, space: id, changes: changes})
			author, changes, at = owner, nil, at.Add(time.Minute)
		}
	}
	staff := slices.DeleteFunc(slices.Clone(b.people), func(p *person) bool { return p.at == nil || !p.teaches() })
	m := b.room(id, id, "matchmaking", staff, at.Add(20*time.Hour))
	m.scene.partner = b.institutions[1]
	m.talkAbout(b.plan.matchPosts, []string{"match", "match", "agreement", "papers", "timezone"})
	b.papersFor("match", b.plan.matchDocuments, id, "matchmaking", staff, at, m.scene)
}

// partnerships pairs the institutions and makes a group for each pair.
func (b *builder) partnerships() {
	b.pair()
	for n, p := range b.pairs {
		b.partner(n, p, share(b.plan.pairPosts, len(b.pairs), n), share(b.plan.pairDocuments, len(b.pairs), n))
	}
}

// share is the n-th of some even parts of a whole.
func share(whole, parts, n int) int { return whole*(n+1)/parts - whole*n/parts }

// pair chooses who works with whom: neighbours in the round first, so that the
// teacher's institution has exactly two partners, then others.
func (b *builder) pair() {
	n, want := len(b.institutions), b.plan.groups-1
	join := func(i, j int) {
		x, y := b.institutions[i], b.institutions[j]
		if len(b.pairs) == want || x.country == y.country {
			return
		}
		p := &pair{number: len(b.pairs), of: [2]*institution{x, y}}
		b.pairs = append(b.pairs, p)
		x.pairs, y.pairs = append(x.pairs, p), append(y.pairs, p)
	}
	join(0, 1)
	join(0, n-1)
	for _, from := range []int{2, 1} { // every second edge of the ring, then those left out
		for i := from; i < n-1; i += 2 {
			join(i, i+1)
		}
	}
	for i := 3; i+5 < n; i++ {
		join(i, i+5)
	}
}

// partner makes the group of a pair: coordinators and teachers of both, and the
// students who take part with this partner.
func (b *builder) partner(n int, p *pair, posts, papers int) {
	r := b.rand("pair ", n)
	p.group = b.id("group ", n)
	p.since = between(r, b.start.Add(2*24*time.Hour), b.start.Add(8*24*time.Hour), p.of[0].country)
	owner := p.of[0].coordinator()
	names := p.of[0].name + " and " + p.of[1].name
	s := scene{at: p.since, me: owner, here: p.of[0], partner: p.of[1]}
	entry := campus.EntryInvitation
	if n%3 == 2 || b.plan.alive && n == 1 { // some let others ask
		entry = campus.EntryClosed
	}
	changes := []campus.Change{
		campus.Create(p.group, "group", &campus.Group{Name: names, About: s.write(r, pick(r, words("en")["group"])), Entry: entry, Pair: []campus.ID{p.of[0].id, p.of[1].id}}),
		campus.Join(p.group, owner.id, campus.Owner),
	}
	for _, i := range p.of {
		for _, q := range i.staff {
			p.members = append(p.members, q)
			if q != owner {
				changes = append(changes, campus.Join(p.group, q.id, campus.Staff))
			}
		}
		for k, q := range i.pupils {
			if i.pairs[k%len(i.pairs)] == p {
				p.pupils = append(p.pupils, q)
				changes = append(changes, campus.Join(p.group, q.id, campus.Member))
			}
		}
	}
	b.add(pending{author: owner, at: p.since, space: p.group, changes: changes})
	p.members = append(p.members, p.pupils...)
	m := b.room(p.group, p.group, fmt.Sprint("group ", n), p.members, p.since.Add(5*time.Hour))
	m.scene = s
	m.talkAbout(posts, append(slices.Clone(groupSubjects), p.of[0].areas[0], p.of[1].areas[0]))
	b.papersFor("group", papers, p.group, fmt.Sprint("group ", n), p.members, p.since.Add(24*time.Hour), s)
}
