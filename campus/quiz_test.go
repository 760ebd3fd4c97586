package campus

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

func choices(texts ...string) (out []Choice) {
	for _, s := range texts {
		out = append(out, Choice{ID: "c" + s, Text: s})
	}
	return out
}

func TestQuizRules(t *testing.T) {
	graded, practice := QuizKeyID(place, false), QuizKeyID(place, true)
	key := func(rest string) string { return `{"of":"` + string(place) + `"` + rest + `}` }
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
		{"a teacher makes a quiz", "quiz", Staff, me, record, "", StaffOnly, true, false, true},
		{"a student makes a quiz", "quiz", Member, me, record, "", Everyone, true, false, false},
		{"a student publishes", "quiz", Member, other, record, `{"minutes":5}`, Everyone, false, false, false},
		{"practice becomes graded", "quiz", Staff, me, record, `{"practice":true}`, StaffOnly, false, false, false},
		{"the key of a graded quiz", "quizkey", Staff, me, graded, key(""), StaffOnly, true, false, true},
		{"for all", "quizkey", Staff, me, graded, key(""), Everyone, true, false, false},
		{"for one student", "quizkey", Owner, me, graded, key(""), Audience(other), true, false, false},
		{"made everybody's later", "quizkey", Owner, me, graded, `{"unknown":1}`, Everyone, false, false, false},
		{"under another ID", "quizkey", Staff, me, record, key(""), StaffOnly, true, false, false},
		{"under the ID of practice", "quizkey", Staff, me, practice, key(""), StaffOnly, true, false, false},
		{"said to be practice under the graded ID", "quizkey", Staff, me, graded, key(`,"practice":true`), Everyone, true, false, false},
		{"the key of a practice quiz", "quizkey", Staff, me, practice, key(`,"practice":true`), Everyone, true, false, true},
		{"a student's key", "quizkey", Member, me, practice, key(`,"practice":true`), Everyone, true, false, false},
		{"a student begins", "attempt", Member, me, AttemptID(place, me, 1), "", Audience(me), true, false, true},
		{"under another number", "attempt", Member, me, AttemptID(place, me, 2), "", Audience(me), true, false, false},
		{"in another's name", "attempt", Member, me, AttemptID(place, other, 1), "", Audience(me), true, false, false},
		{"for all to see", "attempt", Member, me, AttemptID(place, me, 1), "", Everyone, true, false, false},
		{"begins anew", "attempt", Member, me, AttemptID(place, me, 1), "", Audience(me), false, true, false},
		{"a student finishes", "answers", Member, me, record, "", Audience(me), true, false, true},
		{"for another", "answers", Member, me, record, "", Audience(other), true, false, false},
		{"answers better later", "answers", Member, me, record, `{"answers":{"a":{"text":"3"}}}`, Audience(me), false, false, false},
		{"the staff change it", "answers", Owner, other, record, `{"answers":{"a":{"text":"3"}}}`, Audience(other), false, false, false},
		{"takes it back", "answers", Member, me, record, "", Audience(me), false, true, false},
		{"a question in the bank", "question", Owner, me, record, "", Everyone, true, false, false}, // not in a class
	} {
		body, edit := samples[c.kind].body, samples[c.kind].edit
		if c.isNew && c.body != "" {
			body = c.body
		} else if c.body != "" {
			edit = c.body
		}
		w := Write{Actor: Actor{Person: me, Role: c.role}, Space: place, In: InClass, Record: c.record, Author: c.author, Was: c.audience, Deleted: c.deleted}
		if c.kind == "quizkey" && !c.isNew {
			w.Was = StaffOnly
		}
		if err := judgeSample(t, c.kind, body, edit, w, c.isNew, c.audience); (err == nil) != c.may {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	two := Record{ID: place, Kind: "quiz", Body: Body(encode(&Quiz{Title: "x", Attempts: 2}))}
	for n, may := range map[int]bool{1: true, 2: true, 3: false} {
		a := Attempt{Of: place, Number: n}
		w := Write{Actor: Actor{Person: me, Role: Member}, Record: AttemptID(place, me, n), Author: me, Audience: Audience(me), Look: func(ID) (Record, bool) { return two, true }}
		if err := a.MayWrite(w); (err == nil) != may {
			t.Errorf("attempt %d of two: %v", n, err)
		}
	}
}

func TestQuizValues(t *testing.T) {
	one := Question{ID: "a", Type: SingleChoice, Text: "?", Choices: choices("x", "y")}
	with := func(f func(*Question)) *Quiz {
		q := one
		f(&q)
		return &Quiz{Title: "Q", Questions: []Question{q}}
	}
	if err := with(func(*Question) {}).Validate(); err != nil {
		t.Fatal(err)
	}
	for i, v := range []Value{
		&Quiz{}, &Quiz{Title: "Q", Minutes: -1}, &Quiz{Title: "Q", Minutes: MaxMinutes + 1}, &Quiz{Title: "Q", Attempts: -1}, &Quiz{Title: "Q", Counts: "worst"},
		&Quiz{Title: "Q", Opens: 5, Closes: 5}, &Quiz{Title: "Q", Due: -1}, &Quiz{Title: "Q", Weight: math.NaN()},
		&Quiz{Title: "Q", Questions: []Question{one, one}}, &Quiz{Title: "Q", Questions: make([]Question, MaxQuestions+1)},
		with(func(q *Question) { q.ID = "" }), with(func(q *Question) { q.Type = "riddle" }), with(func(q *Question) { q.Text = " " }), with(func(q *Question) { q.Points = -1 }),
		with(func(q *Question) { q.Choices = choices("x") }), with(func(q *Question) { q.Choices = choices("x", "x") }), with(func(q *Question) { q.Choices = choices("x", "") }),
		with(func(q *Question) { q.Choices = make([]Choice, MaxChoices+1) }), with(func(q *Question) { q.Type = Matching }), with(func(q *Question) { q.Type = Essay }),
		with(func(q *Question) { q.Text = strings.Repeat("x", MaxQuestionText+1) }),
		&QuizKey{}, &QuizKey{Of: place, Keys: map[string]KeyItem{"a": {Tolerance: -1}}}, &QuizKey{Of: place, Keys: map[string]KeyItem{"a": {Number: math.Inf(1)}}},
		&QuizKey{Of: place, Keys: map[string]KeyItem{"a": {Accept: make([]string, MaxAccepted+1)}}},
		&Attempt{Of: place}, &Attempt{Number: 1}, &Attempt{Of: place, Number: MaxAttempts + 1}, &Answers{Of: place}, &Answers{Of: place, Number: 1, Took: -1},
		&Answers{Of: place, Number: 1, Answers: map[string]Answer{"a": {Text: strings.Repeat("x", MaxEssay+1)}}}, &BankQuestion{},
		&Mark{Assignment: place, Student: me, Attempts: map[string]float64{"1": -1}}, &Mark{Assignment: place, Student: me, Given: map[ID]map[string]float64{"x": nil}},
	} {
		if v.Validate() == nil {
			t.Errorf("%d: %+v is taken", i, v)
		}
	}
}

func TestShare(t *testing.T) {
	four := choices("a", "b", "c", "d")
	multiple := Question{Type: MultipleChoice, Choices: four}
	order := Question{Type: Ordering, Choices: four}
	match := Question{Type: Matching, Choices: choices("a", "b"), Targets: []Choice{{"1", "one"}, {"2", "two"}, {"3", "two"}}}
	ab, abcd := KeyItem{Right: []string{"ca", "cb"}}, KeyItem{Right: []string{"ca", "cb", "cc", "cd"}}
	pick := func(ids ...string) Answer { return Answer{Choice: ids} }
	for _, c := range []struct {
		name  string
		q     Question
		k     KeyItem
		a     Answer
		want  float64
		known bool
	}{
		{"the one", Question{Type: SingleChoice, Choices: four}, KeyItem{Right: []string{"cb"}}, pick("cb"), 1, true},
		{"another", Question{Type: SingleChoice, Choices: four}, KeyItem{Right: []string{"cb"}}, pick("ca"), 0, true},
		{"all at once", Question{Type: SingleChoice, Choices: four}, KeyItem{Right: []string{"cb"}}, pick("ca", "cb"), 0, true},
		{"no key", Question{Type: SingleChoice, Choices: four}, KeyItem{}, pick("cb"), 0, false},
		{"no key, no answer", Question{Type: SingleChoice, Choices: four}, KeyItem{}, Answer{}, 0, true},
		{"true", Question{Type: TrueFalse}, KeyItem{Right: []string{ChoiceTrue}}, pick("true"), 1, true},
		{"false", Question{Type: TrueFalse}, KeyItem{Right: []string{ChoiceTrue}}, pick("false"), 0, true},
		{"both", multiple, ab, pick("cb", "ca"), 1, true},
		{"half", multiple, ab, pick("ca"), 0.5, true},
		{"one right, one wrong", multiple, ab, pick("ca", "cc"), 0, true},
		{"both and one wrong", multiple, ab, pick("ca", "cb", "cc"), 0.5, true},
		{"everything", multiple, ab, pick("ca", "cb", "cc", "cd"), 0, true},
		{"only wrong", multiple, ab, pick("cc", "cd"), 0, true},
		{"the same twice", multiple, ab, pick("ca", "ca"), 0.5, true},
		{"in order", order, abcd, pick("ca", "cb", "cc", "cd"), 1, true},
		{"the last first", order, abcd, pick("cd", "ca", "cb", "cc"), 2.0 / 3, true},
		{"backwards", order, abcd, pick("cd", "cc", "cb", "ca"), 0, true},
		{"some only", order, abcd, pick("ca", "cb"), 0, true},
		{"pairs", match, KeyItem{Match: map[string]string{"ca": "1", "cb": "2"}}, Answer{Match: map[string]string{"ca": "1", "cb": "2"}}, 1, true},
		{"a target that reads the same", match, KeyItem{Match: map[string]string{"ca": "1", "cb": "2"}}, Answer{Match: map[string]string{"ca": "1", "cb": "3"}}, 1, true},
		{"one pair", match, KeyItem{Match: map[string]string{"ca": "1", "cb": "2"}}, Answer{Match: map[string]string{"ca": "1", "cb": "1"}}, 0.5, true},
		{"an essay", Question{Type: Essay}, KeyItem{}, Answer{Text: "I think"}, 0, false},
		{"no essay", Question{Type: Essay}, KeyItem{}, Answer{Text: " "}, 0, true},
	} {
		if got, known := Share(c.q, c.k, c.a); math.Abs(got-c.want) > 1e-9 || known != c.known {
			t.Errorf("%s: %v %v, want %v %v", c.name, got, known, c.want, c.known)
		}
	}
}

func TestShortText(t *testing.T) {
	for _, c := range []struct {
		accept, answer string
		want           bool
	}{
		{"Phnom Penh", "  phnom   PENH ", true}, {"Phnom Penh", "Phnompenh", false},
		{"ភ្នំពេញ", "ភ្នំពេញ", true}, {"ភ្នំពេញ", "ភ្នំ\u200bពេញ", true}, {"ភ្នំពេញ", "ភ្នំ ពេញ", true}, {"ភ្នំពេញ", "សៀមរាប", false},
		{"ประเทศไทย", "ประเทศ ไทย", true}, {"ປະເທດລາວ", " ປະເທດລາວ", true}, {"မြန်မာ", "မြန်မာ", true}, {"မြန်မာ", "မြန်", false},
		{"Hà Nội", "HÀ NỘI", true}, {"Hà Nội", "Ha Noi", false},
		{"2026", "២០២៦", true}, {"๒๕๖๙", "2569", true}, {"10 km", "၁၀ km", true}, {"໑໒", "12", true},
		{"rock'n'roll", "Rock’n’Roll", true}, {"e-Buddy", "e\u2010buddy", true},
		{"nas*", "Nasi lemak", true}, {"*lemak", "nasi lemak", true}, {"*si*mak", "nasi lemak", true}, {"*mak*si", "nasi lemak", false}, {"a*a", "a", false}, {"*", "anything", true},
		{"x", "", false},
	} {
		if got := acceptsAny([]string{"nothing like it", c.accept}, c.answer); got != c.want {
			t.Errorf("%q for %q: %v", c.answer, c.accept, got)
		}
	}
}

func TestReadNumbers(t *testing.T) {
	for s, want := range map[string][]float64{
		"12": {12}, " -3.5 ": {-3.5}, "3,5": {3.5}, "−7": {-7}, "+2": {2}, "1e3": {1000}, "๑๒,๕": {12.5}, "១២៣": {123}, "໓.໕": {3.5}, "၄၂": {42}, "１２": {12},
		"1,234": {1.234, 1234}, "1.234": {1.234, 1234}, "0,234": {0.234}, "12,34": {12.34}, "1.234,5": {1234.5}, "1,234.5": {1234.5}, "1 234 567": {1234567}, "1,234,567": {1234567}, "1'000": {1000},
		"": nil, "many": nil, "1,2,3": nil, "12.34.5": nil, "NaN": nil, "Inf": nil, "0x10": nil, "1.2,3,4": nil, "--1": nil,
	} {
		if got := ReadNumbers(s); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
	q := Question{Type: Numeric, Unit: "km"}
	for _, c := range []struct {
		k    KeyItem
		s    string
		want float64
	}{
		{KeyItem{Number: 0.3}, "0.3", 1}, {KeyItem{Number: 0.1 + 0.2}, "0,3", 1}, {KeyItem{Number: 1234}, "1.234", 1}, {KeyItem{Number: 1.234}, "1,234 km", 1}, {KeyItem{Number: 10}, "๑๐ KM", 1},
		{KeyItem{Number: 200, Tolerance: 5}, "205", 1}, {KeyItem{Number: 200, Tolerance: 5}, "205.1", 0},
		{KeyItem{Number: -200, Tolerance: 5, Percent: true}, "-190", 1}, {KeyItem{Number: 200, Tolerance: 5, Percent: true}, "189.9", 0}, {KeyItem{Number: 200}, "two hundred", 0},
	} {
		if got, known := Share(q, c.k, Answer{Text: c.s}); got != c.want || !known {
			t.Errorf("%q for %+v: %v", c.s, c.k, got)
		}
	}
}

func TestShuffled(t *testing.T) {
	q := Quiz{Shuffle: true}
	for i := range 12 {
		id := string(rune('a' + i))
		q.Questions = append(q.Questions, Question{ID: id, Type: SingleChoice, Choices: choices("1", "2", "3", "4", "5")})
	}
	ids := func(all []Question) (s string) {
		for _, one := range all {
			s += one.ID
			for _, c := range one.Choices {
				s += c.Text
			}
		}
		return s
	}
	plain := ids(q.Questions)
	one, again, two := ids(q.Shuffled(me)), ids(q.Shuffled(me)), ids(q.Shuffled(other))
	if one != again || one == two || one == plain || ids(q.Questions) != plain {
		t.Errorf("shuffled: %s, %s, %s", one, again, two)
	}
	const written = "l" // what all computers see today they have to see tomorrow
	if first := q.Shuffled(me)[0].ID; first != written {
		t.Errorf("the first question is %q now, and was %q", first, written)
	}
	q.Shuffle = false
	if ids(q.Shuffled(me)) != plain {
		t.Error("shuffled without being asked to")
	}
	o := Question{ID: "o", Type: Ordering, Choices: []Choice{{"9", "first"}, {"3", "second"}, {"5", "third"}}}.Hide()
	if o.Choices[0].Text != "second" || o.Choices[2].Text != "first" {
		t.Errorf("the order is told: %v", o.Choices)
	}
	if _, k := CopyQuestion(o, KeyItem{Right: []string{"9", "3", "5"}}); slices.Contains(k.Right, "9") || len(k.Right) != 3 {
		t.Errorf("a copy has the names of the original: %v", k)
	}
}

func answered(quiz, who ID, number int, at time.Time, answers map[string]Answer) Record {
	return Record{ID: DerivedID(string(quiz), string(who), at.String()), Kind: "answers", Author: who, Created: at, Audience: Audience(who),
		Body: Body(encode(&Answers{Of: quiz, Number: number, Answers: answers}))}
}

func TestMarkQuiz(t *testing.T) {
	q := Quiz{Title: "Q", Attempts: 3, AtOnce: true, Questions: []Question{{ID: "n", Type: Numeric, Text: "?", Points: 3}, {ID: "e", Type: Essay, Text: "?", Points: 5}}}
	k := QuizKey{Of: place, Keys: map[string]KeyItem{"n": {Number: 4}}}
	quiz := func() Record { return Record{ID: place, Kind: "quiz", Body: Body(encode(&q))} }
	start := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	text := func(n, e string) map[string]Answer { return map[string]Answer{"n": {Text: n}, "e": {Text: e}} }
	all := []Record{answered(place, me, 2, start.Add(2*time.Hour), text("4", "")), answered(place, me, 1, start, text("5", "because")),
		answered(place, me, 1, start.Add(time.Hour), text("4", "")), answered(place, me, 4, start.Add(3*time.Hour), text("4", "much"))}
	m, to, ok := MarkQuiz(quiz(), k, me, all, Record{})
	if !ok || to != StaffOnly || m.Submission != all[0].ID || m.Scores["n"] != 3 || m.Attempts["1"] != 0 || m.Attempts["2"] != 3 || len(m.Attempts) != 2 {
		t.Fatalf("an essay waits: %+v for %q", m, to)
	}
	if again, same, _ := MarkQuiz(quiz(), k, me, all, Record{ID: MarkID(place, me), Audience: to, Body: Body(encode(&m))}); string(encode(again)) != string(encode(m)) || same != to {
		t.Errorf("marked twice it is %+v", again)
	}
	m.Given = map[ID]map[string]float64{all[1].ID: {"e": 4}}
	m, to, _ = MarkQuiz(quiz(), k, me, all, Record{ID: MarkID(place, me), Audience: StaffOnly, Body: Body(encode(&m))})
	if to != StaffOnly || m.Submission != all[1].ID || m.Scores["e"] != 4 || m.Attempts["1"] != 4 {
		t.Errorf("with the essay: %+v for %q", m, to)
	}
	if _, to, _ := MarkQuiz(quiz(), k, me, all, Record{ID: MarkID(place, me), Audience: Audience(me), Body: Body(encode(&m))}); to != Audience(me) {
		t.Errorf("returned by its teacher, it is for %q", to)
	}
	if _, to, _ := MarkQuiz(quiz(), k, me, all[:1], Record{}); to != Audience(me) {
		t.Errorf("where nothing waits it is for %q", to)
	}
	for counts, want := range map[Counting]ID{CountFirst: all[1].ID, CountLast: all[0].ID, CountBest: all[1].ID} {
		q.Counts = counts
		if got, _, _ := MarkQuiz(quiz(), k, me, all, Record{Body: Body(encode(&m))}); got.Submission != want {
			t.Errorf("the %s that counts is %s", counts, got.Submission)
		}
	}
	if _, _, ok := MarkQuiz(quiz(), k, me, nil, Record{}); ok {
		t.Error("a mark for nothing")
	}
	a := q.Assignment()
	if sum, has := m.Sum(a); !has || sum != 4 || a.Most() != 8 {
		t.Errorf("in the gradebook it is %v of %v", sum, a.Most())
	}
}

func TestQuizInTheGradebook(t *testing.T) {
	start := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	q := Quiz{Title: "Q", Weight: 1, Due: start.UnixMilli(), Questions: []Question{{ID: "n", Type: Numeric, Text: "?", Points: 3}, {ID: "e", Type: Essay, Text: "?", Points: 5}}}
	practice := q
	practice.Practice = true
	quizzes := []Record{{ID: place, Kind: "quiz", Body: Body(encode(&q))}, {ID: record, Kind: "quiz", Body: Body(encode(&practice))}}
	early, late := answered(place, me, 1, start.Add(-time.Hour), nil), answered(place, me, 2, start.Add(time.Hour), nil)
	mark := func(scores map[string]float64) []Record {
		return []Record{{ID: MarkID(place, me), Audience: StaffOnly, Body: Body(encode(&Mark{Assignment: place, Student: me, Submission: early.ID, Scores: scores}))}}
	}
	g := NewGradebook(quizzes, []Record{early, late}, mark(map[string]float64{"n": 3}), []ID{me, other})
	if len(g.Columns) != 1 || g.Columns[0].Most() != 8 {
		t.Fatalf("the columns are %+v", g.Columns)
	}
	if c := g.Rows[0].Cells[0]; !c.HandedIn || !c.Late || !c.Unmarked || c.Points != 3 || c.Submitted != 2 {
		t.Errorf("with an essay that waits: %+v", c)
	}
	if d := Duties(g, true, start); len(d) != 1 || d[0].ToMark != 1 {
		t.Errorf("the teacher has to do %+v", d)
	}
	g = NewGradebook(quizzes, []Record{early, late}, mark(map[string]float64{"n": 3, "e": 1}), []ID{me, other})
	if c := g.Rows[0].Cells[0]; c.Unmarked || g.Rows[0].Total != 50 {
		t.Errorf("marked: %+v, %v", c, g.Rows[0].Total)
	}
}

func TestTiming(t *testing.T) {
	start := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	q := Quiz{Minutes: 10, Due: start.Add(time.Hour).UnixMilli()}
	at := func(from, to, clock time.Duration) *Written {
		return &Written{From: start.Add(from).UnixMilli(), To: start.Add(to).UnixMilli(), Clock: start.Add(clock).UnixMilli()}
	}
	day := 24 * time.Hour
	for _, c := range []struct {
		name                string
		begun, ended        *Written
		took                time.Duration
		over, late, isWrong bool
	}{
		{"in time", at(0, 0, 0), at(9*time.Minute, 9*time.Minute, 9*time.Minute), 9 * time.Minute, false, false, false},
		{"over time by the honest times", at(0, 0, 0), at(40*time.Minute, 40*time.Minute, 40*time.Minute), 5 * time.Minute, true, false, false},
		{"over time by its own word", at(0, 0, 0), at(0, day, 0), 11 * time.Minute, true, false, false},
		{"late", at(0, 0, 0), at(2*time.Hour, 2*time.Hour, 2*time.Hour), time.Minute, true, true, false},
		{"a wrong clock is not held against anybody", at(0, day, -30*day), at(0, day, 30*day), 5 * time.Minute, false, false, true},
		{"offline for long, in time", at(-day, day, 0), at(-day, 2*day, 8*time.Minute), 8 * time.Minute, false, false, false},
		{"offline for long, over time", at(-day, day, 0), at(-day, 2*day, 50*time.Minute), 8 * time.Minute, true, false, false},
	} {
		b := Record{ID: other, Written: c.begun, Created: start.Add(3 * day)}
		e := answered(place, me, 1, start.Add(3*day), nil)
		e.Written, e.Body = c.ended, Body(encode(&Answers{Of: place, Number: 1, Took: c.took.Milliseconds()}))
		got := TimingOf(q, b, e)
		if got.Over != c.over || got.Late != c.late || got.ClockWrong != c.isWrong {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestErrandsOfQuizzes(t *testing.T) {
	for body, want := range map[string]int{`quiz {"title":"x"}`: 1, `quiz {"practice":true}`: 0, `quizkey {}`: 1, `quizkey {"practice":true}`: 0, `answers {}`: 1, `mark {}`: 0,
		`mark {"given":{"` + string(me) + `":{"a":1}}}`: 1, `attempt {}`: 0} {
		kind, b, _ := strings.Cut(body, " ")
		marks := 0
		for _, e := range ErrandsOf(Record{ID: record, Kind: kind, Body: Body(b)}) {
			if e.What == ErrandMark {
				marks++
			}
		}
		if marks != want {
			t.Errorf("%s asks %d times to be marked", body, marks)
		}
	}
}
