package main

import (
	"context"
	"time"

	"rantau/app/apptest"
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

func init() {
	shots = append(shots,
		shot{name: "unread", as: "student", before: followed, play: func(s *stage) { s.goTo("conversations", s.campus.Commons, s.campus.Topic) }},
	)
}
