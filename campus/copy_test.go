package campus

import (
	"strings"
	"testing"
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
