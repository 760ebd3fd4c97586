package sample

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"rantau/campus"
)

// commons makes what everybody sees: news, topics with their answers, requests
// for collaboration and Resources.
func (b *builder) commons() {
	b.news()
	b.topics()
	b.requests()
	office := b.people[:b.plan.secretariat]
	b.papersFor("resources", b.plan.resources, b.root, "resources", office, b.start.Add(20*time.Hour), scene{})
}

func (b *builder) news() {
	d := words("en")["news"]
	for n := range b.plan.articles {
		r := b.rand("news ", n)
		by := b.people[n%b.plan.secretariat]
		// Told in the order in which a batch goes, so not by chance.
		from := b.start.Add(24 * time.Hour)
		at := awake(r, from.Add(b.now.Add(-20*time.Hour).Sub(from)*time.Duration(n)/time.Duration(b.plan.articles-1)), "PH")
		title, text, _ := strings.Cut(d[n*len(d)/b.plan.articles], "|")
		s := scene{at: at, me: by, here: pick(r, b.institutions), partner: pick(r, b.institutions)}
		b.add(pending{author: by, at: at, space: b.root, changes: []campus.Change{campus.Create(b.id("news ", n), "article",
			&campus.Article{Title: s.write(r, strings.TrimSpace(title)), Text: s.write(r, strings.TrimSpace(text)),
				Pinned: b.plan.alive && n == 1, Archived: b.plan.alive && n == 0})}})
	}
}

// topics are those of Conversations: a title and a question, then answers by
// anybody.
func (b *builder) topics() {
	lines := words("en")["topic"]
	deal := newDeck(b.rand("topics"), lines)
	for n := range b.plan.topics {
		r := b.rand("topic ", n)
		subject, rest, _ := strings.Cut(deal.deal(), "|")
		title, text, _ := strings.Cut(rest, "|")
		subject = strings.TrimSpace(subject)
		id := b.id("topic ", n)
		m := b.room(b.root, id, fmt.Sprint("topic ", n), b.some(n, 14), b.start)
		by := m.speaker(nil)
		at := between(r, b.start.Add(3*24*time.Hour), b.now.Add(-12*time.Hour), by.country)
		s := scene{at: at, me: by, here: by.at, partner: m.other(by.at), area: strings.ToLower(areaName(by.area))}
		title = s.write(r, strings.TrimSpace(title))
		if again := n / len(lines); again > 0 { // the same question is asked again, from elsewhere
			title += " (" + by.at.place() + ")"
		}
		b.add(pending{author: by, at: at, space: b.root, changes: []campus.Change{campus.Create(id, "topic",
			&campus.Topic{Title: title, Text: s.write(r, strings.TrimSpace(text))})}})
		m.scene.partner = s.partner
		m.answer(subject, share(b.plan.topicPosts, b.plan.topics, n), at, by)
	}
}

// some chooses people from everywhere, and somebody of the secretariat.
func (b *builder) some(n, count int) []*person {
	r := b.rand("some ", n)
	out := []*person{}
	for _, k := range r.Perm(len(b.people) - b.plan.secretariat)[:count-1] {
		out = append(out, b.people[b.plan.secretariat+k])
	}
	slices.SortFunc(out, func(x, y *person) int { return x.said - y.said })
	return append(out, b.people[n%b.plan.secretariat])
}

// requests are those of the board. Some have been answered since, a few closed.
func (b *builder) requests() {
	lines := words("en")["request"]
	deal := newDeck(b.rand("requests"), lines)
	for n := range b.plan.requests {
		r := b.rand("request ", n)
		i := b.institutions[n%len(b.institutions)]
		by := pick(r, i.staff)
		at := between(r, b.start.Add(3*24*time.Hour), b.now.Add(-2*24*time.Hour), i.country)
		kind, rest, _ := strings.Cut(deal.deal(), "|")
		title, text, _ := strings.Cut(rest, "|")
		key := pick(r, i.areas)
		s := scene{at: at, me: by, here: i, area: strings.ToLower(areaName(key))}
		v := campus.Request{Title: s.write(r, strings.TrimSpace(title)), Text: s.write(r, strings.TrimSpace(text)), Area: areaName(key),
			Languages: "en " + by.lang, State: campus.RequestOpen, Deadline: b.now.AddDate(0, 0, 7+r.IntN(40)).Format(time.DateOnly)}
		switch strings.TrimSpace(kind) {
		case "send":
			v.Send = 4 + r.IntN(9)
		case "receive":
			v.Receive = 4 + r.IntN(9)
		case "both":
			v.Send, v.Receive = 4+r.IntN(6), 4+r.IntN(6)
		}
		id := b.id("request ", n)
		made := campus.Create(id, "request", &v)
		b.add(pending{author: by, at: at, space: b.root, changes: []campus.Change{made}})
		if n%3 == 1 {
			if b.plan.alive {
				with := b.answers(id, by, at.Add(time.Hour), 1+n%2)
				if n%6 == 1 {
					v.With = with.id
				}
			}
			b.settle(by, at.Add(time.Duration(20+r.IntN(24))*time.Hour), made, v, n%6 == 1)
		}
	}
}

// settle moves a request on, as its author would.
func (b *builder) settle(by *person, at time.Time, made campus.Change, v campus.Request, closed bool) {
	with := v.With
	v.State, v.With = campus.RequestAnswered, ""
	if closed {
		v.State, v.With = campus.RequestClosed, with
	}
	was := campus.Record{ID: made.Record, Kind: made.Kind, Space: b.root, Author: by.id, Body: campus.NewBody(made.Set)}
	if c, ok := campus.Edit(was, &v); ok {
		b.add(pending{author: by, at: at, space: b.root, changes: []campus.Change{c}})
	}
}

// notices are the news that institutions have for their own people.
func (b *builder) notices() {
	for n := range b.plan.notices {
		r := b.rand("notice ", n)
		i := b.institutions[n%len(b.institutions)]
		by := pick(r, i.staff)
		at := between(r, b.start.Add(4*24*time.Hour), b.now.Add(-6*time.Hour), i.country)
		lang := "en"
		if of := words(languageOf(i.country)); len(of["notice"]) > 0 && r.IntN(2) == 0 {
			lang = languageOf(i.country)
		}
		title, text, _ := strings.Cut(pick(r, words(lang)["notice"]), "|")
		s := scene{lang: lang, at: at, me: by, here: i, partner: i.pairs[0].of[1]}
		if s.partner == i {
			s.partner = i.pairs[0].of[0]
		}
		b.add(pending{author: by, at: at, space: i.id, changes: []campus.Change{campus.Create(b.id("notice ", n), "article",
			&campus.Article{Title: s.write(r, strings.TrimSpace(title)), Text: s.write(r, strings.TrimSpace(text))})}})
	}
	for n, i := range b.institutions {
		b.papersFor("institution", share(b.plan.factsheets, len(b.institutions), n), i.id, fmt.Sprint("institution ", n),
			i.staff, b.start.Add(5*24*time.Hour), scene{here: i, partner: b.institutions[(n+1)%len(b.institutions)]})
	}
}

// own puts a few papers into people's own spaces.
func (b *builder) own() {
	for n := range b.plan.ownDocuments {
		p := b.people[b.plan.secretariat+(n*7)%(len(b.people)-b.plan.secretariat)]
		b.papersFor("own", 1, campus.PersonalSpace(p.id), fmt.Sprint("own ", n), []*person{p},
			b.start.Add(7*24*time.Hour), scene{here: p.at})
	}
}
