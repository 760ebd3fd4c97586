package main

import (
	"context"
	"time"

	"rantau/app/apptest"
	"rantau/app/conversations"
	"rantau/campus"
)

// followed is the community as somebody sees it who reads here and there: a topic that
// is followed, one that is muted, one that was read in part.
func followed(s *stage) {
	community(s)
	c := s.campus.Own()
	own := campus.PersonalSpace(c.Replica.Me())
	save := func(ch campus.Change, ok bool) {
		if ok {
			_ = c.Replica.Save(context.Background(), campus.Action{Space: own, Changes: []campus.Change{ch}})
		}
	}
	topic := func(id campus.ID) campus.Thread { return campus.Thread{In: c.Commons, Of: id} }
	save(campus.MarkRead(topic(c.Commons), campus.Record{}, apptest.Clock.Add(-60*time.Hour)))
	save(campus.MarkRead(topic(c.Topic), campus.Record{}, apptest.Clock.Add(-8*time.Hour)))
	save(campus.SetLevel(topic(c.Topic), campus.Record{}, campus.Followed))
	save(campus.SetLevel(topic(campus.DerivedID("community topic", "0")), campus.Record{}, campus.Muted))
	c.Replica.Deliver()
}

// moderated is the community as its secretariat sees it, with something reported and
// something hidden.
func moderated(s *stage) {
	community(s)
	c := s.campus
	c.Replica.Add(c.Commons, c.Siti, "membership", campus.MembershipID(c.Commons, c.Siti), &campus.Membership{Person: c.Siti, Role: campus.Staff})
	add := func(ago time.Duration, kind string, by, id campus.ID, to campus.Audience, v campus.Value) {
		r := c.Replica.Add(c.Commons, by, kind, id, v)
		r.Created, r.Audience = apptest.Clock.Add(-ago), to
		r.Edited = r.Created
		c.Replica.Put(r)
	}
	hidden, err := c.Replica.Record(context.Background(), campus.DerivedID("power", "1"))
	if err != nil {
		return
	}
	hidden.Audience = campus.Audience(hidden.Author)
	c.Replica.Put(hidden)
	add(2*time.Hour, "ruling", c.Nadia, campus.DerivedID("ruling", "1"), campus.Everyone, &campus.Ruling{Of: hidden.ID, Act: campus.ActHide, Reason: campus.ReasonSpam,
		Words: "Please no names of shops", Topic: c.Topic, At: hidden.Created.UnixMilli()})
	report := func(ago time.Duration, by campus.ID, reason campus.Reason, words, state string) {
		add(ago, "report", by, campus.ReportID(hidden.ID, by), campus.Audience(by), &campus.Report{Of: hidden.ID, Reason: reason, Words: words, State: state})
	}
	report(3*time.Hour, c.Dewi, campus.ReasonSpam, "It names a shop, and the same words stand in two other topics.", campus.ReportOpen)
	report(5*time.Hour, c.Sok, campus.ReasonOffTopic, "", campus.ReportHandled)
}

// told is the same as a student sees it, for whom the post is no longer there.
func told(s *stage) {
	moderated(s)
	s.campus.Replica.Lose(campus.DerivedID("power", "1"))
	if r, err := s.campus.Replica.Record(context.Background(), s.campus.Topic); err == nil {
		t := campus.As[campus.Topic](r)
		t.Locked = true
		r.Body = campus.NewBody(campus.Create(r.ID, "topic", &t).Set)
		s.campus.Replica.Put(r)
	}
}

func init() {
	shots = append(shots,
		shot{name: "unread", as: "student", before: followed, play: func(s *stage) { s.goTo("conversations", s.campus.Commons, s.campus.Topic) }},
		shot{name: "moderate-hidden", as: "teacher", before: moderated, play: func(s *stage) { s.goTo("conversations", s.campus.Commons, s.campus.Topic) }},
		shot{name: "moderate-placeholder", as: "student", before: told, play: func(s *stage) { s.goTo("conversations", s.campus.Commons, s.campus.Topic) }},
		shot{name: "moderate-reports", as: "teacher", before: moderated, play: func(s *stage) {
			s.goTo("conversations", s.campus.Commons, s.campus.Topic)
			s.conversations().ShowReports()
		}},
	)
}

func (s *stage) conversations() *conversations.Screen {
	c, _ := s.program.Screen().(*conversations.Screen)
	return c
}
