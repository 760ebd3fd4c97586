package sample

import (
	"time"

	"rantau/campus"
)

// agenda is what the secretariat has prepared: news with a date, for the staff to see.
func (b *builder) agenda() {
	b.one(b.people[0], b.now.Add(-20*time.Hour), b.root, campus.Create(b.id("news to come"), "article", &campus.Article{
		Title: "Showcase of projects: how to take part", Publish: b.day(3, 8, "PH").UnixMilli(),
		Text: "Each pair of partners may name **one** project: a page of text, two pictures and, if there is one, a table.\n\nWrite to the secretariat by the end of the month.",
	}).For(campus.StaffOnly))
}

// circles are groups beside those of partners: one that is open to all, one that asks
// first; and what members keep together.
func (b *builder) circles() {
	open, closed := b.id("circle open"), b.id("circle closed")
	b.circle(open, b.institutions[2].staff[1], campus.Group{Name: "Teaching with little network", Entry: campus.EntryOpen,
		About: "Lessons that fit into 200 KB, tasks on paper, recordings as sound alone. Everybody is welcome."}, b.institutions[3].staff, b.institutions[4].pupils)
	b.circle(closed, b.institutions[3].coordinator(), campus.Group{Name: "The common worksheet", Entry: campus.EntryClosed,
		About: "A small group writes one worksheet for all classes of the batch. Say in a line what you would like to write."}, b.institutions[5].staff, b.institutions[2].staff)
	for _, g := range []campus.ID{open, closed} {
		m := b.room(g, g, string(g), b.company[g], b.now.Add(-20*24*time.Hour))
		m.scene.partner = b.institutions[1]
		m.talkAbout(6, []string{"bandwidth", "laptop", "project"})
	}
	b.together(closed, b.company[closed], "The worksheet", "## What it is for\n\nOne sheet that works in every class, on paper too.\n\n## Parts\n\n1. The question\n2. A table to fill in\n3. Half a page\n")
	siti := b.user(Teacher)
	pair := b.pairs[0]
	b.together(pair.group, append([]*person{siti, b.user(Student)}, pair.members...), "Plan of our exchange",
		"## Who does what\n\n| week | what | who |\n| --- | --- | --- |\n| 1 | welcome, groups of four | both |\n| 2 – 3 | measuring | students |\n| 4 | comparing the curves | both |\n| 5 | presentation | students |\n\n## Agreed\n\n- Times are written with their zone.\n- Files under 2 MB.\n- Questions go into the discussion, not into mail.\n")
	who := b.institutions[4].pupils[0]
	b.one(who, b.now.Add(-28*time.Hour), campus.PersonalSpace(who.id), campus.Create(b.id("joining"), "joining",
		&campus.Joining{Space: b.pairs[1].group, Words: "Our class measures its soil, too, and would like to compare with yours. My teacher knows of it."}))
}

// circle makes a group of an owner and others.
func (b *builder) circle(id campus.ID, owner *person, g campus.Group, others ...[]*person) {
	members := []*person{owner}
	changes := []campus.Change{campus.Create(id, "group", &g), campus.Join(id, owner.id, campus.Owner)}
	for _, all := range others {
		for _, p := range all {
			members = append(members, p)
			changes = append(changes, campus.Join(id, p.id, campus.Member))
		}
	}
	b.company[id] = members
	b.one(owner, b.now.Add(-21*24*time.Hour), id, changes...)
}

// together gives a group its tasks and its shared page.
func (b *builder) together(group campus.ID, members []*person, title, text string) {
	by, order := members[0], ""
	b.one(by, b.now.Add(-12*24*time.Hour), group, campus.Create(b.id("page ", group), "page", &campus.Page{Title: title, Text: text}))
	for i, t := range []campus.Task{
		{Title: "Fix the dates of the live classes", State: campus.TaskDone},
		{Title: "Collect the phone numbers for the day without a line", State: campus.TaskDone},
		{Title: "Translate the worksheet", State: campus.TaskDoing, Due: b.day(3, 12, by.country).Format(time.DateOnly), Text: "Half a page each; the table stays as it is."},
		{Title: "Take pictures of both beds", State: campus.TaskDoing},
		{Title: "Write the invitation to the presentation", State: campus.TaskToDo, Due: b.day(6, 12, by.country).Format(time.DateOnly)},
		{Title: "Confirm the hours of all students", State: campus.TaskToDo, Due: b.day(14, 12, by.country).Format(time.DateOnly)},
	} {
		order = campus.OrderBetween(order, "")
		t.Order, t.Who = order, []campus.ID{members[i%3].id}
		b.one(by, b.now.Add(-11*24*time.Hour+time.Duration(i)*time.Minute), group, campus.Create(b.id("task ", group, i), "task", &t))
	}
}

// answerTexts are what people say to a request.
var answerTexts = []string{
	"We would like to take part, with six students. Our classes begin two weeks later; is that possible for you?",
	"This fits us well. We have a teacher for it and a room with twelve computers. I will write to you.",
	"We can receive four, from the second month on. Could you send us the outline of the class?",
}

// answers are those of some coordinators and teachers from elsewhere, and gives the
// first who answered.
func (b *builder) answers(request campus.ID, by *person, at time.Time, n int) (one *person) {
	r := b.rand("answers ", request)
	asked := map[*person]bool{}
	for i := 0; i < n; {
		p := pick(r, pick(r, b.institutions).staff)
		if p.at == by.at || asked[p] || p.user == Teacher {
			continue
		}
		asked[p] = true
		if one == nil {
			one = p
		}
		b.one(p, at.Add(time.Duration(1+i*5)*time.Hour), b.root, campus.Create(campus.AnswerID(request, p.id), "answer",
			&campus.RequestAnswer{Of: request, Text: answerTexts[r.IntN(len(answerTexts))]}))
		i++
	}
	return one
}

// ask is the known teacher's own request, with its answers.
func (b *builder) ask() {
	siti, id, at := b.user(Teacher), b.id("request of the teacher"), b.now.Add(-4*24*time.Hour)
	v := campus.Request{Title: "A second school for our soil measurements", Area: areaName("farm"), Languages: "en id", Send: 6, Receive: 6, State: campus.RequestOpen,
		Countries: "KH LA TH VN", From: b.day(30, 12, "ID").Format(time.DateOnly), To: b.day(90, 12, "ID").Format(time.DateOnly), Deadline: b.day(12, 12, "ID").Format(time.DateOnly),
		Text: "Our students measure the water in a garden bed every day. We look for a school that does the same for four weeks, so that the curves of two places can be compared.\n\nSensors are cheap, and we can send the plan."}
	made := campus.Create(id, "request", &v)
	b.one(siti, at, b.root, made)
	b.answers(id, siti, at.Add(20*time.Hour), 2)
	b.settle(siti, at.Add(60*time.Hour), made, v, false)
}
