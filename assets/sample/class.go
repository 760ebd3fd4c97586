package sample

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"rantau/campus"
)

type class struct {
	number  int
	id      campus.ID
	title   string
	area    string
	teacher *person
	staff   []*person
	pupils  []*person
	since   time.Time
	partner *institution
}

// classSubjects are what a class talks about beside its own area.
var classSubjects = []string{"lesson", "project", "bandwidth", "laptop", "schedule", "exam", "hours", "ebuddy"}

// teach makes the classes. The first two are the known teacher's.
func (b *builder) teach() {
	var teachers []*person
	for _, p := range b.people {
		if p.work == "teacher" {
			teachers = append(teachers, p)
		}
	}
	titles := map[string]*deck{}
	for n := range b.plan.classes {
		t := teachers[max(0, n-1)%len(teachers)]
		c := &class{number: n, teacher: t, area: t.area, id: b.id("class ", n)}
		if n == 1 {
			c.area = "it" // so that the teacher's two differ
		}
		b.classes = append(b.classes, c)
		if titles[c.area] == nil {
			titles[c.area] = newDeck(b.rand("titles ", c.area), words("en")[c.area+".course"][1:])
		}
		course := words("en")[c.area+".course"][0]
		if n > 1 {
			course = titles[c.area].deal()
		}
		b.open(c, course)
	}
}

// open makes a class, its people, its lessons, its papers and its discussion.
func (b *builder) open(c *class, course string) {
	r := b.rand("class ", c.number)
	title, about, _ := strings.Cut(course, "|")
	c.title = strings.TrimSpace(title)
	home := c.teacher.at
	p := home.pairs[c.number%len(home.pairs)]
	if c.number < 2 {
		p = b.pairs[0]
	}
	c.partner = p.of[0]
	if c.partner == home {
		c.partner = p.of[1]
	}
	c.since = between(r, b.start.Add(9*24*time.Hour), b.start.Add(15*24*time.Hour), home.country)
	b.populate(c, p, r)
	s := scene{at: c.since, me: c.teacher, here: home, partner: c.partner, class: c.title, area: strings.ToLower(areaName(c.area))}
	changes := []campus.Change{
		campus.Create(c.id, "class", &campus.Course{Title: c.title, About: s.write(r, strings.TrimSpace(about)), Area: areaName(c.area)}),
		campus.Join(c.id, c.teacher.id, campus.Owner),
	}
	for _, q := range c.staff[1:] {
		changes = append(changes, campus.Join(c.id, q.id, campus.Staff))
	}
	for _, q := range c.pupils {
		changes = append(changes, campus.Join(c.id, q.id, campus.Member))
	}
	b.add(pending{author: c.teacher, at: c.since, space: c.id, changes: changes})
	pictures := b.lessons(c, r, s)
	path := fmt.Sprint("class ", c.number)
	docs := share(b.plan.classDocuments, b.plan.classes, c.number)
	b.papersFor("class", max(0, docs-pictures), c.id, path, c.staff, c.since.Add(3*time.Hour), s)
	m := b.room(c.id, c.id, path, append(slices.Clone(c.staff), c.pupils...), c.since.Add(20*time.Hour))
	m.scene = s
	m.talkAbout(share(b.plan.classPosts, b.plan.classes, c.number), append([]string{c.area, c.area, c.area}, classSubjects...))
}

// populate chooses who is in a class: the teacher, often one of the partner's,
// and students of both.
func (b *builder) populate(c *class, p *pair, r *rand.Rand) {
	c.staff = []*person{c.teacher}
	if c.number%2 == 0 {
		c.staff = append(c.staff, c.partner.staff[len(c.partner.staff)-1])
	}
	c.pupils = slices.Clone(p.pupils)
	for _, k := range r.Perm(len(c.teacher.at.pupils)) {
		q := c.teacher.at.pupils[k]
		if len(c.pupils) < 12 && !slices.Contains(c.pupils, q) && r.IntN(3) > 0 {
			c.pupils = append(c.pupils, q)
		}
	}
}
