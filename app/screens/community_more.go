package main

import (
	"time"

	"rantau/app/apptest"
	"rantau/app/news"
	"rantau/campus"
)

// newsroom has pinned, unread, planned and archived news.
func newsroom(s *stage) {
	c := s.campus
	add := func(space, by campus.ID, ago time.Duration, to campus.Audience, a campus.Article) campus.ID {
		id := campus.DerivedID("newsroom", a.Title)
		r := c.Replica.Add(space, by, "article", id, &a)
		r.Created, r.Audience = apptest.Clock.Add(-ago), to
		r.Edited = r.Created
		c.Replica.Put(r)
		return id
	}
	day := 24 * time.Hour
	add(c.Commons, c.Nadia, 20*day, campus.Everyone, campus.Article{Title: "Whom to ask, and when we answer", Pinned: true, Text: "The secretariat answers on weekdays."})
	add(c.Bandung, c.Siti, 3*time.Hour, campus.Everyone, campus.Article{Title: "The library opens earlier in the exchange weeks", Text: "From seven o'clock."})
	add(c.Bandung, c.Siti, time.Hour, campus.StaffOnly, campus.Article{Title: "Welcome evening for our guests", Publish: apptest.Clock.Add(3 * day).UnixMilli(), Text: "With food from every country."})
	add(c.Bandung, c.Siti, 2*time.Hour, campus.StaffOnly, campus.Article{Title: "New rules for the workshop", Text: "Still to be agreed on."})
	id := add(c.Commons, c.Nadia, 26*time.Hour, campus.Everyone, campus.Article{Title: "Orientation moves to 20 March", Important: true,
		Text: "The orientation is **one day later**: 20 March, 14:00 in Jakarta, 15:00 in Kuala Lumpur.\n\n![The programme of the day](programme.png)\n\nBring a question for your partner college."})
	c.Hang(c.Commons, id, c.Nadia, "programme.png", apptest.Picture())
	c.Hang(c.Commons, id, c.Nadia, "Programme of the orientation.pdf", make([]byte, 240_000))
	c.Hang(c.Commons, id, c.Nadia, "Questions to think about.txt", make([]byte, 2_100))
}

func orientation() campus.ID { return campus.DerivedID("newsroom", "Orientation moves to 20 March") }

var newsShots = []shot{
	{name: "news-read", as: "student", before: newsroom, play: func(s *stage) { s.goTo("news", "", orientation()) }},
	{name: "news-drafts", as: "teacher", before: newsroom, play: func(s *stage) {
		s.goTo("news", "", campus.DerivedID("newsroom", "Welcome evening for our guests"))
	}},
	{name: "news-write", as: "teacher", before: newsroom, play: func(s *stage) {
		s.goTo("news", "", orientation())
		s.program.Screen().(*news.Screen).New()
		s.settle()
	}},
}

func init() { shots = append(shots, newsShots...) }
