package campus

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func changesOf(kind string, actions ...Action) (out []Change) {
	for _, a := range actions {
		for _, c := range a.Changes {
			if c.Kind == kind {
				out = append(out, c)
			}
		}
	}
	return out
}

func recordOf(c Change) Record { return Record{ID: c.Record, Kind: c.Kind, Body: NewBody(c.Set)} }

func audienceOf(c Change) Audience {
	if c.Audience == nil {
		return Everyone
	}
	return *c.Audience
}

func TestCopyClass(t *testing.T) {
	unit := made("unit", 1, &Unit{Title: "Water", Order: "b"})
	open, draft := made("lesson", 2, &Lesson{Title: "Open", Order: "c", Unit: unit.ID, Text: "See [it](lesson:01900000-0000-7000-9000-000000000003) and [that](lesson:01900000-0000-7000-9000-000000000099)."}), made("lesson", 3, &Lesson{Title: "Draft", Order: "d", Publish: 5000})
	draft.Audience = StaffOnly
	task := made("assignment", 4, &Assignment{Title: "Task", Due: 9000, Unit: unit.ID, Points: 5})
	doc := func(n int, lesson ID, to Audience) Record {
		r := made("document", n, &Document{Name: "a.png", Manifest: hash64, Stored: hash64, Lesson: lesson})
		r.Audience = to
		return r
	}
	actions := CopyClass(me, Course{Title: "Again"}, Material{Units: []Record{unit}, Lessons: []Record{open, draft}, Assignments: []Record{task},
		Documents: []Record{doc(5, "", Everyone), doc(6, draft.ID, StaffOnly), doc(7, "", Audience(other)), doc(8, place, Everyone)}})
	if len(actions) != 1 {
		t.Fatalf("%d actions", len(actions))
	}
	space := actions[0].Space
	if _, founds := Founds(space, me, actions[0].Changes); !founds {
		t.Error("the first action founds nothing")
	}
	if members := changesOf("membership", actions...); len(members) != 1 {
		t.Errorf("%d people come along", len(members))
	}
	newUnit := changesOf("unit", actions...)[0].Record
	lessons := changesOf("lesson", actions...)
	one, two := As[Lesson](recordOf(lessons[0])), As[Lesson](recordOf(lessons[1]))
	if one.Unit != newUnit || newUnit == unit.ID || audienceOf(lessons[0]) != Everyone {
		t.Errorf("the lesson became %+v for %q", one, audienceOf(lessons[0]))
	}
	if want := "See [it](lesson:" + string(lessons[1].Record) + ") and [that](lesson:01900000-0000-7000-9000-000000000099)."; one.Text != want {
		t.Errorf("its text became %s, want %s", one.Text, want)
	}
	if two.Publish != 0 || audienceOf(lessons[1]) != StaffOnly {
		t.Errorf("the draft became %+v for %q", two, audienceOf(lessons[1]))
	}
	tasks := changesOf("assignment", actions...)
	if a := As[Assignment](recordOf(tasks[0])); a.Due != 0 || a.Unit != newUnit || a.Points != 5 || audienceOf(tasks[0]) != StaffOnly {
		t.Errorf("the assignment became %+v for %q", a, audienceOf(tasks[0]))
	}
	documents := changesOf("document", actions...)
	if len(documents) != 2 {
		t.Fatalf("%d documents", len(documents))
	}
	for i, want := range []ID{"", lessons[1].Record} {
		d := As[Document](recordOf(documents[i]))
		if d.Lesson != want || d.Stored != "" || d.Manifest != hash64 {
			t.Errorf("document %d became %+v", i, d)
		}
	}
	if audienceOf(documents[1]) != StaffOnly {
		t.Error("a draft's picture is for everybody")
	}
}

func TestCopyLesson(t *testing.T) {
	lesson := made("lesson", 2, &Lesson{Title: "One", Text: "x", Order: "c", Unit: place, Publish: 4})
	picture := made("document", 3, &Document{Name: "a.png", Manifest: hash64, Stored: hash64, Lesson: lesson.ID})
	all := CopyLesson(lesson, []Record{picture}, "Two", "d", "")
	l, d := As[Lesson](recordOf(all[0])), As[Document](recordOf(all[1]))
	if len(all) != 2 || l.Title != "Two" || l.Text != "x" || l.Order != "d" || l.Unit != "" || l.Publish != 0 || audienceOf(all[0]) != StaffOnly {
		t.Errorf("the copy is %+v", l)
	}
	if d.Lesson != all[0].Record || d.Lesson == lesson.ID || d.Stored != "" || audienceOf(all[1]) != StaffOnly {
		t.Errorf("its picture is %+v", d)
	}
}

// TestPackKeepsTheLimits: what a large class is made of goes into sets that can be sent.
func TestPackKeepsTheLimits(t *testing.T) {
	var changes []Change
	for range 1300 {
		changes = append(changes, Create(NewID(), "unit", &Unit{Title: "u", Order: "n"}))
	}
	for range 12 {
		changes = append(changes, Create(NewID(), "lesson", &Lesson{Title: "l", Order: "n", Text: strings.Repeat("ក", MaxText)}))
	}
	all, n := Pack(place, changes), 0
	for _, a := range all {
		set := Set{Server: place, Device: strings.Repeat("a", 32), Space: a.Space, Number: 1, Changes: a.Changes}
		if _, err := DecodeSet(set.Encode()); err != nil {
			t.Error(err)
		}
		for _, c := range a.Changes {
			if c.Record != changes[n].Record {
				t.Fatal("another order")
			}
			n++
		}
	}
	if n != len(changes) || len(all) != 8 {
		t.Errorf("%d of %d changes in %d sets", n, len(changes), len(all))
	}
}

// TestCopyClassTakesQuizzes: they come as drafts without dates, marked by keys of their
// own, of which nothing is known from the first ones.
func TestCopyClassTakesQuizzes(t *testing.T) {
	ask := func(n int, practice bool) (Record, Record) {
		quiz := made("quiz", n, &Quiz{Title: "Wet", Practice: practice, Opens: 5, Due: 7, Closes: 9, Publish: 3, Attempts: 2, Text: "After [it](lesson:01900000-0000-7000-9000-000000000030).",
			Questions: []Question{{ID: "q", Type: Ordering, Text: "Put", Points: 2, Choices: []Choice{{"b", "second"}, {"a", "first"}}}, {ID: "e", Type: Essay, Text: "Why?", Points: 3}}})
		key := made("quizkey", 0, &QuizKey{Of: quiz.ID, Practice: practice, Keys: map[string]KeyItem{"q": {Right: []string{"a", "b"}, Feedback: "so"}}})
		key.ID, key.Audience = QuizKeyID(quiz.ID, practice), StaffOnly
		return quiz, key
	}
	graded, key := ask(31, false)
	practice, open := ask(32, true)
	open.Audience = Everyone
	stray := key
	stray.ID = practice.ID // a key under another ID than its own is none
	lesson := made("lesson", 30, &Lesson{Title: "It", Order: "b"})
	actions := CopyClass(me, Course{Title: "Again"}, Material{Lessons: []Record{lesson}, Quizzes: []Record{graded, practice}, Keys: []Record{key, open, stray}})
	quizzes, keys := changesOf("quiz", actions...), changesOf("quizkey", actions...)
	if len(quizzes) != 2 || len(keys) != 2 {
		t.Fatalf("%d quizzes and %d keys", len(quizzes), len(keys))
	}
	for i, isPractice := range []bool{false, true} {
		q, k := As[Quiz](recordOf(quizzes[i])), As[QuizKey](recordOf(keys[i]))
		if q.Practice != isPractice || q.Opens+q.Due+q.Closes+q.Publish != 0 || q.Attempts != 2 || audienceOf(quizzes[i]) != StaffOnly {
			t.Errorf("the quiz became %+v for %q", q, audienceOf(quizzes[i]))
		}
		if keys[i].Record != QuizKeyID(quizzes[i].Record, isPractice) || k.Of != quizzes[i].Record || k.Practice != isPractice || audienceOf(keys[i]) != StaffOnly {
			t.Errorf("the key became %+v for %q", k, audienceOf(keys[i]))
		}
		one, names := q.Questions[0], map[string]string{}
		for _, c := range one.Choices {
			names[c.ID] = c.Text
		}
		right := k.Keys[one.ID].Right
		if one.ID == "q" || len(right) != 2 || names[right[0]] != "first" || names[right[1]] != "second" || names["a"] != "" || !k.Keys[one.ID].Fits(one) {
			t.Errorf("the question became %+v with %+v", one, k.Keys[one.ID])
		}
		if want := "After [it](lesson:" + string(changesOf("lesson", actions...)[0].Record) + ")."; q.Text != want {
			t.Errorf("its text became %s", q.Text)
		}
	}
	if n := len(changesOf("attempt", actions...)) + len(changesOf("answers", actions...)); n != 0 {
		t.Errorf("%d attempts come along", n)
	}
}

func TestSessionsFrom(t *testing.T) {
	zone := time.FixedZone("", 7*3600)
	at := func(s string) int64 {
		when, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
		if err != nil {
			t.Fatal(err)
		}
		return when.UnixMilli()
	}
	second := made("session", 41, &Session{Title: "Two", Start: at("2026-03-12 01:00"), End: at("2026-03-12 02:30"), Cancelled: true})
	first := made("session", 42, &Session{Title: "One", Start: at("2026-03-05 23:30"), End: at("2026-03-06 00:30"), Link: "https://meet.example.org/a"})
	gone := made("session", 43, &Session{Title: "Gone", Start: at("2026-01-01 10:00"), End: at("2026-01-01 11:00")})
	gone.Deleted = true
	day, _ := time.ParseInLocation(time.DateOnly, "2027-03-04", zone)
	all := SessionsFrom([]Record{second, gone, first}, day, zone)
	want := []Session{{Title: "One", Start: at("2027-03-04 23:30"), End: at("2027-03-05 00:30"), Link: "https://meet.example.org/a"},
		{Title: "Two", Start: at("2027-03-11 01:00"), End: at("2027-03-11 02:30")}}
	if !slices.Equal(all, want) {
		t.Errorf("they are %+v, want %+v", all, want)
	}
	drafts := changesOf("session", CopyClass(me, Course{Title: "Again"}, Material{Sessions: all})...)
	if len(drafts) != 2 || audienceOf(drafts[0]) != StaffOnly || As[Session](recordOf(drafts[1])) != want[1] {
		t.Errorf("they became %+v", drafts)
	}
	if SessionsFrom(nil, day, zone) != nil {
		t.Error("no sessions became some")
	}
}

// TestCopyClassTakesFolders: documents stand in the copies of their folders, and name no
// earlier file, which nobody would bring.
func TestCopyClassTakesFolders(t *testing.T) {
	top := made("folder", 51, &Folder{Name: "Sheets"})
	in := made("folder", 52, &Folder{Name: "March", Parent: top.ID})
	doc := made("document", 53, &Document{Name: "a.png", Manifest: hash64, Folder: in.ID, Versions: []FileVersion{{Manifest: hash64, Name: "a.png", By: other}, {Manifest: strings.Repeat("b", 64), Name: "b.png", By: other}}})
	actions := CopyClass(me, Course{Title: "Again"}, Material{Folders: []Record{in, top}, Documents: []Record{doc}})
	folders := changesOf("folder", actions...)
	d := As[Document](recordOf(changesOf("document", actions...)[0]))
	if len(folders) != 2 || d.Folder != folders[0].Record || As[Folder](recordOf(folders[0])).Parent != folders[1].Record || len(d.Versions) != 0 {
		t.Errorf("folders %+v, document %+v", folders, d)
	}
}

// TestCopyClassTakesNotes: those for all go with the copies of their documents; what is on a
// draft's handout, which not every member sees, would be refused with all that is copied.
func TestCopyClassTakesNotes(t *testing.T) {
	draft := made("assignment", 61, &Assignment{Title: "Draw", Points: 10})
	open := made("document", 62, &Document{Name: "a.pdf", Manifest: hash64})
	hidden := made("document", 63, &Document{Name: "b.pdf", Manifest: hash64, Of: draft.ID})
	on := func(n int, of ID, text string) Record {
		r := made("annotation", n, &Annotation{In: place, Of: of, Manifest: hash64, Page: 3, Part: 100, Quote: "words", Text: text})
		r.Space = place
		return r
	}
	mine := on(66, open.ID, "Mine")
	mine.Space = PersonalSpace(me)
	actions := CopyClass(me, Course{Title: "Again"}, Material{Assignments: []Record{draft}, Documents: []Record{open, hidden},
		Annotations: []Record{on(64, open.ID, "Read this"), on(65, hidden.ID, "Not yet"), mine}})
	notes := changesOf("annotation", actions...)
	if len(notes) != 1 {
		t.Fatalf("%d notes are copied", len(notes))
	}
	a := As[Annotation](recordOf(notes[0]))
	if a.In != actions[0].Space || a.Of != changesOf("document", actions...)[0].Record || a.Text != "Read this" || a.Page != 3 || a.Quote != "words" {
		t.Errorf("%+v", a)
	}
}
