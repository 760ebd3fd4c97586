package main

import (
	"context"
	"strings"

	"rantau/app/apptest"
	"rantau/campus"
)

// The pictures of News, Conversations, Groups, Collaborate and people.
func init() {
	shots = append(shots,
		shot{name: "news", as: "teacher", before: community, play: func(s *stage) { s.goTo("news", "", s.campus.Article) }},
		shot{name: "news-choose", as: "student", before: community, play: func(s *stage) { s.goTo("news", "", "") }},
		shot{name: "news-write", as: "teacher", before: community, play: func(s *stage) { s.goTo("news", "", ""); s.make() }},
		shot{name: "conversations", as: "student", before: waitingPost, play: func(s *stage) { s.goTo("conversations", s.campus.Commons, s.campus.Topic) }},
		shot{name: "conversations-choose", as: "student", before: community, play: func(s *stage) { s.goTo("conversations", "", "") }},
		shot{name: "conversations-new", as: "student", before: community, play: func(s *stage) { s.goTo("conversations", "", ""); s.make() }},
		shot{name: "conversations-talk", as: "teacher", before: community, play: func(s *stage) { s.goTo("conversations", s.campus.Talk, "") }},
		shot{name: "conversations-newtalk", as: "teacher", before: community, play: func(s *stage) { s.goTo("conversations", s.campus.Talk, ""); s.make() }},
		shot{name: "conversations-hostile", as: "student", before: hostile, play: func(s *stage) { s.goTo("conversations", s.campus.Commons, s.campus.Topic) }},
		shot{name: "groups", as: "teacher", before: pair, play: func(s *stage) { s.goTo("groups", s.campus.Group, "") }},
		shot{name: "groups-empty", as: "stranger", play: func(s *stage) { s.goTo("groups", "", "") }},
		shot{name: "groups-members", as: "teacher", before: community, play: func(s *stage) { s.goTo("groups", s.campus.Group, ""); s.groupTab("Members") }},
		shot{name: "groups-documents", as: "teacher", before: community, play: func(s *stage) { s.goTo("groups", s.campus.Group, ""); s.groupTab("Documents") }},
		shot{name: "groups-about", as: "teacher", before: community, play: func(s *stage) { s.goTo("groups", s.campus.Group, ""); s.groupTab("About") }},
		shot{name: "groups-new", as: "teacher", before: community, play: func(s *stage) { s.goTo("groups", "", ""); s.make() }},
		shot{name: "collaborate", as: "teacher", before: community, play: func(s *stage) { s.goTo("collaborate", "", "") }},
		shot{name: "collaborate-own", as: "teacher", before: community, play: func(s *stage) { s.goTo("collaborate", "", s.campus.Asked()) }},
		shot{name: "collaborate-other", as: "student", before: community, play: func(s *stage) { s.goTo("collaborate", "", s.campus.Request) }},
		shot{name: "collaborate-new", as: "teacher", before: community, play: func(s *stage) { s.goTo("collaborate", "", ""); s.make() }},
		shot{name: "person", as: "teacher", before: community, play: func(s *stage) { s.goTo("groups", s.campus.Group, ""); s.meet(s.campus.Dewi) }},
		shot{name: "person-me", as: "student", before: community, play: func(s *stage) { s.goTo("news", "", ""); s.meet(s.campus.Dewi) }},
	)
}

func community(s *stage) { s.campus.Community() }

func pair(s *stage) { s.campus.Community().Pair() }

// waitingPost has an answer that is not on the server.
func waitingPost(s *stage) {
	community(s)
	_ = s.campus.Replica.Save(context.Background(), campus.Say(s.campus.Commons, s.campus.Topic,
		"Kami menyalakan genset kampus sampai jam delapan. Setelah itu saya membaca di ponsel."))
	s.campus.Link.Set(campus.Status{Line: campus.Unreached, Waiting: 1, LastSync: apptest.Clock})
}

// hostile writes what nobody should.
func hostile(s *stage) {
	community(s)
	texts := []string{"a\x00b \u202egnihtemos\u202c done", strings.Repeat("verylongwordwithoutanyspace", 40), "👩🏽‍🌾🔥" + strings.Repeat("💧", 60),
		strings.Repeat("\n", 30) + "after thirty empty lines", strings.Repeat("Lorem ", 1600)}
	for _, t := range texts {
		s.campus.Replica.Add(s.campus.Commons, s.campus.Sok, "post", campus.NewID(), &campus.Post{Topic: s.campus.Topic, Text: t})
	}
	s.campus.Replica.Add(s.campus.Commons, s.campus.Sok, "topic", campus.NewID(), &campus.Topic{Title: "\u202eelpoep olleh 👩🏽‍🌾 " + strings.Repeat("W", 120)})
	s.campus.Replica.Add(s.campus.Commons, s.campus.Sok, "person", s.campus.Sok, &campus.Person{Name: "Sok " + strings.Repeat("Dara ", 22), Institution: s.campus.Penang})
}

// meet opens somebody's card.
func (s *stage) meet(person campus.ID) {
	s.program.Env().Meet(person)
	s.settle()
}

// groupTab goes to a tab of the group in front.
func (s *stage) groupTab(label string) {
	if g, ok := s.program.Screen().(interface{ Tab(label string) }); ok {
		g.Tab(label)
	}
	s.settle()
}
