package sample

import (
	"fmt"
	"strings"
	"time"

	"rantau/campus"
)

// unitsIn makes the units of a class of n lessons and tells under which each stands.
func (b *builder) unitsIn(c *class, n int, at time.Time) func(lesson int) campus.ID {
	if !b.plan.alive {
		return func(int) campus.ID { return "" }
	}
	id := func(k int) campus.ID { return b.id("class ", c.number, " unit ", k) }
	parts := (n - 2 + 1) / 2 // a reading and its workshop each
	order := ""
	var changes []campus.Change
	for k := range parts + 2 {
		u := campus.Unit{Title: fmt.Sprintf("Part %d", k), About: "A text to read, then a workshop in groups."}
		switch k {
		case 0:
			u = campus.Unit{Title: "Before we begin", About: "How we work together, and what you need."}
		case parts + 1:
			u = campus.Unit{Title: "Looking back", About: "Presentations, and what we take home."}
		}
		order = campus.OrderBetween(order, "")
		u.Order = order
		changes = append(changes, campus.Create(id(k), "unit", &u))
	}
	b.one(c.teacher, at, c.id, changes...)
	return func(lesson int) campus.ID {
		switch lesson {
		case 0:
			return id(0)
		case n - 1:
			return id(parts + 1)
		}
		return id(1 + (lesson-1)/2)
	}
}

// hours are the live sessions of a class: every week on fixed days, so that each week has
// some, from four weeks ago to three weeks ahead; and who was there.
func (b *builder) hours(c *class) {
	days := []time.Weekday{time.Tuesday, time.Friday}
	if c.number%2 == 1 {
		days = []time.Weekday{time.Wednesday, time.Thursday}
	}
	if c.number > 1 { // the known teacher's meet twice a week
		days = days[:1]
	}
	country := c.teacher.country
	today := b.now.Add(time.Duration(zones[country]) * time.Minute).Weekday()
	for i, day := range days {
		for week := -4; week <= 3; week++ {
			start := b.day(7*week+(int(day)+6)%7-(int(today)+6)%7, 9+c.number%3*2+4*i, country)
			s := campus.Session{Title: "Live class", Start: start.UnixMilli(), End: start.Add(time.Hour).UnixMilli(), Link: fmt.Sprint("https://example.org/room/", 101+c.number),
				About: "Bring your notes and one question. If the line is weak, turn the camera off."}
			if i == 1 {
				s.Title, s.About = "Group work", "In the groups of four, the teacher goes from one to the next."
			}
			id := b.id("class ", c.number, " session ", i, " ", week)
			s.Cancelled = week == 2 && i == 1
			b.one(c.teacher, c.since.Add(90*time.Minute), c.id, campus.Create(id, "session", &s))
			if start.Add(2 * time.Hour).After(b.now) {
				continue
			}
			r := b.rand("there ", c.number, " ", i, " ", week)
			var changes []campus.Change
			for _, p := range c.pupils {
				state := []string{campus.Present, campus.Present, campus.Present, campus.Present, campus.Present, campus.Late, campus.Absent, campus.Excused}[r.IntN(8)]
				changes = append(changes, campus.Attend(campus.Record{ID: id, Kind: "session", Body: campus.NewBody(campus.Create(id, "session", &s).Set)}, p.id, state))
			}
			b.one(c.teacher, start.Add(65*time.Minute), c.id, changes...)
		}
	}
}

// rubric is the one of most assignments.
func rubric() []campus.Criterion {
	return []campus.Criterion{
		{ID: "1", Name: "Measuring", About: "Every value has an hour and a unit.", Points: 4},
		{ID: "2", Name: "Reading the curve", About: "What it shows, and what it does not.", Points: 4},
		{ID: "3", Name: "Writing", About: "Half a page that another group understands.", Points: 2},
	}
}

// handedIn is what students write for the first assignment.
var handedIn = []string{
	"We measured five days at 7:00 and at 13:00, under the leaves and on the open bed. The open bed lost twice as much. On the third day it rained for ten minutes, which the finger did not feel but the scale did.",
	"Our finger and our sensor agree when the soil is wet. When it is dry the sensor says 20 and the finger says nothing. I think the sensor did not touch the soil well.\n\n- Day 1: wet\n- Day 2: wet\n- Day 3: damp\n- Day 4: dry\n- Day 5: dry",
	"I have four days only, on Wednesday there was no electricity in the school. The table is in my notebook, I copied it: 34, 31, 28, 24.",
	"The bed with mulch stayed damp for two days longer. We want to try with rice straw next, because it costs nothing here.",
	"Five days, three places, one surprise: the place beside the wall is the wettest, although nobody waters it. The gutter drips there.",
}

// work is what a class hands in: one thing that was due and is partly marked, one that
// is due in these days, and a draft with a date.
func (b *builder) work(c *class) {
	id := func(k int) campus.ID { return b.id("class ", c.number, " assignment ", k) }
	parts := func(k int) campus.ID { return b.id("class ", c.number, " unit ", k) }
	country := c.teacher.country
	first := campus.Assignment{Title: "Five days, one table", Unit: parts(1), Weight: 1, Rubric: rubric(), Due: b.day(-9, 17, country).UnixMilli(),
		Text: "Measure or count the same thing on **five days**, at the same hour. Write the values into a table and half a page about it:\n\n1. What did you expect?\n2. What did you see?\n3. What would you do differently?\n\nA photo of your notebook is enough."}
	if c.area != "farm" {
		first.Title, first.Rubric[0].Name = "Five things from your town", "Collecting"
		first.Rubric[1] = campus.Criterion{ID: "2", Name: "Comparing", About: "What is alike in both towns, and what is not.", Points: 4}
	}
	second := campus.Assignment{Title: "Report of your group, one page", Unit: parts(2), Weight: 2, Points: 20, Due: b.day(2+c.number%3, 17, country).UnixMilli(),
		Text: "One page by each group, written together. Everybody hands it in.\n\n- the question\n- how you found out\n- one table or one chart\n- what you do not know"}
	b.one(c.teacher, c.since.Add(50*time.Hour), c.id, campus.Create(id(0), "assignment", &first))
	b.one(c.teacher, b.day(-6, 10, country), c.id, campus.Create(id(1), "assignment", &second))
	if c.number > 1 {
		return
	}
	third := campus.Assignment{Title: "Presentation", Weight: 2, Points: 20, Publish: b.day(9, 8, country).UnixMilli(), Due: b.day(20, 17, country).UnixMilli(),
		Text: "Five minutes for each group, with three pictures or none."}
	b.one(c.teacher, b.day(-2, 10, country), c.id, campus.Create(id(2), "assignment", &third).For(campus.StaffOnly))
	for i, text := range handedIn {
		if c.area != "farm" {
			text = "1. " + strings.Join([]string{"The market opens at 4:30.", "The ferry goes three times a day.", "Rice is sold by the litre, not by the kilo.", "Everybody has two telephones.", "Nobody locks the workshop."}[i:], "\n1. ")
		}
		p := c.pupils[(i+1)%len(c.pupils)]
		at := b.day(-10, 12+i, p.country)
		if i == 2 {
			at = b.day(-8, 9, p.country) // late
		}
		work := campus.Record{ID: b.id("class ", c.number, " work ", i), Kind: "submission", Space: c.id, Author: p.id}
		b.one(p, at, c.id, campus.Create(work.ID, "submission", &campus.Submission{Assignment: id(0), Text: text}).For(campus.Audience(p.id)))
		if i > 2 {
			continue // still to be marked
		}
		b.one(c.teacher, b.day(-7, 8+i, country), c.id, campus.Opened(work), campus.Create(campus.MarkID(id(0), p.id), "mark", &campus.Mark{
			Assignment: id(0), Student: p.id, Submission: work.ID, Scores: map[string]float64{"1": 4 - float64(i%2), "2": 3, "3": 2 - float64(i)/2},
			Comment: []string{"Very clear. Please write the unit behind each value.", "A good question about the sensor: press it in deeper, then measure again.", "Four days are fine, and you say why. Next time a photo of the notebook, please."}[i],
		}).For(campus.Audience(p.id)))
	}
	for i, p := range c.pupils { // some have read some lessons
		for k := range b.plan.lessons[0] - i%3 {
			b.one(p, b.day(-5, 12, p.country).Add(time.Duration(i*7+k)*time.Minute), c.id, campus.ReadLesson(b.id("class ", c.number, " lesson ", k), p.id))
		}
	}
}
