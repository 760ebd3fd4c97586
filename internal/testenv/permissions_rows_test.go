//go:build !race

package testenv_test

import (
	"encoding/json"
	"time"

	"rantau/campus"
)

// builders make a record of each kind: by whom, and whom it is about, where it is about
// somebody.
var builders = map[string]func(w *world, space, by, about campus.ID) campus.Change{
	"membership": func(_ *world, space, _, _ campus.ID) campus.Change {
		return campus.Join(space, campus.NewID(), campus.Member)
	},
	"person": func(_ *world, _, _, _ campus.ID) campus.Change { return make1("person", &campus.Person{Name: "Ghost"}) },
	"college": func(_ *world, _, _, _ campus.ID) campus.Change {
		of := campus.NewID()
		return campus.Create(campus.CollegeID(of), "college", &campus.College{Institution: of, Name: "Trat", Country: "TH"})
	},
	"topic": func(_ *world, _, _, _ campus.ID) campus.Change { return make1("topic", &campus.Topic{Title: "Rice"}) },
	"post": func(w *world, space, _, _ campus.ID) campus.Change {
		topic := space
		if space == w.env.Commons {
			topic = w.said[space]
		}
		return make1("post", &campus.Post{Topic: topic, Text: "I do"})
	},
	"report": func(w *world, space, _, about campus.ID) campus.Change {
		of := w.fresh(space)
		return campus.Create(campus.ReportID(of, about), "report", &campus.Report{Of: of, Reason: campus.ReasonSpam, State: campus.ReportOpen}).For(campus.Audience(about))
	},
	"ruling": func(w *world, space, _, _ campus.ID) campus.Change {
		return make1("ruling", &campus.Ruling{Of: w.said[space], Act: campus.ActShow})
	},
	"reaction": func(w *world, space, _, about campus.ID) campus.Change {
		of := w.fresh(space)
		return campus.Create(campus.ReactionID(of, about, "🎉"), "reaction", &campus.Reaction{Of: of, Emoji: "🎉", Turns: 1})
	},
	"article": func(_ *world, _, _, _ campus.ID) campus.Change {
		return make1("article", &campus.Article{Title: "Batch 9", Text: "It begins"})
	},
	"unit": func(_ *world, _, _, _ campus.ID) campus.Change {
		return make1("unit", &campus.Unit{Title: "Water", Order: "n"})
	},
	"lesson": func(_ *world, _, _, _ campus.ID) campus.Change {
		return make1("lesson", &campus.Lesson{Title: "One", Order: "n"})
	},
	"session": func(_ *world, _, _, _ campus.ID) campus.Change {
		return make1("session", &campus.Session{Title: "Meeting", Start: 1_795_000_000_000, End: 1_795_003_600_000})
	},
	"attendance": func(_ *world, _, _, about campus.ID) campus.Change {
		of := campus.NewID()
		return campus.Create(campus.AttendanceID(of, about), "attendance", &campus.Attendance{Of: of, Student: about, State: "present"}).For(campus.Audience(about))
	},
	"lessonread": func(_ *world, _, _, about campus.ID) campus.Change {
		of := campus.NewID()
		return campus.Create(campus.LessonReadID(of, about), "lessonread", &campus.LessonRead{Of: of, Student: about}).For(campus.Audience(about))
	},
	"assignment": func(_ *world, _, _, _ campus.ID) campus.Change {
		return make1("assignment", &campus.Assignment{Title: "Draw", Points: 10})
	},
	"submission": func(_ *world, _, _, about campus.ID) campus.Change {
		return make1("submission", &campus.Submission{Assignment: campus.NewID(), Text: "Here"}).For(campus.Audience(about))
	},
	"quiz": func(_ *world, _, _, _ campus.ID) campus.Change { return make1("quiz", &campus.Quiz{Title: "Soil"}) },
	"quizkey": func(_ *world, _, _, _ campus.ID) campus.Change {
		of := campus.NewID()
		return campus.Create(campus.QuizKeyID(of, false), "quizkey", &campus.QuizKey{Of: of}).For(campus.StaffOnly)
	},
	"attempt": func(_ *world, _, _, about campus.ID) campus.Change { return campus.Begin(campus.NewID(), about, 1) },
	"answers": func(_ *world, _, _, about campus.ID) campus.Change {
		return make1("answers", &campus.Answers{Of: campus.NewID(), Number: 1}).For(campus.Audience(about))
	},
	"question": func(_ *world, _, _, _ campus.ID) campus.Change {
		return campus.Change{Record: campus.NewID(), Kind: "question", New: true, Set: map[string]json.RawMessage{
			"question": json.RawMessage(`{"id":"a","points":1,"text":"1 + 1","type":"numeric"}`), "key": json.RawMessage(`{"number":2}`)}}
	},
	"receipt": func(_ *world, _, _, about campus.ID) campus.Change {
		of := campus.NewID()
		return campus.Create(campus.ReceiptID(of), "receipt", &campus.Receipt{Submission: of, Student: about}).For(campus.Audience(about))
	},
	"mark": func(_ *world, _, _, about campus.ID) campus.Change {
		of, score := campus.NewID(), 7.0
		return campus.Create(campus.MarkID(of, about), "mark", &campus.Mark{Assignment: of, Student: about, Score: &score}).For(campus.StaffOnly)
	},
	"joining": func(_ *world, _, _, _ campus.ID) campus.Change {
		return make1("joining", &campus.Joining{Space: campus.NewID()})
	},
	"joincode": func(_ *world, _, _, _ campus.ID) campus.Change {
		return make1("joincode", &campus.JoinCode{Code: campus.NewCode()}).For(campus.StaffOnly)
	},
	"applicant": func(_ *world, space, _, _ campus.ID) campus.Change {
		who := campus.NewID()
		return campus.Create(campus.ApplicantID(space, who), "applicant", &campus.Applicant{Person: who, State: campus.JoinWaiting}).For(campus.StaffOnly)
	},
	"listing": func(_ *world, _, _, _ campus.ID) campus.Change {
		of := campus.NewID()
		return campus.Create(campus.ListingID(of), "listing", &campus.Listing{Space: of, Name: "Dryers", Entry: campus.EntryOpen})
	},
	"task": func(_ *world, _, _, _ campus.ID) campus.Change {
		return make1("task", &campus.Task{Title: "Buy wood", State: campus.TaskToDo, Order: "n"})
	},
	"page": func(_ *world, _, _, _ campus.ID) campus.Change { return make1("page", &campus.Page{Title: "Plan"}) },
	"readmark": func(_ *world, space, _, _ campus.ID) campus.Change {
		of := campus.NewID()
		return campus.Create(campus.ReadMarkID(space, of), "readmark", &campus.ReadMark{In: space, Of: of, Upto: 5})
	},
	"follow": func(_ *world, space, _, _ campus.ID) campus.Change {
		of := campus.NewID()
		return campus.Create(campus.FollowID(space, of), "follow", &campus.Follow{In: space, Of: of, Level: campus.Muted})
	},
	"draft": func(_ *world, space, _, _ campus.ID) campus.Change {
		of := campus.NewID()
		return campus.Create(campus.DraftID("d1", space, of), "draft", &campus.Draft{Device: "d1", In: space, Of: of, Text: "I thi", Rev: 1})
	},
	"request": func(_ *world, _, _, _ campus.ID) campus.Change {
		return make1("request", &campus.Request{Title: "Partners", Text: "Two weeks", State: campus.RequestOpen})
	},
	"answer": func(w *world, space, _, about campus.ID) campus.Change {
		r := make1("request", &campus.Request{Title: "Partners", Text: "Two weeks", State: campus.RequestOpen})
		w.put(w.env.Commons, w.env.People["siti"], r)
		return campus.Create(campus.AnswerID(r.Record, about), "answer", &campus.RequestAnswer{Of: r.Record, Text: "We can"})
	},
	"contact": func(_ *world, _, _, about campus.ID) campus.Change {
		return campus.Create(campus.ContactID(about), "contact", &campus.Contact{Person: about, Email: "me@example.org"})
	},
	"savedsearch": func(_ *world, _, _, _ campus.ID) campus.Change {
		return make1("savedsearch", &campus.SavedSearch{Section: "collaborate", Name: "Thai partners"})
	},
	"folder": func(_ *world, _, _, _ campus.ID) campus.Change { return make1("folder", &campus.Folder{Name: "Forms"}) },
	"document": func(_ *world, _, _, _ campus.ID) campus.Change {
		return make1("document", &campus.Document{Name: "slides.pdf", Size: 3, Manifest: hash()})
	},
}

// fresh is something said in a space that nobody has reported or reacted to yet.
func (w *world) fresh(space campus.ID) campus.ID {
	c := campus.Say(space, space, time.Now().String()).Changes[0]
	if space == w.env.Commons {
		c = make1("topic", &campus.Topic{Title: "Rice"})
	}
	w.put(space, w.env.People["minh"], c)
	return c.Record
}

// otherValues are those that can't be any of their type.
var otherValues = map[string]string{
	"role": `"staff"`, "entry": `"closed"`, "country": `"ID"`, "language": `"th"`, "languages": `"th"`, "area": `"Agriculture and animal science"`,
	"deadline": `"2027-05-01"`, "request.from": `"2027-05-01"`, "request.to": `"2027-05-02"`, "countries": `"TH"`, "areas": `["Agriculture and animal science"]`,
	"attendance.state": `"absent"`, "report.state": `"handled"`, "quiz.counts": `"last"`, "report.reason": `"rude"`, "ruling.reason": `"rude"`, "ruling.act": `"hide"`, "task.state": `"done"`,
	"request.state": `"closed"`, "applicant.state": `"refused"`, "level": `"follow"`, "emoji": `"👍"`, "category": `"form"`, "start": `1794999000000`, "end": `1795007200000`,
	"document.versions": `[]`, "url": `"https://example.org"`, "manifest": `"cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"`, "question.category": `"Sums"`,
	"work": `"teacher"`, "code": `"BCDF2345"`, "question.question": `{"id":"a","points":2,"text":"2","type":"numeric"}`, "question.key": `{"number":3}`, "link": `"https://example.org"`,
	"joining.state": `"accepted"`, "pair": `[]`, "order": `"t"`, "document.type": `"image/png"`, "tags": `["x"]`, "publish": `0`,
}

var permissionRows = []permissionRow{
	{"commons", campus.InCommons, 0, "another author delete grab staff - | name os"},
	{"institution", campus.InInstitution, 0, "another author delete grab name staff - | about os"},
	{"group", campus.InGroup, 0, "another author delete grab pair staff - | about entry name os"},
	{"class", campus.InClass, 0, "another author delete grab staff - | about area template title os"},
	{"talk", campus.InTalk, 0, "another author delete grab staff - | title o"},
	{"personal", campus.InPersonal, 0, "another author delete grab owner staff -"},
	{"membership", campus.InCommons, 0, "anew another author delete grab person revive staff - | make role theirs o"},
	{"membership", campus.InInstitution, 0, "anew another author delete grab person revive staff - | role o | make theirs os"},
	{"membership", campus.InGroup, 0, "anew another author delete grab person revive staff - | role o | make theirs os"},
	{"membership", campus.InClass, 0, "anew another author delete grab person revive staff - | role o | make theirs os"},
	{"membership", campus.InTalk, 0, "anew another author delete grab person revive staff - | make role theirs o"},
	{"membership", campus.InPersonal, 0, "anew another author delete grab make person revive role staff theirs -"},
	{"person", campus.InCommons, 0, "about anew another area author delete grab institution languages make name revive staff theirs work -"},
	{"college", campus.InCommons, 0, "about anew another author city country delete grab institution make name revive staff theirs -"},
	{"topic", campus.InCommons, 'a', "anew text title a | make amost | delete aos | theirs most | another author grab locked revive staff os"},
	{"post", campus.InCommons, 'a', "anew grab reply_to topic - | mentions text a | make amost | delete aos | theirs most | another author revive staff os"},
	{"post", campus.InGroup, 'a', "anew grab reply_to topic - | mentions text a | make amos | delete aos | theirs mos | another author revive staff os"},
	{"post", campus.InClass, 'a', "anew grab reply_to topic - | mentions text a | make amos | delete aos | theirs mos | another author revive staff os"},
	{"post", campus.InTalk, 'a', "anew another author grab reply_to revive staff topic - | delete mentions text a | make amos | theirs mos"},
	{"report", campus.InCommons, 'a', "all anew another delete grab of revive staff theirs - | reason words a | make amost | state os"},
	{"report", campus.InGroup, 'a', "all anew another delete grab of revive staff theirs - | reason words a | make amos | state os"},
	{"report", campus.InClass, 'a', "all anew another delete grab of revive staff theirs - | reason words a | make amos | state os"},
	{"ruling", campus.InCommons, 's', "act anew another at author delete grab of reason revive staff to topic words - | make theirs os"},
	{"ruling", campus.InGroup, 's', "act anew another at author delete grab of reason revive staff to topic words - | make theirs os"},
	{"ruling", campus.InClass, 's', "act anew another at author delete grab of reason revive staff to topic words - | make theirs os"},
	{"reaction", campus.InCommons, 'a', "anew another author delete emoji grab of revive staff theirs - | turns a | make amost"},
	{"reaction", campus.InGroup, 'a', "anew another author delete emoji grab of revive staff theirs - | turns a | make amos"},
	{"reaction", campus.InClass, 'a', "anew another author delete emoji grab of revive staff theirs - | turns a | make amos"},
	{"reaction", campus.InTalk, 'a', "anew another author delete emoji grab of revive staff theirs - | turns a | make amos"},
	{"article", campus.InCommons, 's', "another author grab - | anew archived delete important make pinned publish revive staff text theirs title os"},
	{"article", campus.InInstitution, 's', "another author grab - | anew archived delete important make pinned publish revive staff text theirs title os"},
	{"unit", campus.InClass, 's', "about anew another author delete grab make order revive staff theirs title os"},
	{"lesson", campus.InClass, 's', "anew another author delete grab make order publish revive staff text theirs title unit os"},
	{"session", campus.InClass, 's', "about anew another author cancelled delete end grab link make revive staff start theirs title os"},
	{"attendance", campus.InClass, 's', "all anew another grab of staff student - | delete make minutes revive state theirs os"},
	{"lessonread", campus.InClass, 'a', "all anew another delete grab of revive staff student theirs - | done a | make amos"},
	{"assignment", campus.InClass, 's', "anew another author delete due grab make once points publish revive rubric staff text theirs title unit weight os"},
	{"submission", campus.InClass, 'a', "all anew another assignment delete files grab revive staff text theirs - | make amos"},
	{"quiz", campus.InClass, 's', "practice - | anew another at_once attempts author closes counts delete due grab make minutes one_by_one opens publish questions revive shuffle staff text theirs title weight os"},
	{"quizkey", campus.InClass, 's', "all anew another author grab of practice - | delete keys make revive theirs os"},
	{"attempt", campus.InClass, 'a', "all anew another delete grab number of revive staff theirs - | make amos"},
	{"answers", campus.InClass, 'a', "all anew another answers delete grab number of revive staff theirs took - | make amos"},
	{"question", campus.InPersonal, 'a', "theirs - | anew another author category delete grab key make question revive staff a"},
	{"receipt", campus.InClass, 's', "all anew another delete grab revive staff student submission - | make theirs os"},
	{"receipt", campus.InCommons, 's', "all anew another delete grab revive staff student submission - | make theirs os"},
	{"receipt", campus.InInstitution, 's', "all anew another delete grab revive staff student submission - | make theirs os"},
	{"mark", campus.InClass, 's', "all anew another assignment grab student - | attempts author comment delete given make revive score scores submission theirs os"},
	{"joining", campus.InPersonal, 'a', "code grab in reason space state theirs words - | another author delete make staff a"},
	{"joincode", campus.InGroup, 's', "all anew another author code grab - | delete make off revive theirs until os"},
	{"joincode", campus.InClass, 's', "all anew another author code grab - | delete make off revive theirs until os"},
	{"applicant", campus.InGroup, 0, "all anew another author delete grab make person revive theirs words - | reason state os"},
	{"listing", campus.InCommons, 0, "about anew another author delete entry grab make name pair revive space staff theirs -"},
	{"task", campus.InGroup, 'a', "another author grab staff - | anew deadline make order state text title who amos | delete aos | theirs mos | revive os"},
	{"page", campus.InGroup, 'a', "another author grab staff - | anew make text title amos | delete aos | theirs mos | revive os"},
	{"readmark", campus.InPersonal, 'a', "anew in of theirs - | another author delete grab make revive staff upto a"},
	{"follow", campus.InPersonal, 'a', "anew in of theirs - | another author delete grab level make revive staff a"},
	{"draft", campus.InPersonal, 'a', "anew device in of theirs - | another author delete grab make name reply_to rev revive seen staff text a"},
	{"request", campus.InCommons, 't', "another author staff with - | revive os | delete make theirs ost | anew area areas countries deadline from grab languages receive send state text title to t"},
	{"answer", campus.InCommons, 'a', "anew another author grab of staff theirs - | text withdrawn a | make amost | delete aos | revive os"},
	{"contact", campus.InCommons, 'a', "another delete person staff theirs - | author email grab line phone a | make amost"},
	{"savedsearch", campus.InPersonal, 'a', "anew section theirs - | another author delete filters grab make name revive seen staff a"},
	{"folder", campus.InCommons, 't', "another author grab staff - | revive os | anew delete make name order parent theirs ost"},
	{"folder", campus.InInstitution, 's', "another author grab staff - | anew delete make name order parent revive theirs os"},
	{"folder", campus.InGroup, 'a', "another author grab staff - | make amos | anew delete name order parent aos | theirs mos | revive os"},
	{"folder", campus.InClass, 's', "another author grab staff - | anew delete make name order parent revive theirs os"},
	{"folder", campus.InTalk, 'a', "another author grab revive staff - | anew delete name order parent a | make amos | theirs mos"},
	{"folder", campus.InPersonal, 'a', "another author grab staff theirs - | anew delete make name order parent revive a"},
	{"document", campus.InCommons, 't', "another author form grab lesson of staff stored url - | revive os | delete folder make theirs ost | about anew category language manifest name size tags type versions t"},
	{"document", campus.InInstitution, 's', "another author form grab lesson of stored url - | about anew category delete folder language make manifest name revive size staff tags theirs type versions os"},
	{"document", campus.InGroup, 'a', "another form lesson of staff stored url - | about anew author category grab language manifest name size tags type versions a | folder make amos | delete aos | theirs mos | revive os"},
	{"document", campus.InClass, 's', "another author form grab lesson of stored url - | about anew category delete folder language make manifest name revive size staff tags theirs type versions os"},
	{"document", campus.InTalk, 'a', "another form lesson of revive staff stored url - | about anew author category delete grab language manifest name size tags type versions a | folder make amos | theirs mos"},
	{"document", campus.InPersonal, 'a', "form lesson of stored theirs url - | about anew another author category delete folder grab language make manifest name revive size staff tags type versions a"},
}
