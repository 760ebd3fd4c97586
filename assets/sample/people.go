package sample

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"rantau/campus"
)

type institution struct {
	id      campus.ID
	number  int
	name    string
	city    string
	country string
	areas   []string // keys of areas
	staff   []*person
	pupils  []*person
	pairs   []*pair
}

func (i *institution) label() string {
	if i == nil {
		return "the secretariat"
	}
	return i.name
}

func (i *institution) place() string {
	if i == nil {
		return "Manila"
	}
	return i.city
}

func (i *institution) code() string {
	if i == nil {
		return "PH"
	}
	return i.country
}

func (i *institution) coordinator() *person { return i.staff[0] }

type person struct {
	id      campus.ID
	user    string
	name    string
	given   string
	work    string
	at      *institution // nil for the secretariat
	country string
	lang    string // what is spoken at home
	area    string // key of an area
	joined  time.Time
	said    int // posts so far, so that all get to speak
}

func (p *person) short() string {
	if p == nil {
		return "everyone"
	}
	return p.given
}

func (p *person) teaches() bool { return p.work != "student" }

// known are those that exist in every campus, by where they stand in it.
var known = map[string]person{
	"secretariat 0":   {user: Secretariat, name: "Maria Santos", given: "Maria"},
	"coordinator 0 0": {user: Coordinator, name: "Agus Prasetyo", given: "Agus"},
	"teacher 0 0":     {user: Teacher, name: "Siti Rahmawati", given: "Siti", area: "farm"},
	"student 1 0":     {user: Student, name: "Chan Dara", given: "Dara", area: "farm"},
}

// census makes institutions and people, without any step.
func (b *builder) census() {
	people := &namer{users: map[string]bool{Teacher: true, Student: true, Coordinator: true, Secretariat: true},
		full: map[string]bool{}}
	for i := range b.plan.secretariat {
		b.people = append(b.people, b.person(people, "PH", nil, "secretariat", i))
	}
	for round := 0; len(b.institutions) < b.plan.institutions; round++ {
		for _, c := range countries {
			if round < c.count && len(b.institutions) < b.plan.institutions {
				b.institutions = append(b.institutions, b.institution(c, round))
			}
		}
	}
	for i := range b.plan.coordinators {
		b.enrol(people, "coordinator", i)
	}
	for i := range b.plan.teachers {
		b.enrol(people, "teacher", i)
	}
	for i := range b.plan.students {
		b.enrol(people, "student", i)
	}
}

func (b *builder) institution(c country, round int) *institution {
	n := len(b.institutions)
	name, city, _ := strings.Cut(names(c.code)["institutions"][round], "|")
	i := &institution{id: b.id("institution ", n), number: n, name: strings.TrimSpace(name), city: strings.TrimSpace(city), country: c.code}
	r := b.rand("institution ", n)
	for _, k := range r.Perm(len(areas))[:3] {
		i.areas = append(i.areas, areas[k].key)
	}
	if n < 2 && !slices.Contains(i.areas, "farm") { // the teacher and the student
		i.areas[0] = "farm"
	}
	return i
}

// enrol makes the i-th person of a kind of work, at the institutions in turn.
func (b *builder) enrol(n *namer, work string, i int) {
	at := b.institutions[i%len(b.institutions)]
	p := b.person(n, at.country, at, work, i/len(b.institutions))
	b.people = append(b.people, p)
	if work == "student" {
		at.pupils = append(at.pupils, p)
	} else {
		at.staff = append(at.staff, p)
	}
}

func (b *builder) person(n *namer, country string, at *institution, work string, i int) *person {
	place := fmt.Sprint(work, " ", i)
	p := &person{work: work, at: at, country: country, lang: languageOf(country)}
	if at != nil {
		place = fmt.Sprint(work, " ", at.number, " ", i)
		p.area = at.areas[i%len(at.areas)]
	}
	r := b.rand("person ", place)
	if k, ok := known[place]; ok {
		p.user, p.name, p.given = k.user, k.name, k.given
		if k.area != "" {
			p.area = k.area
		}
	} else {
		p.name, p.given, p.user = n.invent(r, country)
	}
	p.id = b.id("person ", place)
	return p
}

// namer invents names and keeps them apart. Given and family names come in
// groups that go together: of men or women, of one people or another.
type namer struct{ users, full map[string]bool }

func (n *namer) invent(r *rand.Rand, code string) (name, given, user string) {
	of := names(code)
	var family string
	for try := range 200 {
		group := pick(r, of["groups"])
		given, family = pick(r, of["given"+group]), pick(r, of["family"+group])
		name = given + " " + family
		if of["order"][0] == "family given" {
			name = family + " " + given
		}
		if try > 60 { // a second given name, when the plain ones are used up
			name = strings.Replace(name, given, given+" "+pick(r, of["given"+group]), 1)
		}
		if !n.full[name] {
			break
		}
	}
	n.full[name] = true
	user = plainLetters(strings.ToLower(strings.ReplaceAll(given, " ", "")))
	if n.users[user] {
		parts := strings.Fields(family)
		user += "." + plainLetters(strings.ToLower(parts[len(parts)-1]))
	}
	for base, i := user, 2; n.users[user]; i++ {
		user = fmt.Sprint(base, i)
	}
	n.users[user] = true
	return name, given, user
}
