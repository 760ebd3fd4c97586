package campus

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Marked is what marking gives for one attempt.
type Marked struct {
	Points map[string]float64 // by the questions' IDs; without those that wait
	Waits  []string           // the questions that a person has to look at, in their order
	Sum    float64
}

// MarkAnswers marks an attempt. It looks at nothing but its arguments, so every replica
// and the server come to the same. Partial credit:
//
//   - one choice, true or false, a short text, a number: all or nothing
//   - several choices: the right ones that were chosen less the wrong ones, of all that
//     are right, and never below nothing
//   - matching: each pair
//   - ordering: each two that follow each other as they should
//
// An essay waits for a person, unless nothing was written; so does a question without a
// key. given are points that a person gave, which come before those of the key.
func MarkAnswers(q Quiz, k QuizKey, a Answers, given map[string]float64) Marked {
	m := Marked{Points: map[string]float64{}}
	for _, one := range q.Questions {
		points, has := given[one.ID]
		if item, known := k.Keys[one.ID]; !has && (known || !a.Answers[one.ID].Given()) {
			var share float64
			share, has = Share(one, item, a.Answers[one.ID])
			points = math.Round(share*one.Points*100) / 100
		}
		if !has {
			m.Waits = append(m.Waits, one.ID)
			continue
		}
		m.Points[one.ID] = points
		m.Sum += points
	}
	m.Sum = math.Round(m.Sum*100) / 100
	return m
}

// Share gives how much of a question's points an answer earns, from 0 to 1; known is
// false where a person has to say.
func Share(q Question, k KeyItem, a Answer) (share float64, known bool) {
	if !a.Given() {
		return 0, true
	}
	if !k.Fits(q) {
		return 0, false
	}
	switch q.Type {
	case MultipleChoice:
		share = several(k.Right, a.Choice)
	case Matching:
		share = pairs(q, k, a)
	case Ordering:
		share = following(k.Right, a.Choice)
	case ShortText:
		share = allIf(acceptsAny(k.Accept, a.Text))
	case Numeric:
		share = allIf(k.near(q, a.Text))
	default:
		share = allIf(len(a.Choice) == 1 && a.Choice[0] == k.Right[0])
	}
	return share, true
}

func allIf(ok bool) float64 {
	if ok {
		return 1
	}
	return 0
}

func several(right, chosen []string) float64 {
	good, seen := 0, map[string]bool{}
	for _, c := range chosen {
		switch {
		case seen[c]:
		case slices.Contains(right, c):
			good++
		default:
			good--
		}
		seen[c] = true
	}
	return max(0, float64(good)/float64(len(right)))
}

func pairs(q Question, k KeyItem, a Answer) float64 {
	good := 0
	for _, c := range q.Choices {
		if same(q.Targets, k.Match[c.ID], a.Match[c.ID]) {
			good++
		}
	}
	return float64(good) / float64(len(q.Choices))
}

// same tells whether two targets are one, or read as one.
func same(targets []Choice, a, b string) bool {
	if a == b {
		return true
	}
	text := map[string]string{}
	for _, t := range targets {
		text[t.ID] = t.Text
	}
	return text[a] != "" && text[a] == text[b]
}

func following(right, order []string) float64 {
	if len(order) != len(right) {
		return 0
	}
	place := map[string]int{}
	for i, id := range right {
		place[id] = i + 1
	}
	good := 0
	for i := 1; i < len(order); i++ {
		if from := place[order[i-1]]; from > 0 && place[order[i]] == from+1 {
			good++
		}
	}
	return float64(good) / float64(len(right)-1)
}

func acceptsAny(all []string, text string) bool {
	answer := FoldAnswer(text)
	return slices.ContainsFunc(all, func(p string) bool { return accepts(p, answer) })
}

// near tells whether a number is right within the tolerance. A unit behind it does no
// harm.
func (k KeyItem) near(q Question, text string) bool {
	if unit := FoldAnswer(q.Unit); unit != "" {
		text = strings.TrimSuffix(FoldAnswer(text), unit)
	}
	tolerance := k.Tolerance
	if k.Percent {
		tolerance = math.Abs(k.Number) * k.Tolerance / 100
	}
	// What is written in decimals is not always what a computer reckons with.
	tolerance += 1e-9 * max(1, math.Abs(k.Number))
	return slices.ContainsFunc(ReadNumbers(text), func(n float64) bool { return math.Abs(n-k.Number) <= tolerance })
}

// Try is one attempt that was handed in, marked.
type Try struct {
	Record Record // of its answers
	Marked
	Answers Answers
}

// Tries marks what a student handed in for a quiz: each attempt once, by what arrived
// first, in the order of their numbers. What is beyond the attempts that the quiz allows
// does not count. again are answers to an attempt that was handed in already.
func Tries(q Quiz, k QuizKey, answers []Record, given map[ID]map[string]float64) (out []Try, again []Record) {
	answers = slices.Clone(answers)
	slices.SortStableFunc(answers, func(a, b Record) int {
		if c := a.Created.Compare(b.Created); c != 0 {
			return c
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	seen := map[int]bool{}
	for _, r := range answers {
		a := As[Answers](r)
		if seen[a.Number] || q.Attempts > 0 && a.Number > q.Attempts {
			again = append(again, r)
			continue
		}
		seen[a.Number] = true
		out = append(out, Try{Record: r, Answers: a, Marked: MarkAnswers(q, k, a, given[r.ID])})
	}
	slices.SortStableFunc(out, func(a, b Try) int { return a.Answers.Number - b.Answers.Number })
	return out, again
}

// Counted gives which of the tries counts, -1 where there is none.
func Counted(q Quiz, tries []Try) int {
	at := -1
	for i, t := range tries {
		switch {
		case at < 0, q.Counts == CountLast:
			at = i
		case q.Counts == CountFirst:
		case t.Sum > tries[at].Sum:
			at = i
		}
	}
	return at
}

// MarkQuiz gives the mark of a quiz as it has to be by what was handed in, and for whom.
// was is the mark that there is, the zero record for none; it is what the server writes
// when an attempt arrives, and what a teacher's program writes with the points that the
// teacher gave. Done twice it comes out the same. ok is false where there is nothing to
// mark.
func MarkQuiz(quiz Record, k QuizKey, student ID, answers []Record, was Record) (m Mark, to Audience, ok bool) {
	q := As[Quiz](quiz)
	m = As[Mark](was)
	m.Assignment, m.Student = quiz.ID, student
	tries, _ := Tries(q, k, answers, m.Given)
	at := Counted(q, tries)
	if at < 0 {
		return m, was.Audience, false
	}
	t := tries[at]
	m.Submission, m.Scores, m.Attempts = t.Record.ID, t.Points, map[string]float64{}
	waits := false
	for _, one := range tries {
		m.Attempts[strconv.Itoa(one.Answers.Number)] = one.Sum
		waits = waits || len(one.Waits) > 0
	}
	to = StaffOnly
	byHand := was.ID != "" && len(m.Given) > 0 // who gave points has said who sees them
	if MarkReturned(was) || q.AtOnce && !waits && !byHand {
		to = Audience(student)
	}
	return m, to, true
}
