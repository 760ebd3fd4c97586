package sample

import (
	"fmt"
	"strings"
	"time"

	"rantau/campus"
)

// found makes what only the server can: the commons, institutions, accounts and
// each person's own space.
func (b *builder) found() {
	b.census()
	b.add(pending{at: b.start, space: b.root, changes: []campus.Change{
		campus.Create(b.root, "commons", &campus.Commons{Name: "Virtual Exchange " + fmt.Sprint(b.now.Year())}),
	}})
	b.admit(nil, b.people[:b.plan.secretariat], b.start.Add(time.Minute))
	for n, i := range b.institutions {
		at := b.start.Add(time.Hour + time.Duration(n)*7*time.Minute)
		b.add(pending{at: at, space: i.id, changes: []campus.Change{campus.Create(i.id, "institution", &campus.Institution{
			Name: i.name,
		})}})
		b.add(pending{at: at.Add(time.Second), space: b.root, changes: []campus.Change{campus.Create(campus.CollegeID(i.id), "college", &campus.College{
			Institution: i.id, Name: i.name, City: i.city, Country: i.country, About: b.aboutInstitution(i),
		})}})
		b.admit(i, append(append([]*person{}, i.staff...), i.pupils...), at.Add(time.Minute))
	}
}

// admit makes the accounts of an institution's people.
func (b *builder) admit(i *institution, people []*person, at time.Time) {
	var here, home []campus.Change
	for n, p := range people {
		p.joined = at
		v := campus.Person{Name: p.name, Work: p.work, Area: areaName(p.area), Languages: p.lang + " en", About: b.aboutPerson(p)}
		role := campus.Member
		if i != nil {
			v.Institution = i.id
			home = append(home, campus.Join(i.id, p.id, homeRole(p)))
		} else if role = campus.Staff; n == 0 {
			role = campus.Owner
		}
		here = append(here, campus.Create(p.id, "person", &v), campus.Join(b.root, p.id, role))
	}
	b.add(pending{at: at, space: b.root, changes: here})
	if i != nil {
		b.add(pending{at: at.Add(time.Second), space: i.id, changes: home})
	}
	for n, p := range people {
		own := campus.PersonalSpace(p.id)
		b.add(pending{at: at.Add(time.Duration(n+2) * time.Second), space: own, changes: []campus.Change{
			campus.Create(own, "personal", &campus.Personal{Owner: p.id}), campus.Join(own, p.id, campus.Owner),
		}})
	}
}

func homeRole(p *person) campus.Role {
	switch p.work {
	case "coordinator":
		return campus.Owner
	case "teacher":
		return campus.Staff
	}
	return campus.Member
}

func (b *builder) aboutInstitution(i *institution) string {
	r := b.rand("about ", i.number)
	var teach []string
	for _, k := range i.areas {
		teach = append(teach, strings.ToLower(areaName(k)))
	}
	s := scene{at: b.start, here: i, extra: map[string]string{"areas": strings.Join(teach, "; ")}}
	text := s.write(r, pick(r, words("en")["institution"]))
	return text + "\n\n" + s.write(r, "Study areas offered for the exchange: {areas}.")
}

func (b *builder) aboutPerson(p *person) string {
	r := b.rand("about ", p.id)
	if r.IntN(3) == 0 && p.user != Teacher && p.user != Student {
		return "" // many never write one
	}
	s := scene{at: b.start, me: p, here: p.at, area: strings.ToLower(areaName(p.area))}
	return s.write(r, pick(r, words("en")["about."+p.work]))
}
