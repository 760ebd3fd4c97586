package journey

import (
	"encoding/json"
	"regexp"
)

const (
	class    = "Journey: drip lines"
	unit     = "Journey: water"
	lesson   = "Journey: how a dripper works"
	quiz     = "Journey: drops"
	quizTask = "A dripper needs pressure."
)

// training: a class with a unit, a lesson, a graded quiz and a code, all without a line;
// the student types the code and takes the quiz without one, and the marks are there
// when both have heard of each other.
func (b *pair) training() {
	m, d := b.maria, b.dara
	b.apart()
	m.tap("Training")
	m.tap("New class")
	m.typed("Title", class)
	m.do("choose", "Study area", "Agriculture")
	m.tap("Make the class")
	m.wait("No lessons yet")
	m.tap("New unit")
	m.typed("Title", unit)
	m.tap("Save")
	m.wait("0 lessons")
	m.tap("New lesson")
	m.typed("Title of the lesson", lesson)
	m.pasted("Write in Markdown", "Water comes **drop by drop**, where the root is.")
	m.tap("Save as draft")
	m.wait("draft · Maria Santos")
	m.key("Esc")
	m.tap("Work")
	m.tap("Quizzes")
	m.tap("New quiz")
	m.tap("New graded quiz")
	m.typed("Title", quiz)
	m.tap("Save")
	m.tap("Add a question")
	m.tap("True or false")
	m.typed("Question (Markdown)", quizTask)
	m.tap("Save")
	m.wait("1 question")
	m.tap("Publish")
	m.absent("graded · draft")
	m.key("Esc")
	m.tap("Members")
	m.tap("Make a join code")
	m.tap("For one week")
	code := m.code()
	m.crash("Training")
	m.tap(class)
	m.wait(lesson)
	m.wait("draft")
	d.tap("Training")
	d.tap("Join by code")
	d.typed("Code", code)
	d.tap("Join")
	d.wait("You will join when there is a line")
	d.crash("Training")
	d.wait("You will join when there is a line")

	b.together()
	d.waitLong(class)
	d.tap(class)
	d.wait("Members ")
	d.absent(lesson) // a draft
	b.apart()
	m.tap(lesson)
	m.tap("Publish")
	m.wait("waiting to be sent")
	m.key("Esc")
	d.tap("Work")
	d.tap("Quizzes")
	d.tap(quiz)
	d.tap("Begin")
	d.wait(quizTask)
	d.tap("True")
	d.wait("answered")
	d.tap("Finish")
	d.wait("Hand in now?")
	d.tapNth("Finish", 2) // the first is the title
	d.wait("it is sent at the next sync")
	d.absent("1 of 1 points") // what is right is not on this computer
	d.picture("quiz-handed-in")

	b.together()
	d.waitLong("1 of 1 points")
	d.key("Esc")
	d.tap("Lessons")
	d.tap(lesson)
	d.wait("drop by drop")
	m.tap("Work")
	m.tap("Assignments")
	m.tap("Gradebook")
	m.waitLong("100 %")
	m.picture("gradebook")
	b.together()
}

// code reads the code of a class from the window.
func (d *desk) code() string {
	d.wait("Code ")
	var seen []string
	_ = json.Unmarshal([]byte(d.do("see")), &seen)
	for _, s := range seen {
		if m := regexp.MustCompile(`^Code (\w{4}-\w{4})$`).FindStringSubmatch(s); m != nil {
			return m[1]
		}
	}
	d.play.fail("%s: there is no code to read in %q", d.name, seen)
	return ""
}
