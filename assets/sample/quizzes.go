package sample

import (
	"encoding/hex"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"rantau/campus"
)

// asked is a question and what is right.
type asked struct {
	campus.Question
	key campus.KeyItem
}

// examiner writes questions; its chance names what is chosen.
type examiner struct{ r *rand.Rand }

func (e examiner) name() string {
	var raw [5]byte
	for i := range raw {
		raw[i] = byte(e.r.IntN(256))
	}
	return hex.EncodeToString(raw[:])
}

func (e examiner) choices(texts ...string) (out []campus.Choice) {
	for _, t := range texts {
		out = append(out, campus.Choice{ID: e.name(), Text: t})
	}
	return out
}

func (e examiner) ask(kind campus.QuestionType, points float64, text, feedback string) asked {
	return asked{campus.Question{ID: e.name(), Type: kind, Text: text, Points: points}, campus.KeyItem{Feedback: feedback}}
}

// choose is a question with choices of which the first ones are right.
func (e examiner) choose(kind campus.QuestionType, points float64, text, feedback string, right int, texts ...string) asked {
	a := e.ask(kind, points, text, feedback)
	a.Choices = e.choices(texts...)
	for _, c := range a.Choices[:right] {
		a.key.Right = append(a.key.Right, c.ID)
	}
	if kind != campus.Ordering {
		e.r.Shuffle(len(a.Choices), func(i, j int) { a.Choices[i], a.Choices[j] = a.Choices[j], a.Choices[i] })
	}
	a.Question = a.Hide()
	return a
}

// match is a question of pairs: what, and what it goes with.
func (e examiner) match(points float64, text, feedback string, pairs ...string) asked {
	a := e.ask(campus.Matching, points, text, feedback)
	a.key.Match = map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		two := e.choices(pairs[i], pairs[i+1])
		a.Choices, a.Targets = append(a.Choices, two[0]), append(a.Targets, two[1])
		a.key.Match[two[0].ID] = two[1].ID
	}
	a.Question = a.Hide()
	return a
}

func (e examiner) truth(points float64, text, feedback string, right bool) asked {
	a := e.ask(campus.TrueFalse, points, text, feedback)
	a.key.Right = []string{fmt.Sprint(right)}
	return a
}

// soil are questions of every type, fresh ones each time: no name of a practice quiz
// tells anything of a graded one.
func (e examiner) soil() []asked {
	short := e.ask(campus.ShortText, 1, "What is a soil called that is a mixture of sand, silt and clay?", "Loam holds water and lets roots breathe.")
	short.key.Accept = []string{"loam", "loamy soil"}
	number := e.ask(campus.Numeric, 2, "A pot weighs 1,850 g after rain and 1,610 g three days later. How much water is gone?", "1,850 g less 1,610 g.")
	number.Unit, number.key.Number, number.key.Tolerance = "g", 240, 5
	return []asked{
		e.choose(campus.SingleChoice, 1, "Which soil holds water for the **longest** time?", "Clay has the finest grains.", 1, "clay", "silt", "sand"),
		e.choose(campus.MultipleChoice, 2, "What keeps a bed damp for longer?", "Mulch and shade slow the drying; wind speeds it up.", 2, "mulch", "shade", "wind", "watering at noon"),
		e.truth(1, "At field capacity all pores are full of water.", "That is saturation. Field capacity is what stays a day after heavy rain.", false),
		short, number,
		e.match(3, "What goes together?", "See *Three words to know*.", "saturation", "roots cannot breathe", "field capacity", "the full cup", "wilting point", "the empty cup"),
		e.choose(campus.Ordering, 2, "In which order do you calibrate a probe?", "Dry first: a wet probe does not read zero.", 4, "dry it in air", "note the value in air", "put it into water", "note the value in water"),
	}
}

// quizzes makes a practice quiz and a graded one of a class, some answers, and the
// teacher's bank.
func (b *builder) quizzes(c *class) {
	e := examiner{b.rand("quizzes")}
	country := c.teacher.country
	practice := e.soil()
	b.quiz(c, b.id("quiz practice"), c.since.Add(40*time.Hour), practice, campus.Quiz{Title: "Soil and water: try yourself", Practice: true, Shuffle: true,
		Text: "As often as you like, without a line. Nobody sees the result."})
	graded := e.soil()
	id := b.id("quiz graded")
	essay := e.ask(campus.Essay, 5, "Describe in your own words when you would water the bed at your school, and why.", "Two or three sentences are enough.")
	b.quiz(c, id, b.day(-5, 10, country), append(slices.Clone(graded), essay),
		campus.Quiz{Title: "Quiz: soil and water", Text: "Seven short questions and one to write. You have **two** attempts; the better one counts.",
			Minutes: 30, Attempts: 2, Due: b.day(4, 17, country).UnixMilli(), Weight: 1})
	others := slices.DeleteFunc(slices.Clone(c.pupils), func(p *person) bool { return p.user == Student })
	for i, p := range others[:3] { // for the known student it is still to do
		at := b.day(-3, 13+i, p.country)
		b.one(p, at, c.id, campus.Create(campus.AttemptID(id, p.id, 1), "attempt", &campus.Attempt{Of: id, Number: 1}).For(campus.Audience(p.id)))
		v := campus.Answers{Of: id, Number: 1, Took: int64(9+2*i) * 60_000, Answers: map[string]campus.Answer{}}
		for k, q := range graded {
			v.Answers[q.ID] = answered(q, (k+i)%4 > 0)
		}
		v.Answers[essay.ID] = campus.Answer{Text: essays[i]}
		at = at.Add(time.Duration(v.Took) * time.Millisecond)
		b.one(p, at, c.id, campus.Create(b.id("answers ", i), "answers", &v).For(campus.Audience(p.id)))
	}
	for i, q := range e.soil() {
		b.one(c.teacher, c.since.Add(30*time.Hour+time.Duration(i)*time.Second), campus.PersonalSpace(c.teacher.id),
			campus.Create(b.id("bank ", i), "question", &campus.BankQuestion{Question: q.Question, Key: q.key, Category: "Soil and water"}))
	}
}

// essays are what was written in the graded quiz.
var essays = []string{
	"Early in the morning, when the finger feels dry at the second joint. At noon half of the water is gone before it reaches the roots.",
	"When the curve comes near the wilting point, not every day. Our bed is clay, it holds the water for three days.",
	"In the evening, because then I am at school.",
}

// quiz adds a quiz and its key: of a practice quiz for all.
func (b *builder) quiz(c *class, id campus.ID, at time.Time, questions []asked, v campus.Quiz) {
	key := campus.QuizKey{Of: id, Practice: v.Practice, Keys: map[string]campus.KeyItem{}}
	for _, q := range questions {
		v.Questions = append(v.Questions, q.Question)
		key.Keys[q.ID] = q.key
	}
	sees := campus.StaffOnly
	if v.Practice {
		sees = campus.Everyone
	}
	b.one(c.teacher, at, c.id, campus.Create(id, "quiz", &v),
		campus.Create(campus.QuizKeyID(id, v.Practice), "quizkey", &key).For(sees))
}

// answered answers a question, rightly or in another way.
func answered(q asked, right bool) campus.Answer {
	switch q.Type {
	case campus.ShortText:
		return campus.Answer{Text: map[bool]string{true: "Loam", false: "humus"}[right]}
	case campus.Numeric:
		return campus.Answer{Text: map[bool]string{true: "240", false: "1610"}[right]}
	case campus.Matching:
		m := maps.Clone(q.key.Match)
		if !right {
			x, y := q.Choices[0].ID, q.Choices[1].ID
			m[x], m[y] = m[y], m[x]
		}
		return campus.Answer{Match: m}
	case campus.TrueFalse:
		return campus.Answer{Choice: []string{fmt.Sprint((q.key.Right[0] == campus.ChoiceTrue) == right)}}
	}
	chosen := append([]string{}, q.key.Right...)
	switch {
	case right:
	case q.Type == campus.Ordering:
		chosen[0], chosen[1] = chosen[1], chosen[0]
	default:
		for _, one := range q.Choices {
			if one.ID != q.key.Right[0] {
				chosen = []string{one.ID}
			}
		}
	}
	return campus.Answer{Choice: chosen}
}
