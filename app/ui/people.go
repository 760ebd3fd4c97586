package ui

import (
	"context"
	"maps"
	"slices"
	"strings"

	"rantau/campus"
)

// Directory answers who somebody is. It reads all people and institutions once
// and again after they changed; a country-wide batch is about a thousand.
type Directory struct {
	replica campus.Replica
	people  remembered[*People]
}

// People is a picture of the directory at one moment. It never changes.
type People struct {
	All          []campus.Record // of kind person, by name
	persons      map[campus.ID]campus.Person
	institutions map[campus.ID]campus.College // by institution
}

// Get reads the directory. It may wait for the disk: call it in a fetch.
func (d *Directory) Get(ctx context.Context) (*People, error) {
	return d.people.get(ctx, d.read)
}

func (d *Directory) read(ctx context.Context) (*People, error) {
	persons, err := d.replica.Records(ctx, campus.Query{Kind: "person", Order: campus.ByName})
	if err != nil {
		return nil, err
	}
	institutions, err := d.replica.Records(ctx, campus.Query{Kind: "college"})
	if err != nil {
		return nil, err
	}
	return newPeople(persons, institutions), nil
}

// Changed forgets what a notice makes stale. The shell calls it.
func (d *Directory) Changed(n campus.Notice) {
	if n.Touches("person", "college") {
		d.people.forget()
	}
}

// Known gives the directory if it is read already, else nil. It never waits.
func (d *Directory) Known() *People {
	known, _, _ := d.people.now()
	return known
}

func newPeople(persons, institutions []campus.Record) *People {
	p := &People{All: persons, persons: map[campus.ID]campus.Person{}, institutions: map[campus.ID]campus.College{}}
	for _, r := range persons {
		p.persons[r.ID] = campus.As[campus.Person](r)
	}
	for _, r := range institutions {
		c := campus.As[campus.College](r)
		p.institutions[c.Institution] = c
	}
	return p
}

// Person gives somebody's profile; the zero value when it is not here.
func (p *People) Person(id campus.ID) campus.Person {
	if p == nil {
		return campus.Person{}
	}
	return p.persons[id]
}

// Name gives somebody's name.
func (p *People) Name(id campus.ID) string {
	if name := strings.TrimSpace(p.Person(id).Name); name != "" {
		return name
	}
	return Somebody.Say()
}

// Institution gives the name of somebody's institution, "" if it is not known.
func (p *People) Institution(id campus.ID) string {
	if p == nil {
		return ""
	}
	return p.institutions[p.Person(id).Institution].Name
}

// School gives somebody's institution as others know it; the zero value when it is
// not here.
func (p *People) School(id campus.ID) campus.College {
	if p == nil {
		return campus.College{}
	}
	return p.institutions[p.Person(id).Institution]
}

// College gives an institution as others know it; the zero value when it is not here.
func (p *People) College(institution campus.ID) campus.College {
	if p == nil {
		return campus.College{}
	}
	return p.institutions[institution]
}

// Colleges gives all institutions, by name.
func (p *People) Colleges() []campus.College {
	all := slices.Collect(maps.Values(p.institutions))
	slices.SortFunc(all, func(a, b campus.College) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return all
}
