package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"rantau/app/apptest"
	"rantau/app/news"
	"rantau/app/ui"
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

// asking has requests with answers, one that is agreed on, and saved searches.
func asking(s *stage) {
	c := s.campus.Community()
	r := c.Replica
	add := func(id campus.ID, kind string, by campus.ID, ago time.Duration, space campus.ID, v campus.Value) {
		rec := r.Add(space, by, kind, id, v)
		rec.Created = apptest.Clock.Add(-ago)
		rec.Edited = rec.Created
		r.Put(rec)
	}
	hour := time.Hour
	add(c.Asked(), "request", c.Siti, 20*hour, c.Commons, &campus.Request{Title: "Two weeks of soil and sensors: room for eight guests",
		Text: "Our class measures a field for six weeks. In weeks three and four we have room for eight students of a partner, two hours a day, in English and Indonesian.\n\nWhat you need: one sensor kit for two students. We send the list of parts.",
		Area: campus.StudyAreas[5], Areas: []string{campus.StudyAreas[6]}, Countries: "TH VN LA", Receive: 8, Languages: "en id", From: "2027-04-12", To: "2027-04-24", Deadline: "2027-03-31", State: campus.RequestAnswered})
	for i, a := range []struct {
		by   campus.ID
		text string
	}{{c.Minh, "We have six students in their second year who would like to come. Two of them have worked with moisture sensors."},
		{c.Dewi, "Could students of the same college join as helpers?"}} {
		add(campus.AnswerID(c.Asked(), a.by), "answer", a.by, time.Duration(9-5*i)*hour, c.Commons, &campus.RequestAnswer{Of: c.Asked(), Text: a.text})
	}
	add(c.Request, "request", c.Nadia, 300*hour, c.Commons, &campus.Request{Title: "Looking for a partner in hospitality, ten students each way", Area: campus.StudyAreas[3], Send: 10, Receive: 10,
		Languages: "en ms", State: campus.RequestClosed, With: c.Maria})
	own := campus.PersonalSpace(r.Me())
	add(campus.NewID(), "savedsearch", r.Me(), hour, own, &campus.SavedSearch{Section: "collaborate", Name: "Malaysia", Filters: map[string]string{"country": "MY"}})
	add(campus.NewID(), "savedsearch", r.Me(), hour, own, &campus.SavedSearch{Section: "collaborate", Name: "Health, in English", Filters: map[string]string{"area": campus.StudyAreas[4], "language": "en"}, Seen: apptest.Clock.UnixMilli()})
}

var askingShots = []shot{
	{name: "collaborate-saved", as: "student", before: asking, play: func(s *stage) { s.goTo("collaborate", "", "") }},
	{name: "request-answers", as: "teacher", before: asking, play: func(s *stage) { s.goTo("collaborate", "", s.campus.Asked()) }},
	{name: "request-form-more", as: "teacher", before: asking, play: func(s *stage) {
		s.goTo("collaborate", "", "")
		s.make()
	}},
}

func init() { shots = append(shots, askingShots...) }

// known gives Dewi a picture and contact details.
func known(s *stage) {
	c := s.campus.Community()
	c.Hang(c.Commons, c.Dewi, c.Dewi, "picture.png", apptest.Picture())
	r := c.Replica.Add(c.Commons, c.Dewi, "contact", campus.ContactID(c.Dewi), &campus.Contact{Person: c.Dewi, Email: "dewi@pnbr.example", Phone: "+62 812 0000 000", Line: "Telegram @dewi, after four"})
	c.Replica.Put(r)
}

var peopleShots = []shot{
	{name: "people-list", as: "teacher", before: known, play: func(s *stage) { s.goTo("people", "", "") }},
	{name: "people-card", as: "teacher", before: known, play: func(s *stage) { s.meet(s.campus.Dewi) }},
	{name: "people-mine", as: "student", before: known, play: func(s *stage) {
		s.meet(s.campus.Dewi)
		s.program.Env().Mine(&ui.Again{Record: mustRecord(s, s.campus.Dewi)})
		s.settle()
	}},
}

func mustRecord(s *stage, id campus.ID) campus.Record {
	r, err := s.campus.Replica.Record(context.Background(), id)
	if err != nil {
		panic(err)
	}
	return r
}

func init() { shots = append(shots, peopleShots...) }

// busy is a week with hours, dates and news, and a visit two days ago.
func busy(s *stage) {
	newsroom(s)
	asking(s)
	offline(s)
	c := s.campus
	r, now := c.Replica, apptest.Clock
	for i, h := range []struct {
		title string
		in    time.Duration
		class campus.ID
	}{{"Calibrating sensors, in the lab", 2 * time.Hour, c.Soil}, {"Questions before the test", 24 * time.Hour, c.Soil}, {"A guest at the desk", 44 * time.Hour, c.Service}} {
		body, err := json.Marshal(map[string]any{"title": h.title, "start": now.Add(h.in).Truncate(time.Hour).UnixMilli(), "end": now.Add(h.in + time.Hour).UnixMilli()})
		if err == nil {
			r.Put(campus.Record{ID: campus.DerivedID("hour", fmt.Sprint(i)), Kind: "session", Space: h.class, Author: c.Siti, Seq: 1, Created: now.Add(-50 * time.Hour), Body: body})
		}
	}
	task := r.Add(c.Soil, c.Siti, "assignment", campus.DerivedID("busy task"), &campus.Assignment{Title: "One week of readings", Due: now.Add(75 * time.Hour).UnixMilli()})
	task.Created = now.Add(-time.Hour)
	r.Put(task)
	r.Add(c.Commons, r.Me(), "request", campus.DerivedID("busy request"), &campus.Request{Title: "Two weeks of soil and sensors", State: campus.RequestOpen, Deadline: now.AddDate(0, 0, 5).Format(time.DateOnly)})
	own := campus.PersonalSpace(r.Me())
	r.Add(own, r.Me(), "readmark", campus.ReadMarkID(own, own), &campus.ReadMark{In: own, Of: own, Upto: now.Add(-30 * time.Hour).UnixMilli()})
	last, err := json.Marshal(ui.Place{Section: ui.SectionTraining, Space: c.Soil, Record: c.Lessons[2]})
	if err == nil {
		_ = r.KeepDraft(context.Background(), ui.LastPlace, string(last))
	}
}

func init() {
	shots = append(shots, shot{name: "home-busy", as: "student", before: busy}, shot{name: "home-teacher", as: "teacher", before: busy})
}
