package campus

import (
	"math"
	"testing"
	"time"
)

func TestHandInRules(t *testing.T) {
	sub := NewID()
	for _, c := range []struct {
		name     string
		kind     string
		role     Role
		author   ID
		record   ID
		body     string
		audience Audience
		isNew    bool
		deleted  bool
		may      bool
	}{
		{"a student hands in", "submission", Member, me, record, "", Audience(me), true, false, true},
		{"for everybody to see", "submission", Member, me, record, "", Everyone, true, false, false},
		{"for the staff alone", "submission", Staff, me, record, "", StaffOnly, true, false, false},
		{"in another's name", "submission", Staff, me, record, "", Audience(other), true, false, false},
		{"changes it later", "submission", Member, me, record, `{"text":"better"}`, Audience(me), false, false, false},
		{"takes it back", "submission", Member, me, record, "", Audience(me), false, true, false},
		{"the staff take it away", "submission", Owner, other, record, "", Audience(other), false, true, false},
		{"the staff show it to all", "submission", Owner, other, record, `{"unknown":1}`, Everyone, false, false, false},
		{"a student's file", "document", Member, me, record, "", Audience(me), true, false, true},
		{"a student's file for all", "document", Member, me, record, "", Everyone, true, false, false},
		{"a student changes the file", "document", Member, me, record, `{"manifest":"` + hash64[1:] + `0"}`, Audience(me), false, false, false},
		{"a student takes the file away", "document", Member, me, record, "", Audience(me), false, true, false},
		{"the staff open it", "receipt", Staff, me, ReceiptID(sub), `{"submission":"` + string(sub) + `","student":"` + string(other) + `"}`, Audience(other), true, false, true},
		{"a student makes a receipt", "receipt", Member, me, ReceiptID(sub), `{"submission":"` + string(sub) + `","student":"` + string(me) + `"}`, Audience(me), true, false, false},
		{"a receipt for somebody else", "receipt", Staff, me, ReceiptID(sub), `{"submission":"` + string(sub) + `","student":"` + string(other) + `"}`, Audience(me), true, false, false},
		{"the staff mark", "mark", Staff, me, MarkID(place, other), "", StaffOnly, true, false, true},
		{"the staff return it", "mark", Staff, me, MarkID(place, other), `{"comment":"good"}`, Audience(other), false, false, true},
		{"to another student", "mark", Staff, me, MarkID(place, other), `{"comment":"good"}`, Audience(me), false, false, false},
		{"to all", "mark", Owner, me, MarkID(place, other), `{"comment":"good"}`, Everyone, false, false, false},
		{"a second mark", "mark", Staff, me, record, "", StaffOnly, true, false, false},
		{"a student marks", "mark", Member, me, MarkID(place, other), "", Audience(me), true, false, false},
		{"an assignment as a draft", "assignment", Staff, me, record, "", StaffOnly, true, false, true},
		{"a student assigns", "assignment", Member, me, record, "", Everyone, true, false, false},
	} {
		body, edit := samples[c.kind].body, samples[c.kind].edit
		if c.isNew && c.body != "" {
			body = c.body
		} else if c.body != "" {
			edit = c.body
		}
		w := Write{Actor: Actor{Person: me, Role: c.role}, Space: place, In: InClass, Record: c.record, Author: c.author, Was: c.audience, Deleted: c.deleted}
		if !c.isNew && w.Was == Everyone {
			w.Was = Audience(c.author)
		}
		if err := judgeSample(t, c.kind, body, edit, w, c.isNew, c.audience); (err == nil) != c.may {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestHandInValues(t *testing.T) {
	nan, many := math.NaN(), make([]Criterion, MaxCriteria+1)
	for _, v := range []Value{
		&Assignment{Title: "A", Points: -1}, &Assignment{Title: "A", Points: MaxPoints + 1}, &Assignment{Title: "A", Weight: nan}, &Assignment{Points: 1},
		&Assignment{Title: "A", Due: -1}, &Assignment{Title: "A", Due: math.MaxInt64}, &Assignment{Title: "A", Rubric: many},
		&Assignment{Title: "A", Rubric: []Criterion{{ID: "1", Name: "x"}, {ID: "1", Name: "y"}}}, &Assignment{Title: "A", Rubric: []Criterion{{ID: "1"}}},
		&Submission{Assignment: place}, &Submission{Text: "x"}, &Submission{Assignment: place, Text: "x", Files: make([]ID, MaxFiles+1)}, &Submission{Assignment: place, Files: []ID{"x"}},
		&Mark{Assignment: place}, &Mark{Assignment: place, Student: me, Score: &nan}, &Mark{Assignment: place, Student: me, Scores: map[string]float64{"1": -1}},
		&Receipt{}, &Receipt{Submission: record},
	} {
		if v.Validate() == nil {
			t.Errorf("%+v is taken", v)
		}
	}
}

func TestStageOf(t *testing.T) {
	sub := Record{ID: record}
	receipt := Record{ID: ReceiptID(record)}
	mark := func(of ID, a Audience) Record {
		return Record{ID: MarkID(place, me), Audience: a, Body: Body(encode(&Mark{Assignment: place, Student: me, Submission: of}))}
	}
	for i, c := range []struct {
		sub, receipt, mark Record
		want               Stage
	}{
		{Record{ID: record, Waiting: true}, Record{}, Record{}, StageSaved}, {sub, Record{}, Record{}, StageReceived}, {sub, receipt, Record{}, StageOpened},
		{sub, receipt, mark(record, StaffOnly), StageOpened}, {sub, receipt, mark(record, Audience(me)), StageReturned}, {sub, receipt, mark(other, Audience(me)), StageOpened},
	} {
		if got := StageOf(c.sub, c.receipt, c.mark); got != c.want {
			t.Errorf("%d: stage %d, want %d", i, got, c.want)
		}
	}
}

func TestGradebook(t *testing.T) {
	due := time.Date(2026, 11, 20, 17, 0, 0, 0, time.UTC)
	score := func(n float64) *float64 { return &n }
	first, second, ungraded := NewID(), NewID(), NewID()
	assignments := []Record{
		{ID: ungraded, Body: Body(encode(&Assignment{Title: "Try it", Points: 5}))},
		{ID: second, Body: Body(encode(&Assignment{Title: "Report", Due: due.UnixMilli(), Weight: 3, Rubric: []Criterion{{ID: "1", Name: "a", Points: 4}, {ID: "2", Name: "b", Points: 6}}}))},
		{ID: first, Body: Body(encode(&Assignment{Title: "Plan", Due: due.Add(-time.Hour).UnixMilli(), Points: 20, Weight: 1}))},
	}
	sent := func(a ID, at time.Time, id ID) Record {
		return Record{ID: id, Author: me, Created: at, Body: Body(encode(&Submission{Assignment: a, Text: "x"}))}
	}
	one, again, stranger := NewID(), NewID(), sent(first, due, NewID())
	stranger.Author = place
	marks := []Record{
		{ID: MarkID(first, me), Audience: Audience(me), Body: Body(encode(&Mark{Assignment: first, Student: me, Submission: one, Score: score(10)}))},
		{ID: MarkID(second, me), Audience: StaffOnly, Body: Body(encode(&Mark{Assignment: second, Student: me, Scores: map[string]float64{"1": 4, "2": 5, "gone": 99}}))},
		{ID: MarkID(ungraded, other), Audience: StaffOnly, Body: Body(encode(&Mark{Assignment: ungraded, Student: other, Score: score(5)}))},
		{ID: MarkID(first, other), Audience: StaffOnly, Body: Body(encode(&Mark{Assignment: first, Student: other, Comment: "where is it?"}))},
	}
	g := NewGradebook(assignments, []Record{sent(first, due.Add(-2*time.Hour), one), stranger, sent(second, due.Add(time.Hour), again)}, marks, []ID{me, other})
	if g.Columns[0].ID != first || g.Columns[1].ID != second || g.Columns[2].ID != ungraded {
		t.Fatalf("columns are not by due date: %v", g.Columns)
	}
	mine := g.Rows[0].Cells
	if want := (GradeCell{Points: 10, Marked: true, Returned: true, HandedIn: true, Latest: one, Submitted: 1}); mine[0] != want {
		t.Errorf("first: %+v", mine[0])
	}
	if want := (GradeCell{Points: 9, Marked: true, HandedIn: true, Late: true, Unmarked: true, Latest: again, Submitted: 1}); mine[1] != want {
		t.Errorf("second, marked before it was handed in: %+v", mine[1])
	}
	if r := g.Rows[0]; !r.Has || math.Abs(r.Total-80) > 1e-9 { // (1 x 50 % + 3 x 90 %) / 4
		t.Errorf("a total of %v", r.Total)
	}
	if r := g.Rows[1]; r.Has || r.Cells[0].Marked || !r.Cells[2].Marked {
		t.Errorf("what counts nothing makes a total: %+v", r)
	}
}
