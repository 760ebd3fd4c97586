package main

import (
	"time"

	"rantau/app/apptest"
	"rantau/campus"
)

// quizzes puts a practice quiz and a graded one into the class, with what two students
// answered.
func quizzes(s *stage) {
	c := s.campus
	add := func(id campus.ID, kind string, by campus.ID, ago time.Duration, to campus.Audience, v campus.Value) campus.Record {
		r := c.Replica.Add(c.Soil, by, kind, id, v)
		r.Created, r.Audience = apptest.Clock.Add(-ago), to
		r.Edited = r.Created
		c.Replica.Put(r)
		return r
	}
	day := 24 * time.Hour
	choices := func(words ...string) (out []campus.Choice) {
		for i, w := range words {
			out = append(out, campus.Choice{ID: string(rune('a' + i)), Text: w})
		}
		return out
	}
	questions := []campus.Question{
		{ID: "1", Type: campus.SingleChoice, Points: 2, Text: "At which moisture do you **begin to water** tomatoes in sandy soil?", Choices: choices("10 %", "25 %", "60 %", "When the leaves hang: a sensor cannot know that")},
		{ID: "2", Type: campus.MultipleChoice, Points: 3, Text: "What makes a reading too high?", Choices: choices("Salt in the soil", "A sensor that stands in a puddle", "An empty battery", "A stone beside the sensor")},
		{ID: "3", Type: campus.TrueFalse, Points: 1, Text: "A capacitive sensor rusts."},
		{ID: "4", Type: campus.Numeric, Points: 2, Unit: "mV", Text: "The sensor gives 1.2 V at 40 %. What is it at 10 %, if the line is straight and 0 % is 0 V?"},
		{ID: "5", Type: campus.Matching, Points: 3, Text: "Which part does what?", Choices: choices("Relay", "Sensor", "Solar panel"),
			Targets: []campus.Choice{{ID: "x", Text: "measures how wet the soil is"}, {ID: "y", Text: "switches the pump"}, {ID: "z", Text: "loads the battery by day"}}},
		{ID: "6", Type: campus.Ordering, Points: 3, Text: "In which order is a sensor put in?", Choices: choices("Dig a hole", "Put the sensor in", "Fill the hole with the same earth", "Water it and wait an hour")},
		{ID: "7", Type: campus.ShortText, Points: 1, Text: "What is the unit of electric current called?"},
		{ID: "8", Type: campus.Essay, Points: 5, Text: "Where would you put three sensors in your own field, and why there?"},
	}
	key := map[string]campus.KeyItem{"1": {Right: []string{"b"}, Feedback: "Sandy soil holds little water: at 10 % the roots have suffered already."}, "2": {Right: []string{"a", "b"}}, "3": {Right: []string{campus.ChoiceFalse}, Feedback: "It has no metal that touches the earth."},
		"4": {Number: 300, Tolerance: 2, Percent: true}, "5": {Match: map[string]string{"a": "y", "b": "x", "c": "z"}}, "6": {Right: []string{"a", "b", "c", "d"}}, "7": {Accept: []string{"Ampere", "Amp*"}}}
	put := func(id campus.ID, q campus.Quiz) {
		to := campus.StaffOnly
		if q.Practice {
			to = campus.Everyone
		}
		add(id, "quiz", c.Siti, 3*day, campus.Everyone, &q)
		if q.Practice || c.Replica.Me() == c.Siti {
			add(campus.QuizKeyID(id, q.Practice), "quizkey", c.Siti, 3*day, to, &campus.QuizKey{Of: id, Practice: q.Practice, Keys: key})
		}
	}
	put(s.quiz(), campus.Quiz{Title: "Before the field trip", Text: "Read lessons 1 to 3 first. A calculator is **allowed**.", Minutes: 20, Attempts: 2, Weight: 2, AtOnce: true, Shuffle: true,
		Due: apptest.Clock.Add(2 * day).UnixMilli(), Closes: apptest.Clock.Add(3 * day).UnixMilli(), Questions: questions})
	put(s.practice(), campus.Quiz{Title: "Do you remember?", Practice: true, Questions: questions[:7]})
	add(campus.DerivedID("quiz", "draft"), "quiz", c.Siti, day, campus.StaffOnly, &campus.Quiz{Title: "End of the class", Questions: questions[:2]})
	finish := func(quiz, who campus.ID, n int, ago time.Duration, a map[string]campus.Answer) campus.Record {
		begun := add(campus.AttemptID(quiz, who, n), "attempt", who, ago+14*time.Minute, campus.Audience(who), &campus.Attempt{Of: quiz, Number: n})
		if a == nil {
			return begun
		}
		return add(campus.DerivedID("answers", string(quiz), string(who)), "answers", who, ago, campus.Audience(who), &campus.Answers{Of: quiz, Number: n, Answers: a, Took: (13*time.Minute + 5*time.Second).Milliseconds()})
	}
	pick := func(ids ...string) campus.Answer { return campus.Answer{Choice: ids} }
	given := map[string]campus.Answer{"1": pick("b"), "2": pick("a", "d"), "3": pick("true"), "4": {Text: "300"}, "5": {Match: map[string]string{"a": "y", "b": "x", "c": "x"}}, "6": pick("a", "b", "d", "c"), "7": {Text: "ampere"},
		"8": {Text: "One by the well, for it is always wet there and tells me that the sensor works. One in the middle, and one up on the slope, where the water runs off and the tomatoes dry first."}}
	finish(s.practice(), c.Dewi, 1, 5*time.Hour, given)
	a := finish(s.quiz(), c.Dewi, 1, 3*time.Hour, given)
	finish(s.quiz(), c.Aung, 1, 30*time.Minute, map[string]campus.Answer{"1": pick("a"), "4": {Text: "၃၀၀"}, "7": {Text: "Amp"}})
	if c.Replica.Me() == c.Siti {
		add(campus.MarkID(s.quiz(), c.Dewi), "mark", "", 3*time.Hour, campus.StaffOnly, &campus.Mark{Assignment: s.quiz(), Student: c.Dewi, Submission: a.ID, Scores: map[string]float64{"1": 2, "2": 0, "3": 0, "4": 2, "5": 2, "6": 1, "7": 1}, Attempts: map[string]float64{"1": 8}})
	}
	own := campus.PersonalSpace(c.Replica.Me())
	c.Replica.Add(own, "", "personal", own, &campus.Personal{Owner: c.Replica.Me()})
	c.Replica.Add(own, "", "membership", campus.MembershipID(own, c.Replica.Me()), &campus.Membership{Person: c.Replica.Me(), Role: campus.Owner})
	for i, q := range questions[:5] {
		if c.Replica.Me() == c.Siti {
			r := c.Replica.Add(own, c.Replica.Me(), "question", campus.DerivedID("bank", q.ID), &campus.BankQuestion{Question: q, Key: key[q.ID], Category: []string{"Sensors", "Water"}[i%2]})
			c.Replica.Put(r)
		}
	}
}

func (s *stage) quiz() campus.ID     { return campus.DerivedID("quiz", "graded") }
func (s *stage) practice() campus.ID { return campus.DerivedID("quiz", "practice") }

// inQuiz opens a quiz and does something in it.
func inQuiz(id func(*stage) campus.ID, do func(*stage)) func(*stage) {
	return func(s *stage) {
		s.goTo("training", s.campus.Soil, id(s))
		s.settle()
		if do != nil {
			do(s)
			s.settle()
		}
	}
}

var quizShots = []shot{
	{name: "quizzes", as: "teacher", before: quizzes, play: func(s *stage) { s.tab(1); s.training().SelectQuizzes(); s.settle() }},
	{name: "quiz-student", as: "student", before: quizzes, play: inQuiz((*stage).quiz, nil)},
	{name: "quiz-take", as: "student", before: quizzes, play: inQuiz((*stage).quiz, func(s *stage) { s.training().Quizzes().Begin() })},
	{name: "quiz-result", as: "student", before: quizzes, play: inQuiz((*stage).practice, func(s *stage) { s.training().Quizzes().Review(s.campus.Dewi) })},
	{name: "quiz-questions", as: "teacher", before: quizzes, play: inQuiz((*stage).quiz, nil)},
	{name: "quiz-results", as: "teacher", before: quizzes, play: inQuiz((*stage).quiz, func(s *stage) { s.training().Quizzes().Tab(1) })},
	{name: "quiz-statistics", as: "teacher", before: quizzes, play: inQuiz((*stage).quiz, func(s *stage) { s.training().Quizzes().Tab(2) })},
	{name: "quiz-mark", as: "teacher", before: quizzes, play: inQuiz((*stage).quiz, func(s *stage) { s.training().Quizzes().MarkWork(s.campus.Dewi) })},
	{name: "quiz-settings", as: "teacher", before: quizzes, play: inQuiz((*stage).quiz, func(s *stage) { s.training().Quizzes().Settings() })},
	{name: "quiz-choices", as: "teacher", before: quizzes, play: inQuiz((*stage).quiz, func(s *stage) { s.training().Quizzes().EditQuestion(1) })},
	{name: "quiz-matching", as: "teacher", before: quizzes, play: inQuiz((*stage).quiz, func(s *stage) { s.training().Quizzes().EditQuestion(4) })},
	{name: "quiz-bank", as: "teacher", before: quizzes, play: inQuiz((*stage).quiz, func(s *stage) { s.training().Quizzes().Bank() })},
}

func init() { shots = append(shots, quizShots...) }
