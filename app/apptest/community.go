package apptest

import (
	"context"
	"fmt"
	"time"

	"rantau/campus"
)

// Community fills the commons, the group and the conversations: more than a
// first look needs, as much as the lists and threads of a real exchange hold.
func (c *Campus) Community() *Campus {
	c.profiles()
	c.topics()
	c.requests()
	c.rooms()
	c.directory()
	c.clock = Clock
	return c
}

func (c *Campus) profiles() {
	for _, p := range []struct {
		id campus.ID
		v  campus.Person
	}{
		{c.Dewi, campus.Person{Name: "Dewi Lestari", Institution: c.Bandung, Work: "student", Area: campus.StudyAreas[5], Languages: "id en",
			About: "Third year of agricultural engineering. I grow chili on a roof in Bandung and would like to measure what the plants need."}},
		{c.Nadia, campus.Person{Name: "Nadia binti Hassan", Institution: c.Penang, Work: "coordinator", Area: campus.StudyAreas[3], Languages: "ms en zh",
			About: "I coordinate the exchange for our college. Write to me about partners, letters and timetables."}},
	} {
		c.at(39 * 24 * time.Hour)
		c.Replica.Add(c.Commons, p.id, "person", p.id, &p.v)
	}
}

func (c *Campus) topics() {
	for i, t := range []struct {
		by          campus.ID
		ago         time.Duration
		title, text string
		answers     int
	}{
		{c.Minh, 3, "Food that you miss when you are away", "For me it is bánh mì from the corner. And you?", 14},
		{c.Nadia, 26, "Which hours suit everybody for the first joint lesson?", "We are one hour apart. Two in the afternoon in George Town is one in Bandung.", 6},
		{c.Somchai, 50, "Sharing a lesson with a friend who has no laptop", "Can it be printed with its pictures?", 3},
		{c.Dewi, 74, "Study group for the sensor class, evenings", "", 1},
		{c.Aung, 170, "Showing your project at the end: video, poster or both?", "Our teacher says that we may choose.", 0},
	} {
		id := campus.DerivedID("community topic", fmt.Sprint(i))
		c.at((t.ago + 20) * time.Hour)
		c.Replica.Add(c.Commons, t.by, "topic", id, &campus.Topic{Title: t.title, Text: t.text})
		for n := range t.answers {
			c.at(t.ago*time.Hour + time.Duration(t.answers-n)*time.Minute)
			c.Replica.Add(c.Commons, c.Maria, "post", campus.DerivedID("community answer", fmt.Sprint(i, n)), &campus.Post{Topic: id, Text: "+1"})
		}
	}
	for i, p := range []struct {
		by   campus.ID
		text string
	}{
		{c.Minh, "Ở nhà em mất điện hai tối mỗi tuần. Em tải bài học ở trường rồi đọc ngoại tuyến."},
		{c.Somchai, "ที่บ้านผมไฟดับบ่อยเหมือนกัน ผมดาวน์โหลดบทเรียนไว้ตอนเช้า แล้วอ่านตอนกลางคืน\n\nA power bank from the market is enough for one lesson and the discussion."},
		{c.Maria, "Salamat sa lahat! So we are many. I have started a list of what helps:\n\n– lessons in the morning, when the line is good\n– questions written offline: they go by themselves later\n– one charged phone for the whole group"},
		{c.Nadia, "This is exactly why everything here works without a network. Please add to Maria's list, in any language."},
	} {
		c.at(time.Duration(9-2*i) * time.Hour)
		c.Replica.Add(c.Commons, p.by, "post", campus.DerivedID("power", fmt.Sprint(i)), &campus.Post{Topic: c.Topic, Text: p.text})
	}
}

func (c *Campus) requests() {
	for i, r := range []struct {
		by  campus.ID
		ago time.Duration
		v   campus.Request
	}{
		{c.Siti, 20, campus.Request{Title: "Two weeks of soil and sensors: room for eight guests", Text: "Our class measures a field for six weeks. In weeks three and four we have room for eight students of a partner, two hours a day, in English and Indonesian.\n\nWhat you need: one sensor kit for two students. We send the list of parts.", Area: campus.StudyAreas[5], Receive: 8, Languages: "en id", Deadline: "2027-03-31", State: campus.RequestOpen}},
		{c.Nadia, 90, campus.Request{Title: "Health science: case discussions with nurses in training", Text: "Four evenings, one case each.", Area: campus.StudyAreas[4], Send: 6, Receive: 6, Languages: "en", Deadline: "2027-04-15", State: campus.RequestOpen}},
		{c.Siti, 300, campus.Request{Title: "Short films about one dish from home", Text: "Each group films one dish.", Area: campus.StudyAreas[1], Send: 12, Languages: "en th vi", Deadline: "2027-02-28", State: campus.RequestAnswered}},
		{c.Nadia, 500, campus.Request{Title: "A mentor from industry for a hotel project", Text: "One hour a week.", Area: campus.StudyAreas[3], Languages: "en ms", State: campus.RequestClosed}},
	} {
		c.at(r.ago * time.Hour)
		c.Replica.Add(c.Commons, r.by, "request", campus.DerivedID("community request", fmt.Sprint(i)), &r.v)
	}
}

// Asked is a request that Siti made.
func (c *Campus) Asked() campus.ID { return campus.DerivedID("community request", "0") }

func (c *Campus) rooms() {
	r := c.Replica
	c.at(12 * time.Hour)
	for i, p := range []struct {
		by   campus.ID
		text string
	}{
		{c.Siti, "Thank you, Nadia. Dewi, please look at the dates of your stay and tell us if they fit with your exams."},
		{c.Dewi, "Bu Siti, saya sudah membaca suratnya. Tanggalnya cocok, ujian saya selesai tanggal 18."},
	} {
		c.at(time.Duration(11-4*i) * time.Hour)
		r.Add(c.Group, p.by, "post", campus.DerivedID("group talk", fmt.Sprint(i)), &campus.Post{Topic: c.Group, Text: p.text})
	}
	matching := campus.DerivedID("matchmaking")
	c.at(35 * 24 * time.Hour)
	r.Add(matching, c.Nadia, "group", matching, &campus.Group{Name: "Matchmaking Group", Entry: campus.EntryAll, About: "Every coordinator is in it. Say what you look for; the board keeps the requests."})
	c.join(matching, c.Nadia, campus.Owner)
	for _, p := range []campus.ID{c.Siti, c.Maria, c.Sok, c.Minh} {
		c.join(matching, p, campus.Member)
	}
	for i, p := range []struct {
		by   campus.ID
		text string
	}{
		{c.Dewi, "Selamat sore Bu, apakah saya boleh mengirim laporan pertama besok pagi?"},
		{c.Siti, "Boleh, Dewi. Tulis juga cuacanya setiap hari."},
	} {
		c.at(time.Duration(6-2*i) * time.Hour)
		r.Add(c.Talk, p.by, "post", campus.DerivedID("talk", fmt.Sprint(i)), &campus.Post{Topic: c.Talk, Text: p.text})
	}
	letter := campus.DerivedID("letter talk")
	c.at(70 * time.Hour)
	r.Add(letter, c.Nadia, "talk", letter, &campus.Talk{Title: "Letter of acceptance"})
	c.join(letter, c.Nadia, campus.Owner)
	c.join(letter, c.Siti, campus.Member)
	c.join(letter, c.Maria, campus.Member)
	r.Add(letter, c.Nadia, "post", campus.DerivedID("letter post"), &campus.Post{Topic: letter, Text: "The dean signs on Thursday. I send it as soon as I have it."})
}

// Dryers and Robots are groups of the directory, of which nobody here is a member: an
// open one and one that has to be asked.
func (c *Campus) Dryers() campus.ID { return campus.DerivedID("dryers") }

// Robots is the other.
func (c *Campus) Robots() campus.ID { return campus.DerivedID("robots") }

// directory lists the groups that can be joined, and puts two people before the door of
// the partners' group.
func (c *Campus) directory() {
	c.at(20 * 24 * time.Hour)
	for _, l := range []campus.Listing{
		{Space: c.Dryers(), Name: "Solar dryers for fruit", Entry: campus.EntryOpen, About: "We build small dryers from what every market sells, and compare how fast mango and banana dry in our towns. Come in when you like; bring a thermometer."},
		{Space: c.Robots(), Name: "Robotics in the evening", Entry: campus.EntryClosed, About: "Two evenings a week, one board for two people. Tell us what you have built so far."},
		{Space: c.Group, Name: "Bandung Raya and Penang", Entry: campus.EntryClosed, About: "Our partnership.", Pair: []campus.ID{c.Bandung, c.Penang}},
	} {
		c.Replica.Add(c.Commons, "", "listing", campus.ListingID(l.Space), &l)
	}
	for i, a := range []campus.Applicant{
		{Person: c.Somchai, State: campus.JoinWaiting, Words: "I go to George Town in May and would like to know who comes with me."},
		{Person: c.Maria, State: campus.JoinWaiting},
	} {
		c.at(time.Duration(3+5*i) * time.Hour)
		r := c.Replica.Add(c.Group, "", "applicant", campus.ApplicantID(c.Group, a.Person), &a)
		r.Audience = campus.StaffOnly
		c.Replica.Put(r)
	}
}

// Wish makes the own space of who sits here and in it a wish to join, if it says any.
func (c *Campus) Wish(j campus.Joining) campus.Record {
	me := c.Replica.Me()
	own := campus.PersonalSpace(me)
	c.Replica.Add(own, "", "personal", own, &campus.Personal{Owner: me})
	c.join(own, me, campus.Owner)
	if j.Space == "" && j.Code == "" {
		return campus.Record{}
	}
	return c.Replica.Add(own, me, "joining", campus.DerivedID("wish", string(j.Space), j.Code), &j)
}

// Pair is a post of Siti's in the group that two of her computers changed.
func (c *Campus) Pair() campus.ID {
	id := campus.DerivedID("group talk", "0")
	if rec, err := c.Replica.Record(context.Background(), id); err == nil {
		rec.Edited = rec.Created.Add(time.Hour)
		rec.Versions = []campus.Version{{ID: campus.NewID(), Author: c.Siti, At: rec.Edited.UnixMilli(),
			Fields: []byte(`{"text":"Thank you, Nadia. Dewi, do the dates fit with your exams?"}`)}}
		c.Replica.Put(rec)
	}
	return id
}
