//go:build !race

package testenv_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
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
	"place": func(_ *world, space, _, _ campus.ID) campus.Change {
		of := campus.NewID()
		return campus.Create(campus.PlaceID("d1", space, of), "place", &campus.Place{Device: "d1", In: space, Of: of, Page: 17})
	},
	"annotation": func(w *world, space, _, _ campus.ID) campus.Change {
		on := make1("document", slides())
		if in := w.typeOf(space); in == campus.InClass || in == campus.InGroup {
			w.put(space, w.env.People["siti"], on)
		}
		return make1("annotation", &campus.Annotation{In: space, Of: on.Record, Manifest: hash(), Page: 17, Text: "Ask Rina"})
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
		return make1("document", slides())
	},
	"post/moved": func(w *world, space, _, _ campus.ID) campus.Change {
		return make1("post", &campus.Post{Topic: w.said[space], Text: "I do"})
	},
	"request/closed": func(_ *world, _, _, _ campus.ID) campus.Change {
		return make1("request", &campus.Request{Title: "Partners", Text: "Two weeks", State: campus.RequestClosed})
	},
	"quizkey/practice": func(_ *world, _, _, _ campus.ID) campus.Change {
		of := campus.NewID()
		return campus.Create(campus.QuizKeyID(of, true), "quizkey", &campus.QuizKey{Of: of, Practice: true}).For(campus.StaffOnly)
	},
	"quizkey/published": func(_ *world, _, _, _ campus.ID) campus.Change {
		of := campus.NewID()
		return campus.Create(campus.QuizKeyID(of, true), "quizkey", &campus.QuizKey{Of: of, Practice: true})
	},
	"mark/returned": func(_ *world, _, _, about campus.ID) campus.Change {
		of, score := campus.NewID(), 7.0
		return campus.Create(campus.MarkID(of, about), "mark", &campus.Mark{Assignment: of, Student: about, Score: &score}).For(campus.Audience(about))
	},
	"document/link": func(_ *world, _, _, _ campus.ID) campus.Change {
		return make1("document", &campus.Document{Name: "Visas", URL: "https://example.org/visas"})
	},
	"document/handed": func(_ *world, _, _, about campus.ID) campus.Change {
		return make1("document", slides()).For(campus.Audience(about))
	},
	"document/form": func(_ *world, _, _, about campus.ID) campus.Change {
		d := slides()
		d.Form = campus.NewID()
		return make1("document", d).For(campus.Audience(about))
	},
	"document/post": func(w *world, space, _, about campus.ID) campus.Change {
		for letter, name := range casts[w.typeOf(space)] {
			if w.env.People[name] == about && strings.IndexByte("ncr", letter) >= 0 {
				about = w.env.People["siti"] // who is no member has no post here
			}
		}
		d := slides()
		c := campus.Say(space, space, "Hello").Changes[0]
		w.put(space, about, c)
		d.Of = c.Record
		return make1("document", d)
	},
	"document/picture": func(_ *world, _, _, about campus.ID) campus.Change {
		return make1("document", &campus.Document{Name: "me.png", Type: "image/png", Size: 3, Manifest: hash(), Of: about})
	},
}

// typeOf is the type of one of the world's spaces.
func (w *world) typeOf(space campus.ID) campus.SpaceType {
	for in, id := range w.spaces {
		if id == space {
			return in
		}
	}
	return ""
}

// derived are the kinds whose IDs follow from what they say.
var derived = map[string]bool{"membership": true, "readmark": true, "follow": true, "report": true, "reaction": true, "draft": true, "place": true, "answer": true,
	"contact": true, "receipt": true, "mark": true, "attendance": true, "lessonread": true, "quizkey": true, "attempt": true}

// fresh is something said in a space that nobody has reported or reacted to yet.
func (w *world) fresh(space campus.ID) campus.ID {
	c := campus.Say(space, space, time.Now().String()).Changes[0]
	if space == w.env.Commons {
		c = make1("topic", &campus.Topic{Title: "Rice"})
	}
	w.put(space, w.env.People["minh"], c)
	return c.Record
}

// kindOf is the kind of a line, whose name may say more: document/form.
func kindOf(name string) string { kind, _, _ := strings.Cut(name, "/"); return kind }

// otherValues are those that can't be any of their type.
var otherValues = map[string]string{
	"role": `"staff"`, "entry": `"closed"`, "country": `"ID"`, "language": `"th"`, "languages": `"th"`, "area": `"Agriculture and animal science"`,
	"deadline": `"2027-05-01"`, "request.from": `"2027-05-01"`, "request.to": `"2027-05-02"`, "countries": `"TH"`, "areas": `["Agriculture and animal science"]`,
	"attendance.state": `"absent"`, "report.state": `"handled"`, "quiz.counts": `"last"`, "report.reason": `"rude"`, "ruling.reason": `"rude"`, "ruling.act": `"hide"`, "task.state": `"done"`,
	"request.state": `"closed"`, "applicant.state": `"refused"`, "level": `"follow"`, "emoji": `"👍"`, "category": `"form"`, "start": `1794999000000`, "end": `1795007200000`,
	"document.versions": `[]`, "url": `"https://example.org"`, "manifest": `"cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"`, "question.category": `"Sums"`,
	"work": `"teacher"`, "code": `"BCDF2345"`, "question.question": `{"id":"a","points":2,"text":"2","type":"numeric"}`, "question.key": `{"number":3}`, "link": `"https://example.org"`,
	"quizkey/practice.practice": `false`, "quizkey/published.practice": `false`, "request/closed.state": `"open"`, "document/link.url": `"https://example.org/other"`, "document/link.versions": `[{}]`,
	"joining.state": `"accepted"`, "pair": `[]`, "order": `"t"`, "place.turn": `1`, "document.type": `"image/png"`, "tags": `["x"]`, "publish": `0`,
}

// valueOf gives a value for a field that is another than any builder gives.
func valueOf(w *world, r permissionRow, k campus.Kind, field string) json.RawMessage {
	for _, name := range []string{r.kind + "." + field, k.Name + "." + field, field} {
		if v, known := otherValues[name]; known {
			return json.RawMessage(v)
		}
	}
	if r.kind == "post/moved" && field == "topic" { // to one that there is
		c := make1("topic", &campus.Topic{Title: "Maize"})
		w.put(w.env.Commons, w.env.People["minh"], c)
		return testenv.JSON(c.Record)
	}
	zero, err := k.Decode(nil)
	if err != nil {
		w.Fatal(err)
	}
	s := reflect.TypeOf(zero).Elem()
	for i := range s.NumField() {
		if name, _, _ := strings.Cut(s.Field(i).Tag.Get("json"), ","); name != field {
			continue
		}
		switch f := s.Field(i).Type; {
		case f == reflect.TypeFor[campus.ID]():
			return testenv.JSON(campus.NewID())
		case f.Kind() == reflect.String:
			return json.RawMessage(`"Other words"`)
		case f.Kind() == reflect.Bool:
			return json.RawMessage(`true`)
		case f.Kind() == reflect.Slice:
			return json.RawMessage(`[]`)
		case f.Kind() == reflect.Map:
			return json.RawMessage(`{}`)
		}
		return json.RawMessage(`7`)
	}
	w.Fatalf("%s has no field %s", k.Name, field)
	return nil
}
