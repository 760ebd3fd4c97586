package training_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/apptest"
	"rantau/app/training"
	"rantau/app/widget"
	"rantau/campus"
)

// aQuiz puts a published quiz into the class. The key of a graded one comes to its
// teacher alone.
func aQuiz(h *apptest.Hand, q campus.Quiz) campus.ID {
	id := campus.NewID()
	q.Questions = []campus.Question{
		{ID: "c", Type: campus.SingleChoice, Text: "What is wet?", Points: 2, Choices: []campus.Choice{{ID: "x", Text: "Water"}, {ID: "y", Text: "Sand"}}},
		{ID: "n", Type: campus.Numeric, Text: "Twice two?", Points: 3},
		{ID: "o", Type: campus.Ordering, Text: "Put them in order", Points: 3, Choices: []campus.Choice{{ID: "2", Text: "later"}, {ID: "1", Text: "soon"}}}}
	if !q.Practice {
		q.Questions = append(q.Questions, campus.Question{ID: "e", Type: campus.Essay, Text: "Why?", Points: 5})
	}
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "quiz", id, &q)
	if q.Practice || h.Env.Replica.Me() == h.Campus.Siti {
		key := campus.QuizKey{Of: id, Practice: q.Practice, Keys: map[string]campus.KeyItem{"c": {Right: []string{"x"}, Feedback: "Sand is *dry*"}, "n": {Number: 4}, "o": {Right: []string{"1", "2"}}}}
		r := h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "quizkey", campus.QuizKeyID(id, q.Practice), &key)
		if !q.Practice {
			r.Audience = campus.StaffOnly
			h.Campus.Replica.Put(r)
		}
	}
	h.Settle()
	return id
}

// TestAQuizIsNoAssignment, though both are columns of the gradebook.
func TestAQuizIsNoAssignment(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	aQuiz(h, campus.Quiz{Title: "Wet and dry"})
	h.Tap("Work")
	h.Want("No assignments yet", "Quizzes  1", "Work  1", "Gradebook")
	h.WantNot("Wet and dry")

	// Another class has other assignments, or none.
	assign(h, campus.Assignment{Title: "Map"})
	h.Want("Map")
	h.Pick("Service at the front desk")
	h.Tap("Work")
	h.WantNot("Map")
}

// ownSpace gives the person of the sample campus the space of their own.
func ownSpace(h *apptest.Hand) campus.ID {
	me := h.Env.Replica.Me()
	own := campus.PersonalSpace(me)
	h.Campus.Replica.Add(own, "", "personal", own, &campus.Personal{Owner: me})
	h.Campus.Replica.Add(own, "", "membership", campus.MembershipID(own, me), &campus.Membership{Person: me, Role: campus.Owner})
	h.Settle()
	return own
}

func TestStudentPractises(t *testing.T) {
	h, s := open(t, "student")
	soil(h, s)
	id := aQuiz(h, campus.Quiz{Title: "Wet and dry", Practice: true, Text: "Think **first**."})
	h.Tap("Work")
	h.Tap("Quizzes  1")
	h.Want("practice · not begun")
	h.Pick("Wet and dry")
	h.Want("3 questions", "As often as you like", "first")
	h.Tap("Begin")
	if r := only(t, h, "attempt"); r.ID != campus.AttemptID(id, h.Env.Replica.Me(), 1) || r.Audience != campus.Audience(r.Author) {
		t.Fatalf("begun: %s for %q", r.ID, r.Audience)
	}
	h.Want("Question 1 of 3", "not answered")
	h.Press("Water")
	h.Type("Your answer", "៤,0")
	h.Tap("Finish")
	h.Want("Without an answer: 3. Hand in all the same?")
	h.TapLast("Cancel")

	// The program ends, and is started again.
	s = training.New(h.Env).(*training.Screen)
	h.Show(s)
	place{h.Campus.Soil, id}.of(h, s)
	h.Want("under way")
	h.WantNot("not begun")
	h.Tap("Continue")
	if h.Field("Your answer").Text != "៤,0" || strings.Count(h.Text(), "not answered") != 1 {
		t.Fatalf("what was answered is lost:\n%s", h.Text())
	}
	h.Tap("Answer with this order") // it may be: it is shuffled by the attempt
	h.WantNot("not answered")
	h.Tap("Finish")
	h.Want("Every question has an answer. Hand in now?")
	h.TapLast("Finish")
	h.Want("Attempt 1 · ", "2 of 2 points", "3 of 3 points", "Sand is dry")
	r := only(t, h, "answers")
	if a := campus.As[campus.Answers](r); a.Number != 1 || !slices.Equal(a.Answers["c"].Choice, []string{"x"}) || len(a.Answers) != 3 || r.Audience != campus.Audience(r.Author) {
		t.Errorf("handed in: %s for %q", r.Body, r.Audience)
	}
	if n := h.Campus.Replica.Drafts(); n != 0 {
		t.Errorf("%d drafts are left", n)
	}
	s.Back()
	h.Settle()
	h.Want("Try again", "Saved on this computer; it is sent at the next sync")
}

func TestGradedQuizTellsNothing(t *testing.T) {
	h, s := open(t, "student")
	soil(h, s)
	id := aQuiz(h, campus.Quiz{Title: "Test", Attempts: 1, AtOnce: true})
	place{h.Campus.Soil, id}.of(h, s)
	h.Tap("Begin")
	h.Press("Sand")
	h.Tap("Finish")
	h.TapLast("Finish")
	h.Want("You have used all attempts.", "Saved on this computer; it is sent at the next sync")
	h.Tap("Look")
	h.Want("the mark comes later", "Sand")
	h.WantNot("Right answer", "of 2 points")
	s.Back()
	h.Campus.Replica.Deliver()
	me, r := h.Env.Replica.Me(), only(t, h, "answers")
	mark := h.Campus.Replica.Add(h.Campus.Soil, "", "mark", campus.MarkID(id, me), &campus.Mark{Assignment: id, Student: me, Submission: r.ID,
		Scores: map[string]float64{"c": 0, "n": 0, "o": 0, "e": 4}, Attempts: map[string]float64{"1": 4}, Comment: "Nearly"})
	mark.Audience = campus.Audience(me)
	h.Campus.Replica.Put(mark)
	h.Settle()
	h.Want("4 of 13 points", "Nearly", "Returned", "on the server")
	h.Tap("Look")
	h.Want("0 of 2 points", "4 of 5 points")
	h.WantNot("Right answer")
}

func TestTimeRunsOut(t *testing.T) {
	h, s := open(t, "student")
	soil(h, s)
	now := h.Env.Now()
	h.Env.Now = func() time.Time { return now }
	id := aQuiz(h, campus.Quiz{Title: "Test", Minutes: 10})
	place{h.Campus.Soil, id}.of(h, s)
	h.Tap("Begin")
	h.Want("10:00 left")
	h.Press("Water")
	s.Back() // the time runs on while the page is closed
	h.Settle()
	now = now.Add(4 * time.Minute)
	h.Tap("Continue")
	h.Want("6:00 left")
	now = now.Add(6 * time.Minute)
	h.Gone("6:00 left")
	r := only(t, h, "answers")
	if a := campus.As[campus.Answers](r); a.Took != (10*time.Minute).Milliseconds() || len(a.Answers["c"].Choice) != 1 {
		t.Errorf("at the end of the time: %s", r.Body)
	}
}

func TestTeacherWritesAQuiz(t *testing.T) {
	h, s := open(t, "teacher")
	own := ownSpace(h)
	soil(h, s)
	h.Tap("Work")
	h.Tap("Quizzes")
	h.Tap("New quiz")
	h.Press("New graded quiz")
	h.Fill("Title", "First test")
	h.Fill("Due", "soon")
	h.Tap("Save")
	h.Want("A date is written as 2026-12-31 17:00.")
	h.Fill("Due", "2026-12-31 17:00")
	h.Tap("Save")
	h.Want("First test", "graded · draft", "No questions yet")
	h.Tap("Publish")
	h.Want("draft")
	h.Tap("Add a question")
	h.Press("Number")
	h.Fill("Question (Markdown)", "How many *legs* has a spider?")
	h.Tap("Save")
	h.Want("Say what is right.")
	h.Fill("Right answer", "8")
	h.Fill("Tolerance, as 0.5 or 2 %", "1 %")
	h.Tap("Save")
	h.Want("1. How many legs has a spider?", "Number · Points 1")
	q, key := only(t, h, "quiz"), only(t, h, "quizkey")
	quiz := campus.As[campus.Quiz](q)
	item := campus.As[campus.QuizKey](key).Keys[quiz.Questions[0].ID]
	if q.Audience != campus.StaffOnly || key.Audience != campus.StaffOnly || item.Number != 8 || item.Tolerance != 1 || !item.Percent {
		t.Errorf("written: %s, %s", q.Body, key.Body)
	}
	h.Tap("Publish")
	h.WantNot("draft")
	if r := only(t, h, "quizkey"); r.Audience != campus.StaffOnly {
		t.Errorf("published, the key is for %q", r.Audience)
	}

	// To the bank, and out of it into the same quiz: a copy with names of its own.
	h.Dots(0)
	h.Press("Save to the bank")
	all, err := h.Env.Replica.Records(context.Background(), campus.Query{Space: own, Kind: "question"})
	if err != nil || len(all) != 1 {
		t.Fatalf("%d questions in the bank (%v)", len(all), err)
	}
	h.Tap("From the bank")
	h.Type("Find in your questions", "LEGS spider")
	h.Pick("How many legs")
	h.Tap("Add 1 question")
	quiz = campus.As[campus.Quiz](only(t, h, "quiz"))
	if len(quiz.Questions) != 2 || quiz.Questions[0].ID == quiz.Questions[1].ID {
		t.Errorf("with the one of the bank: %+v", quiz.Questions)
	}
	h.Dots(0)
	h.Press("Move down")
	if moved := campus.As[campus.Quiz](only(t, h, "quiz")); moved.Questions[0].ID != quiz.Questions[1].ID {
		t.Error("the question did not move")
	}
	h.Tap("Preview")
	h.Want("Question 1 of 2", "As a student sees it; nothing is saved")
	h.Type("Your answer", "8.05")
	h.Tap("Finish")
	h.TapLast("Finish")
	h.Want("1 of 2 points")
	if n, _ := h.Env.Replica.Count(context.Background(), campus.Query{Space: h.Campus.Soil, Kind: "answers"}); n != 0 {
		t.Error("a preview is handed in")
	}
}

func TestTeacherMarksAnEssay(t *testing.T) {
	h, s := open(t, "teacher")
	soil(h, s)
	id := aQuiz(h, campus.Quiz{Title: "Test", Attempts: 2, Due: h.Env.Now().Add(-time.Hour).UnixMilli()})
	dewi := h.Campus.Dewi
	hand := func(n int, text string) campus.ID {
		r := h.Campus.Replica.Add(h.Campus.Soil, dewi, "answers", campus.NewID(), &campus.Answers{Of: id, Number: n,
			Answers: map[string]campus.Answer{"n": {Text: "4"}, "e": {Text: text}}})
		r.Audience = campus.Audience(dewi)
		h.Campus.Replica.Put(r)
		h.Settle()
		return r.ID
	}
	first := hand(1, "Because it is so.")
	place{h.Campus.Soil, id}.of(h, s)
	h.Tap("Results")
	h.Want("handed in · late · waits for the teacher")
	h.Pick("Dewi")
	h.Want("Attempt 1 · waits for the teacher")
	h.Tap("Mark")
	h.Want("Because it is so.")
	h.Fill("4. Why? · Points 5", "4,5")
	h.Fill("1. What is wet? · Points 2", "1")
	h.Fill("Comment", "Well argued")
	h.Tap("Save")
	h.Want("8.5 of 13 points", "only teachers see it", "Well argued")
	r := only(t, h, "mark")
	m := campus.As[campus.Mark](r)
	if r.Audience != campus.StaffOnly || m.Submission != first || m.Given[first]["e"] != 4.5 || m.Given[first]["c"] != 1 || len(m.Given[first]) != 2 || m.Scores["n"] != 3 {
		t.Errorf("marked: %s for %q", r.Body, r.Audience)
	}
	h.Tap("Students")
	h.Tap("Return 1 mark")
	if r := only(t, h, "mark"); r.Audience != campus.Audience(dewi) {
		t.Errorf("returned, it is for %q", r.Audience)
	}
	h.Tap("Statistics")
	h.Want("1 student", "65 % right on average")
}

// TestTwoComputersOneAttempt: what is answered here is not lost when another computer of
// the student finishes the same attempt first.
func TestTwoComputersOneAttempt(t *testing.T) {
	h, s := open(t, "student")
	soil(h, s)
	id := aQuiz(h, campus.Quiz{Title: "Test", Attempts: 1})
	place{h.Campus.Soil, id}.of(h, s)
	h.Tap("Begin")
	h.Press("Sand")
	s.Back()
	h.Settle()
	me := h.Env.Replica.Me()
	r := h.Campus.Replica.Add(h.Campus.Soil, me, "answers", campus.NewID(), &campus.Answers{Of: id, Number: 1})
	r.Audience = campus.Audience(me)
	h.Campus.Replica.Put(r)
	h.Settle()
	h.Want("Attempt 1 was handed in from another computer.", "You have used all attempts.")
	h.Tap("Continue")
	h.Tap("Finish")
	h.TapLast("Finish")
	all, err := h.Env.Replica.Records(context.Background(), campus.Query{Space: h.Campus.Soil, Kind: "answers"})
	if err != nil || len(all) != 2 {
		t.Fatalf("%d of two are kept (%v)", len(all), err)
	}
	h.Want("handed in on another computer before this; this does not count")
	h.WantNot("Attempt 1 was handed in from another computer.")
}

// TestOneByOne: a quiz that shows one question at a time goes on and back, and keeps what
// was answered on the way. What is moved keeps the keyboard.
func TestOneByOne(t *testing.T) {
	h, s := open(t, "student")
	soil(h, s)
	id := aQuiz(h, campus.Quiz{Title: "Steps", Practice: true, OneByOne: true})
	place{h.Campus.Soil, id}.of(h, s)
	h.Tap("Begin")
	h.Want("Question 1 of 3")
	h.WantNot("Question 2 of 3")
	h.Press("Water")
	h.Tap("Next")
	h.Type("Your answer", "4")
	h.Tap("Next")
	h.Want("Question 3 of 3", "Put them in order")
	h.WantNot("Question 2 of 3")
	before := h.Text()
	for _, o := range test.LaidOutObjects(h.Window.Canvas().Content()) {
		if b, ok := o.(*widget.Button); ok && b.Icon != nil && b.Icon.Name() == base.MoveDownIcon().Name() && !b.Disabled() {
			h.Window.Canvas().Focus(b)
			break
		}
	}
	if h.Window.Canvas().Focused() == nil {
		t.Fatal("nothing can be moved by the keyboard")
	}
	h.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	h.Settle()
	if h.Text() == before {
		t.Error("nothing moved")
	}
	if b, ok := h.Window.Canvas().Focused().(*widget.Button); !ok || b.Disabled() {
		t.Errorf("what was moved has lost the keyboard to %v", h.Window.Canvas().Focused())
	}
	h.Pick("2. Twice two?")
	if h.Want("Question 2 of 3"); h.Field("Your answer").Text != "4" {
		t.Error("going back lost the answer")
	}
	h.Tap("Previous")
	h.Tap("Finish")
	h.Want("Every question has an answer. Hand in now?")
}

// TestQuizByKeys: all of a quiz can be answered without a mouse.
func TestQuizByKeys(t *testing.T) {
	h, s := open(t, "student")
	soil(h, s)
	id := aQuiz(h, campus.Quiz{Title: "Wet and dry", Practice: true})
	place{h.Campus.Soil, id}.of(h, s)
	h.Tap("Begin")
	c := h.Window.Canvas()
	c.Unfocus()
	seen := map[fyne.Focusable]bool{}
	for range 40 { // around all that the keyboard reaches
		c.FocusNext()
		f := c.Focused()
		if f == nil || seen[f] {
			break
		}
		seen[f] = true
		if e, ok := f.(interface{ SetText(string) }); ok && h.Focused() != nil {
			e.SetText("4")
		}
	}
	if len(seen) < 8 { // back, finish, the list, two choices, a field, two or more buttons of the order
		t.Errorf("the keyboard reaches %d things", len(seen))
	}
	h.Settle()
	if h.Field("Your answer").Text != "4" {
		t.Error("the keyboard does not reach the field of the number")
	}
}

// TestTeacherImportsQuestions: a file of another system fills the bank, and says what it
// could not read.
func TestTeacherImportsQuestions(t *testing.T) {
	h, s := open(t, "teacher")
	own := ownSpace(h)
	soil(h, s)
	h.Tap("Work")
	h.Tap("Quizzes")
	h.Tap("Question bank")
	h.Want("No questions kept yet")
	file := filepath.Join(t.TempDir(), "questions.txt")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		h.Tap("Import GIFT")
	}
	widget.PickFile = func() (string, bool) { return file, true }
	defer func() { widget.PickFile = nil }()
	write("just words")
	h.Want("There are no questions in the GIFT format in this file.")
	write("$CATEGORY: Soil\n\nWhat is wet? {=Water ~Sand}\n\nThe earth is flat. {F}\n\nno answer")
	h.Want("2 questions taken in · not understood: no answer", "What is wet?", "Soil · One choice · Points 1")
	h.WantNot("There are no questions")
	all, err := h.Env.Replica.Records(context.Background(), campus.Query{Space: own, Kind: "question"})
	if err != nil || len(all) != 2 {
		t.Errorf("%d questions in the bank (%v)", len(all), err)
	}
	h.Pick("What is wet?")
	h.Fill("Category", "Water")
	h.Tap("Save")
	h.Want("Water · One choice")
	h.Dots(0)
	h.Press("Remove")
	h.TapLast("Remove")
	if n, _ := h.Env.Replica.Count(context.Background(), campus.Query{Space: own, Kind: "question"}); n != 1 {
		t.Errorf("%d questions are left", n)
	}

	// Those of one file stand in its order.
	write("$CATEGORY: Zinc\n\n" + strings.Join([]string{"Q1 {T}", "Q2 {T}", "Q3 {T}", "Q4 {T}", "Q5 {T}", "Q6 {T}", "Q7 {T}"}, "\n\n"))
	seen := h.Text()
	for i := 1; i < 7; i++ {
		if a, b := strings.Index(seen, "Q"+string(rune('0'+i))), strings.Index(seen, "Q"+string(rune('1'+i))); a < 0 || b < a {
			t.Errorf("question %d is not before %d", i, i+1)
		}
	}
}
