package sample

import (
	"strings"
	"time"

	"rantau/campus"
)

// said is a post, for others to react to.
type said struct {
	by    *person
	at    time.Time
	space campus.ID
	id    campus.ID
}

// liven adds what a first start is to show in each section.
func (b *builder) liven() {
	for _, c := range b.classes {
		b.hours(c)
		b.work(c)
	}
	b.quizzes(b.classes[0])
	b.shelves()
	b.agenda()
	b.circles()
	b.ask()
	b.reach()
	b.call()
	b.signs()
	b.seen()
}

// user finds somebody by the name to sign in with.
func (b *builder) user(name string) *person {
	for _, p := range b.people {
		if p.user == name {
			return p
		}
	}
	return nil
}

// one adds a step of one change.
func (b *builder) one(by *person, at time.Time, space campus.ID, changes ...campus.Change) {
	b.add(pending{author: by, at: at, space: space, changes: changes})
}

// day is a moment of a day counted from today, by the clocks of a country.
func (b *builder) day(days, hour int, country string) time.Time {
	zone := time.Duration(zones[country]) * time.Minute
	d := b.now.Add(zone)
	return time.Date(d.Year(), d.Month(), d.Day()+days, hour, 0, 0, 0, time.UTC).Add(-zone)
}

// shelfNames are the folders of Resources.
var shelfNames = []string{"About the exchange", "Before the exchange", "During the exchange", "After the exchange"}

// shelves makes the folders, before what is in them, and two links.
func (b *builder) shelves() {
	office, at, order := b.people[0], b.start.Add(19*time.Hour), ""
	for i, name := range shelfNames {
		order = campus.OrderBetween(order, "")
		b.one(office, at, b.root, campus.Create(b.id("shelf ", i), "folder", &campus.Folder{Name: name, Order: order}))
	}
	for i, link := range []campus.Document{
		{Name: "LibreOffice, for texts and tables", URL: "https://www.libreoffice.org/", About: "Runs on old computers, needs no line."},
		{Name: "OpenStreetMap", URL: "https://www.openstreetmap.org/", About: "Maps that may be printed and passed on."},
	} {
		link.Category, link.Folder, link.Tags = campus.CategoryLinks, b.id("shelf ", 0), []string{"free tools"}
		b.one(office, at.Add(time.Hour), b.root, campus.Create(b.id("link ", i), "document", &link))
	}
}

// shelf is where a paper of Resources stands, and its tags, by its place in papers/.
func (b *builder) shelf(k int) (campus.ID, []string) {
	on := []struct {
		shelf int
		tags  string
	}{{0, "first steps"}, {1, "institutions"}, {1, "students"}, {1, "institutions,first steps"}, {1, "institutions,students"},
		{1, "institutions,students"}, {0, "first steps"}, {1, "students,first steps"}, {3, "students,hours"}, {3, "students"},
		{3, "coordinators"}, {0, "free tools"}, {2, "coordinators"}, {2, "students,e-buddies"}}[k%14]
	return b.id("shelf ", on.shelf), strings.Split(on.tags, ",")
}

// signs are the reactions to what was said.
func (b *builder) signs() {
	for _, s := range b.said {
		r, seen := b.rand("signs ", s.id), map[string]bool{}
		for range max(0, r.IntN(7)-3) {
			p, emoji := pick(r, b.company[s.space]), campus.Emoji[[]int{0, 0, 0, 4, 1, 3, 7}[r.IntN(7)]]
			if p == s.by || seen[p.user+emoji] {
				continue
			}
			seen[p.user+emoji] = true
			to := campus.Record{ID: s.id, Kind: "post", Space: s.space}
			a := campus.React(campus.Record{}, to, p.id, emoji)
			b.one(p, s.at.Add(time.Duration(5+r.IntN(240))*time.Minute), s.space, a.Changes...)
		}
	}
}

// reach is how the known people can be reached; the student shows it to nobody.
func (b *builder) reach() {
	for i, v := range []campus.Contact{
		{Email: "siti.rahmawati@example.org", Phone: "+62 000 0000 0001", Line: "Mornings, Makassar time"},
		{Email: "agus.prasetyo@example.org"},
		{Email: "office@example.org", Phone: "+63 00 0000 0002", Line: "Weekdays 9:00 to 16:00, Manila time"},
		{Phone: "+855 00 000 003"},
	} {
		user := []string{Teacher, Coordinator, Secretariat, Student}[i]
		p := b.user(user)
		v.Person = p.id
		c := campus.Create(campus.ContactID(p.id), "contact", &v)
		if user == Student {
			c = c.For(campus.Audience(p.id))
		}
		b.one(p, p.joined.Add(26*time.Hour+time.Duration(i)*time.Second), b.root, c)
	}
}

// call is what waits for the known ones in their conversations: being named.
func (b *builder) call() {
	siti, dara, c := b.user(Teacher), b.user(Student), b.classes[0]
	ask := b.id("call ", 0)
	b.say(dara, b.now.Add(-26*time.Hour), c.id, ask, campus.Post{Topic: c.id, Mentioned: []campus.ID{siti.id},
		Text: "@" + siti.name + " may we measure at noon too? At our school the shade moves over the bed after lunch, so the two curves differ."})
	b.say(siti, b.now.Add(-25*time.Hour), c.id, b.id("call ", 1), campus.Post{Topic: c.id, ReplyTo: ask, Mentioned: []campus.ID{dara.id},
		Text: "@" + dara.name + " yes, please do. Write the hour beside each value, then we can compare."})
	b.say(dara, b.now.Add(-5*time.Hour), c.id, b.id("call ", 2), campus.Post{Topic: c.id, Mentioned: []campus.ID{siti.id},
		Text: "@" + siti.name + " the first three days are in the table. Is it enough for the report of this week?"})
}

// seen is how far the known people have read: all but the last days.
func (b *builder) seen() {
	upto := b.now.Add(-30 * time.Hour)
	for _, user := range []string{Teacher, Student, Coordinator, Secretariat} {
		p := b.user(user)
		var changes []campus.Change
		mark := func(in, of campus.ID, at time.Time) {
			changes = append(changes, campus.Create(campus.ReadMarkID(in, of), "readmark", &campus.ReadMark{In: in, Of: of, Upto: at.UnixMilli()}))
		}
		for n := range b.plan.topics {
			mark(b.root, b.id("topic ", n), upto)
		}
		for n := range b.plan.articles - 1 {
			mark(b.root, b.id("news ", n), upto)
		}
		in := func(all []*person) bool {
			for _, q := range all {
				if q == p {
					return true
				}
			}
			return false
		}
		for _, c := range b.classes {
			if in(c.staff) || in(c.pupils) {
				mark(c.id, c.id, upto)
			}
		}
		for _, g := range b.pairs {
			if in(g.members) {
				mark(g.group, g.group, upto)
			}
		}
		mark(b.id("matchmaking"), b.id("matchmaking"), upto)
		own := campus.PersonalSpace(p.id)
		mark(own, own, upto) // the last visit
		b.one(p, upto.Add(time.Minute), own, changes...)
	}
}
