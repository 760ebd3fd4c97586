package sample

import (
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"rantau/campus"
)

// room is a place where people talk: a topic of the commons, or the discussion
// of a space.
type room struct {
	b       *builder
	r       *rand.Rand
	space   campus.ID
	topic   campus.ID // the space itself where it has one discussion
	path    string    // names the posts
	members []*person
	from    time.Time
	scene   scene // what the place adds: class, partner, area
	decks   map[string]*deck
	said    int
}

func (b *builder) room(space, topic campus.ID, path string, members []*person, from time.Time) *room {
	b.company[space] = members
	return &room{b: b, r: b.rand("room ", path), space: space, topic: topic, path: path, members: members,
		from: from, decks: map[string]*deck{}}
}

// talkAbout fills the room with n posts: one exchange after another, each about
// one of the subjects, spread over the time from its beginning to now.
func (m *room) talkAbout(n int, subjects []string) {
	const mean = 5
	parts := max(1, n/mean)
	starts := moments(m.r, parts, m.from, m.b.now.Add(-3*time.Hour), "TH")
	d := newDeck(m.r, subjects)
	for i, at := range starts {
		size := n / parts
		if i < n%parts {
			size++
		}
		m.exchange(d.deal(), size, at, i == 0)
	}
}

// exchange is one question and what follows from it.
func (m *room) exchange(subject string, n int, at time.Time, first bool) {
	times := make([]time.Time, n)
	speakers := make([]*person, n)
	var before *person
	for i := range n {
		p := m.speaker(before)
		for try := 0; i == 0 && try < 9 && !slices.ContainsFunc(words("en")[subject+".ask"], suits(p)); try++ {
			p.said--
			p = m.speaker(before)
		}
		if i > 0 {
			at = at.Add(pause(m.r))
		}
		at = awake(m.r, at, p.country)
		times[i], speakers[i], before = at, p, p
	}
	squeeze(times, m.b.now.Add(-time.Minute))
	var asked, last campus.ID
	var to *person
	for i, p := range speakers {
		id := m.b.id(m.path, " post ", m.said)
		m.said++
		post := campus.Post{Topic: m.topic}
		if i > 0 && m.r.IntN(3) == 0 { // an answer to somebody, not only to the room
			post.ReplyTo = asked
			if m.r.IntN(2) == 0 {
				post.ReplyTo = last
			}
		}
		kind := ".say"
		if i == 0 {
			kind = ".ask"
		}
		post.Text = m.words(p, to, subject, kind, times[i], first && i == 0)
		m.b.say(p, times[i], m.space, id, post)
		if i == 0 {
			asked = id
		}
		last, to = id, p
	}
}

// speaker chooses who speaks next: rather those who have said little, never the
// one who has just spoken.
func (m *room) speaker(before *person) *person {
	var best *person
	for range 4 {
		p := pick(m.r, m.members)
		if p != before && (best == nil || p.said < best.said) {
			best = p
		}
	}
	if best == nil {
		best = m.members[0]
		if best == before && len(m.members) > 1 {
			best = m.members[1]
		}
	}
	best.said++
	return best
}

// words makes what somebody says about a subject.
func (m *room) words(p, to *person, subject, kind string, at time.Time, first bool) string {
	s := m.scene
	s.at, s.me, s.to, s.here = at, p, to, p.at
	if p.at != nil && s.partner == p.at {
		s.partner = m.other(p.at)
	}
	if s.area == "" {
		s.area = strings.ToLower(areaName(p.area))
	}
	s.lang = m.language(p, subject+kind)
	of := words(s.lang)
	text := m.deal(s.lang, subject+kind, p)
	if kind == ".say" && m.r.IntN(7) == 0 && len(of[subject+kind]) > 8 {
		text += " " + m.deal(s.lang, subject+kind, p)
	}
	switch chance := m.r.IntN(10); {
	case to == nil && (first || chance < 3):
		text = pick(m.r, of["open.all"]) + " " + text
	case to != nil && chance < 2:
		text = pick(m.r, of["open"]) + " " + text
	}
	switch m.r.IntN(9) {
	case 0:
		text += " " + pick(m.r, of["close"])
	case 1: // a word of one's own, under an English text
		if own := pick(m.r, words(p.lang)["close"]); s.lang == "en" && own != "" {
			text += "\n\n" + own
		}
	}
	text = strings.ReplaceAll(text, "\n ", "\n")
	return strings.TrimSpace(s.write(m.r, text))
}

// language chooses what somebody writes in: English mostly, their own more
// often where somebody shares it.
func (m *room) language(p *person, section string) string {
	share, others := 0, 0
	for _, q := range m.members {
		if q == p {
			continue
		}
		others++
		if q.lang == p.lang {
			share++
		}
	}
	chance := 8
	if share > 0 {
		chance = 24
	}
	if share == others {
		chance = 85
	}
	of := words(p.lang)
	if m.r.IntN(100) >= chance || !slices.ContainsFunc(slices.Concat(of[section], of[general(section)]), suits(p)) {
		return "en"
	}
	return p.lang
}

// general is the section for those who have nothing to say to a subject.
func general(section string) string { return "chat" + section[strings.LastIndex(section, "."):] }

// deal gives what a person says: to the subject, or else something general.
func (m *room) deal(lang, section string, p *person) string {
	for _, section := range []string{section, general(section)} {
		key := lang + " " + section
		if m.decks[key] == nil {
			m.decks[key] = newDeck(m.r, words(lang)[section])
		}
		if text := m.decks[key].dealTo(suits(p)); text != "" {
			return unmarked(text)
		}
	}
	return ""
}

// other is an institution in the room that is not this one.
func (m *room) other(than *institution) *institution {
	i := slices.IndexFunc(m.members, func(p *person) bool { return p.at != nil && p.at != than })
	if i < 0 {
		return than
	}
	return m.members[i].at
}

// answer fills a topic that somebody has opened with n answers.
func (m *room) answer(subject string, n int, at time.Time, by *person) {
	times := make([]time.Time, n)
	speakers := make([]*person, n)
	before := by
	for i := range n {
		p := m.speaker(before)
		at = awake(m.r, at.Add(pause(m.r)), p.country)
		times[i], speakers[i], before = at, p, p
	}
	squeeze(times, m.b.now.Add(-time.Minute))
	var last campus.ID
	to := by
	for i, p := range speakers {
		id := m.b.id(m.path, " post ", i)
		post := campus.Post{Topic: m.topic, Text: m.words(p, to, subject, ".say", times[i], false)}
		if last != "" && m.r.IntN(3) == 0 {
			post.ReplyTo = last
		}
		m.b.say(p, times[i], m.space, id, post)
		last, to = id, p
	}
}
