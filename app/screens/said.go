package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"rantau/app/apptest"
	"rantau/campus"
)

// talked fills the discussion of the class with all that posts can have.
func talked(s *stage) {
	c := s.campus
	post := func(n string) campus.ID { return campus.DerivedID("post", n) }
	add := func(by campus.ID, kind string, id campus.ID, ago time.Duration, v campus.Value) campus.Record {
		r := c.Replica.Add(c.Soil, by, kind, id, v)
		r.Created = apptest.Clock.Add(-ago)
		r.Edited = r.Created
		c.Replica.Put(r)
		return r
	}
	react := func(by campus.ID, n, emoji string) {
		add(by, "reaction", campus.ReactionID(post(n), by, emoji), time.Hour, &campus.Reaction{Of: post(n), Emoji: emoji, Turns: 1})
	}
	for _, by := range []campus.ID{c.Minh, c.Dewi, c.Somchai} {
		react(by, "4", "👍")
	}
	react(c.Aung, "4", "🙏")
	react(c.Dewi, "4", "🎉")
	react(c.Minh, "5", "🤔")
	answer := add(c.Aung, "post", post("said 1"), 5*time.Hour, &campus.Post{Topic: c.Soil, ReplyTo: post("4"), Text: "Then I begin tomorrow."})
	answer.Body = campus.NewBody(campus.Create(answer.ID, "post", &campus.Post{Topic: c.Soil, ReplyTo: post("4"), Text: "Then I begin today, at seven in the morning."}).Set)
	answer.Edited, answer.Editor = apptest.Clock.Add(-4*time.Hour), c.Aung
	c.Replica.Put(answer)
	pictures := add(c.Minh, "post", post("said 2"), 3*time.Hour, &campus.Post{Topic: c.Soil, ReplyTo: campus.DerivedID("gone"),
		Text: "@Dewi Lestari @Siti Rahmawati that is what mine showed last week. The notes are below.", Mentioned: []campus.ID{c.Dewi, c.Siti}})
	file := func(name, kind string, b []byte, stored bool) {
		path := filepath.Join(c.Dir, "said-"+name)
		if os.WriteFile(path, b, 0o600) != nil {
			return
		}
		d, err := c.Files.Add(context.Background(), path)
		if err != nil {
			return
		}
		d.Name, d.Type, d.Of = name, kind, pictures.ID
		if stored {
			d.Stored = d.Manifest
		}
		add(c.Minh, "document", campus.DerivedID("said file", name), 3*time.Hour, &d)
	}
	file("Readings.png", "image/png", apptest.Drawing(), true)
	file("Notes of the first week.pdf", "application/pdf", make([]byte, 300_000), true)
	own := campus.PersonalSpace(c.Replica.Me())
	c.Replica.Add(own, c.Replica.Me(), string(campus.InPersonal), own, &campus.Personal{Owner: c.Replica.Me()})
	c.Replica.Add(own, c.Replica.Me(), "membership", campus.MembershipID(own, c.Replica.Me()), &campus.Membership{Person: c.Replica.Me(), Role: campus.Owner})
}

// carriedHere puts a draft of another computer beside it.
func carriedHere(s *stage) {
	talked(s)
	c := s.campus
	own := campus.PersonalSpace(c.Replica.Me())
	r := c.Replica.Add(own, c.Replica.Me(), "draft", campus.DraftID("that", c.Soil, c.Soil), &campus.Draft{Device: "that", In: c.Soil, Of: c.Soil, Name: "library-4",
		Text: "I would try the sensor in a glass of water first, for then we know whether", Rev: 1})
	r.Edited = apptest.Clock.Add(-50 * time.Minute)
	c.Replica.Put(r)
}

func init() {
	shots = append(shots,
		shot{name: "said", as: "student", before: talked, play: func(s *stage) { s.discuss("") }},
		shot{name: "said-writing", as: "student", before: carriedHere, play: func(s *stage) { s.discuss("Look here, @s") }},
		shot{name: "said-past", as: "student", before: talked, play: func(s *stage) {
			s.discuss("")
			s.training().Discussion().Past(campus.DerivedID("post", "said 1"))
			s.settle()
		}},
	)
}

// discuss opens the discussion of the class and types.
func (s *stage) discuss(words string) {
	s.tab(2)
	if words == "" {
		return
	}
	d := s.training().Discussion()
	d.Reply(campus.DerivedID("post", "said 2"))
	_ = os.WriteFile(filepath.Join(s.campus.Dir, "plot.csv"), []byte("7:00,431\n"), 0o600)
	d.Drop([]string{filepath.Join(s.campus.Dir, "plot.csv")})
	s.settle()
	for _, r := range words {
		d.Composer().Entry.TypedRune(r)
	}
	s.settle()
}
