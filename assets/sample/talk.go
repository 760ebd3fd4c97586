package sample

import (
	"fmt"
	"time"

	"rantau/campus"
)

// talks makes private conversations: the known teacher's two, then of others
// who meet in a group, at home or with the secretariat.
func (b *builder) talks() {
	byUser := map[string]*person{}
	for _, p := range b.people {
		byUser[p.user] = p
	}
	siti := byUser[Teacher]
	total := b.plan.talks + 2
	for n := range total {
		r := b.rand("talk ", n)
		p := b.pairs[r.IntN(len(b.pairs))]
		var with []*person
		switch {
		case n == 0:
			with = []*person{siti, byUser[Student]}
		case n == 1:
			with = []*person{b.pairs[0].of[1].coordinator(), siti}
		case n%9 == 8: // a question to the secretariat
			with = []*person{pick(r, p.members), b.people[r.IntN(b.plan.secretariat)]}
		case n%4 == 3: // two of one institution
			i := pick(r, b.institutions)
			with = []*person{pick(r, i.pupils), pick(r, append(i.staff, i.pupils...))}
		default:
			with = []*person{pick(r, p.members), pick(r, p.members)}
		}
		if n > 1 { // the known teacher has two, no more
			for with[0] == with[1] || with[0] == siti || with[1] == siti {
				with = []*person{pick(r, p.pupils), pick(r, p.members)}
			}
		}
		if n > 1 && n%11 == 0 {
			if third := pick(r, p.pupils); third != with[0] && third != with[1] {
				with = append(with, third)
			}
		}
		b.talk(n, with, share(b.plan.talkPosts, total, n))
	}
}

func (b *builder) talk(n int, with []*person, posts int) {
	r := b.rand("talk it ", n)
	id := b.id("talk ", n)
	at := between(r, b.start.Add(10*24*time.Hour), b.now.Add(-3*24*time.Hour), with[0].country)
	title := ""
	if n == 0 || r.IntN(3) == 0 {
		title = scene{at: at}.write(r, pick(r, words("en")["talk.title"]))
	}
	changes := []campus.Change{campus.Create(id, "talk", &campus.Talk{Title: title}), campus.Join(id, with[0].id, campus.Owner)}
	for _, p := range with[1:] {
		changes = append(changes, campus.Join(id, p.id, campus.Member))
	}
	b.add(pending{author: with[0], at: at, space: id, changes: changes})
	m := b.room(id, id, fmt.Sprint("talk ", n), with, at.Add(time.Minute))
	m.scene.partner = m.other(with[0].at)
	subjects := []string{"talk", "talk", "ebuddy", "laptop", "interview", "food", "holiday"}
	if with[0].teaches() && with[1].teaches() {
		subjects = []string{"talk", "papers", "hours", "agreement", "schedule"}
	}
	m.talkAbout(posts, subjects)
	if n%((b.plan.talks+2)/b.plan.talkDocuments) == 0 {
		b.papersFor("talk", 1, id, fmt.Sprint("talk ", n), with, at.Add(2*time.Hour), m.scene)
	}
}
